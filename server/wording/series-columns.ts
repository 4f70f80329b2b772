/** The lines and the changes of a series in columns: a list a column, aligned with the windows. */
import type { Language, SeriesChangesData, SeriesLineData } from '../../components/formatting/types.js';
import type { SeriesLine } from '../engine/lines/series-lines.js';
import type { SeriesAnswer } from '../engine/series.js';
import { textIn } from '../metrics/definitions.js';
import { spanOf, type PeriodSpan } from '../metrics/periods.js';
import type { FigureContext } from './figure-context.js';
import { splitLabels } from './parts.js';
import { formatReason } from './reasons.js';
import { sentencesOf } from './sentences.js';
import { valueLabel } from './value-labels.js';
import type { AnswerColumns } from './wording-context.js';

type LineNames = ReadonlyMap<string, string> | null;

/** The values of a split in words, by their keys; null where the series is not split. */
function lineNames({ question, lines }: SeriesAnswer, { request, lang }: FigureContext): LineNames {
  if (!question.by) return null;
  const keys = lines.filter(({ role }) => role === 'PRIMARY').map(({ key }) => key);
  return splitLabels(question, keys, request, lang);
}

/** A comparison is called by what it is: dates of other years would stand under this year's axis. */
function comparisonLabel({ compareTo, period }: SeriesAnswer['question'], lang: Language): string {
  const { yearEarlier, periodBefore } = sentencesOf(lang);
  return compareTo === 'PREVIOUS_YEAR' ? yearEarlier : periodBefore[period];
}

function lineLabel(
  { key, role, label }: SeriesLine,
  { question }: SeriesAnswer,
  names: LineNames,
  context: FigureContext,
): string {
  const { lang } = context;
  if (role === 'TARGET') return sentencesOf(lang).targetLine;
  if (role === 'COMPARISON') return comparisonLabel(question, lang);
  if (label) return textIn(label, lang);
  return names ? (names.get(key) ?? valueLabel(key)) : context.label;
}

function linesData(answer: SeriesAnswer, context: FigureContext): SeriesLineData[] {
  const names = lineNames(answer, context);
  return answer.lines.map((line) => {
    const { key, role, place, columns, joined } = line;
    const { values, numerators, denominators, shares, statuses, flags } = columns;
    const { provided, expected, lowerBounds } = columns;
    return {
      ...{ key, label: lineLabel(line, answer, names, context), role, place },
      ...{
        values,
        numerators,
        denominators,
        shares,
        statuses,
        flags,
        provided,
        expected,
        joined,
        lowerBounds,
      },
    };
  });
}

/** Null if no comparison was asked for. */
function changesData(
  { changes, question, windows }: SeriesAnswer,
  { lang }: FigureContext,
): SeriesChangesData | null {
  return (
    changes && {
      absolutes: changes.map(({ absolute }) => absolute),
      relatives: changes.map(({ relative }) => relative),
      verdicts: changes.map(({ verdict }) => verdict),
      reasons: changes.map(
        ({ reason, comparedWith }, index) =>
          reason &&
          formatReason(
            reason,
            { current: spanOf(question.period, windows[index]), previous: comparedWith },
            lang,
          ),
      ),
    }
  );
}

/** The columns of one answer in one language: each is made when it is read, and once. */
class SeriesColumns implements AnswerColumns {
  #spans?: readonly PeriodSpan[];
  #starts?: readonly string[];
  #ends?: readonly string[];
  #lines?: SeriesLineData[];
  #changes?: SeriesChangesData | null;

  constructor(
    private readonly answer: SeriesAnswer,
    private readonly context: FigureContext,
  ) {}

  get spans(): readonly PeriodSpan[] {
    const { question, windows } = this.answer;
    return (this.#spans ??= windows.map((window) => spanOf(question.period, window)));
  }

  get starts(): readonly string[] {
    return (this.#starts ??= this.spans.map(({ start }) => start));
  }

  get ends(): readonly string[] {
    return (this.#ends ??= this.spans.map(({ end }) => end));
  }

  get lines(): SeriesLineData[] {
    return (this.#lines ??= linesData(this.answer, this.context));
  }

  get changes(): SeriesChangesData | null {
    return (this.#changes ??= changesData(this.answer, this.context));
  }
}

/** The columns of an answer: the same for all who show it in this language within one request. */
export function columnsOf(answer: SeriesAnswer, context: FigureContext): AnswerColumns {
  const { columns } = context.request;
  let known = columns.get(answer);
  if (!known) columns.set(answer, (known = new Map()));
  let own = known.get(context.lang);
  if (!own) known.set(context.lang, (own = new SeriesColumns(answer, context)));
  return own;
}
