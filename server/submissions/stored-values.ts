/** What is stored of some data sets, as far as a delivery is checked against it. Rows that were taken back are not there. */
import type { DataSource, EntityManager } from 'typeorm';
import { dialectOf, rows } from '../db/index.js';
import { rowsOver } from '../db/bulk.js';
import { statusCode } from '../metrics/status.js';

const PROVIDED = statusCode('PROVIDED');
const WITHDRAWN = statusCode('WITHDRAWN');

/** A series of which at least one row is there. */
export interface StoredSeries {
  id: number;
  dataSetId: number;
  dimensions: Record<string, string>;
}

/** The window of a series; its period as a position in RECORDED_PERIODS. */
export interface SeriesWindow {
  series: number;
  period: number;
  start: number;
}

/** The sum of a series' values, and of how many windows. */
interface SeriesSum {
  series: number;
  windows: number;
  sum: number;
}

/** Answers what a delivery is checked against. */
export interface StoredValues {
  /** The series of some data sets. */
  series(dataSetIds: readonly number[]): Promise<StoredSeries[]>;
  /** Which of some windows of series are there, as `windowText`. */
  windows(wanted: readonly SeriesWindow[]): Promise<ReadonlySet<string>>;
  /** The last start of each of some data sets in the recorded period with a code, by id; one that has none is not there. */
  lastStarts(dataSetIds: readonly number[], period: number): Promise<ReadonlyMap<number, number>>;
  /** The number of values below zero in some data sets. */
  negatives(dataSetIds: readonly number[]): Promise<number>;
  /** The sums of the values of some series over all of their windows. */
  sums(series: readonly number[]): Promise<SeriesSum[]>;
}

export const windowText = ({ series, period, start }: SeriesWindow): string => `${series} ${period} ${start}`;

export const storedValues = (connection: DataSource | EntityManager): StoredValues => ({
  async series(dataSetIds) {
    const { list, listParameter } = dialectOf(connection);
    const found = await rows<{ id: number; data_set_id: number; dimensions: string }>(
      connection,
      `SELECT s.id, s.data_set_id, s.dimensions FROM series s WHERE s.data_set_id IN ${list('integer')}
       AND EXISTS (SELECT 1 FROM observation o WHERE o.series_id = s.id AND o.status <> ${WITHDRAWN})
       ORDER BY s.id`,
      [listParameter(dataSetIds)],
    );
    return found.map(({ id, data_set_id: dataSetId, dimensions }) => ({
      id,
      dataSetId,
      dimensions: JSON.parse(dimensions) as Record<string, string>,
    }));
  },

  async windows(wanted) {
    if (wanted.length === 0) return new Set();
    const columns = [
      wanted.map(({ series }) => series),
      wanted.map(({ period }) => period),
      wanted.map(({ start }) => start),
    ];
    const there = dialectOf(connection).lookUp(
      'observation o',
      `o.series_id = w.series_id AND o.period = w.period AND o.start = w.start AND o.status <> ${WITHDRAWN}`,
    );
    const found = await rowsOver<SeriesWindow>(
      connection,
      ['integer', 'integer', 'integer'],
      columns,
      (values) =>
        `WITH wanted(series_id, period, start) AS (${values})
         SELECT o.series_id AS series, o.period, o.start FROM wanted w ${there}`,
    );
    return new Set(found.map(windowText));
  },

  async lastStarts(dataSetIds, period) {
    const { list, listParameter } = dialectOf(connection);
    const found = await rows<{ id: number; last: number }>(
      connection,
      `SELECT data_set_id AS id, last_start AS last FROM data_set_extent
       WHERE data_set_id IN ${list('integer')} AND period = ? AND first_start <= last_start`,
      [listParameter(dataSetIds), period],
    );
    return new Map(found.map(({ id, last }) => [id, last]));
  },

  async negatives(dataSetIds) {
    const { list, listParameter } = dialectOf(connection);
    const [{ count }] = await rows<{ count: number | string }>(
      connection,
      `SELECT count(*) AS count FROM series s JOIN observation o ON o.series_id = s.id
       WHERE s.data_set_id IN ${list('integer')} AND o.status = ${PROVIDED} AND o.value < 0`,
      [listParameter(dataSetIds)],
    );
    return Number(count);
  },

  sums(series) {
    const { list, listParameter } = dialectOf(connection);
    return rows<SeriesSum>(
      connection,
      `SELECT series_id AS series, count(*) AS windows, sum(value) AS sum FROM observation
       WHERE series_id IN ${list('integer')} AND status = ${PROVIDED} GROUP BY series_id`,
      [listParameter(series)],
    );
  },
});
