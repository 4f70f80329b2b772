/** The figures of a line in columns: one list for each thing that they say, aligned with the windows. */
import { coverageShare, flagsInWindow, type Figure } from '../../metrics/figure.js';
import type { Window } from '../../metrics/periods.js';
import type { PlainResult } from '../../metrics/rows/plain-line.js';
import { flagsOf, type ValueFlag, type ValueStatus } from '../../metrics/status.js';

/** What a line keeps of a figure. */
export type LineFigure = Pick<
  Figure,
  'value' | 'numerator' | 'denominator' | 'coverage' | 'status' | 'flags' | 'isLowerBound'
>;

export class LineColumns {
  readonly values: (number | null)[] = [];
  /** Null for totals. */
  readonly numerators: (number | null)[] = [];
  readonly denominators: (number | null)[] = [];
  /** Shares of coverage, 0–100. */
  readonly shares: (number | null)[] = [];
  readonly statuses: ValueStatus[] = [];
  readonly flags: (readonly ValueFlag[])[] = [];
  readonly provided: number[] = [];
  readonly expected: number[] = [];
  readonly #lowerBounds: boolean[] = [];

  /** Where the true value is above the value; null = nowhere. */
  get lowerBounds(): readonly boolean[] | null {
    return this.#lowerBounds.includes(true) ? this.#lowerBounds : null;
  }

  add({ value, numerator, denominator, coverage, status, flags, isLowerBound }: LineFigure): void {
    this.values.push(value);
    this.numerators.push(numerator);
    this.denominators.push(denominator);
    this.shares.push(coverage.share);
    this.statuses.push(status);
    this.flags.push(flags);
    this.provided.push(coverage.provided);
    this.expected.push(coverage.expected);
    this.#lowerBounds.push(isLowerBound);
  }

  /** The same of one service that has all of a window. */
  addPlain(result: PlainResult, window: Window, context: Parameters<typeof flagsInWindow>[2]): void {
    const { value, numerator, denominator, denominatorTotal, status, flags } = result;
    this.values.push(value);
    this.numerators.push(numerator);
    this.denominators.push(denominator);
    const used = Math.min(denominator ?? 0, denominatorTotal);
    this.shares.push(coverageShare(context.formula, used, denominatorTotal));
    this.statuses.push(status);
    this.flags.push(flagsOf(flags | flagsInWindow(result, window, context)));
    this.provided.push(1);
    this.expected.push(1);
    this.#lowerBounds.push(false);
  }

  get hasValue(): boolean {
    return this.values.some((value) => value !== null);
  }

  /** Whether nothing but zeros and gaps is in it. */
  get isZero(): boolean {
    return this.values.every((value) => value === null || value === 0);
  }
}

export interface WeighedLine {
  columns: LineColumns;
  /** Of each window, by the place of the service in its subject; NaN where it does not count. Null for one service. */
  weights: readonly (Float64Array | null)[];
}
