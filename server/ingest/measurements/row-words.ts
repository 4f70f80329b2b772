/** How messages name the data set and the window of a row. */
import { formatStart, RECORDED_PERIODS } from '../../metrics/periods.js';
import type { RowName, SeriesNames } from '../../submissions/rows/observation-columns.js';
import type { Place } from '../problems.js';

/** What the series of a delivery are, and where its rows stand. */
export interface PlacedRows {
  observations: SeriesNames;
  /** Of a row, and the name of one of its columns. */
  placeOf(row: Pick<RowName, 'source' | 'line'>, column?: string): Place;
}

export const whole = (count: number): string => count.toLocaleString('en-GB');

/** `month 2014-03-01`. */
export function windowWords({ period, start }: Pick<RowName, 'period' | 'start'>): string {
  const recorded = RECORDED_PERIODS[period];
  return `${recorded} ${formatStart(recorded, start)}`;
}

/** `licence transactions`, by position of the data set. */
export function dataSetWords({ dataSets }: SeriesNames, dataSet: number): string {
  const { service, measure } = dataSets[dataSet];
  return `${service} ${measure}`;
}
