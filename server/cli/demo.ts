import { DatabaseError, EXIT, UsageError } from '../errors.js';
import type { ImportProgress } from '../ingest/options.js';
import { dayAt, parseDate } from '../metrics/calendar.js';
import { formatStart } from '../metrics/periods.js';
import { type Io, parseArguments } from './command.js';

export const summary = 'make or extend the demonstration data, and exit';

export const usage = `Usage: perfplat demo [--until DATE]

Fills a database with generated services and figures of three years, to look at and to try things on; creates the
database if it is not there. Run again, it adds what would have been published since; what is there stays as it is.
The figures are invented, say so wherever they are described, and are never put into a database that holds other
services. \`npm run demo\` makes them and serves them.

  --until DATE  the last day, like 2014-03-31, not in the future (default: yesterday)

Exit codes: 0 done, 1 the database holds services that the demo did not make, 2 the command line is wrong,
3 the system failed.
Environment: PERF_DATABASE_URL (sqlite:./data/perf.sqlite)`;

const ZONE = 'Europe/London';

export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArguments('demo', { args, options: { until: { type: 'string' } } });
  const now = new Date();
  const until = lastDay(values.until, now);
  const { databaseUrl } = io.config();
  const { assertOnlyDemo, extendDemo } = await import('../demo/extend.js');
  const { migrateUp, openWriter } = await import('../db/index.js');

  io.progress('opening the database …');
  // Who holds real services is told so before anything is written.
  const before = await ifThere(() => openWriter(databaseUrl));
  if (before) await assertOnlyDemo(before).finally(() => before.destroy());
  await migrateUp(databaseUrl, { now });
  const dataSource = await openWriter(databaseUrl);
  try {
    const receipt = await extendDemo(dataSource, {
      until,
      now,
      onProgress: (progress) => io.progress(progressText(progress)),
    });
    io.progress('');
    const { received, inserted, updated, unchanged } = receipt.counts;
    io.print(
      `demonstration data up to ${receipt.until}: ${received} received, ${inserted} inserted, ${updated} updated, ${unchanged} unchanged`,
    );
    return EXIT.done;
  } finally {
    await dataSource.destroy();
  }
}

/** @throws UsageError if the text is no date or lies in the future. */
function lastDay(text: string | undefined, now: Date): number {
  const today = dayAt(ZONE, Math.floor(now.getTime() / 60_000));
  if (text === undefined) return today - 1;
  const day = parseDate(text);
  if (day === null) throw new UsageError(`--until: "${text}" is no date, written like 2014-03-31`);
  if (day <= today) return day;
  throw new UsageError(`--until: ${text} is in the future; today is ${formatStart('day', today)}`);
}

const NOT_THERE = ['DATABASE_MISSING', 'DATABASE_EMPTY'];

async function ifThere<T>(open: () => Promise<T>): Promise<T | undefined> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof DatabaseError && NOT_THERE.includes(error.code)) return undefined;
    throw error;
  }
}

const whole = (count: number): string => count.toLocaleString('en-GB');

const progressText = ({ phase, rows, of = 0 }: ImportProgress): string =>
  phase === 'reading'
    ? `making the demonstration data: ${whole(rows)} rows …`
    : `${phase} ${whole(rows)} of ${whole(of)} observations …`;
