/** Parts of lists: the same in every run. */

/** Of an evenly spread part of a list the first and the last are always in it. */
export function sample<Item>(list: readonly Item[], count: number): Item[] {
  if (list.length <= count) return [...list];
  if (count < 2) return list.slice(0, count);
  const step = (list.length - 1) / (count - 1);
  return Array.from({ length: count }, (_, index) => list[Math.round(index * step)]);
}

/** Takes the items one after another, round and round. */
export function round<Item>(items: readonly Item[]): () => Item {
  let next = 0;
  return () => items[next++ % items.length];
}

/** `count` items in a row from `start` on, round and round. */
export const turned = <Item>(list: readonly Item[], start: number, count: number): Item[] =>
  Array.from({ length: Math.min(count, list.length) }, (_, index) => list[(start + index) % list.length]);
