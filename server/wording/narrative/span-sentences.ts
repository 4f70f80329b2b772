/** What a narrative says about the whole span of a series: its newest value, extremes and gaps. */
import { formatValue } from '../../../components/formatting/numbers.js';
import type { ValueFlag } from '../../../components/formatting/types.js';
import { periodNoun } from '../../../components/formatting/periods.js';
import { fill, formFor } from '../../../components/formatting/words.js';
import type { Narrated, NarratedContext, NarratedPoints } from './narrated.js';
import { formatCount, formatPercent, inPeriod } from '../phrases.js';
import { sentencesOf } from '../sentences.js';

/** Minimum number of values of which the highest and the lowest are told. */
const LEAST_VALUES = 3;
/** Maximum number of gaps that are named; more are only counted. */
const NAMED_GAPS = 2;

function valueText(
  { values, lowerBounds }: NarratedPoints,
  i: number,
  { metric, unit, lang }: NarratedContext,
): string {
  return formatValue(values[i]!, unit, { metric: metric.key, isLowerBound: lowerBounds?.[i] }, lang);
}

/** "8", "quarters". */
function spanWords({ spans, context: { lang } }: Narrated): { n: string; points: string } {
  const forms = sentencesOf(lang).points[spans[0].period];
  return { n: formatCount(spans.length, lang), points: formFor(forms, spans.length, lang) };
}

/** "The newest value is 56.8%, in March 2014", or null if there is none. */
export function newestSentence({ points, spans, context }: Narrated): string | null {
  const i = points?.values.findLastIndex((value) => value !== null) ?? -1;
  if (!points || i < 0) return null;
  return fill(sentencesOf(context.lang).newest, {
    value: valueText(points, i, context),
    in: inPeriod(spans[i], context.lang),
  });
}

/** "Every point is of the same 298 services, with 97% of the newest volume", where that was asked for. */
export function sameServicesSentence({ sameServices, context: { lang } }: Narrated): string | null {
  if (!sameServices) return null;
  const sentences = sentencesOf(lang);
  const { provided, share } = sameServices;
  if (!provided || share === null) return sentences.noSameServices;
  return fill(formFor(sentences.sameServices, provided, lang), {
    n: formatCount(provided, lang),
    share: formatPercent(share, lang),
  });
}

/** A window that is not over, or may change, or is of a part of the services only, is no highest or lowest. */
const NOT_EXTREME: readonly ValueFlag[] = ['UNFINISHED', 'PARTIAL', 'PROVISIONAL'];

/** The first highest and first lowest value, how many are compared, and how many services the points count. */
function extremesOf({ values, flags, provided }: NarratedPoints) {
  let [high, low, count, whole, fewest, most] = [-1, -1, 0, 0, Infinity, -Infinity];
  values.forEach((value, i) => {
    if (value === null || flags[i].some((flag) => NOT_EXTREME.includes(flag))) return;
    count++;
    if (value === 100) whole++;
    if (high < 0 || value > values[high]!) high = i;
    if (low < 0 || value < values[low]!) low = i;
    fewest = Math.min(fewest, provided[i]);
    most = Math.max(most, provided[i]);
  });
  return { high, low, count, whole, isSameCoverage: fewest === most };
}

/** "8", "quarters", "shown": the points that are compared, in words that no other point fits. */
function comparedWords({ spans, context: { lang } }: Narrated, { values }: NarratedPoints, count: number) {
  const { points, compared } = sentencesOf(lang);
  const hasValue = values.filter((value) => value !== null).length;
  return {
    n: formatCount(count, lang),
    points: formFor(points[spans[0].period], count, lang),
    which: compared[count < hasValue ? 'final' : count < values.length ? 'withValue' : 'all'],
  };
}

/** "Of the 8 quarters shown, the highest was … (60%) and the lowest … (40%)". */
export function extremesSentence(series: Narrated): string | null {
  const { points, spans, context } = series;
  if (!points) return null;
  const { subject, metric, unit, lang } = context;
  const { high, low, count, whole, isSameCoverage } = extremesOf(points);
  if (count < LEAST_VALUES) return null;
  // The highest total of a portfolio may only be the one with the most services.
  if (metric.formula.kind === 'total' && subject.kind !== 'SERVICE' && !isSameCoverage) return null;
  // Of two values that are only known to lie above a bound nobody knows the higher.
  if ((points.lowerBounds?.filter(Boolean).length ?? 0) > 1) return null;
  const sentences = sentencesOf(lang);
  const [highest, lowest] = [high, low].map((i) => valueText(points, i, context));
  if (highest === lowest) {
    const isWhole = count === points.values.length;
    return isWhole ? fill(sentences.steady, { value: highest, ...spanWords(series) }) : null;
  }
  const [periodHigh, periodLow] = [high, low].map((i) => periodNoun(spans[i], lang));
  const compared = comparedWords(series, points, count);
  // The first of many that reached the most there can be says nothing.
  if (unit === '%' && points.values[high] === 100 && whole > 1)
    return fill(sentences.fullAndLowest, {
      ...compared,
      ...{ value: highest, whole: formatCount(whole, lang), low: lowest, periodLow },
    });
  return fill(sentences.extremes, { ...compared, high: highest, periodHigh, low: lowest, periodLow });
}

/** "There is no value for March 2014", "5 of the 24 months shown have no value". */
export function gapsSentence(series: Narrated): string | null {
  const { points, spans, context } = series;
  const gaps = points?.values.flatMap((value, i) => (value === null ? [i] : [])) ?? [];
  if (gaps.length === 0) return null;
  const { lang } = context;
  const sentences = sentencesOf(lang);
  if (gaps.length > NAMED_GAPS) {
    const { n: of, points: what } = spanWords(series);
    const n = formatCount(gaps.length, lang);
    return fill(formFor(sentences.gaps, gaps.length, lang), { n, of, points: what });
  }
  const [first, second] = gaps.map((i) => periodNoun(spans[i], lang));
  return fill(sentences.gap, { periods: second ? fill(sentences.and, { first, second }) : first });
}
