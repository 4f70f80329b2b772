/** What a narrative says about what its figure is made of: the largest drop, the largest part. */
import { largestDrop } from '../../../components/formatting/funnel.js';
import { formatValue } from '../../../components/formatting/numbers.js';
import { shareOf } from '../../../components/formatting/shares.js';
import { fill } from '../../../components/formatting/words.js';
import { textIn } from '../../metrics/definitions.js';
import type { Narrated, NarratedContext, NarratedFigure } from './narrated.js';
import type { FigureParts } from '../parts.js';
import { formatCount, formatPercent } from '../phrases.js';
import { sentencesOf } from '../sentences.js';

function dropClause({ items, stagesOf }: FigureParts, { lang }: NarratedContext): string {
  const drop = largestDrop(items.map(({ count }) => count));
  if (!drop) return '';
  const [from, to] = [items[drop.index - 1].label, items[drop.index].label];
  return fill(sentencesOf(lang).largestDrop, {
    ...{ what: stagesOf!, from, to, n: formatCount(drop.lost, lang) },
    share: formatPercent(drop.share, lang),
  });
}

/** Of parts that add up, the largest with its share of all; of others, the highest and the lowest. */
function partClause({ items, isSum }: FigureParts, { metric, unit, lang }: NarratedContext): string {
  const sentences = sentencesOf(lang);
  const valued = items.filter(({ value, isOthers }) => value !== null && !isOthers);
  if (valued.length < 2) return '';
  const sorted = [...valued].sort((a, b) => b.value! - a.value!);
  const [high, low] = [sorted[0], sorted.at(-1)!];
  if (!isSum) {
    // Nobody knows where a value that is only known to lie above a bound stands, unless it leads already.
    if (sorted.slice(1).some(({ isLowerBound }) => isLowerBound)) return '';
    const [highest, lowest] = [high, low].map(({ value, isLowerBound }) =>
      formatValue(value!, unit, { metric: metric.key, isLowerBound }, lang),
    );
    if (highest === lowest) return '';
    return fill(sentences.highestLowest, { high: high.label, highest, low: low.label, lowest });
  }
  // Of a sum with a part that is not there nobody knows the shares.
  const all = items.reduce((sum, { value }) => sum + (value ?? NaN), 0);
  const share = shareOf(high.value, all);
  if (share === null) return '';
  return fill(sentences.largestPart, { part: high.label, share: formatPercent(share, lang) });
}

/** What follows the latest value in its sentence; empty if there is nothing to say. */
export function partsClause({ answer }: NarratedFigure, { parts, context }: Narrated): string {
  const { metric, lang } = context;
  if (parts) return parts.stagesOf === null ? partClause(parts, context) : dropClause(parts, context);
  const { numerator, denominator } = answer;
  const shortfall = textIn(metric.presentation.shortfall, lang);
  if (!shortfall || numerator === null || denominator === null) return '';
  if (numerator >= denominator) return '';
  const [n, of] = [denominator - numerator, denominator].map((count) => formatCount(count, lang));
  return `; ${fill(shortfall, { n, of })}`;
}
