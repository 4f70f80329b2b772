/** The observations that a delivery changes: in words for readers, and as columns to lay over what is stored. */
import { formatStart, type RecordedPeriod, RECORDED_PERIODS } from '../metrics/periods.js';
import type { DataSet } from '../entities/index.js';
import type { Changes } from './compare.js';
import type { Delivery } from './delivery.js';
import { numberOrNull, type SeriesNames } from './rows/observation-columns.js';
import type { ChangedColumns } from './rows/row-changes.js';

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
export function changedRows(names: SeriesNames, { observations }: Changes): ChangedRow[] {
  const rows: ChangedRow[] = [];
  for (const changed of observations.pieces()) {
    for (let i = 0; i < changed.length; i++) {
      if (rows.length === MOST_CHANGED_ROWS) return rows;
      rows.push(changedRow(names, changed, i));
    }
  }
  return rows;
}

function changedRow({ dataSets, seriesList }: SeriesNames, changed: ChangedColumns, i: number): ChangedRow {
  const { dataSet, dimensions } = seriesList[changed.series[i]];
  const period = RECORDED_PERIODS[changed.period[i]];
  return {
    ...dataSets[dataSet],
    period,
    start: formatStart(period, changed.start[i]),
    dimensions: JSON.parse(dimensions) as Record<string, string>,
    before: changed.oldSubmission[i] === 0 ? null : numberOrNull(changed.oldValue[i]),
    after: numberOrNull(changed.value[i]),
  };
}

/** Plain data, for store/overlay.ts to lay over what is stored: the figures are then those that the delivery makes. */
export interface ChangedData {
  /** An instant (ISO, UTC). */
  receivedAt: string;
  source: string;
  /** Data sets that are new or different; ids of new ones are provisional. */
  dataSets: DataSet[];
  /** All observations that are new or different, with their flags as they would be stored. */
  rows: SeriesNames & ChangedColumns;
}

export function changedData(
  { observations: { dataSets: named, seriesList }, receivedAt, source }: Delivery,
  { catalogue, dataSets: compared, observations }: Changes,
): ChangedData {
  const dataSets = [...(catalogue['data-sets']?.rows ?? []), ...compared.dataSetsMade.rows];
  return {
    receivedAt: receivedAt.toISOString(),
    source,
    dataSets: dataSets.map(({ after }) => ({ ...after }) as unknown as DataSet),
    rows: { dataSets: named, seriesList, ...observations.all() },
  };
}
