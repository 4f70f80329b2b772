/**
 * The one function that reads values. Drafts, suppression, revisions, as-of and what is not stored yet sit behind it.
 * Nothing else reads the table `observation`, but what writes it, and `perfplat check`.
 */
import type { DataSource } from 'typeorm';
import { dialectOf, rows } from '../db/index.js';
import { IS_THERE } from '../entities/index.js';
import { RECORDED_PERIODS, windowKey, type Window } from '../metrics/periods.js';
import { isThere, statusOf, type ValueStatus } from '../metrics/status.js';
import { asRead } from '../metrics/categories.js';
import { publicRows, type Observation, type SeriesFacts } from '../metrics/splits.js';
import type { DataSetFacts } from '../metrics/data-set.js';
import { DataSetValues } from '../metrics/values.js';
import type { ObservationRow } from './observation-row.js';
import { plansOf, type WindowRead } from './read-plans.js';
import { readRows } from './read-rows.js';
import { rolledMonths } from './rollups.js';
import type { Snapshot } from './snapshot.js';
import { rowsOfPlans } from './statements.js';
import { TimeSlices } from './time-slices.js';

export type { WindowRead } from './read-plans.js';

export interface ReadOptions {
  snapshot: Snapshot;
  /** The values as they stood after this submission; at most the snapshot's version. */
  asOf: number;
  /** Whether months may come as the sums of their days; false where each of these is to be seen. */
  usesRollups: boolean;
}

/** Rows that are taken in before anybody else may come. */
const ROWS_A_TURN = 2_000;

const windowOf = ({ period, start }: ObservationRow): Window => ({
  recorded: RECORDED_PERIODS[period],
  start,
});

const observationOf = (
  { value, status, flags, submission_id: submission }: ObservationRow,
  series: SeriesFacts,
): Observation => ({ series, value, status: statusOf(status) as ValueStatus, flags, submission });

/** How many stored rows are read for windows, at most. */
export const rowsToRead = (wanted: readonly WindowRead[], snapshot: Snapshot, usesRollups: boolean): number =>
  rowsOfPlans(plansOf(wanted, snapshot, usesRollups), snapshot);

/**
 * The values of data sets in windows, as of a version. Answers one DataSetValues for each data set that was asked
 * for (also those without a row), by its id.
 */
export async function windowValues(
  dataSource: DataSource,
  wanted: readonly WindowRead[],
  { snapshot, asOf, usesRollups }: ReadOptions,
): Promise<Map<number, DataSetValues>> {
  const values = new Map<number, DataSetValues>();
  const seriesById = new Map<number, SeriesFacts>();
  for (const dataSet of wanted.flatMap(({ dataSets }) => dataSets)) {
    if (values.has(dataSet.id)) continue;
    values.set(dataSet.id, new DataSetValues(dataSet));
    for (const series of snapshot.series.get(dataSet.id) ?? []) {
      seriesById.set(series.id, asRead(series, dataSet));
    }
  }
  const seriesOf = (id: number): SeriesFacts => seriesById.get(id)!;
  const turns = new TimeSlices();
  const plans = plansOf(wanted, snapshot, usesRollups);
  const { months, others } = await rolledMonths(dataSource, plans, snapshot, { seriesOf, asOf });
  for (const [index, { series, start, days, ...month }] of months.entries()) {
    if (index % ROWS_A_TURN === 0) await turns.pause();
    const { sum: value, flags, submission } = month;
    const observation: Observation = { series, value, status: 'PROVIDED', flags, submission };
    values.get(series.dataSetId)!.addMonth({ recorded: 'month', start }, days, observation);
  }
  const found = await readRows(dataSource, [...plans, ...others], snapshot, asOf);
  for (const [index, row] of found.entries()) {
    if (index % ROWS_A_TURN === 0) await turns.pause();
    if (!isThere(row.status)) continue;
    const series = seriesOf(row.series_id);
    values.get(series.dataSetId)!.add(windowOf(row), observationOf(row, series));
  }
  return values;
}

/** Which series have a row at a version: not those of which all was taken back. */
export async function seriesThere(
  dataSource: DataSource,
  series: readonly SeriesFacts[],
  { version }: Pick<Snapshot, 'version'>,
): Promise<SeriesFacts[]> {
  const { list, listParameter } = dialectOf(dataSource);
  const found = await rows<{ id: number }>(
    dataSource,
    `SELECT s.id FROM series s WHERE s.id IN ${list('integer')} AND (
       EXISTS (SELECT 1 FROM observation o
         WHERE o.series_id = s.id AND o.submission_id <= ? AND ${IS_THERE})
       OR EXISTS (SELECT 1 FROM observation_revision o
         WHERE o.series_id = s.id AND o.submission_id <= ? AND o.replaced_by > ? AND ${IS_THERE}))`,
    [listParameter(series.map(({ id }) => id)), version, version, version],
  );
  const ids = new Set(found.map(({ id }) => id));
  return series.filter(({ id }) => ids.has(id));
}

/** What was delivered for one window, as the public may have it. */
export interface PublicWindow {
  window: Window;
  observations: readonly Observation[];
}

/** Everything that one data set holds at a version, window by window from the first; small counts are suppressed. */
export async function publicWindows(
  dataSource: DataSource,
  dataSet: DataSetFacts,
  snapshot: Snapshot,
): Promise<PublicWindow[]> {
  const held = snapshot.extents.get(dataSet.id) ?? [];
  const ranges = held.map(({ period, firstStart, lastStart }) => ({
    period,
    from: firstStart,
    to: lastStart + 1,
  }));
  const series = new Map((snapshot.series.get(dataSet.id) ?? []).map((one) => [one.id, one]));
  const found = await readRows(dataSource, [{ dataSets: [dataSet], ranges }], snapshot, snapshot.version);
  const windows = new Map<number, ObservationRow[]>();
  for (const row of found.filter(({ status }) => isThere(status))) {
    const key = windowKey(windowOf(row));
    const rowsOf = windows.get(key);
    if (rowsOf) rowsOf.push(row);
    else windows.set(key, [row]);
  }
  return [...windows.values()]
    .sort(([a], [b]) => a.period - b.period || a.start - b.start)
    .map((rowsOf) => ({
      window: windowOf(rowsOf[0]),
      observations: publicRows(
        rowsOf.map((row) => observationOf(row, series.get(row.series_id)!)),
        dataSet,
      ),
    }));
}
