/** Which periods and windows have figures: a month cannot be made of quarters. */
import type { MetricDefinition } from '../entities/index.js';
import { MINUTES_A_DAY, parseDate } from '../metrics/calendar.js';
import { inputsOf } from '../metrics/definitions.js';
import {
  alignStart,
  isInstant,
  RECORDED_PERIODS,
  PART_PERIODS,
  recordedPeriod,
  stepWindow,
  type Period,
  type RecordedPeriod,
  type Window,
} from '../metrics/periods.js';
import type { Subject } from './subject.js';
import type { MetricQuestion } from './questions.js';
import type { Snapshot } from './snapshot.js';
import { dataSetsOf, newestWindow, rollingStep } from './windows.js';

function canMake(period: Period, recorded: ReadonlySet<RecordedPeriod>, isExact: boolean): boolean {
  const whole = recordedPeriod(period);
  return recorded.has(whole) || (!isExact && PART_PERIODS[whole].some((part) => recorded.has(part)));
}

/** The periods of a metric, each with how many of the subject's services have what it is made of. */
function countServices(
  subject: Subject,
  metric: MetricDefinition,
  { catalogue, extents }: Snapshot,
): Map<Period, number> {
  const counts = new Map<Period, number>(metric.periods.map((period) => [period, 0]));
  const inputs = inputsOf(metric.formula);
  for (const { id } of subject.services) {
    const recorded = inputs.map((measure) => {
      const facts = catalogue.dataSet(id, measure)?.facts;
      const periods = facts
        ? (extents.get(facts.id) ?? []).map(({ period }) => RECORDED_PERIODS[period])
        : [];
      return { periods: new Set(periods), isExact: facts?.aggregation === 'exact' };
    });
    for (const period of metric.periods) {
      if (recorded.every(({ periods, isExact }) => canMake(period, periods, isExact))) {
        counts.set(period, counts.get(period)! + 1);
      }
    }
  }
  return counts;
}

/** The periods of a metric that at least one of the subject's services has figures of, shortest first. */
export function fittingPeriods(subject: Subject, metric: MetricDefinition, snapshot: Snapshot): Period[] {
  const counts = countServices(subject, metric, snapshot);
  return metric.periods.filter((period) => counts.get(period)! > 0);
}

/**
 * The period that a figure is shown in where nobody says: the metric's own if the data allows it, else one that it
 * does allow. Of several services at least half of those with data must allow it, and 12 months are better than
 * quarters then: seasons even out, and yearly data counts as well.
 */
export function defaultPeriodOf(subject: Subject, metric: MetricDefinition, snapshot: Snapshot): Period {
  const counts = countServices(subject, metric, snapshot);
  const most = Math.max(0, ...counts.values());
  const fits = (period: Period): boolean => most > 0 && (counts.get(period) ?? 0) * 2 >= most;
  const { defaultPeriod, periods } = metric;
  if (!most || fits(defaultPeriod)) return defaultPeriod;
  if (subject.kind !== 'SERVICE' && fits('ROLLING_YEAR')) return 'ROLLING_YEAR';
  const longer = periods.slice(periods.indexOf(defaultPeriod) + 1);
  return [...longer, ...[...periods].reverse()].find(fits) ?? defaultPeriod;
}

/** The first start in the data behind a metric: a day number, or minutes for periods of hours and minutes; null if there is none. */
function firstStart(question: MetricQuestion, snapshot: Snapshot): number | null {
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
 * there are none, or more than `most`. `now` is milliseconds since 1970.
 */
export function windowsWithin(
  question: MetricQuestion,
  snapshot: Snapshot,
  now: number,
  most: number,
): Window[] | null {
  const { period } = question;
  const step = rollingStep(dataSetsOf(question, snapshot), snapshot);
  const newest = newestWindow(question, snapshot, step, now);
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
