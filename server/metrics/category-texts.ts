/** Values of dimensions, such as `mobile` of `device`: which texts are one value, and which are none. */

/** Soft hyphens, zero-width blanks and joiners, marks of direction: they show nothing. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** A value as it is stored and compared: NFC, nothing invisible in it, blanks collapsed and none at its ends. */
export const categoryText = (value: string): string =>
  value.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim().normalize('NFC');

/** The same for values that differ only in case, too. */
export const categoryKey = (value: string): string => categoryText(value).toUpperCase().toLowerCase();

const TOTAL = /^(?:(?:grand|sub)[ -]?)?totals?$|^(?:all|sum|overall)$/;
const TOTAL_OF = /^(?:all|total|overall) (.+)$/;

/** Whether a value names the total of its dimension, which is the row without it: `Total`, `ALL`, `all topics`. */
export function isTotalWord(dimension: string, value: string): boolean {
  const word = categoryKey(value)
    .replace(/[:.*]+$/, '')
    .trim();
  if (TOTAL.test(word)) return true;
  const of = TOTAL_OF.exec(word)?.[1].replaceAll('-', ' ');
  const name = dimension.replaceAll('-', ' ');
  return of !== undefined && [name, `${name}s`, `${name}es`, name.replace(/y$/, 'ies')].includes(of);
}

/** The channel that is the sum of others, and those that it is the sum of. */
export const CHANNELS_SUM = 'non-digital';
export const CHANNELS_SUMMED: readonly string[] = ['phone', 'paper', 'face-to-face', 'other'];

/** Whether a channel is `non-digital` or one of those that it is the sum of. */
export const isInChannelSum = (channel: string): boolean =>
  channel === CHANNELS_SUM || CHANNELS_SUMMED.includes(channel);

/** What is wrong with channels that stand in one window; undefined where `non-digital` is not beside its parts. */
export function channelSumProblem(channels: { has(channel: string): boolean }): string | undefined {
  const parts = CHANNELS_SUMMED.filter((channel) => channels.has(channel));
  if (!channels.has(CHANNELS_SUM) || parts.length === 0) return undefined;
  return `${CHANNELS_SUM} is the sum of ${CHANNELS_SUMMED.slice(0, -1).join(', ')} and ${CHANNELS_SUMMED.at(-1)}, and ${parts.join(', ')} stands beside it: send the sum or its parts`;
}
