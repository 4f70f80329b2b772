/** The observations that a delivery changes: in words for readers, and as columns to lay over what is stored. */
import { formatStart, type RecordedPeriod, RECORDED_PERIODS } from '../metrics/periods.js';
import type { DataSet } from '../entities/index.js';
import type { Changes } from './compare.js';
import type { Delivery } from './delivery.js';
import { numberOrNull, ObservationColumns } from './observation-columns.js';

/** One observation that is new, different or taken back; null = no number, or no row. */
export interface ChangedRow {
  service: string;
  measure: string;
  period: RecordedPeriod;
  start: string;
  dimensions: Record<string, string>;
  before: number | null;
  after: number | null;
}

const MOST_CHANGED_ROWS = 1000;

/** The first of them, in the order of the key. */
export function changedRows(columns: ObservationColumns, { observations }: Changes): ChangedRow[] {
  const { rows, before } = observations;
  return Array.from(rows.subarray(0, MOST_CHANGED_ROWS), (row, i): ChangedRow => {
    const { dataSet, dimensions } = columns.seriesList[columns.series[row]];
    const period = RECORDED_PERIODS[columns.period[row]];
    return {
      ...columns.dataSets[dataSet],
      period,
      start: formatStart(period, columns.start[row]),
      dimensions: JSON.parse(dimensions) as Record<string, string>,
      before: before.submission[i] === 0 ? null : numberOrNull(before.value[i]),
      after: numberOrNull(columns.value[row]),
    };
  });
}

/** Plain data, for store/overlay.ts to lay over what is stored: the figures are then those that the delivery makes. */
export interface ChangedData {
  /** An instant (ISO, UTC). */
  receivedAt: string;
  source: string;
  /** Data sets that are new or different; ids of new ones are provisional. */
  dataSets: DataSet[];
  /** All observations that are new or different, with their flags as they would be stored. */
  rows: ObservationColumns;
}

export function changedData(
  { observations: columns, receivedAt, source }: Delivery,
  { catalogue, dataSets: compared, observations }: Changes,
): ChangedData {
  const rows = new ObservationColumns();
  for (const dataSet of columns.dataSets) rows.dataSets.push(dataSet);
  for (const one of columns.seriesList) rows.seriesList.push(one);
  for (const [i, row] of observations.rows.entries()) {
    rows.add({
      series: columns.series[row],
      period: columns.period[row],
      start: columns.start[row],
      value: columns.value[row],
      status: columns.status[row],
      flags: observations.flags[i],
      source: columns.source[row],
      line: columns.line[row],
    });
  }
  const dataSets = [...(catalogue['data-sets']?.rows ?? []), ...compared.dataSetsMade.rows];
  return {
    receivedAt: receivedAt.toISOString(),
    source,
    dataSets: dataSets.map(({ after }) => ({ ...after }) as unknown as DataSet),
    rows,
  };
}
