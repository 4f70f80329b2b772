const TWO_COLUMNS_REM = 46;

/** The root's font size, in CSS pixels. */
const rem = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;

/** Width of a module's picture before it is there: from 46 rem on the head stands beside it (styles/head-css.ts). */
export const likelyWidth = (width: number): number =>
  width < TWO_COLUMNS_REM * rem() ? width : ((width - 2 * rem()) * 5) / 7;
