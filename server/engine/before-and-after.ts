/** Before and after a day: the windows on both sides, each side together, what parts them and how sure that is. */
import { dayStart, parseDate } from '../metrics/calendar.js';
import { LEAST_MATCHED } from '../metrics/comparison/change.js';
import { breakBetween } from '../metrics/civil-days.js';
import {
  compareSides,
  NOT_COMPARED,
  type ComparedSide,
  type DayDifference,
  type DayReason,
} from '../metrics/comparison/before-and-after.js';
import {
  chosenPeriod,
  evenSides,
  isEnough,
  usedOf,
  withoutFew,
  type DaySides,
  type NearWindow,
} from '../metrics/comparison/day-sides.js';
import { together } from '../metrics/comparison/windows-together.js';
import { inputsOf } from '../metrics/definitions.js';
import { combine, finished, shareCarried, usable, type Coverage, type Figure } from '../metrics/figure.js';
import { formatStart, spanWindow, type Period, type Window } from '../metrics/periods.js';
import type { Snapshot } from '../store/snapshot.js';
import { mapWithPauses } from '../store/pauses.js';
import type { DayPlan } from './day-plans.js';
import type { Evaluation } from './evaluation.js';
import { leftOutOf, outagesOf, type LeftOut } from './left-out-windows.js';
import type { BeforeAndAfterQuestion, MetricQuestion } from './questions.js';
import { canBeAdded, zoneOf } from './windows.js';

/** One side of a day. */
export interface DaySide {
  /** The windows that are used, oldest first. */
  windows: readonly Window[];
  /** All of them together. Its period reaches from the first of them to the last. */
  figure: Figure;
}

export interface BeforeAndAfterAnswer {
  question: BeforeAndAfterQuestion;
  /** That of the windows; null where there are none on both sides. */
  period: Period | null;
  before: DaySide | null;
  after: DaySide | null;
  leftOut: readonly LeftOut[];
  /** Services with a value in all windows, of those with one in any; null for a single service. */
  matched: Coverage | null;
  difference: DayDifference;
}

/** A plan whose windows have been looked at. */
interface Seen {
  plan: DayPlan;
  period: Period;
  sides: DaySides;
}

const without = (reason: DayReason): DayDifference => ({ ...NOT_COMPARED, reason });

const isInRange = ({ day, range }: BeforeAndAfterQuestion, zone: string): boolean =>
  range === null || (dayStart(zone, day) >= range.start && dayStart(zone, day + 1) <= range.end);

async function seen(
  plan: DayPlan,
  isOutage: (window: Window) => boolean,
  evaluation: Evaluation,
): Promise<Seen> {
  const { question, before, after } = plan;
  const near = (window: Window): NearWindow => {
    const { value, coverage, flags } = evaluation.figure(question, window);
    const hasValue = value !== null;
    const isEarly = question.subject.kind === 'SERVICE' && flags.includes('UNFINISHED');
    const own = !hasValue ? 'NO_VALUE' : isEarly ? 'UNFINISHED' : null;
    return {
      window,
      hasValue,
      provided: hasValue ? coverage.provided : 0,
      reason: isOutage(window) ? 'OUTAGE' : own,
    };
  };
  const even = evenSides({
    before: await mapWithPauses(before, near),
    after: await mapWithPauses(after, near),
  });
  const sides = question.subject.kind === 'SERVICE' ? even : withoutFew(even);
  return { plan, period: question.period, sides };
}

/** The services that are in all windows, with what they are of all. */
interface Matched {
  question: MetricQuestion;
  matched: Coverage | null;
  reason: DayReason | null;
}

/** Like with like: of several services those with a value in all windows of both sides, and no break among them. */
function matchedServices(
  question: MetricQuestion,
  [before, after]: readonly [Window[], Window[]],
  evaluation: Evaluation,
  snapshot: Snapshot,
): Matched {
  const { subject, metric } = question;
  if (subject.kind === 'SERVICE') return { question, matched: null, reason: null };
  const counts = new Map<number, number>();
  const used = [before, after].map((windows) =>
    windows.flatMap((window) => finished(usable(evaluation.figure(question, window).outcomes))),
  );
  for (const { serviceId } of used.flat()) counts.set(serviceId, (counts.get(serviceId) ?? 0) + 1);
  const zone = zoneOf(question, snapshot);
  const breaksOf = (id: number): readonly number[] =>
    inputsOf(metric.formula).flatMap(
      (measure) => snapshot.catalogue.dataSet(id, measure)?.facts.breaks ?? [],
    );
  const isMatched = (id: number): boolean =>
    counts.get(id) === before.length + after.length &&
    breakBetween([before[0], after.at(-1)!], breaksOf(id), zone) === undefined;
  const services = subject.services.filter(({ id }) => isMatched(id));
  const [ofBefore, ofAfter] = used.map((side) =>
    shareCarried(
      side.filter(({ serviceId }) => isMatched(serviceId)),
      side,
    ),
  );
  const share = Math.min(ofBefore, ofAfter);
  const matched = { provided: services.length, expected: counts.size, share };
  const side = share === ofBefore ? 'before' : 'after';
  const few: DayReason | null = share < LEAST_MATCHED ? { code: 'FEW_MATCHED', share, side } : null;
  return {
    question: { ...question, subject: { ...subject, services } },
    matched,
    reason: services.length ? few : { code: 'NO_MATCH' },
  };
}

/** From the first window to the last, whatever is left out between them. */
function spanOfAll(windows: readonly Window[], plan: DayPlan): Window {
  const all = [...plan.before].reverse().concat(plan.after);
  const at = (window: Window): number => all.findIndex(({ start }) => start === window.start);
  return spanWindow(windows[0], at(windows.at(-1)!) - at(windows[0]) + 1);
}

function sideOf(
  windows: readonly Window[],
  { question, plan }: { question: MetricQuestion; plan: DayPlan },
  evaluation: Evaluation,
): DaySide & ComparedSide {
  const context = evaluation.contextOf(question, spanOfAll(windows, plan));
  const figures = windows.map((window) => evaluation.figure(question, window));
  const outcomes = question.subject.services.map((_service, index) =>
    together(
      figures.map((figure) => figure.outcomes[index]),
      context,
    ),
  );
  return {
    windows,
    figure: combine(outcomes, context),
    values: figures.flatMap(({ value }) => value ?? []),
  };
}

/** A day on which the figures began to be made in another way, between the first window and the last. */
function breakOf(question: MetricQuestion, windows: readonly [Window, Window], snapshot: Snapshot) {
  const { subject, metric } = question;
  const measures = inputsOf(metric.formula);
  const own = snapshot.catalogue
    .annotations(subject, measures)
    .flatMap(({ kind, fromOn }) => (kind === 'BREAK' ? [parseDate(fromOn)!] : []));
  return breakBetween(windows, own, zoneOf(question, snapshot));
}

/** Evaluates the plans of a question over values that have been read: the finest period with enough windows. */
export async function beforeAndAfter(
  question: BeforeAndAfterQuestion,
  plans: readonly DayPlan[],
  evaluation: Evaluation,
  snapshot: Snapshot,
): Promise<BeforeAndAfterAnswer> {
  const none = { question, period: null, before: null, after: null, leftOut: [], matched: null };
  if (!canBeAdded(question, snapshot)) {
    const measures = inputsOf(question.metric.formula);
    return { ...none, difference: without({ code: 'NOT_ADDED', measures }) };
  }
  const outages = outagesOf(question, snapshot);
  const all: Seen[] = [];
  for (const plan of plans) {
    const one = await seen(plan, outages.isUnder, evaluation);
    all.push(one);
    if (isEnough(one)) break;
  }
  const chosen = chosenPeriod(all);
  if (!chosen) {
    const code = isInRange(question, zoneOf(question, snapshot)) ? 'NO_WINDOWS' : 'OUT_OF_RANGE';
    return { ...none, difference: without({ code }) };
  }
  const { plan, period, sides } = chosen;
  const used = [usedOf(sides.before).reverse(), usedOf(sides.after)] as const;
  const leftOut = leftOutOf(sides, plan, outages);
  const found = matchedServices(plan.question, [...used], evaluation, snapshot);
  const { matched } = found;
  if (found.reason?.code === 'NO_MATCH') {
    return { ...none, period, leftOut, matched, difference: without(found.reason) };
  }
  const [before, after] = used.map((windows) =>
    sideOf(windows, { question: found.question, plan }, evaluation),
  );
  const on = breakOf(plan.question, [used[0][0], used[1].at(-1)!], snapshot);
  const reason: DayReason | null =
    on === undefined ? found.reason : { code: 'BREAK', on: formatStart('day', on) };
  const { metric, subject } = question;
  const newest = evaluation.figure(plan.question, used[1].at(-1)!);
  const difference = reason
    ? without(reason)
    : compareSides(before, after, {
        ...{ formula: metric.formula, unit: metric.unit, direction: metric.direction },
        scope: subject.kind === 'SERVICE' ? 'service' : 'portfolio',
        isPartial: newest.flags.includes('PARTIAL'),
      });
  return { question, period, before, after, leftOut, matched, difference };
}
