/** What a delivery may be, whichever way it comes. */

/** Of a body or a file, as it is when nothing packs it. */
export const MOST_BYTES = 20_000_000;
export const MOST_ROWS = 200_000;
export const MOST_COLUMNS = 200;
/** It is given up after so long. */
export const MOST_MS = 30_000;

/** What it comes from, in words. */
export const SOURCE_LENGTH = 200;

export const isSource = (text: string): boolean =>
  text.length <= SOURCE_LENGTH && !/[\p{Cc}\p{Cs}]/u.test(text);

export const isIdempotencyKey = (text: string): boolean => /^[\x21-\x7e]{1,200}$/.test(text);
