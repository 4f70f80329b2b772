/** The rows of a data set that are there, as a delivery would name them. */
import type { DataSource, EntityManager } from 'typeorm';
import { rows } from '../db/index.js';
import {
  formatStart,
  parseRecordedWindow,
  RECORDED_PERIODS,
  recordedCode,
  type RecordedPeriod,
} from '../metrics/periods.js';
import { statusCode } from '../metrics/status.js';
import { storedValues } from './stored-values.js';

const WITHDRAWN = statusCode('WITHDRAWN');

/** Which rows of a data set; what is not said does not narrow it. */
export interface RowChoice {
  /** The recorded period of the windows. */
  period?: RecordedPeriod;
  /** Their first start, as it is written, and the first that is not among them any more; only with a period. */
  from?: string;
  to?: string;
  /** A category: rows of every split that has it. */
  category?: { dimension: string; value: string };
}

export interface RowThere {
  dimensions: Readonly<Record<string, string>>;
  period: RecordedPeriod;
  /** As it is written. */
  start: string;
}

interface Found {
  period: number;
  start: number;
}

/** Series after series. */
export async function* rowsThere(
  connection: DataSource | EntityManager,
  dataSetId: number,
  { period, from, to, category }: RowChoice,
): AsyncGenerator<RowThere> {
  const bounds: [sql: string, value: number][] = [];
  if (period !== undefined) {
    bounds.push(['period = ?', recordedCode(period)]);
    if (from !== undefined) bounds.push(['start >= ?', parseRecordedWindow(period, from)!.start]);
    if (to !== undefined) bounds.push(['start < ?', parseRecordedWindow(period, to)!.start]);
  }
  const narrowed = bounds.map(([sql]) => ` AND ${sql}`).join('');
  for (const { id, dimensions } of await storedValues(connection).series([dataSetId])) {
    if (category && dimensions[category.dimension] !== category.value) continue;
    const found = await rows<Found>(
      connection,
      `SELECT period, start FROM observation WHERE series_id = ? AND status <> ${WITHDRAWN}${narrowed}
       ORDER BY period, start`,
      [id, ...bounds.map(([, value]) => value)],
    );
    for (const row of found) {
      const word = RECORDED_PERIODS[row.period];
      yield { dimensions, period: word, start: formatStart(word, row.start) };
    }
  }
}

/** The names of the dimensions of a data set by which there is a row. */
export async function dimensionsThere(
  connection: DataSource | EntityManager,
  dataSetId: number,
): Promise<string[]> {
  const series = await storedValues(connection).series([dataSetId]);
  return [...new Set(series.flatMap(({ dimensions }) => Object.keys(dimensions)))].sort();
}
