/** Names and slugs that look like one that is not there. */

const words = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1);

/** Pairs of neighbouring letters: slips of the pen change few of them. */
function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (const word of words(text)) {
    const padded = ` ${word} `;
    for (let i = 0; i < padded.length - 1; i++) {
      const pair = padded.slice(i, i + 2);
      pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
  }
  return pairs;
}

const sizeOf = (pairs: ReadonlyMap<string, number>): number =>
  [...pairs.values()].reduce((sum, count) => sum + count, 0);

/** How alike two texts are, 0 to 1: the Sørensen–Dice coefficient of their pairs of letters. */
function likeness(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const all = sizeOf(a) + sizeOf(b);
  if (!all) return 0;
  const shared = [...a].reduce((sum, [pair, count]) => sum + Math.min(count, b.get(pair) ?? 0), 0);
  return (2 * shared) / all;
}

/** Below it two texts are not alike. */
const LEAST_LIKENESS = 0.45;

/**
 * The items most like what was asked for, the likest first.
 *
 * @param textsOf what an item is known by: its slug, its name; the likest counts
 */
export function mostSimilar<T>(
  asked: string,
  items: readonly T[],
  textsOf: (item: T) => readonly string[],
  most = 5,
): T[] {
  const wanted = pairsOf(asked);
  return items
    .map((item) => ({
      item,
      score: Math.max(...textsOf(item).map((text) => likeness(wanted, pairsOf(text)))),
    }))
    .filter(({ score }) => score >= LEAST_LIKENESS)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ item }) => item);
}
