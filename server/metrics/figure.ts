/** A figure: what the outcomes of a subject's services come to, with coverage and everything a reader must know. */
import { breakBetween } from './civil-days.js';
import type { Asked, FormulaPlan, Obstacle, Outcome } from './outcome.js';
import type { Direction, Formula, RatioRules } from './definitions.js';
import { mergeHistograms } from './histogram.js';
import { dropInfinite, setHistogramValue, setRatioValue } from './results.js';
import { spanOf, type Period, type PeriodSpan, type Window } from './periods.js';
import { isUsable, Together, weightOf } from './together.js';
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
  /** The time zone that days are days in. */
  zone: string;
  /** False: the window has not ended, and its figure is flagged UNFINISHED. */
  isOver: boolean;
  /** A data set that it rests on is not published. */
  isDraft?: boolean;
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
const DRAFT = flagBit('DRAFT');

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

const NOT_COVERED: Coverage = { provided: 0, expected: 0, share: null };
const NO_NAMES: readonly string[] = [];

/** Combines outcomes, given in the catalogue's order so that sums never depend on the order of delivery. */
export function combine(outcomes: readonly Outcome[], context: CombineContext): Figure {
  const together = new Together(context.plan.kind, context.scope === 'service');
  for (const outcome of outcomes) together.add(outcome);
  return figureOf(together, context, outcomes);
}

/** The figure of outcomes that were taken together; `outcomes` are those that it tells of. */
export function figureOf(together: Together, context: CombineContext, outcomes: readonly Outcome[]): Figure {
  const { scope, window, period } = context;
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
  else setPortfolio(figure, together, context);
  dropInfinite(figure);
  if (figure.value === null) figure.mixed = null;
  setShare(figure, together, context);
  let bits = figure.flagBits | flagsInWindow(figure, window, context);
  if (scope === 'portfolio' && isPartial(figure, together, context)) bits |= PARTIAL;
  figure.flags = flagsOf(bits);
  return figure;
}

/** What a reader must know of a value because of its window and its sample, as a bit set. */
export function flagsInWindow(
  { value, denominator }: Pick<Figure, 'value' | 'denominator'>,
  window: Window,
  {
    formula,
    breaks,
    zone,
    isOver,
    isDraft,
  }: Pick<CombineContext, 'formula' | 'breaks' | 'zone' | 'isOver' | 'isDraft'>,
): number {
  const { sampleMinimum } = rulesOf(formula);
  let bits = 0;
  if (sampleMinimum && value !== null && denominator! < sampleMinimum) bits |= LOW_RELIABILITY;
  if (!isOver) bits |= UNFINISHED;
  if (isDraft) bits |= DRAFT;
  // Of a window that a break begins inside, what is before it and after it cannot be added.
  if (breaks.length && breakBetween([window, window], breaks, zone) !== undefined) bits |= BREAK;
  return bits;
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

function setPortfolio(figure: FigureInMaking, together: Together, { plan, target }: CombineContext): void {
  const { used, expected, histograms } = together;
  // A value of a service that was not open then is used all the same: more than all cannot be there.
  figure.coverage = { provided: used, expected, share: null };
  if (!used && !histograms.length) {
    figure.status = together.hasExact ? 'NOT_APPLICABLE' : together.commonStatus;
    figure.obstacle = together.commonObstacle;
    return;
  }
  figure.flagBits = together.flags;
  if (plan.kind === 'total') {
    figure.status = 'PROVIDED';
    figure.value = together.value;
    setMixed(figure, together);
  } else if (plan.kind === 'pair' || plan.kind === 'ratio') {
    figure.numerator = together.numerator;
    figure.denominator = together.denominator;
    figure.squares = together.squares;
    const result = { ...figure, flags: figure.flagBits };
    setRatioValue(result, scaleOf(plan));
    figure.value = result.value;
    figure.status = result.status;
    figure.flagBits = result.flags;
  } else if (together.mixesDays) {
    figure.status = 'NOT_PROVIDED';
    figure.obstacle = { code: 'DIFFERENT_DAYS' };
  } else {
    const merged = mergeHistograms(histograms);
    setHistogramValue(figure, plan, merged, { target, among: 'services' });
  }
  setDominating(figure, together);
}

/** Below this share (0–100) of the volume, or of the services, a value of several services is PARTIAL. */
const LEAST_WHOLE = 50;

const isDenominatorCut = (plan: Extract<FormulaPlan, { kind: 'ratio' | 'pair' }>): boolean =>
  (plan.kind === 'ratio' ? plan : plan.rule).denominator.only !== undefined;

/** Whether less than half of the volume is in a value, or fewer than half of the services delivered its measure. */
function isPartial(
  { value, coverage: { share, expected } }: Figure,
  { delivered }: Together,
  { plan }: CombineContext,
): boolean {
  if (value === null) return false;
  // A line's denominator may be its own part of the measure only, which need not be half of it.
  const isCut = (plan.kind === 'ratio' || plan.kind === 'pair') && plan.isLine && isDenominatorCut(plan);
  if (share !== null && share < LEAST_WHOLE && !isCut) return true;
  return delivered * 100 < expected * LEAST_WHOLE;
}

/** The outcomes that count in a portfolio. */
export const usable = (outcomes: readonly Outcome[]): Outcome[] => outcomes.filter(isUsable);

/** Outcomes whose window was over when they were received: an early value is compared with nothing. */
export const finished = (outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.filter(({ flags }) => !(flags & UNFINISHED));

const sumOfWeights = (outcomes: readonly Outcome[]): number =>
  outcomes.reduce((sum, outcome) => sum + weightOf(outcome), 0);

/** Which part (0–100) of a volume is another; 100 of no volume. */
function shareOf(some: number, all: number): number {
  const share = (some / all) * 100;
  return Number.isFinite(share) ? share : 100;
}

/** Which part (0–100) of the volume of `all` some of them carry; 100 of no volume. */
export const shareCarried = (some: readonly Outcome[], all: readonly Outcome[]): number =>
  shareOf(sumOfWeights(some), sumOfWeights(all));

/** What each service weighs in a figure, in the catalogue's order; NaN where it does not count. */
export const weightsOf = (outcomes: readonly Outcome[]): Float64Array =>
  Float64Array.from(outcomes, (outcome) => (isUsable(outcome) ? weightOf(outcome) : NaN));

/**
 * Whether two figures of the same services may be joined in a chart: those with a value in both carry at least half of
 * either one's volume. Where they do not, the services counted changed.
 */
export function isContinuous(earlier: Float64Array, later: Float64Array): boolean {
  const [before, after] = [
    { all: 0, inBoth: 0 },
    { all: 0, inBoth: 0 },
  ];
  for (let at = 0; at < earlier.length; at++) {
    const isBefore = !Number.isNaN(earlier[at]);
    const isAfter = !Number.isNaN(later[at]);
    if (isBefore) before.all += earlier[at];
    if (isAfter) after.all += later[at];
    if (!isBefore || !isAfter) continue;
    before.inBoth += earlier[at];
    after.inBoth += later[at];
  }
  return [before, after].every(({ inBoth, all }) => shareOf(inBoth, all) >= LEAST_WHOLE);
}

function setMixed(figure: FigureInMaking, { used, stocks }: Together): void {
  if (!stocks.services || stocks.services === used) return;
  figure.mixed = { ...stocks };
  figure.flagBits |= MIXED;
}

function setDominating(figure: FigureInMaking, { used, weight, largest }: Together): void {
  if (used < 2 || !largest) return;
  const share = weight > 0 ? (largest.weight / weight) * 100 : 0;
  if (share > 50) figure.dominating = { serviceId: largest.serviceId, share };
}

/**
 * Which part of the measure the denominator used is. A service whose total is not known counts on neither side;
 * a measure of positions (stages) has no total, because the same people are counted at each.
 */
function setShare(
  figure: FigureInMaking,
  { share: { used, total } }: Together,
  { formula }: CombineContext,
): void {
  if (figure.value !== null) figure.coverage.share = coverageShare(formula, used, total);
}

/** Which part (0–100) of a measure was used; null where the formula has none, or there is nothing of it. */
export function coverageShare(formula: Formula, used: number, total: number): number | null {
  if (!(formula.kind === 'ratio' && !formula.denominator.position) && formula.kind !== 'mean') return null;
  return total > 0 && Number.isFinite(total) ? (used / total) * 100 : null;
}
