/** The windows beside a day that count on neither of its sides, each stretch of them by name. */
import { parseDate } from '../metrics/calendar.js';
import { touchesDays } from '../metrics/civil-days.js';
import type { DaySides, LeftOutReason, NearWindow } from '../metrics/comparison/day-sides.js';
import { inputsOf, type Text } from '../metrics/definitions.js';
import { spanOf, spanWindow, windowEnd, type PeriodSpan, type Window } from '../metrics/periods.js';
import type { Snapshot } from '../store/snapshot.js';
import type { DayPlan } from './day-plans.js';
import type { BeforeAndAfterQuestion } from './questions.js';
import { zoneOf } from './windows.js';

/** Windows that follow each other and are left out for the same reason. */
export interface LeftOut {
  span: PeriodSpan;
  windows: number;
  reason: LeftOutReason;
  /** What is said of the outage. */
  text: Text | null;
}

interface Outage {
  /** Days since 1970, both included. */
  first: number;
  last: number;
  text: Text | null;
}

/** The outages of a subject and its data sets. */
export interface Outages {
  isUnder(window: Window): boolean;
  /** What is said of the first outage that a window lies under. */
  textOf(window: Window): Text | null;
}

export function outagesOf(question: BeforeAndAfterQuestion, snapshot: Snapshot): Outages {
  const { subject, metric } = question;
  const zone = zoneOf(question, snapshot);
  const outages = snapshot.catalogue
    .annotations(subject, inputsOf(metric.formula))
    .flatMap(({ kind, fromOn, toOn, texts }): Outage[] =>
      kind === 'OUTAGE'
        ? [{ first: parseDate(fromOn)!, last: parseDate(toOn ?? fromOn)!, text: texts.text ?? null }]
        : [],
    );
  const over = (window: Window): Outage | undefined =>
    outages.find((outage) => touchesDays(window, outage, zone));
  return {
    isUnder: (window) => over(window) !== undefined,
    textOf: (window) => over(window)?.text ?? null,
  };
}

type Left = NearWindow & { reason: LeftOutReason };

/** The window that holds the day is always among them. */
export function leftOutOf(
  { before, after }: DaySides,
  { question: { period }, held }: Pick<DayPlan, 'question' | 'held'>,
  outages: Outages,
): LeftOut[] {
  const day: Left = { window: held, hasValue: false, provided: 0, reason: 'DAY' };
  const all = [...[...before].reverse(), day, ...after];
  const stretches: { first: Window; windows: number; reason: LeftOutReason; text: Text | null }[] = [];
  let end: number | null = null;
  for (const { window, reason } of all) {
    const text = reason === 'OUTAGE' ? outages.textOf(window) : null;
    const last = stretches.at(-1);
    const count = window.count ?? 1;
    if (reason === null) end = null;
    else if (last && end === window.start && last.reason === reason && last.text === text) {
      last.windows += count;
      end = windowEnd(window);
    } else {
      stretches.push({ first: window, windows: count, reason, text });
      end = windowEnd(window);
    }
  }
  return stretches.map(({ first, windows, reason, text }) => {
    const { recorded, start } = first;
    return { span: spanOf(period, spanWindow({ recorded, start }, windows)), windows, reason, text };
  });
}
