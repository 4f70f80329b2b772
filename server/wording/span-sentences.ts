/** What a narrative says about the whole span of a series: its newest value, extremes and gaps. Server only. */
import { periodNoun } from '../../components/formatting/periods.js';
import { sentencesOf } from './sentences.js';
import { isValue, tellCount, tellPeriod, tellValue, type Telling } from './narrative-context.js';
import type { NarrativeSeries } from './engine-types.js';
import type { SpanData } from '../../components/formatting/types.js';
import { fill, formFor } from '../../components/formatting/words.js';

/** From so many values on a highest and a lowest say something. */
const LEAST_VALUES = 3;
/** So many gaps are named, more are counted. */
const NAMED_GAPS = 2;

const spanAt = (series: NarrativeSeries, i: number): SpanData => ({
  period: series.period,
  start: series.starts[i],
  end: series.ends[i],
});

const isBound = ({ lowerBounds }: NarrativeSeries, i: number): boolean => lowerBounds?.[i] ?? false;

const points = (series: NarrativeSeries, telling: Telling): { n: string; points: string } => ({
  n: tellCount(series.starts.length, telling),
  points: formFor(sentencesOf(telling.lang).points[series.period], series.starts.length, telling.lang),
});

/** "The newest value is 56.8%, in March 2014", or null if there is none. */
export function newestSentence(telling: Telling): string | null {
  const { series } = telling.input;
  const i = series?.values.findLastIndex(isValue) ?? -1;
  if (!series || i < 0) return null;
  return fill(sentencesOf(telling.lang).newest, {
    value: tellValue(series.values[i]!, telling, isBound(series, i)),
    in: tellPeriod(spanAt(series, i), telling),
  });
}

/** The positions of the first highest and first lowest value, and how many services the points count. */
function extremesOf({ values, provided }: NarrativeSeries) {
  let [high, low, count, fewest, most] = [-1, -1, 0, Infinity, -Infinity];
  values.forEach((value, i) => {
    if (!isValue(value)) return;
    count++;
    if (high < 0 || value > values[high]!) high = i;
    if (low < 0 || value < values[low]!) low = i;
    fewest = Math.min(fewest, provided[i]);
    most = Math.max(most, provided[i]);
  });
  return { high, low, count, isSameCoverage: fewest === most };
}

/** "Of the 8 quarters shown, the highest was … (60%) and the lowest … (40%)". */
export function extremesSentence(telling: Telling): string | null {
  const { series, subject, metric } = telling.input;
  if (!series) return null;
  const { high, low, count, isSameCoverage } = extremesOf(series);
  if (count < LEAST_VALUES) return null;
  // The highest total of a portfolio may only be the one with the most services.
  if (metric.isTotal && subject.kind !== 'SERVICE' && !isSameCoverage) return null;
  // Of two values that are only known to lie above a bound nobody knows the higher.
  if ((series.lowerBounds ?? []).filter(Boolean).length > 1) return null;
  const sentences = sentencesOf(telling.lang);
  const [highest, lowest] = [high, low].map((i) => tellValue(series.values[i]!, telling, isBound(series, i)));
  if (highest === lowest) {
    const isWhole = count === series.values.length;
    return isWhole ? fill(sentences.steady, { value: highest, ...points(series, telling) }) : null;
  }
  const [periodHigh, periodLow] = [high, low].map((i) =>
    periodNoun(spanAt(series, i), telling.lang, telling.zone),
  );
  return fill(sentences.extremes, {
    ...points(series, telling),
    high: highest,
    periodHigh,
    low: lowest,
    periodLow,
  });
}

/** "There is no value for March 2014", "5 of the 24 months shown have no value". */
export function gapsSentence(telling: Telling): string | null {
  const { series } = telling.input;
  const gaps = series?.values.flatMap((value, i) => (isValue(value) ? [] : [i])) ?? [];
  if (!series || gaps.length === 0) return null;
  const sentences = sentencesOf(telling.lang);
  if (gaps.length > NAMED_GAPS) {
    const { n: of, points: what } = points(series, telling);
    const n = tellCount(gaps.length, telling);
    return fill(formFor(sentences.gaps, gaps.length, telling.lang), { n, of, points: what });
  }
  const [first, second] = gaps.map((i) => periodNoun(spanAt(series, i), telling.lang, telling.zone));
  return fill(sentences.gap, { periods: second ? fill(sentences.and, { first, second }) : first });
}
