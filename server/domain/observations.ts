/**
 * The one function that reads values. Drafts, suppression, revisions and as-of sit behind it; nothing else reads
 * the table `observation`.
 */
import type { DataSource } from 'typeorm';
import { dialectOf, rows } from '../db/index.js';
import { InputError } from '../errors.js';
import { dayStart } from '../metrics/calendar.js';
import {
  isInstant,
  PART_PERIODS,
  recordedCode,
  RECORDED_PERIODS,
  windowEnd,
  windowKey,
  type RecordedPeriod,
  type Window,
} from '../metrics/periods.js';
import { statusOf } from '../metrics/status.js';
import {
  DataSetValues,
  publicRows,
  type DataSetFacts,
  type Observation,
  type SeriesFacts,
} from '../metrics/values.js';
import type { Snapshot } from './snapshot.js';

/** Windows that are wanted of some data sets: all of them of all of these. */
export interface Wanted {
  dataSets: readonly DataSetFacts[];
  windows: readonly Window[];
}

export interface ReadOptions {
  snapshot: Snapshot;
  /** The values as they stood after this submission; at most the snapshot's version. */
  asOf: number;
  /** Services × metrics × windows that one read may touch: SQLite cannot be interrupted. */
  limit: number;
}

interface Range {
  period: number;
  from: number;
  /** Exclusive. */
  to: number;
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

/** The stretch of recorded rows of one period that a window needs. */
function rangeOf(window: Window, recorded: RecordedPeriod, zone: string): Range {
  const period = recordedCode(recorded);
  const end = windowEnd(window);
  if (recorded === window.recorded) return { period, from: window.start, to: window.start + 1 };
  return isInstant(recorded)
    ? { period, from: dayStart(zone, window.start), to: dayStart(zone, end) }
    : { period, from: window.start, to: end };
}

/** Ranges in ascending order with those that touch or overlap made one. */
function merged(ranges: Range[]): Range[] {
  ranges.sort((a, b) => a.period - b.period || a.from - b.from);
  const result: Range[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last && last.period === range.period && range.from <= last.to) last.to = Math.max(last.to, range.to);
    else result.push({ ...range });
  }
  return result;
}

/** Above this many ranges a plan is read from its first to its last row: a statement must stay small. */
const MOST_BRANCHES = 200;

function enveloped(ranges: readonly Range[]): Range[] {
  const envelopes = new Map<number, Range>();
  for (const { period, from, to } of ranges) {
    const envelope = envelopes.get(period) ?? { period, from, to };
    envelope.from = Math.min(from, envelope.from);
    envelope.to = Math.max(to, envelope.to);
    envelopes.set(period, envelope);
  }
  return [...envelopes.values()];
}

/** The recorded periods of a data set that a window can use. */
function usablePeriods({ recorded }: Window, held: ReadonlySet<RecordedPeriod>): RecordedPeriod[] {
  const parts = PART_PERIODS[recorded].filter((period) => held.has(period));
  return held.has(recorded) ? [recorded, ...parts] : parts;
}

/** Data sets of which the same stretches are read. Every data set is in one plan only. */
interface Plan {
  dataSets: DataSetFacts[];
  ranges: Range[];
}

/** What to read: data sets that are wanted for the same windows and hold the same periods share their ranges. */
function plansOf(wanted: readonly Wanted[], { extents }: Snapshot): Plan[] {
  const asked = new Map<number, { dataSet: DataSetFacts; by: number[] }>();
  wanted.forEach(({ dataSets }, index) => {
    for (const dataSet of dataSets) {
      const known = asked.get(dataSet.id);
      if (!known) asked.set(dataSet.id, { dataSet, by: [index] });
      else if (known.by.at(-1) !== index) known.by.push(index);
    }
  });
  const plans = new Map<string, Plan>();
  for (const { dataSet, by } of asked.values()) {
    const held = extents.get(dataSet.id);
    if (!held) continue;
    const codes = held.map(({ period }) => period).sort();
    const key = `${by.join()} ${codes.join()} ${dataSet.timeZone}`;
    const plan = plans.get(key);
    if (plan) {
      plan.dataSets.push(dataSet);
      continue;
    }
    const recorded = new Set(held.map(({ period }) => RECORDED_PERIODS[period]));
    const ranges = by
      .flatMap((index) => wanted[index].windows)
      .flatMap((window) =>
        usablePeriods(window, recorded).map((period) => rangeOf(window, period, dataSet.timeZone)),
      );
    plans.set(key, { dataSets: [dataSet], ranges: merged(ranges) });
  }
  return [...plans.values()];
}

const COLUMNS = 'o.series_id, o.period, o.start, o.value, o.status, o.flags, o.submission_id';

interface Branch {
  range: Range;
  series: number[];
}

function branchesOf(plans: readonly Plan[], { series }: Snapshot): Branch[] {
  const branches = new Map<string, Branch>();
  for (const { dataSets, ranges } of plans) {
    const ids = dataSets.flatMap(({ id }) => (series.get(id) ?? []).map((one) => one.id));
    for (const range of ranges) {
      const key = `${range.period} ${range.from} ${range.to}`;
      const branch = branches.get(key);
      if (branch) branch.series.push(...ids);
      else branches.set(key, { range, series: [...ids] });
    }
  }
  return [...branches.values()];
}

/** One statement for everything that is wanted: a branch a period and range, each a walk along the primary key. */
async function readRows(dataSource: DataSource, plans: Plan[], snapshot: Snapshot): Promise<Row[]> {
  const dialect = dialectOf(dataSource);
  let branches = branchesOf(plans, snapshot);
  if (branches.length > MOST_BRANCHES) {
    const coarse = plans.map(({ dataSets, ranges }) => ({ dataSets, ranges: enveloped(ranges) }));
    branches = branchesOf(coarse, snapshot);
  }
  const found: Row[] = [];
  for (let index = 0; index < branches.length; index += MOST_BRANCHES) {
    const some = branches.slice(index, index + MOST_BRANCHES);
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
  plans: Plan[],
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
export const readSize = (wanted: readonly Wanted[]): number =>
  wanted.reduce((sum, { dataSets, windows }) => sum + dataSets.length * windows.length, 0);

/**
 * The values of data sets in windows, as of a version. Answers one DataSetValues for each data set that was asked
 * for (also those without a row), by its id.
 *
 * @throws InputError before anything is read, if data sets × windows exceed the limit.
 */
export async function windowValues(
  dataSource: DataSource,
  wanted: readonly Wanted[],
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
  for (const row of await rowsAsOf(dataSource, plansOf(wanted, snapshot), snapshot, asOf)) {
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
