/** Stored codes as the API's words. */
import type { ValueFlag, ValueStatus } from '../../../components/formatting/types.js';

export const STATUSES: readonly ValueStatus[] = [
  'PROVIDED',
  'NOT_PROVIDED',
  'NOT_APPLICABLE',
  'SUPPRESSED',
  'INCOMPLETE',
];

const FLAGS: readonly ValueFlag[] = [
  'PROVISIONAL',
  'REVISED',
  'ESTIMATED',
  'UNFINISHED',
  'LOW_RELIABILITY',
  'BREAK',
  'MIXED',
  'INCONSISTENT',
  'PARTIAL',
];

export const LOW_RELIABILITY = 1 << 4;
export const MIXED = 1 << 6;
export const PARTIAL = 1 << 8;

const LISTS = new Map<number, readonly ValueFlag[]>();

export function flagWords(bits: number): readonly ValueFlag[] {
  let list = LISTS.get(bits);
  if (!list) LISTS.set(bits, (list = FLAGS.filter((_, place) => bits & (1 << place))));
  return list;
}
