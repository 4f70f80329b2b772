/** Reads rows of observations as they stood at a version, with those of an overlay over them. */
import type { DataSource } from 'typeorm';
import { rowsOver } from '../db/bulk.js';
import { dialectOf, rows } from '../db/index.js';
import type { ObservationRow, OverlayRows } from './observation-row.js';
import { pause } from './pauses.js';
import type { ReadPlan } from './read-plans.js';
import type { Snapshot } from './snapshot.js';
import { statementsOf } from './statements.js';

type Readable = Pick<Snapshot, 'series' | 'overlay'>;

const keyOf = ({ series_id, period, start }: ObservationRow): string => `${series_id} ${period} ${start}`;

const COLUMNS = 'o.series_id, o.period, o.start, o.value, o.status, o.flags, o.submission_id';

/** One statement for all that is wanted, as long as it is small: a branch a period and range, each a walk along the primary key. */
async function readStored(
  dataSource: DataSource,
  plans: readonly ReadPlan[],
  snapshot: Readable,
): Promise<ObservationRow[]> {
  const dialect = dialectOf(dataSource);
  const found: ObservationRow[] = [];
  for (const some of statementsOf(plans, snapshot)) {
    await pause();
    const statement = `SELECT ${COLUMNS} FROM observation o WHERE o.series_id IN ${dialect.list('integer')}
      AND o.period = ? AND o.start >= ? AND o.start < ?`;
    const parameters = some.flatMap(({ range: { period, from, to }, series }) => [
      dialect.listParameter(series),
      period,
      from,
      to,
    ]);
    const sql = some.map(() => statement).join(' UNION ALL ');
    for (const row of await rows<ObservationRow>(dataSource, sql, parameters)) found.push(row);
  }
  return found;
}

/** Rows that are looked up by their keys before others come first. */
const MOST_LOOK_UPS = 5_000;

/** The values that stood after submission `asOf`, for rows that were replaced since. */
async function readReplaced(
  dataSource: DataSource,
  later: readonly ObservationRow[],
  asOf: number,
): Promise<ObservationRow[]> {
  const isOfRow = (table: string): string =>
    `${table}.series_id = w.series_id AND ${table}.period = w.period AND ${table}.start = w.start`;
  // The first that was replaced after a submission stood then, unless it came after it, too.
  const stoodThen = dialectOf(dataSource).lookUp(
    'observation_revision o',
    `${isOfRow('o')} AND o.replaced_by = (
       SELECT min(r.replaced_by) FROM observation_revision r WHERE ${isOfRow('r')} AND r.replaced_by > w.as_of)`,
  );
  const found: ObservationRow[] = [];
  for (let from = 0; from < later.length; from += MOST_LOOK_UPS) {
    await pause();
    const some = later.slice(from, from + MOST_LOOK_UPS);
    const replaced = await rowsOver<ObservationRow>(
      dataSource,
      ['integer', 'integer', 'integer', 'integer'],
      [
        some.map(({ series_id }) => series_id),
        some.map(({ period }) => period),
        some.map(({ start }) => start),
        asOf,
      ],
      (values) =>
        `WITH wanted(series_id, period, start, as_of) AS (${values})
         SELECT ${COLUMNS} FROM wanted w ${stoodThen} WHERE o.submission_id <= w.as_of`,
    );
    for (const row of replaced) found.push(row);
  }
  return found;
}

/** The stored rows of plans as they stood after submission `asOf`. */
async function readStoredAsOf(
  dataSource: DataSource,
  plans: readonly ReadPlan[],
  snapshot: Readable,
  asOf: number,
): Promise<ObservationRow[]> {
  const found = await readStored(dataSource, plans, snapshot);
  const later = found.filter(({ submission_id }) => submission_id > asOf);
  if (!later.length) return found;
  const replaced = await readReplaced(dataSource, later, asOf);
  return [...found.filter(({ submission_id }) => submission_id <= asOf), ...replaced];
}

/** Rows with those of an overlay in their place and beside them. */
function laidOver(
  stored: ObservationRow[],
  plans: readonly ReadPlan[],
  { rows: overlaid }: OverlayRows,
): ObservationRow[] {
  const laid = plans.flatMap(({ dataSets, ranges }) =>
    dataSets.flatMap(({ id }) =>
      (overlaid.get(id) ?? []).filter((row) =>
        ranges.some(({ period, from, to }) => row.period === period && row.start >= from && row.start < to),
      ),
    ),
  );
  const keys = new Set(laid.map(keyOf));
  return [...stored.filter((row) => !keys.has(keyOf(row))), ...laid];
}

/** The rows of plans as they stood after submission `asOf`. */
export async function readRows(
  dataSource: DataSource,
  plans: readonly ReadPlan[],
  snapshot: Readable,
  asOf: number,
): Promise<ObservationRow[]> {
  const { overlay } = snapshot;
  if (!overlay || asOf < overlay.submission.id) return readStoredAsOf(dataSource, plans, snapshot, asOf);
  const stored = await readStoredAsOf(dataSource, plans, snapshot, overlay.submission.id - 1);
  return laidOver(stored, plans, overlay);
}
