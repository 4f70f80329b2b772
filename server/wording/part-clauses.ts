/** What a narrative says about what its figure is made of: the largest drop, the largest part. Server only. */
import { largestDrop } from '../../components/formatting/funnel.js';
import { formatValue } from '../../components/formatting/numbers.js';
import { sentencesOf } from './sentences.js';
import { isValue, tellCount, tellValue, type Telling } from './narrative-context.js';
import type { NarrativeFigure, NarrativeParts } from './engine-types.js';
import { fill } from '../../components/formatting/words.js';

const percent = (share: number, { lang }: Telling): string => formatValue(share, '%', {}, lang);

function dropClause({ items, stagesOf }: NarrativeParts, telling: Telling): string {
  const drop = largestDrop(items.map(({ count }) => count));
  if (!drop) return '';
  const [from, to] = [items[drop.index - 1].label, items[drop.index].label];
  return fill(sentencesOf(telling.lang).largestDrop, {
    ...{ what: stagesOf!, from, to, n: tellCount(drop.lost, telling) },
    share: percent(drop.share, telling),
  });
}

/** Of parts that add up, the largest with its share of all; of others, the highest and the lowest. */
function partClause({ items, isSum }: NarrativeParts, telling: Telling): string {
  const sentences = sentencesOf(telling.lang);
  const valued = items.filter(({ value, isOthers }) => isValue(value) && !isOthers);
  if (valued.length < 2) return '';
  const sorted = [...valued].sort((a, b) => b.value! - a.value!);
  const [high, low] = [sorted[0], sorted.at(-1)!];
  if (!isSum) {
    const [highest, lowest] = [high, low].map(({ value }) => tellValue(value!, telling));
    if (highest === lowest) return '';
    return fill(sentences.highestLowest, { high: high.label, highest, low: low.label, lowest });
  }
  // Of a sum with a part that is not there nobody knows the shares.
  const all = items.reduce((sum, { value }) => sum + (value ?? NaN), 0);
  if (!(all > 0)) return '';
  const share = percent((high.value! / all) * 100, telling);
  return fill(sentences.largestPart, { part: high.label, share });
}

/** What follows the latest value in its sentence; empty if there is nothing to say. */
export function partsClause({ numerator, denominator }: NarrativeFigure, telling: Telling): string {
  const { parts, rules } = telling.input;
  if (parts) return parts.stagesOf === null ? partClause(parts, telling) : dropClause(parts, telling);
  if (!rules.shortfall || !isValue(numerator) || !isValue(denominator)) return '';
  if (numerator >= denominator) return '';
  const [n, of] = [denominator - numerator, denominator].map((count) => tellCount(count, telling));
  return `; ${fill(rules.shortfall, { n, of })}`;
}
