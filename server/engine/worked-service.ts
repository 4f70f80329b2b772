/** One service as a plan is worked out for it: its values, and the days on which it opened and closed. */
import { parseDate } from '../metrics/calendar.js';
import { touchesDays } from '../metrics/civil-days.js';
import type { ServiceValues } from '../metrics/outcome.js';
import type { Window } from '../metrics/periods.js';
import type { DataSetValues } from '../metrics/rows/values.js';
import type { Catalogue } from '../store/catalogue.js';
import type { Service } from '../store/subject.js';
import { DEFAULT_ZONE } from './windows.js';

export interface WorkedService {
  values: ServiceValues;
  /** Days since 1970; ±Infinity where it has no such day. */
  opened: number;
  closed: number;
  /** What those days are days in. */
  zone: string;
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
    zone: catalogue.dataSet(id, measures[0])?.facts.timeZone ?? DEFAULT_ZONE,
  };
}

/** A service that closed before a window or opened after it is not expected to have a value. */
export const isOpenIn = ({ opened, closed, zone }: WorkedService, window: Window): boolean =>
  (opened === -Infinity && closed === Infinity) || touchesDays(window, { first: opened, last: closed }, zone);
