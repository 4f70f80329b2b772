/**
 * The class of what stands in a section of a dashboard (styles/rows-css.ts).
 *
 * @param size as it is written (`two-thirds`); empty = a half, and all of a row for what is alone
 * @param isAlone it is a text, or the only figure of its section
 */
export const sizeClass = (size: string, isAlone: boolean): string =>
  `perf-size-${size || (isAlone ? 'full' : 'half')}`;
