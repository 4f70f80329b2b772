/** A table that has just been filled is unknown to PostgreSQL's planner: rows must be looked up by key nevertheless. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { BASE, importing, type Importing, rows } from '../ingest/importing.js';

const postgres = process.env.TEST_POSTGRES_URL;
const YEARS = [2008, 2009, 2010, 2011, 2012, 2013];
const MONTHS = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'];
const CHANNELS = ['digital', 'phone', 'paper'];

/** 28 days of each of 72 months by channel for each of three services: some 18,000 rows. */
function measurements(value: number): string {
  const lines: string[] = [];
  for (const service of ['carers-allowance', 'tax-disc', 'lpa']) {
    for (const year of YEARS) {
      for (const month of MONTHS) {
        for (let day = 1; day <= 28; day++) {
          const date = `${year}-${month}-${String(day).padStart(2, '0')}`;
          for (const channel of CHANNELS)
            lines.push(`${service},transactions,day,${date},${channel},${value}`);
        }
      }
    }
  }
  return rows(...lines);
}

(postgres ? describe : describe.skip)('a large delivery into an empty database (PostgreSQL)', () => {
  let into: Importing;
  beforeAll(async () => {
    into = await importing('postgres');
    await into.accept(BASE);
  });
  afterAll(() => into.close());

  /** How often the observations were read from end to end, once the counts know of so many rows written. */
  async function wholeReads(written: number): Promise<number> {
    const client = new pg.Client({ connectionString: into.url });
    await client.connect();
    try {
      for (;;) {
        // The connection that wrote tells its counts when it is asked something, at most once a second.
        await into.dataSource.query('SELECT pg_stat_force_next_flush()');
        await into.dataSource.query('SELECT 1');
        const { rows: counts } = await client.query<{ reads: number; written: number }>(
          `SELECT seq_scan::int AS reads, (n_tup_ins + n_tup_upd)::int AS written
           FROM pg_stat_user_tables WHERE relname = 'observation'`,
        );
        if (counts[0].written >= written) return counts[0].reads;
      }
    } finally {
      await client.end();
    }
  }

  test('is written, compared and added up without reading the whole table', async () => {
    const before = await wholeReads(0);
    const { total } = await into.accept({ measurements: measurements(1) });
    expect(await wholeReads(total.inserted)).toBe(before);
    const again = await into.accept({ measurements: measurements(2) });
    expect(again.total).toMatchObject({ updated: total.inserted, inserted: 0 });
    expect(await wholeReads(2 * total.inserted)).toBe(before);
    const months: { days: number; sum: number; count: number }[] = await into.dataSource.query(
      'SELECT days, sum, count(*)::int AS count FROM rollup GROUP BY days, sum',
    );
    expect(months).toEqual([
      { days: 28, sum: 56, count: 3 * CHANNELS.length * YEARS.length * MONTHS.length },
    ]);
  });
});
