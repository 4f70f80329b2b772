/** How messages name the data set and the window of a row. */
import { formatStart, RECORDED_PERIODS } from '../../metrics/periods.js';
import type { ObservationColumns } from '../../submissions/observation-columns.js';
import type { Place } from '../problems.js';

/** The rows of a delivery, and where each of them stands. */
export interface PlacedRows {
  observations: ObservationColumns;
  /** By position of the row, and the name of one of its columns. */
  placeOf(row: number, column?: string): Place;
}

export const whole = (count: number): string => count.toLocaleString('en-GB');

/** `month 2014-03-01`. */
export function windowWords({ period, start }: ObservationColumns, row: number): string {
  const recorded = RECORDED_PERIODS[period[row]];
  return `${recorded} ${formatStart(recorded, start[row])}`;
}

/** `licence transactions`, by position of the data set. */
export function dataSetWords({ dataSets }: ObservationColumns, dataSet: number): string {
  const { service, measure } = dataSets[dataSet];
  return `${service} ${measure}`;
}
