/**
 * Change, like with like: windows of the same length that do not overlap and have no break between them; of several
 * services only those with a value in both.
 */
import { breakBetween } from '../civil-days.js';
import type { Outcome } from '../outcome.js';
import {
  combine,
  hasVerdict,
  rulesOf,
  usable,
  finished,
  shareCarried,
  type Coverage,
  type Figure,
  type CombineContext,
} from '../figure.js';
import type { Direction, Formula, Unit } from '../definitions.js';
import { formatStart, type PeriodSpan } from '../periods.js';

export const VERDICTS = ['BETTER', 'WORSE', 'SAME', 'NEUTRAL', 'UNCLEAR'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Why there is no change. */
export type ChangeReason =
  | { code: 'CURRENT_MISSING' }
  | { code: 'PREVIOUS_MISSING' }
  /** No service has a value in both windows. */
  | { code: 'NO_MATCH' }
  /** The services with values in both carry too little (0–100) of one window. */
  | { code: 'FEW_MATCHED'; share: number; window: 'current' | 'previous' }
  | { code: 'BREAK'; on: string }
  | { code: 'LOW_RELIABILITY'; responses: number; minimum: number }
  | { code: 'UNFINISHED' }
  /** One of the values is only known to be above a bound. */
  | { code: 'NOT_COMPARABLE' };

export interface Change {
  comparedWith: PeriodSpan;
  /** The matched values; null where there is no change. */
  current: number | null;
  previous: number | null;
  absolute: number | null;
  /** Percent; null for percentages (their difference is in points) and where the previous value is 0. */
  relative: number | null;
  /** Services with a value in both windows, of those with one in either; null for a single service. */
  matched: Coverage | null;
  verdict: Verdict;
  reason: ChangeReason | null;
}

/** One window of a subject: its figure and what it was combined from. */
export interface Side {
  figure: Figure;
  context: CombineContext;
}

export interface ChangeContext {
  unit: Unit;
  direction: Direction;
  /** Breaks of each service's data sets, as days since 1970. */
  breaksOf(serviceId: number): readonly number[];
}

/** The share of either window's volume that matched services must carry for a change to be shown. */
export const LEAST_MATCHED = 50;

/** The change from `previous` to `current`, with its verdict, or why there is none. */
export function changeOf(current: Side, previous: Side, context: ChangeContext): Change {
  const change: Change = {
    comparedWith: previous.figure.period,
    current: null,
    previous: null,
    absolute: null,
    relative: null,
    matched: null,
    verdict: 'UNCLEAR',
    reason: null,
  };
  const isService = current.context.scope === 'service';
  const pair = isService
    ? wholeService(current, previous, context)
    : matchedServices(current, previous, change, context);
  if ('code' in pair) return { ...change, reason: pair };
  const [now, before] = pair;
  const reason = whyIncomparable(current, previous, now, before);
  if (reason) return { ...change, reason };
  const difference = differenceOf(now, before, current.context, context);
  // A value of a part of the services is neither good nor bad for all of them.
  const isPartial = current.figure.flags.includes('PARTIAL') && !difference.reason;
  return { ...change, ...difference, ...(isPartial && { verdict: 'NEUTRAL' as const }) };
}

function wholeService(
  current: Side,
  previous: Side,
  context: ChangeContext,
): [Figure, Figure] | ChangeReason {
  if (current.figure.value === null) return { code: 'CURRENT_MISSING' };
  if (previous.figure.value === null) return { code: 'PREVIOUS_MISSING' };
  const { serviceId } = current.figure.outcomes[0];
  const breaks = [...current.context.breaks, ...context.breaksOf(serviceId)];
  const on = breakBetween([previous.context.window, current.context.window], breaks, current.context.zone);
  return on === undefined ? [current.figure, previous.figure] : { code: 'BREAK', on: formatStart('day', on) };
}

/** Each side again, over just the services that have a value in both windows. Sets `matched`. */
function matchedServices(
  current: Side,
  previous: Side,
  change: Change,
  context: ChangeContext,
): [Figure, Figure] | ChangeReason {
  const [now, before] = [current, previous].map(({ figure }) => finished(usable(figure.outcomes)));
  const earlier = new Set(before.map(({ serviceId }) => serviceId));
  const { zone } = current.context;
  const windows = [previous.context.window, current.context.window] as const;
  const isMatched = ({ serviceId }: Outcome): boolean =>
    earlier.has(serviceId) && breakBetween(windows, context.breaksOf(serviceId), zone) === undefined;
  const matchedNow = now.filter(isMatched);
  const ids = new Set(matchedNow.map(({ serviceId }) => serviceId));
  const matchedBefore = before.filter(({ serviceId }) => ids.has(serviceId));
  const either = new Set([...earlier, ...now.map(({ serviceId }) => serviceId)]);
  change.matched = { provided: ids.size, expected: either.size, share: null };
  const isEarly = ({ figure }: Side): boolean => usable(figure.outcomes).length > 0;
  if (!now.length) return { code: isEarly(current) ? 'UNFINISHED' : 'CURRENT_MISSING' };
  if (!before.length) return { code: isEarly(previous) ? 'UNFINISHED' : 'PREVIOUS_MISSING' };
  const on = breakBetween(windows, current.context.breaks, zone);
  if (on !== undefined) return { code: 'BREAK', on: formatStart('day', on) };
  if (!ids.size) return { code: 'NO_MATCH' };
  const shares = [shareCarried(matchedNow, now), shareCarried(matchedBefore, before)];
  const least = Math.min(...shares);
  change.matched.share = least;
  if (least < LEAST_MATCHED) {
    return { code: 'FEW_MATCHED', share: least, window: least === shares[0] ? 'current' : 'previous' };
  }
  return [combine(matchedNow, current.context), combine(matchedBefore, previous.context)];
}

function whyIncomparable(current: Side, previous: Side, now: Figure, before: Figure): ChangeReason | null {
  if (now.value === null) return { code: 'CURRENT_MISSING' };
  if (before.value === null) return { code: 'PREVIOUS_MISSING' };
  if ([current.context, previous.context].some(({ isOver }) => !isOver)) return { code: 'UNFINISHED' };
  if ([now, before].some(({ flags }) => flags.includes('UNFINISHED'))) return { code: 'UNFINISHED' };
  if (now.isLowerBound || before.isLowerBound) return { code: 'NOT_COMPARABLE' };
  const minimum = rulesOf(current.context.formula).sampleMinimum;
  const responses = Math.min(now.denominator ?? 0, before.denominator ?? 0);
  return minimum && responses < minimum ? { code: 'LOW_RELIABILITY', responses, minimum } : null;
}

/** What parts two figures, and whether that is better. */
function differenceOf(
  now: Figure,
  before: Figure,
  { formula, scope }: CombineContext,
  { unit, direction }: ChangeContext,
): Partial<Change> {
  const [current, previous] = [now.value!, before.value!];
  const size = differenceBetween(current, previous, unit);
  if (!size) return { reason: { code: 'NOT_COMPARABLE' } };
  const difference = { current, previous, ...size };
  if (!hasVerdict({ direction, formula }, scope)) return { ...difference, verdict: 'NEUTRAL' };
  // Within what chance makes of such samples: the change is shown, but it is no clear change.
  const margin = sampleMargin(now, before, formula);
  if (margin !== null && Math.abs(size.absolute) <= margin) return difference;
  return { ...difference, verdict: clearVerdict(size, { unit, direction }) };
}

/** How far two values are apart; null if that is no finite number. */
interface Difference {
  absolute: number;
  /** Percent; null for percentages and where the previous value is 0. */
  relative: number | null;
}

export function differenceBetween(current: number, previous: number, unit: Unit): Difference | null {
  const absolute = current - previous;
  if (!Number.isFinite(absolute)) return null;
  const ratio = (absolute / Math.abs(previous)) * 100;
  return { absolute, relative: unit !== '%' && Number.isFinite(ratio) ? ratio : null };
}

/** The verdict of a difference that is no matter of chance. */
export function clearVerdict(
  { absolute, relative }: Difference,
  { unit, direction }: Pick<ChangeContext, 'unit' | 'direction'>,
): Verdict {
  if (isSame(absolute, relative, unit)) return 'SAME';
  return absolute > 0 === (direction === 'HIGHER_IS_BETTER') ? 'BETTER' : 'WORSE';
}

/** Within 0.05 points or 0.5 %. */
function isSame(absolute: number, relative: number | null, unit: Unit): boolean {
  if (unit === '%') return Math.abs(absolute) <= 0.05 + 1e-9;
  return relative === null ? absolute === 0 : Math.abs(relative) <= 0.5 + 1e-9;
}

/** 1.96·√(s₁²/n₁ + s₂²/n₂) of two samples of answers; null where the metric counts no sample. */
export function sampleMargin(now: Figure, before: Figure, formula: Formula): number | null {
  if (!rulesOf(formula).sampleMinimum) return null;
  return 1.96 * Math.sqrt(varianceOf(now, formula) + varianceOf(before, formula));
}

/** s²/n of the weighted ratings behind a score, or of the yes-or-no answers behind a share. */
function varianceOf({ value, denominator, numerator, squares }: Figure, formula: Formula): number {
  const count = denominator!;
  const square = formula.kind === 'score' ? squares / count : (numerator! / count) * 100 * 100;
  return Math.max(0, square - value! * value!) / count;
}
