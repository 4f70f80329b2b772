import type { ReadingView } from './module-view.types.js';

/** Room for the controls that come with JavaScript: none, the range, or range and lines. */
export const controlsClass = ({ range, lines }: ReadingView): string =>
  `perf-controls${range ? ' perf-with-range' : ''}${lines.length ? ' perf-with-lines' : ''}`;
