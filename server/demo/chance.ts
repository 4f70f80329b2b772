/**
 * Chance that is the same on every machine and in every run: a number depends on a text and a whole number, and on
 * nothing else. Only integer arithmetic, so no version of a maths library can change a figure.
 */

/** A source of numbers by index; sources of different texts are independent of each other. */
export interface Chance {
  /** At least 0, below 1. */
  uniform(index: number): number;
  /** Around 0 with standard deviation 1, never beyond 3.5: the sum of four uniform numbers (Irwin–Hall). */
  bell(index: number): number;
}

const MOST = 2 ** 32;

/** FNV-1a (32 bits) of the UTF-16 units. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The finaliser of MurmurHash3: every bit of the input changes half of the bits of the result. */
function mixed(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

export function chanceOf(...words: readonly string[]): Chance {
  const seed = hashOf(words.join(' '));
  const at = (index: number, draw: number): number =>
    mixed(mixed(seed ^ Math.imul(index, 0x9e3779b1)) + draw) / MOST;
  return {
    uniform: (index) => at(index, 0),
    // Four uniform numbers have the mean 2 and the variance 1/3.
    bell: (index) => (at(index, 1) + at(index, 2) + at(index, 3) + at(index, 4) - 2) * Math.sqrt(3),
  };
}

/** Whole numbers in the proportion of `weights` (not all 0) that add up to `total`, a whole number. */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const exact = weights.map((weight) => (total * weight) / sum);
  const parts = exact.map(Math.floor);
  const byRemainder = exact
    .map((value, index) => ({ index, remainder: value - parts[index] }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  const rest = total - parts.reduce((all, part) => all + part, 0);
  for (const { index } of byRemainder.slice(0, rest)) parts[index]++;
  return parts;
}
