/** The longest pause before a question is asked again, in seconds. */
const LONGEST_S = 60;

/**
 * Milliseconds before a question that failed is asked again: 1, 2, 4 … seconds, of which up to a half is left to chance so
 * that the pages of many readers do not come back together; never sooner than the server asked for.
 *
 * @param attempt how often it has failed, from 1  @param chance 0 to 1  @param retryAfter seconds, from the server
 */
export const retryDelay = (attempt: number, chance: number, retryAfter: number | null): number =>
  Math.max(Math.min(LONGEST_S, 2 ** (attempt - 1)) * (0.5 + chance / 2), retryAfter ?? 0) * 1000;
