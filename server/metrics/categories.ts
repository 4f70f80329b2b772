/** Values of dimensions, such as `mobile` of `device`. */

/** The channel that is the sum of others, and those that it is the sum of. */
export const CHANNELS_SUM = 'non-digital';
export const CHANNELS_SUMMED = ['phone', 'paper', 'face-to-face', 'other'];

/** What is wrong with channels that stand in one window; undefined where `non-digital` is not beside its parts. */
export function channelSumProblem(channels: { has(channel: string): boolean }): string | undefined {
  const parts = CHANNELS_SUMMED.filter((channel) => channels.has(channel));
  if (!channels.has(CHANNELS_SUM) || parts.length === 0) return undefined;
  return `${CHANNELS_SUM} is the sum of ${CHANNELS_SUMMED.slice(0, -1).join(', ')} and ${CHANNELS_SUMMED.at(-1)}, and ${parts.join(', ')} stands beside it: send the sum or its parts`;
}
