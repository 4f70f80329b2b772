/** What outcomes of several services come to, taken one by one in the catalogue's order: none of them need be kept. */
import { isEmpty, type Histogram } from './histogram.js';
import type { FormulaPlan, Obstacle, Outcome } from './outcome.js';
import type { ValueStatus } from './status.js';

/** What an outcome weighs among others: its denominator, or for a total its value. */
export const weightOf = ({ denominator, value }: Outcome): number => denominator ?? value ?? 0;

/** Whether an outcome counts in a portfolio: with a value, and of a kind that may be added. */
export function isUsable({ value, aggregation }: Outcome): boolean {
  return value !== null && aggregation !== 'exact';
}

/** A service without one of the ranges has no number for it, and yet its counts lie in the others. */
const hasRanges = ({ histogram, aggregation }: Outcome): boolean =>
  histogram !== null && aggregation !== 'exact';

export class Together {
  /** Services in the value; those expected in it, and of these those that delivered its measure. */
  used = 0;
  expected = 0;
  delivered = 0;
  /** A bit set (status.ts). */
  flags = 0;
  value = 0;
  numerator = 0;
  denominator = 0;
  squares = 0;
  readonly histograms: Histogram[] = [];
  /** Of the caseloads (stocks) among them. */
  readonly stocks = { services: 0, value: 0 };
  largest: { serviceId: number; weight: number } | null = null;
  weight = 0;
  /** Of those whose total of the denominator's measure is known: what of it is used, and all of it. */
  readonly share = { used: 0, total: 0 };
  /** One has a value that must not be added. */
  hasExact = false;
  readonly #statuses = new Set<ValueStatus>();
  /** Whether durations count working days: of each service with any. */
  readonly #kindsOfDays = new Set<boolean>();
  #obstacle: Obstacle | null | undefined;

  constructor(
    private readonly kind: FormulaPlan['kind'],
    /** Whether values of `exact` measures belong to the share. */
    private readonly isOfOne: boolean,
  ) {}

  add(outcome: Outcome): void {
    const isUsed = isUsable(outcome);
    if (isUsed) this.#use(outcome);
    if (this.kind === 'range' ? hasRanges(outcome) : isUsed) {
      this.flags |= outcome.flags;
      if (outcome.histogram) this.#addHistogram(outcome.histogram, outcome);
    }
    if (outcome.isExpected || isUsed) {
      this.expected++;
      if (outcome.isDelivered) this.delivered++;
    }
    if (outcome.isExpected) this.#expect(outcome);
    if (outcome.aggregation === 'exact' && outcome.value !== null) this.hasExact = true;
    this.#addShare(outcome);
  }

  #addHistogram(histogram: Histogram, { inputs }: Outcome): void {
    this.histograms.push(histogram);
    // Nothing was counted in days where nothing was counted.
    if (isEmpty(histogram)) return;
    this.#kindsOfDays.add(inputs.some(({ dataSet }) => dataSet.workingDays));
  }

  #use(outcome: Outcome): void {
    const { serviceId, value, numerator, denominator, squares, aggregation } = outcome;
    this.used++;
    this.value += value ?? 0;
    this.numerator += numerator ?? 0;
    this.denominator += denominator ?? 0;
    this.squares += squares;
    if (aggregation === 'stock') {
      this.stocks.services++;
      this.stocks.value += value ?? 0;
    }
    const weight = weightOf(outcome);
    this.weight += weight;
    if (!this.largest || weight > this.largest.weight) this.largest = { serviceId, weight };
  }

  #expect({ status, obstacle }: Outcome): void {
    this.#statuses.add(status);
    const isDifferent = obstacle?.code === 'DIFFERENT_RANGES';
    if (this.#obstacle === undefined) this.#obstacle = isDifferent ? obstacle : null;
    else if (!isDifferent) this.#obstacle = null;
  }

  #addShare({ value, denominator, denominatorTotal, aggregation }: Outcome): void {
    if (denominatorTotal === null || (aggregation === 'exact' && !this.isOfOne)) return;
    this.share.total += denominatorTotal;
    // A split may sum to more than its total (INCONSISTENT), the mean of some parts to more than that of all.
    if (value !== null) this.share.used += Math.min(denominator ?? 0, denominatorTotal);
  }

  /** Some of the histograms count working days and others all days: they cannot be merged. */
  get mixesDays(): boolean {
    return this.#kindsOfDays.size > 1;
  }

  /** Why none of the services has a value: what they all say, else that nothing was provided. */
  get commonStatus(): ValueStatus {
    return this.#statuses.size === 1 ? [...this.#statuses][0] : 'NOT_PROVIDED';
  }

  /** What stands in the way of a value of each of them; null where it is not the same. */
  get commonObstacle(): Obstacle | null {
    return this.#obstacle ?? null;
  }
}
