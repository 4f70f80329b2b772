/** Which periods and windows have figures: a month cannot be made of quarters. */
import { LRUCache } from 'lru-cache';
import type { DataSetExtent, MetricDefinition } from '../entities/index.js';
import { MINUTES_A_DAY, parseDate } from '../metrics/calendar.js';
import type { Clock } from '../metrics/clock.js';
import { inputsOf } from '../metrics/definitions.js';
import {
  alignStart,
  isInstant,
  RECORDED_PERIODS,
  PART_PERIODS,
  recordedPeriod,
  stepWindow,
  windowEnd,
  type Period,
  type RecordedPeriod,
  type Window,
} from '../metrics/periods.js';
import type { Subject } from '../store/subject.js';
import type { MetricQuestion } from './questions.js';
import type { Snapshot } from '../store/snapshot.js';
import { dataSetsOf, newestWindow, rollingStep } from './windows.js';

/** In days since 1970; `end` is the one after the last. */
interface DaySpan {
  first: number;
  end: number;
}

/** What a data set has for windows of one period. */
interface Held {
  /** It has rows that make such windows, alone or with others. */
  canMake: boolean;
  /** From the first of those rows to the end of the last with a final value; null where none has. */
  span: DaySpan | null;
}

const NOTHING: Held = { canMake: false, span: null };

/** Whether rows of this length make windows of `period`, alone or with others. */
function makes(period: Period, part: RecordedPeriod, isExact: boolean): boolean {
  const whole = recordedPeriod(period);
  return part === whole || (!isExact && PART_PERIODS[whole].includes(part));
}

/** The day on which a window begins, and the one after its last. */
function daysOf(recorded: RecordedPeriod, start: number): DaySpan {
  const end = windowEnd({ recorded, start });
  if (!isInstant(recorded)) return { first: start, end };
  return { first: Math.floor(start / MINUTES_A_DAY), end: Math.ceil(end / MINUTES_A_DAY) };
}

function heldFor(period: Period, extents: readonly DataSetExtent[], isExact: boolean): Held {
  const own = extents.filter((extent) => makes(period, RECORDED_PERIODS[extent.period], isExact));
  if (!own.length) return NOTHING;
  let span: DaySpan | null = null;
  for (const { period: code, firstStart, latestValueStart } of own) {
    if (latestValueStart === null) continue;
    const recorded = RECORDED_PERIODS[code];
    const { first } = daysOf(recorded, firstStart);
    const { end } = daysOf(recorded, latestValueStart);
    span = span ? { first: Math.min(span.first, first), end: Math.max(span.end, end) } : { first, end };
  }
  return { canMake: true, span };
}

/** What is the same of all data sets that hold the same periods from the same start to the same end. */
interface Shape {
  name: string;
  extents: readonly DataSetExtent[];
  isExact: boolean;
  held: Map<Period, Held>;
}

/** By their names: thousands of services have the same few. */
const SHAPES = new LRUCache<string, Shape>({ max: 10_000 });
/** By what they are of, which is the same list until it changes. */
const SHAPE_OF = new WeakMap<readonly DataSetExtent[], Shape>();

function shapeOf(extents: readonly DataSetExtent[], isExact: boolean): Shape {
  let shape = SHAPE_OF.get(extents);
  if (shape?.isExact === isExact) return shape;
  const spans = extents.map(({ period, firstStart, latestValueStart }) =>
    [period, firstStart, latestValueStart].join(' '),
  );
  const name = [isExact, ...spans].join();
  shape = SHAPES.get(name);
  if (!shape) SHAPES.set(name, (shape = { name, extents, isExact, held: new Map() }));
  SHAPE_OF.set(extents, shape);
  return shape;
}

function heldOf(period: Period, { extents, isExact, held }: Shape): Held {
  let own = held.get(period);
  if (!own) held.set(period, (own = heldFor(period, extents, isExact)));
  return own;
}

/** Whether all of some days hold a window of `period`. */
function holdsWindow(period: Period, { first, end }: DaySpan): boolean {
  const recorded = recordedPeriod(period);
  if (isInstant(recorded)) return first < end;
  const around = { recorded, start: alignStart(period, first) };
  const start = around.start < first ? windowEnd(around) : around.start;
  return windowEnd({ recorded, start }) <= end;
}

/** Whether the days between the first row and the last value, of all inputs together, hold a window of a period. */
function holdsWhole(period: Period, inputs: readonly Held[]): boolean {
  let first = -Infinity;
  let end = Infinity;
  for (const { span } of inputs) {
    if (!span) return false;
    first = Math.max(first, span.first);
    end = Math.min(end, span.end);
  }
  return first < end && holdsWindow(period, { first, end });
}

/** The inputs of measures that a service has data of; null where it has none of one of them. */
function inputsOfService(
  id: number,
  measures: readonly string[],
  { catalogue, extents }: Snapshot,
): Shape[] | null {
  const inputs: Shape[] = [];
  for (const measure of measures) {
    const facts = catalogue.dataSet(id, measure)?.facts;
    const own = facts && extents.get(facts.id);
    if (!facts || !own?.length) return null;
    inputs.push(shapeOf(own, facts.aggregation === 'exact'));
  }
  return inputs;
}

const heldIn = (period: Period, inputs: readonly Shape[]): Held[] =>
  inputs.map((shape) => heldOf(period, shape));

/** The periods of a metric, each with how many of the subject's services `allow` it. */
function countServices(
  subject: Subject,
  metric: MetricDefinition,
  snapshot: Snapshot,
  allow: (period: Period, inputs: readonly Held[]) => boolean,
): Map<Period, number> {
  const counts = new Map<Period, number>(metric.periods.map((period) => [period, 0]));
  const measures = inputsOf(metric.formula);
  const alike = new Map<string, { inputs: readonly Shape[]; services: number }>();
  for (const { id } of subject.services) {
    const inputs = inputsOfService(id, measures, snapshot);
    if (!inputs) continue;
    const key = inputs.map(({ name }) => name).join(';');
    const others = alike.get(key);
    if (others) others.services += 1;
    else alike.set(key, { inputs, services: 1 });
  }
  for (const { inputs, services } of alike.values()) {
    for (const period of metric.periods) {
      if (allow(period, heldIn(period, inputs))) counts.set(period, counts.get(period)! + services);
    }
  }
  return counts;
}

const allMake = (_period: Period, inputs: readonly Held[]): boolean => inputs.every(({ canMake }) => canMake);

/** Whether at least one of the subject's services has figures of a metric in a period. */
export function fitsPeriod(
  subject: Subject,
  metric: MetricDefinition,
  period: Period,
  snapshot: Snapshot,
): boolean {
  const measures = inputsOf(metric.formula);
  return (
    metric.periods.includes(period) &&
    subject.services.some(({ id }) => {
      const inputs = inputsOfService(id, measures, snapshot);
      return inputs !== null && allMake(period, heldIn(period, inputs));
    })
  );
}

/** The periods of a metric that at least one of the subject's services has figures of, shortest first. */
export function fittingPeriods(subject: Subject, metric: MetricDefinition, snapshot: Snapshot): Period[] {
  const counts = countServices(subject, metric, snapshot, allMake);
  return metric.periods.filter((period) => counts.get(period)! > 0);
}

/** The same that at least half of the services with data have: what is told of all of them is told in one of these. */
export function commonPeriods(subject: Subject, metric: MetricDefinition, snapshot: Snapshot): Period[] {
  const counts = countServices(subject, metric, snapshot, allMake);
  const most = Math.max(1, ...counts.values());
  return metric.periods.filter((period) => counts.get(period)! * 2 >= most);
}

/**
 * The period that a figure is shown in where nobody says: the metric's own if the data allows it, else one that it
 * does allow. Of several services at least half of those with data must allow it, and 12 months are better than
 * quarters then: seasons even out, and yearly data counts as well. A service whose data do not reach over one such
 * window does not allow it: its first quarter is shown as a quarter.
 */
export function defaultPeriodOf(subject: Subject, metric: MetricDefinition, snapshot: Snapshot): Period {
  const whole = countServices(subject, metric, snapshot, holdsWhole);
  const hasWhole = Math.max(...whole.values()) > 0;
  const counts = hasWhole ? whole : countServices(subject, metric, snapshot, allMake);
  const most = Math.max(0, ...counts.values());
  const fits = (period: Period): boolean => most > 0 && (counts.get(period) ?? 0) * 2 >= most;
  const { defaultPeriod, periods } = metric;
  if (!most || fits(defaultPeriod)) return defaultPeriod;
  if (subject.kind !== 'SERVICE' && fits('ROLLING_YEAR')) return 'ROLLING_YEAR';
  const longer = periods.slice(periods.indexOf(defaultPeriod) + 1);
  const found = [...longer, ...[...periods].reverse()].find(fits) ?? defaultPeriod;
  // Years are recorded from any month on: only rolling years hold the newest one, wherever it begins.
  return recordedPeriod(found) === 'year' && fits('ROLLING_YEAR') ? 'ROLLING_YEAR' : found;
}

/** The first start in the data behind a metric: a day number, or minutes for periods of hours and minutes; null if there is none. */
export function firstStart(question: MetricQuestion, snapshot: Snapshot): number | null {
  const wantsMinutes = isInstant(recordedPeriod(question.period));
  const starts = dataSetsOf(question, snapshot).flatMap(({ id }) =>
    (snapshot.extents.get(id) ?? []).map(({ period, firstStart: start }) => {
      const hasMinutes = isInstant(RECORDED_PERIODS[period]);
      if (wantsMinutes) return hasMinutes ? start : start * MINUTES_A_DAY;
      return hasMinutes ? Math.floor(start / MINUTES_A_DAY) : start;
    }),
  );
  return starts.length ? starts.reduce((first, start) => Math.min(first, start)) : null;
}

/**
 * The windows of a period from the first that lies within the data to the newest that can have a value; null where
 * there are none, or more than `most`.
 */
export function windowsWithin(
  question: MetricQuestion,
  snapshot: Snapshot,
  clock: Clock,
  most: number,
): Window[] | null {
  const { period } = question;
  const step = rollingStep(dataSetsOf(question, snapshot), snapshot);
  const newest = newestWindow(question, snapshot, step, clock);
  const first = firstStart(question, snapshot);
  if (!newest || first === null) return null;
  const windows: Window[] = [];
  for (let window = newest; window.start >= first; window = stepWindow(period, window, -1, step)) {
    if (windows.length >= most) return null;
    windows.push(window);
  }
  return windows.length ? windows.reverse() : null;
}

/** The window of `period` that a start of another period lies in; null if the text is no date. */
export function windowAround(period: Period, text: string): Window | null {
  const recorded = recordedPeriod(period);
  const day = parseDate(text.slice(0, 10));
  if (day === null) return null;
  return { recorded, start: alignStart(period, isInstant(recorded) ? day * MINUTES_A_DAY : day) };
}
