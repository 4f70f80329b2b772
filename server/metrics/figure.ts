/** A figure: what the outcomes of a subject's services come to, with coverage and everything a reader must know. */
import type { Asked, FormulaPlan, Obstacle, Outcome } from './outcome.js';
import type { Direction, Formula, RatioRules } from './definitions.js';
import { mergeHistograms } from './histogram.js';
import { dropInfinite, setHistogramValue, setRatioValue } from './results.js';
import { spanOf, windowEnd, isInstant, type Period, type PeriodSpan, type Window } from './periods.js';
import { flagBit, flagsOf, type ValueFlag, type ValueStatus } from './status.js';

export interface Coverage {
  provided: number;
  expected: number;
  /** 0–100: the denominator used ÷ its measure's total; null where the metric has none. */
  share: number | null;
}

/** What is combined: one service by itself, or any number of them (organisation, group, portfolio). */
export type Scope = 'service' | 'portfolio';

/** What combining needs besides the outcomes. */
export interface CombineContext extends Asked {
  scope: Scope;
  period: Period;
  /** Days from which the subject's own values cannot be compared with earlier ones. */
  breaks: readonly number[];
  /** False: the window has not ended, and its figure is flagged UNFINISHED. */
  isOver: boolean;
}

export interface Figure {
  period: PeriodSpan;
  value: number | null;
  status: ValueStatus;
  flags: readonly ValueFlag[];
  /** Null for totals. */
  numerator: number | null;
  /** Null for totals; for quantiles how many were counted. */
  denominator: number | null;
  coverage: Coverage;
  /** The true value is above the value: it lies beyond the last bound of its histogram. */
  isLowerBound: boolean;
  /** Measures, or dimension values, that are not there. */
  missing: readonly string[];
  /** Why there is no value, where that is neither its status nor what is missing. */
  obstacle: Obstacle | null;
  /** The service that makes up more than half, with its share (0–100). */
  dominating: { serviceId: number; share: number } | null;
  /** The caseloads (stocks) that were added to flows: how many services, how much. */
  mixed: { services: number; value: number } | null;
  /** Σ weight² · count of a score. */
  squares: number;
  outcomes: readonly Outcome[];
}

const MIXED = flagBit('MIXED');
const LOW_RELIABILITY = flagBit('LOW_RELIABILITY');
const UNFINISHED = flagBit('UNFINISHED');
const BREAK = flagBit('BREAK');
const PARTIAL = flagBit('PARTIAL');

/** The rules that a ratio or a score may add, none for other formulas. */
export const rulesOf = (formula: Formula): RatioRules =>
  formula.kind === 'ratio' || formula.kind === 'score' ? formula : {};

/** Whether better and worse can be told. Of some metrics only for one service: several are compared with their own past. */
export const hasVerdict = (
  { direction, formula }: { direction: Direction; formula: Formula },
  scope: Scope,
): boolean => direction !== 'NEUTRAL' && !(rulesOf(formula).isOwnPastOnly && scope === 'portfolio');

const scaleOf = (plan: FormulaPlan): number =>
  plan.kind === 'pair' || plan.kind === 'ratio' ? plan.scale : 1;
const sumOf = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number | null): number =>
  outcomes.reduce((sum, outcome) => sum + (of(outcome) ?? 0), 0);

/** What an outcome weighs among others: its denominator, or for a total its value. */
const weightOf = ({ denominator, value }: Outcome): number => denominator ?? value ?? 0;

/** A break that begins inside a window: its days before and after cannot be added. */
function isBroken({ recorded, start }: Window, end: number, breaks: readonly number[]): boolean {
  if (!breaks.length) return false;
  const scale = isInstant(recorded) ? 1440 : 1;
  return breaks.some((day) => day * scale > start && day * scale < end);
}

const NOT_COVERED: Coverage = { provided: 0, expected: 0, share: null };
const NO_NAMES: readonly string[] = [];

/** Combines outcomes, given in the catalogue's order so that sums never depend on the order of delivery. */
export function combine(outcomes: readonly Outcome[], context: CombineContext): Figure {
  const { formula, scope, window, period, breaks, isOver } = context;
  const figure: FigureInMaking = {
    period: spanOf(period, window),
    value: null,
    status: 'NOT_PROVIDED',
    flags: [],
    flagBits: 0,
    numerator: null,
    denominator: null,
    coverage: NOT_COVERED,
    isLowerBound: false,
    missing: NO_NAMES,
    obstacle: null,
    dominating: null,
    mixed: null,
    squares: 0,
    outcomes,
  };
  if (scope === 'service') setService(figure, outcomes[0]);
  else setPortfolio(figure, outcomes, context);
  dropInfinite(figure);
  if (figure.value === null) figure.mixed = null;
  setShare(figure, outcomes, context);
  let bits = figure.flagBits;
  const end = windowEnd(window);
  const { sampleMinimum } = rulesOf(formula);
  if (sampleMinimum && figure.value !== null && figure.denominator! < sampleMinimum) bits |= LOW_RELIABILITY;
  if (!isOver) bits |= UNFINISHED;
  if (isBroken(window, end, breaks)) bits |= BREAK;
  if (scope === 'portfolio' && isPartial(figure, context)) bits |= PARTIAL;
  figure.flags = flagsOf(bits);
  return figure;
}

/** Flags are gathered as a bit set until the figure is done. */
type FigureInMaking = Figure & { flagBits: number };

function setService(figure: FigureInMaking, outcome: Outcome): void {
  figure.value = outcome.value;
  figure.status = outcome.status;
  figure.flagBits = outcome.flags;
  figure.numerator = outcome.numerator;
  figure.denominator = outcome.denominator;
  figure.isLowerBound = outcome.isLowerBound;
  figure.missing = outcome.missing;
  figure.obstacle = outcome.obstacle;
  figure.squares = outcome.squares;
  const { provided, expected } = outcome.parts;
  figure.coverage = { provided, expected, share: null };
}

/** Why none of several services has a value: what they all say, else that nothing was provided. */
function commonStatus(outcomes: readonly Outcome[]): ValueStatus {
  const statuses = new Set(outcomes.filter(({ isExpected }) => isExpected).map(({ status }) => status));
  return statuses.size === 1 ? [...statuses][0] : 'NOT_PROVIDED';
}

function setPortfolio(figure: FigureInMaking, outcomes: readonly Outcome[], context: CombineContext): void {
  const { plan, target } = context;
  const used = usable(outcomes);
  const counted = plan.kind === 'range' ? outcomes.filter(hasRanges) : used;
  figure.coverage = {
    provided: used.length,
    // A value of a service that was not open then is used all the same: more than all cannot be there.
    expected: outcomes.filter((outcome) => outcome.isExpected || isUsable(outcome)).length,
    share: null,
  };
  if (!counted.length) {
    const isExact = outcomes.some(({ aggregation, value }) => aggregation === 'exact' && value !== null);
    figure.status = isExact ? 'NOT_APPLICABLE' : commonStatus(outcomes);
    const expected = outcomes.filter(({ isExpected }) => isExpected);
    if (expected.every(({ obstacle }) => obstacle?.code === 'DIFFERENT_RANGES')) {
      figure.obstacle = expected[0]?.obstacle ?? null;
    }
    return;
  }
  figure.flagBits = counted.reduce((bits, { flags }) => bits | flags, 0);
  if (plan.kind === 'total') {
    figure.status = 'PROVIDED';
    figure.value = sumOf(used, ({ value }) => value);
    setMixed(figure, used);
  } else if (plan.kind === 'pair' || plan.kind === 'ratio') {
    figure.numerator = sumOf(used, ({ numerator }) => numerator);
    figure.denominator = sumOf(used, ({ denominator }) => denominator);
    figure.squares = sumOf(used, ({ squares }) => squares);
    const result = { ...figure, flags: figure.flagBits };
    setRatioValue(result, scaleOf(plan));
    figure.value = result.value;
    figure.status = result.status;
    figure.flagBits = result.flags;
  } else {
    const merged = mergeHistograms(counted.map(({ histogram }) => histogram!));
    setHistogramValue(figure, plan, merged, { target, among: 'services' });
  }
  setDominating(figure, used);
}

/** Below this share (0–100) of the volume, or of the services, a value of several services is PARTIAL. */
const LEAST_WHOLE = 50;

const isDenominatorCut = (plan: Extract<FormulaPlan, { kind: 'ratio' | 'pair' }>): boolean =>
  (plan.kind === 'ratio' ? plan : plan.rule).denominator.only !== undefined;

/** Whether less than half of the volume is in a value, or fewer than half of the services delivered its measure. */
function isPartial(
  { value, coverage: { share, expected }, outcomes }: Figure,
  { plan }: CombineContext,
): boolean {
  if (value === null) return false;
  // A line's denominator may be its own part of the measure only, which need not be half of it.
  const isCut = (plan.kind === 'ratio' || plan.kind === 'pair') && plan.isLine && isDenominatorCut(plan);
  if (share !== null && share < LEAST_WHOLE && !isCut) return true;
  const delivered = outcomes.filter(
    (outcome) => outcome.isDelivered && (outcome.isExpected || isUsable(outcome)),
  );
  return delivered.length * 100 < expected * LEAST_WHOLE;
}

/** The outcomes that count in a portfolio: with a value, and of a kind that may be added. */
export const usable = (outcomes: readonly Outcome[]): Outcome[] => outcomes.filter(isUsable);

function isUsable({ value, aggregation }: Outcome): boolean {
  return value !== null && aggregation !== 'exact';
}

/** A service without one of the ranges has no number for it, and yet its counts lie in the others. */
const hasRanges = ({ histogram, aggregation }: Outcome): boolean =>
  histogram !== null && aggregation !== 'exact';

/** Outcomes whose window was over when they were received: an early value is compared with nothing. */
export const finished = (outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.filter(({ flags }) => !(flags & UNFINISHED));

/** Which part (0–100) of the volume of `all` some of them carry; 100 of no volume. */
export function shareCarried(some: readonly Outcome[], all: readonly Outcome[]): number {
  const share = (sumOf(some, weightOf) / sumOf(all, weightOf)) * 100;
  return Number.isFinite(share) ? share : 100;
}

/**
 * Whether two figures of several services may be joined in a chart: the services with a value in both carry at least
 * half of either one's volume. Where they do not, the services counted changed.
 */
export function isContinuous(earlier: Figure, later: Figure): boolean {
  const [before, after] = [usable(earlier.outcomes), usable(later.outcomes)];
  const ids = [new Set(before.map(({ serviceId }) => serviceId)), new Set(after.map((one) => one.serviceId))];
  const inBoth = ({ serviceId }: Outcome): boolean => ids.every((known) => known.has(serviceId));
  return [before, after].every((all) => shareCarried(all.filter(inBoth), all) >= LEAST_WHOLE);
}

function setMixed(figure: FigureInMaking, used: readonly Outcome[]): void {
  const stocks = used.filter(({ aggregation }) => aggregation === 'stock');
  if (!stocks.length || stocks.length === used.length) return;
  figure.mixed = { services: stocks.length, value: sumOf(stocks, ({ value }) => value) };
  figure.flagBits |= MIXED;
}

function setDominating(figure: FigureInMaking, used: readonly Outcome[]): void {
  if (used.length < 2) return;
  const all = used.reduce((sum, outcome) => sum + weightOf(outcome), 0);
  const largest = used.reduce((most, outcome) => (weightOf(outcome) > weightOf(most) ? outcome : most));
  const share = all > 0 ? (weightOf(largest) / all) * 100 : 0;
  if (share > 50) figure.dominating = { serviceId: largest.serviceId, share };
}

/**
 * Which part of the measure the denominator used is. A service whose total is not known counts on neither side;
 * a measure of positions (stages) has no total, because the same people are counted at each.
 */
function setShare(
  figure: FigureInMaking,
  outcomes: readonly Outcome[],
  { formula, scope }: CombineContext,
): void {
  if (!(formula.kind === 'ratio' && !formula.denominator.position) && formula.kind !== 'mean') return;
  if (figure.value === null) return;
  let used = 0;
  let total = 0;
  for (const { value, denominator, denominatorTotal, aggregation } of outcomes) {
    if (denominatorTotal === null || (aggregation === 'exact' && scope === 'portfolio')) continue;
    total += denominatorTotal;
    // A split may sum to more than its total (INCONSISTENT), the mean of some parts to more than that of all.
    if (value !== null) used += Math.min(denominator ?? 0, denominatorTotal);
  }
  if (total > 0 && Number.isFinite(total)) figure.coverage.share = (used / total) * 100;
}
