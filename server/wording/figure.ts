/** A figure as readers get it, in the API's names: each part is put in words when it is read. */
import { formatChange } from '../../components/formatting/changes.js';
import { formatFigure } from '../../components/formatting/missing.js';
import { formatValue } from '../../components/formatting/numbers.js';
import type { ChangeData, FigureData, Language, SpanData } from '../../components/formatting/types.js';
import type { FigureAnswer } from '../engine/evaluation.js';
import type { FigureContext } from './figure-context.js';
import { isRange, spanData } from './phrases.js';
import { formatReason, formatWhyMissing } from './reasons.js';

export class AssembledFigure implements FigureData {
  #period?: FigureData['period'];
  #formatted?: string;
  #change?: FigureData['change'];
  #target?: FigureData['target'];

  constructor(
    readonly answer: FigureAnswer,
    readonly context: FigureContext,
  ) {}

  in(lang: Language): AssembledFigure {
    return lang === this.context.lang ? this : new AssembledFigure(this.answer, this.context.in(lang));
  }

  get period(): FigureData['period'] {
    return (this.#period ??= spanData(this.answer.period, this.context.lang));
  }

  get value(): number | null {
    return this.answer.value;
  }

  get status(): FigureData['status'] {
    return this.answer.status;
  }

  get flags(): FigureData['flags'] {
    return this.answer.flags;
  }

  /** The value in words, or why there is none. */
  get formatted(): string {
    return (this.#formatted ??= figureText(this.answer, this.context));
  }

  /** "phone, paper not provided", where the status alone does not say why there is no value. */
  get reason(): string | null {
    return this.value === null ? formatWhyMissing(this.answer, this.context.lang) || null : null;
  }

  get numerator(): number | null {
    return this.answer.numerator;
  }

  get denominator(): number | null {
    return this.answer.denominator;
  }

  get coverage(): FigureData['coverage'] {
    return this.answer.coverage;
  }

  get change(): FigureData['change'] {
    const { change, period } = this.answer;
    return (this.#change ??= change && changeData(change, period, this.context));
  }

  get target(): FigureData['target'] {
    return (this.#target ??= targetData(this.answer.target, this.context));
  }

  /** The true value is above the value. */
  get isLowerBound(): boolean {
    return this.answer.isLowerBound;
  }
}

function figureText(
  { value, status, coverage, isLowerBound, period: span }: FigureAnswer,
  context: FigureContext,
): string {
  const { metric, question, unit, lang } = context;
  return formatFigure(
    { value, status },
    unit,
    {
      metric: metric.key,
      kind: question.subject.kind,
      period: span.period,
      isRange: value === null && isRange(span),
      coverage,
      suppressBelow: status === 'SUPPRESSED' ? context.suppressBelow : null,
      isLowerBound,
    },
    lang,
  );
}

function changeData(
  change: NonNullable<FigureAnswer['change']>,
  current: SpanData,
  { metric, unit, lang }: FigureContext,
): ChangeData {
  const { reason, comparedWith } = change;
  return {
    ...change,
    comparedWith: spanData(comparedWith, lang),
    formatted: formatChange({ ...change, unit }, { metric: metric.key }, lang),
    reason: reason && formatReason(reason, { current, previous: comparedWith }, lang),
  };
}

function targetData(
  target: FigureAnswer['target'],
  { metric, unit, lang }: FigureContext,
): FigureData['target'] {
  if (!target) return null;
  const { value, met } = target;
  return { value, formatted: formatValue(value, unit, { metric: metric.key }, lang), met };
}
