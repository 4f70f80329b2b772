/** What came before and after a day as readers get it, in the API's names: each part is put in words when it is read. */
import { formatChange } from '../../components/formatting/changes.js';
import { formatFigure } from '../../components/formatting/missing.js';
import { formatDate, formatPeriod } from '../../components/formatting/periods.js';
import type {
  BeforeAndAfterData,
  LeftOutData,
  SideOfDayData,
} from '../../components/formatting/day-types.js';
import type { Language, SpanData } from '../../components/formatting/types.js';
import { fill, formFor } from '../../components/formatting/words.js';
import type { BeforeAndAfterAnswer, DaySide } from '../engine/before-and-after.js';
import { textIn } from '../metrics/definitions.js';
import { formatStart, spanOf, type Period } from '../metrics/periods.js';
import type { FigureContext } from './figure-context.js';
import { beforeAndAfterSentence } from './narrative/before-and-after-sentence.js';
import { formatCount, tidy } from './phrases.js';
import { formatDayReason } from './reasons.js';
import { sentencesOf, type Sentences } from './sentences.js';

/** Of windows between which some are left out: they are not counted here. */
const fromTo = (span: SpanData, lang: Language): SideOfDayData['period'] => ({
  ...span,
  label: formatPeriod(span, lang),
});

export class AssembledBeforeAndAfter implements BeforeAndAfterData {
  #before?: SideOfDayData | null;
  #after?: SideOfDayData | null;
  #leftOut?: LeftOutData[];

  constructor(
    readonly answer: BeforeAndAfterAnswer,
    readonly context: FigureContext,
  ) {}

  /** As it was asked for: it is never moved. */
  get day(): string {
    return formatStart('day', this.answer.question.day);
  }

  /** "1 March 2014". */
  get date(): string {
    return formatDate(this.day, {}, this.context.lang);
  }

  get label(): string {
    return fill(this.#sentences.dayNote, { date: this.date });
  }

  get period(): Period | null {
    return this.answer.period;
  }

  get before(): SideOfDayData | null {
    return (this.#before ??= this.#side(this.answer.before, 'before'));
  }

  get after(): SideOfDayData | null {
    return (this.#after ??= this.#side(this.answer.after, 'after'));
  }

  get absolute(): number | null {
    return this.answer.difference.absolute;
  }

  get relative(): number | null {
    return this.answer.difference.relative;
  }

  /** "+1.2 points"; empty where there is no difference. */
  get formatted(): string {
    return this.#change(this);
  }

  get interval(): BeforeAndAfterData['interval'] {
    const { interval } = this.answer.difference;
    if (!interval) return null;
    const [low, high] = [interval.low, interval.high].map((bound) => this.#bound(bound));
    return { ...interval, formatted: fill(this.#sentences.interval, { low, high }) };
  }

  get verdict(): BeforeAndAfterData['verdict'] {
    return this.answer.difference.verdict;
  }

  /** Why there is no difference, or no interval, as a clause; null where there is. */
  get reason(): string | null {
    const { reason } = this.answer.difference;
    return reason && formatDayReason(reason, this.answer.period, this.context.lang);
  }

  get matched(): BeforeAndAfterData['matched'] {
    return this.answer.matched;
  }

  get leftOut(): readonly LeftOutData[] {
    const { lang } = this.context;
    return (this.#leftOut ??= this.answer.leftOut.map(({ span, windows, reason, text }) => {
      const period = fromTo(span, lang);
      const said = text && tidy(textIn(text, lang)).replace(/\.$/, '');
      const why = this.#sentences.leftOutReasons[reason] + (said ? `: ${said}` : '');
      return {
        ...{ period, windows, reason },
        text: fill(this.#sentences.leftOutPeriod, { period: period.label, why }),
      };
    }));
  }

  /** How sure the difference is and what it rests on, a sentence each. */
  get notes(): readonly string[] {
    const { lang } = this.context;
    const { answer, interval, leftOut } = this;
    const sentences = this.#sentences;
    if (!answer.before || !answer.after) return [];
    const { matched, difference } = answer;
    const isCompared = difference.absolute !== null;
    const services = matched && formFor(sentences.matchedServices, matched.provided, lang);
    return [
      ...(interval ? [fill(sentences.intervalNote, { interval: interval.formatted })] : []),
      ...(isCompared && difference.reason ? [fill(sentences.noVerdict, { why: this.reason! })] : []),
      ...(services
        ? [
            fill(services, {
              n: formatCount(matched!.provided, lang),
              of: formatCount(matched!.expected, lang),
            }),
          ]
        : []),
      ...(leftOut.length
        ? [fill(sentences.leftOutNote, { periods: leftOut.map(({ text }) => text).join('; ') })]
        : []),
    ];
  }

  /** All of it as a sentence, or why there is nothing to say. */
  get text(): string {
    if (this.absolute !== null) return `${beforeAndAfterSentence(this, this.context)}.`;
    return fill(this.#sentences.notCompared, { date: this.date, why: this.reason ?? '' });
  }

  get #sentences(): Sentences {
    return sentencesOf(this.context.lang);
  }

  #change(size: Pick<BeforeAndAfterData, 'absolute' | 'relative'>): string {
    const { metric, unit, lang } = this.context;
    const { absolute, relative } = size;
    return formatChange({ absolute, relative, unit }, { metric: metric.key }, lang);
  }

  /** A bound of the interval, in percent where the difference is. */
  #bound(bound: number): string {
    const before = this.answer.before?.figure.value ?? 0;
    const relative = this.relative === null ? null : (bound / Math.abs(before)) * 100;
    const text = this.#change({ absolute: bound, relative });
    return text === this.#change({ absolute: 0, relative: relative && 0 }) ? '0' : text;
  }

  #side(side: DaySide | null, which: 'before' | 'after'): SideOfDayData | null {
    const { period } = this.answer;
    if (!side || !period) return null;
    const { figure, windows } = side;
    const { lang } = this.context;
    const points = formFor(this.#sentences.points[period], windows.length, lang);
    const n = formatCount(windows.length, lang);
    return {
      mean: figure.value,
      formatted: this.#mean(figure, period),
      flags: figure.flags,
      numerator: figure.numerator,
      denominator: figure.denominator,
      period: fromTo(figure.period, lang),
      windows: windows.length,
      label: fill(this.#sentences.sideOfDay[which], { n, points, date: this.date }),
      starts: windows.map((window) => spanOf(period, window).start),
    };
  }

  /** Of a total what a window has on average: sides of different length are then alike. */
  #mean(figure: DaySide['figure'], period: Period): string {
    const { metric, subject, unit, suppressBelow, lang, dataSets } = this.context;
    const { value, status, coverage, isLowerBound } = figure;
    const options = { metric: metric.key, kind: subject.kind, period, coverage, suppressBelow, isLowerBound };
    const text = formatFigure({ value, status }, unit, options, lang);
    if (value === null || metric.formula.kind !== 'total') return text;
    const isStock = dataSets.length > 0 && dataSets.every(({ facts }) => facts.aggregation === 'stock');
    return fill(isStock ? this.#sentences.onAverage : this.#sentences.aPeriod[period], { value: text });
  }
}
