import type { EntityManager } from 'typeorm';
import { EXIT, messageOf } from '../errors.js';
import type { RollupFault } from '../store/checks/rollup-check.js';
import { type Io, parseArguments } from './command.js';

export const summary = 'look for damage and contradictions in the database';

export const usage = `Usage: perfplat check [--repair]

Reads the whole database and changes nothing: of SQLite the stored bytes and the keys between tables, the tables
themselves, and everything that is kept twice against a recomputation. Prints what is wrong; exit code 1 if anything is.

--repair makes what is kept twice again from the observations, where it differs: the roll-ups, and what data sets are noted
to hold (extents). It changes nothing else, and nothing where bytes, keys or tables are wrong. It prints how many were wrong,
and the first months of them: where a backup has more days of such a month, observations were lost, and the backup has them.
Start again what serves the database then.

Environment: PERF_DATABASE_URL (sqlite:./data/perf.sqlite)`;

export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArguments('check', { args, options: { repair: { type: 'boolean' } } });
  const { databaseUrl } = io.config();
  const { databaseOf, dialectOf, driverError, openInspector, storageFaults } = await import('../db/index.js');
  const { contradictions, RULE_COUNT } = await import('../store/checks/consistency.js');
  const { label } = databaseOf(databaseUrl);
  let dataSource = await openInspector(databaseUrl);
  try {
    io.progress(`checking ${label}: stored bytes, keys and tables …`);
    const faults = await storageFaults(dataSource);
    if (values.repair && faults.length > 0) {
      io.print('nothing was repaired: what is made again would be made of damaged rows');
    } else if (values.repair) {
      io.progress(`repairing ${label}: roll-ups and extents …`);
      // An inspector goes on seeing what was there when it was opened.
      await dataSource.destroy();
      await repair(databaseUrl, io);
      dataSource = await openInspector(databaseUrl);
    }
    const found = await contradictions(dataSource, (what) => io.progress(`checking ${label}: ${what} …`));
    io.progress('');
    for (const fault of faults) io.print(fault);
    for (const { what, count, example } of found) io.print(`${what}: ${count} (the first: ${example})`);
    // PostgreSQL looks after its files and keys itself.
    const looksAtBytes = dialectOf(dataSource).integrityCheck !== undefined;
    const total = faults.length + found.length;
    io.print(
      total === 0
        ? `${label}: nothing wrong (${looksAtBytes ? 'bytes, keys, tables' : 'tables'} and ${RULE_COUNT} rules)`
        : `${label}: ${total} ${total === 1 ? 'thing is' : 'things are'} wrong: stop what writes to it, and put a backup in its place or report this`,
    );
    return total === 0 ? EXIT.done : EXIT.inputWrong;
  } catch (error) {
    const cause = driverError(error);
    if (!dialectOf(dataSource).isDamaged(cause)) throw error;
    io.print(`${label} is damaged: ${messageOf(cause)}; stop what uses it and put a backup in its place`);
    return EXIT.inputWrong;
  } finally {
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}

/** So many months with a wrong roll-up are named. */
const MOST_MONTHS = 20;

/** Prints of which series and months roll-ups are wrong, with how many days they had: the rows may have been lost. */
async function printMonths(months: readonly RollupFault[], manager: EntityManager, io: Io): Promise<void> {
  const { formatStart } = await import('../metrics/periods.js');
  const { rows } = await import('../db/index.js');
  for (const { series_id: series, start, days_had: had, days_now: now } of months) {
    const [named] = await rows<{ slug: string; measure: string; dimensions: string }>(
      manager,
      `SELECT v.slug AS slug, d.measure_key AS measure, s.dimensions AS dimensions FROM series s
       JOIN data_set d ON d.id = s.data_set_id JOIN service v ON v.id = d.service_id WHERE s.id = ?`,
      [series],
    );
    const what = named ? `${named.slug} ${named.measure} ${named.dimensions}`.trim() : `series ${series}`;
    io.print(`${what} ${formatStart('month', start)}: ${had ?? 0} days were noted, ${now ?? 0} are there`);
  }
}

/** Prints what was wrong; all of it or nothing is made again. */
async function repair(databaseUrl: string, io: Io): Promise<void> {
  const { inTransaction, openRepairer } = await import('../db/index.js');
  const { extentFaults, repairExtents } = await import('../store/checks/extent-check.js');
  const { repairRollups, rollupFaults } = await import('../store/checks/rollup-check.js');
  const dataSource = await openRepairer(databaseUrl);
  try {
    const repaired = await inTransaction(dataSource, async (manager) => {
      const months = await rollupFaults(manager);
      await printMonths(months.slice(0, MOST_MONTHS), manager, io);
      const wrong = { 'roll-ups': months.length, extents: await extentFaults(manager) };
      if (wrong['roll-ups'] > 0) await repairRollups(manager);
      if (wrong.extents > 0) await repairExtents(manager);
      return wrong;
    });
    for (const [what, count] of Object.entries(repaired)) {
      io.print(
        count === 0 ? `${what}: nothing to repair` : `${what}: ${count} were wrong and are made again`,
      );
    }
  } finally {
    await dataSource.destroy();
  }
}
