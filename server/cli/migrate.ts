import { EXIT, UsageError } from '../errors.js';
import { type Io, parseArguments } from './command.js';

export const summary = 'create the database, bring it to this version, or undo the last step';

export const usage = `Usage: perfplat migrate [up | down | status]

  up      create the database if it is not there, and bring it to this version (the default)
  down    undo the newest migration
  status  list the migrations; exit code 1 if any is to come

A SQLite database that holds anything is copied to <file>.<time>.backup first. Copy a PostgreSQL database yourself
(pg_dump). If anything fails, nothing has changed. A second process that migrates at the same time waits.

Options of down:
  --delete-everything  undo the first migration as well, although that deletes all tables with all they hold

Environment: PERF_DATABASE_URL (sqlite:./data/perf.sqlite)`;

const ACTIONS: Record<string, (url: string, io: Io, deleteEverything: boolean) => Promise<number>> = {
  up,
  down,
  status,
};

export async function run(args: string[], io: Io): Promise<number> {
  const { values, positionals } = parseArguments('migrate', {
    args,
    options: { 'delete-everything': { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const [action = 'up', ...rest] = positionals;
  if (!Object.hasOwn(ACTIONS, action) || rest.length > 0) {
    throw new UsageError(
      `write \`perfplat migrate up\`, \`down\` or \`status\`, not "${positionals.join(' ')}"`,
    );
  }
  const deleteEverything = values['delete-everything'] === true;
  if (deleteEverything && action !== 'down') {
    throw new UsageError('--delete-everything belongs to `perfplat migrate down`');
  }
  return ACTIONS[action](io.config().databaseUrl, io, deleteEverything);
}

async function up(url: string, io: Io): Promise<number> {
  const { databaseOf, migrateUp } = await import('../db/index.js');
  const { label } = databaseOf(url);
  io.progress(`migrating ${label} …`);
  const { changed, backup, seeded, kept } = await migrateUp(url);
  if (backup) io.print(`backed up to ${backup}`);
  for (const name of changed) io.print(`done: ${name}`);
  if (seeded.length > 0) io.print(`built-in measures and metrics written: ${seeded.length}`);
  for (const { kind, key } of kept) {
    const how = kind === 'measure' ? 'import its row with --measures' : 'remove yours';
    io.report(
      `kept: the ${kind} "${key}" was made or changed here and stays as it is, although perfplat has another one of that name; to have perfplat’s instead, ${how}`,
    );
  }
  io.print(`${label} is up to date`);
  return EXIT.done;
}

async function down(url: string, io: Io, deleteEverything: boolean): Promise<number> {
  const { migrateDown } = await import('../db/index.js');
  const { changed, backup } = await migrateDown(url, { deleteEverything });
  if (backup) io.print(`backed up to ${backup}`);
  for (const name of changed) io.print(`undone: ${name}`);
  return EXIT.done;
}

async function status(url: string, io: Io): Promise<number> {
  const { migrationStatus } = await import('../db/index.js');
  const { applied, pending, unknown } = await migrationStatus(url);
  for (const name of applied) io.print(`${unknown.includes(name) ? 'newer  ' : 'done   '} ${name}`);
  for (const name of pending) io.print(`to come ${name}`);
  if (unknown.length > 0) io.report('a newer version of perfplat made this database: use that version');
  if (pending.length > 0) io.report('run `perfplat migrate up`');
  return unknown.length + pending.length > 0 ? EXIT.inputWrong : EXIT.done;
}
