/** One service as a plan is worked out for it: its values, and the days on which it opened and closed. */
import { parseDate } from '../metrics/calendar.js';
import type { ServiceValues } from '../metrics/outcome.js';
import { windowEnd, type Window } from '../metrics/periods.js';
import type { DataSetValues } from '../metrics/rows/values.js';
import type { Catalogue } from '../store/catalogue.js';
import type { Service } from '../store/subject.js';
import { startDay } from './windows.js';

export interface WorkedService {
  values: ServiceValues;
  /** Days since 1970; ±Infinity where it has no such day. */
  opened: number;
  closed: number;
}

/** @param read what was read of data sets, by their ids */
export function workedService(
  { id, openedOn, closedOn }: Service,
  measures: readonly string[],
  { catalogue, read }: { catalogue: Pick<Catalogue, 'dataSet'>; read: ReadonlyMap<number, DataSetValues> },
): WorkedService {
  const values = new Map<string, DataSetValues>();
  for (const measure of measures) {
    const entry = catalogue.dataSet(id, measure);
    const own = entry && read.get(entry.facts.id);
    if (own) values.set(measure, own);
  }
  return {
    values,
    opened: openedOn === null ? -Infinity : parseDate(openedOn)!,
    closed: closedOn === null ? Infinity : parseDate(closedOn)!,
  };
}

/** A service that closed before a window or opened after it is not expected to have a value. */
export function isOpenIn({ opened, closed }: WorkedService, window: Window): boolean {
  if (opened === -Infinity && closed === Infinity) return true;
  const start = startDay(window);
  const end = startDay({ ...window, start: windowEnd(window) });
  return opened < Math.max(end, start + 1) && closed >= start;
}
