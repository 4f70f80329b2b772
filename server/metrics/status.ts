/** Why a value is there, or why it is not. The words are those of the API, the import files and the CSV. */
export const VALUE_STATUSES = [
  'PROVIDED',
  'NOT_PROVIDED',
  'NOT_APPLICABLE',
  'SUPPRESSED',
  'INCOMPLETE',
] as const;
export type ValueStatus = (typeof VALUE_STATUSES)[number];

/** What a row can say. One that is WITHDRAWN reads as if it had never been sent. */
export const STORED_STATUSES = [...VALUE_STATUSES, 'WITHDRAWN'] as const;
export type StoredStatus = (typeof STORED_STATUSES)[number];

/** What a reader must know about a value that is there. */
export const VALUE_FLAGS = [
  'PROVISIONAL',
  'REVISED',
  'ESTIMATED',
  'UNFINISHED',
  'LOW_RELIABILITY',
  'BREAK',
  'MIXED',
  'INCONSISTENT',
  'PARTIAL',
  'DRAFT',
] as const;
export type ValueFlag = (typeof VALUE_FLAGS)[number];

const COMPUTED_FLAGS: readonly ValueFlag[] = ['MIXED', 'INCONSISTENT', 'PARTIAL', 'DRAFT'];

/** Flags that come with values and are stored with them. The others say how a figure was made: nobody sends them. */
export const SENT_FLAGS = VALUE_FLAGS.filter((flag) => !COMPUTED_FLAGS.includes(flag));

/** Statuses are stored as their position in STORED_STATUSES, flags as a bit each: positions never change. */
export const statusCode = (status: StoredStatus): number => STORED_STATUSES.indexOf(status);
export const statusOf = (code: number): StoredStatus => STORED_STATUSES[code];

export const flagBit = (flag: ValueFlag): number => 1 << VALUE_FLAGS.indexOf(flag);
export const flagBits = (flags: readonly ValueFlag[]): number =>
  flags.reduce((bits, flag) => bits | flagBit(flag), 0);

const PROVIDED = statusCode('PROVIDED');
const WITHDRAWN = statusCode('WITHDRAWN');
const UNFINISHED = flagBit('UNFINISHED');

/** Whether a stored row is there: one that was taken back reads as if it had never been sent. */
export const isThere = (status: number): boolean => status !== WITHDRAWN;

/** Whether a stored row has a final value: not one that came before its window was over. */
export const isFinalValue = (status: number, flags: number): boolean =>
  status === PROVIDED && (flags & UNFINISHED) === 0;

const FLAG_LISTS = new Map<number, readonly ValueFlag[]>();

/** The flags of a bit set, in the order of VALUE_FLAGS. The list is shared: do not change it. */
export function flagsOf(bits: number): readonly ValueFlag[] {
  let list = FLAG_LISTS.get(bits);
  if (!list) {
    list = VALUE_FLAGS.filter((flag) => bits & flagBit(flag));
    FLAG_LISTS.set(bits, list);
  }
  return list;
}
