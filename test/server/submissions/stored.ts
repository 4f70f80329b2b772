/** What tests of submissions look at: rows in few words, extents, history, and what was said of a delivery. */
import { formatStart, RECORDED_PERIODS } from '../../../server/metrics/periods.js';
import { flagsOf, statusOf } from '../../../server/metrics/status.js';
import { type ImportReceipt } from '../../../server/ingest/import.js';
import { warningLines } from '../../../server/ingest/problems.js';
import { type Importing, observations, type StoredRow } from '../ingest/importing.js';

const dimensionWords = (dimensions: string): string =>
  Object.values(JSON.parse(dimensions) as Record<string, string>).join('+') || 'total';

type Row = Pick<StoredRow, 'dimensions' | 'period' | 'start' | 'value' | 'status' | 'flags'>;

/** `month 2014-03-01 digital: 80 REVISED`. */
export function rowWords({ dimensions, period, start, value, status, flags }: Row): string {
  const recorded = RECORDED_PERIODS[period];
  const window = `${recorded} ${formatStart(recorded, start)} ${dimensionWords(dimensions)}`;
  return [`${window}: ${value ?? statusOf(status)}`, ...flagsOf(flags)].join(' ');
}

/** The rows of one data set in words, in the order of periods and starts. */
export async function rowsOf(store: Importing, service: string, measure: string): Promise<string[]> {
  const rows = await observations(store.dataSource);
  return rows
    .filter((row) => row.service === service && row.measure === measure)
    .sort((a, b) => a.period - b.period || a.start - b.start)
    .map(rowWords);
}

/** `month 2014-01-01 to 2014-03-01, latest 2014-02-01`, of one data set; `nothing` where all was taken back. */
export async function extentsOf(store: Importing, service: string, measure: string): Promise<string[]> {
  const found: {
    period: number;
    first_start: number;
    last_start: number;
    latest_value_start: number | null;
  }[] = await store.dataSource.query(
    `SELECT e.period, e.first_start, e.last_start, e.latest_value_start FROM data_set_extent e
       JOIN data_set d ON d.id = e.data_set_id JOIN service s ON s.id = d.service_id
       WHERE s.slug = '${service}' AND d.measure_key = '${measure}' ORDER BY e.period`,
  );
  return found.map(({ period, first_start: first, last_start: last, latest_value_start: latest }) => {
    const recorded = RECORDED_PERIODS[period];
    const date = (start: number): string => formatStart(recorded, start);
    if (first > last) return `${recorded} nothing`;
    return `${recorded} ${date(first)} to ${date(last)}, latest ${latest === null ? 'none' : date(latest)}`;
  });
}

/** What was replaced, oldest first: `80 until 3`, by the submission that took its place. */
export async function historyOf(store: Importing): Promise<string[]> {
  const found: { value: number | null; status: number; flags: number; replaced_by: number }[] =
    await store.dataSource.query(
      `SELECT r.value, r.status, r.flags, r.replaced_by FROM observation_revision r
       ORDER BY r.replaced_by, r.period, r.start, r.series_id`,
    );
  return found.map(({ value, status, flags, replaced_by }) =>
    [`${value ?? statusOf(status)}`, ...flagsOf(flags), 'until', replaced_by].join(' '),
  );
}

export const saidOf = ({ warnings, moreWarnings }: ImportReceipt): string[] =>
  warningLines(warnings, moreWarnings);
