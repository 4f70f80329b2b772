/** Everything that is stored of data sets, drafts and small counts as well, in pieces: for `perfplat export`. */
import type { DataSource } from 'typeorm';
import { dialectOf, rows } from '../db/index.js';
import { IS_THERE } from '../entities/index.js';
import { RECORDED_PERIODS, type Window } from '../metrics/periods.js';
import { statusOf, type StoredStatus } from '../metrics/status.js';
import { seriesFacts, type SeriesFacts } from '../metrics/rows/splits.js';

export interface StoredRow {
  series: SeriesFacts;
  window: Window;
  value: number | null;
  status: StoredStatus;
  /** A bit set (status.ts). */
  flags: number;
}

/** Rows in memory at once, unless a single window has more. */
const PIECE_ROWS = 20_000;

/** The series that have a row: not those of which all was taken back. */
export async function seriesWithRows(dataSource: DataSource): Promise<SeriesFacts[]> {
  const found = await rows<{ id: number; data_set_id: number; dimensions: string }>(
    dataSource,
    `SELECT s.id, s.data_set_id, s.dimensions FROM series s
     WHERE EXISTS (SELECT 1 FROM observation o WHERE o.series_id = s.id AND ${IS_THERE})`,
  );
  return found.map(({ id, data_set_id, dimensions }) => seriesFacts(id, data_set_id, dimensions));
}

interface Held {
  period: number;
  first: number;
  last: number;
}

interface Found {
  series_id: number;
  start: number;
  value: number | null;
  status: number;
  flags: number;
}

/** The rows of the series of one data set: window by window from the first, in each in the order of their keys. */
export async function* storedRows(
  dataSource: DataSource,
  series: readonly SeriesFacts[],
): AsyncGenerator<StoredRow[]> {
  const { list, listParameter } = dialectOf(dataSource);
  const byId = new Map(series.map((one) => [one.id, one]));
  const ids = listParameter([...byId.keys()]);
  const of = `FROM observation o WHERE o.series_id IN ${list('integer')} AND ${IS_THERE}`;
  const held = await rows<Held>(
    dataSource,
    `SELECT o.period, min(o.start) AS first, max(o.start) AS last ${of} GROUP BY o.period ORDER BY o.period`,
    [ids],
  );
  for (const { period, first, last } of held) {
    let length = last - first + 1;
    for (let from = first; from <= last;) {
      const most = length > 1 ? PIECE_ROWS + 1 : Number.MAX_SAFE_INTEGER;
      const found = await rows<Found>(
        dataSource,
        `SELECT o.series_id, o.start, o.value, o.status, o.flags ${of}
         AND o.period = ? AND o.start >= ? AND o.start < ? LIMIT ${most}`,
        [ids, period, from, from + length],
      );
      if (found.length > PIECE_ROWS && length > 1) {
        length = Math.ceil(length / 2);
        continue;
      }
      yield inOrder(found, period, byId);
      from += length;
      if (found.length < PIECE_ROWS / 4) length *= 2;
    }
  }
}

function inOrder(
  found: readonly Found[],
  period: number,
  byId: ReadonlyMap<number, SeriesFacts>,
): StoredRow[] {
  const recorded = RECORDED_PERIODS[period];
  return found
    .map(({ series_id, start, status, ...row }) => ({
      ...row,
      series: byId.get(series_id)!,
      window: { recorded, start },
      status: statusOf(status),
    }))
    .sort((a, b) => a.window.start - b.window.start || (a.series.key < b.series.key ? -1 : 1));
}
