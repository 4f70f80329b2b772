import { EXIT, messageOf } from '../errors.js';
import { type Io, parseArguments } from './command.js';

export const summary = 'look for damage and contradictions in the database';

export const usage = `Usage: perfplat check [--repair]

Reads the whole database and changes nothing: the stored bytes, the keys between tables, the tables themselves, and
everything that is kept twice against a recomputation. Prints what is wrong; exit code 1 if anything is.

--repair makes what is kept twice again from the observations, where it differs, before it looks: the roll-ups, and what
data sets are noted to hold (extents). It changes nothing else, and prints how many were wrong. Start again what serves the
database then.

Environment: PERF_DATABASE_URL (sqlite:./data/perf.sqlite)`;

export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArguments('check', { args, options: { repair: { type: 'boolean' } } });
  const { databaseUrl } = io.config();
  const { databaseOf, dialectOf, driverError, openInspector, storageFaults } = await import('../db/index.js');
  const { contradictions, RULE_COUNT } = await import('../store/checks/consistency.js');
  const { label } = databaseOf(databaseUrl);
  if (values.repair) {
    io.progress(`repairing ${label}: roll-ups and extents …`);
    await repair(databaseUrl, io);
  }
  const dataSource = await openInspector(databaseUrl);
  try {
    io.progress(`checking ${label}: stored bytes, keys and tables …`);
    const faults = await storageFaults(dataSource);
    const found = await contradictions(dataSource, (what) => io.progress(`checking ${label}: ${what} …`));
    io.progress('');
    for (const fault of faults) io.print(fault);
    for (const { what, count, example } of found) io.print(`${what}: ${count} (the first: ${example})`);
    const total = faults.length + found.length;
    io.print(
      total === 0
        ? `${label}: nothing wrong (bytes, keys, tables and ${RULE_COUNT} rules)`
        : `${label}: ${total} ${total === 1 ? 'thing is' : 'things are'} wrong: stop what writes to it, and put a backup in its place or report this`,
    );
    return total === 0 ? EXIT.done : EXIT.inputWrong;
  } catch (error) {
    const cause = driverError(error);
    if (!dialectOf(dataSource).isDamaged(cause)) throw error;
    io.print(`${label} is damaged: ${messageOf(cause)}; stop what uses it and put a backup in its place`);
    return EXIT.inputWrong;
  } finally {
    await dataSource.destroy();
  }
}

/** Prints what was wrong; all of it or nothing is made again. */
async function repair(databaseUrl: string, io: Io): Promise<void> {
  const { inTransaction, openWriter } = await import('../db/index.js');
  const { extentFaults, repairExtents } = await import('../store/checks/extent-check.js');
  const { repairRollups, rollupFaults } = await import('../store/checks/rollup-check.js');
  const dataSource = await openWriter(databaseUrl);
  try {
    const repaired = await inTransaction(dataSource, async (manager) => {
      const wrong = {
        'roll-ups': (await rollupFaults(manager)).length,
        extents: await extentFaults(manager),
      };
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
