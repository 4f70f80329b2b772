/** How sure the difference of two means is, where the spreads of both may differ. */
import { studentT } from './student-t.js';

/** How often an interval holds the true difference. */
const LEVEL = 0.95;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length;

/** The variance of the mean of a sample. */
function varianceOfMean(values: readonly number[]): number {
  const centre = mean(values);
  const squares = values.reduce((sum, each) => sum + (each - centre) ** 2, 0);
  return squares / (values.length - 1) / values.length;
}

/**
 * Half of Welch's 95 % interval of the difference of two samples' means; null where one has fewer than two values, which
 * say nothing of how far they spread.
 */
export function welchMargin(some: readonly number[], others: readonly number[]): number | null {
  if (some.length < 2 || others.length < 2) return null;
  const [a, b] = [varianceOfMean(some), varianceOfMean(others)];
  if (a + b === 0) return 0;
  const df = (a + b) ** 2 / (a ** 2 / (some.length - 1) + b ** 2 / (others.length - 1));
  const margin = studentT(LEVEL, df) * Math.sqrt(a + b);
  return Number.isFinite(margin) ? margin : null;
}
