/**
 * The one function that reads values. Drafts, suppression, revisions and as-of sit behind it; nothing else reads
 * the table `observation`.
 */
import { setImmediate } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { dialectOf, rows } from '../db/index.js';
import { InputError } from '../errors.js';
import { RECORDED_PERIODS, windowKey, type Window } from '../metrics/periods.js';
import { statusOf } from '../metrics/status.js';
import {
  DataSetValues,
  publicRows,
  type DataSetFacts,
  type Observation,
  type SeriesFacts,
} from '../metrics/values.js';
import { plansOf, statementsOf, type ReadPlan, type WindowRead } from './read-plans.js';
import type { Snapshot } from './snapshot.js';
import { TimeSlices } from './time-slices.js';

export type { WindowRead } from './read-plans.js';

export interface ReadOptions {
  snapshot: Snapshot;
  /** The values as they stood after this submission; at most the snapshot's version. */
  asOf: number;
  /** Services × metrics × windows that one read may touch: SQLite cannot be interrupted. */
  limit: number;
}

interface Row {
  series_id: number;
  period: number;
  start: number;
  value: number | null;
  status: number;
  flags: number;
  submission_id: number;
}

/** Rows that are taken in before anybody else may come. */
const ROWS_A_TURN = 2_000;

const COLUMNS = 'o.series_id, o.period, o.start, o.value, o.status, o.flags, o.submission_id';

/** One statement for all that is wanted, as long as it is small: a branch a period and range, each a walk along the primary key. */
async function readRows(dataSource: DataSource, plans: ReadPlan[], snapshot: Snapshot): Promise<Row[]> {
  const dialect = dialectOf(dataSource);
  const found: Row[] = [];
  for (const [index, some] of statementsOf(plans, snapshot).entries()) {
    if (index > 0) await setImmediate();
    const statement = `SELECT ${COLUMNS} FROM observation o WHERE o.series_id IN ${dialect.list('integer')}
      AND o.period = ? AND o.start >= ? AND o.start < ?`;
    const parameters = some.flatMap(({ range: { period, from, to }, series }) => [
      dialect.listParameter(series),
      period,
      from,
      to,
    ]);
    const sql = some.map(() => statement).join(' UNION ALL ');
    for (const row of await rows<Row>(dataSource, sql, parameters)) found.push(row);
  }
  return found;
}

/** The values that stood after submission `asOf`, for rows that were replaced since. */
async function readReplaced(dataSource: DataSource, later: readonly Row[], asOf: number): Promise<Row[]> {
  const dialect = dialectOf(dataSource);
  const key = ({ series_id, period, start }: Row): string => `${series_id} ${period} ${start}`;
  const wanted = new Set(later.map(key));
  const revisions = await rows<Row>(
    dataSource,
    `SELECT ${COLUMNS} FROM observation_revision o WHERE o.series_id IN ${dialect.list('integer')}
     AND o.submission_id <= ? AND o.replaced_by > ?`,
    [dialect.listParameter([...new Set(later.map(({ series_id }) => series_id))]), asOf, asOf],
  );
  return revisions.filter((row) => wanted.has(key(row)));
}

/** The rows of plans as they stood after submission `asOf`. */
async function rowsAsOf(
  dataSource: DataSource,
  plans: ReadPlan[],
  snapshot: Snapshot,
  asOf: number,
): Promise<Row[]> {
  const found = await readRows(dataSource, plans, snapshot);
  const later = found.filter(({ submission_id }) => submission_id > asOf);
  if (!later.length) return found;
  const replaced = await readReplaced(dataSource, later, asOf);
  return [...found.filter(({ submission_id }) => submission_id <= asOf), ...replaced];
}

const windowOf = ({ period, start }: Row): Window => ({ recorded: RECORDED_PERIODS[period], start });

const observationOf = (
  { value, status, flags, submission_id: submission }: Row,
  series: SeriesFacts,
): Observation => ({ series, value, status: statusOf(status), flags, submission });

/** What is wrong with a question that would touch more values than one read may. */
export const unreadable = (size: number, limit: number): InputError =>
  new InputError(
    `this needs ${size} values (data sets × windows); at most ${limit} can be read at once: ask for fewer services, metrics or periods`,
    400,
    'LIMIT_EXCEEDED',
  );

/** @throws InputError that names the limit, if one read would touch more values than it may. */
export function assertReadable(size: number, limit: number): void {
  if (size > limit) throw unreadable(size, limit);
}

/** How many values one read touches. */
export const readSize = (wanted: readonly WindowRead[]): number =>
  wanted.reduce((sum, { dataSets, windows }) => sum + dataSets.length * windows.length, 0);

/**
 * The values of data sets in windows, as of a version. Answers one DataSetValues for each data set that was asked
 * for (also those without a row), by its id.
 *
 * @throws InputError before anything is read, if data sets × windows exceed the limit.
 */
export async function windowValues(
  dataSource: DataSource,
  wanted: readonly WindowRead[],
  { snapshot, asOf, limit }: ReadOptions,
): Promise<Map<number, DataSetValues>> {
  assertReadable(readSize(wanted), limit);
  const values = new Map<number, DataSetValues>();
  const seriesById = new Map<number, SeriesFacts>();
  for (const dataSet of wanted.flatMap(({ dataSets }) => dataSets)) {
    if (values.has(dataSet.id)) continue;
    values.set(dataSet.id, new DataSetValues(dataSet));
    for (const series of snapshot.series.get(dataSet.id) ?? []) seriesById.set(series.id, series);
  }
  const turns = new TimeSlices();
  const found = await rowsAsOf(dataSource, plansOf(wanted, snapshot), snapshot, asOf);
  for (const [index, row] of found.entries()) {
    if (index % ROWS_A_TURN === 0) await turns.pause();
    const series = seriesById.get(row.series_id)!;
    values.get(series.dataSetId)!.add(windowOf(row), observationOf(row, series));
  }
  return values;
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
  const found = await rowsAsOf(dataSource, [{ dataSets: [dataSet], ranges }], snapshot, snapshot.version);
  const windows = new Map<number, Row[]>();
  for (const row of found) {
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
