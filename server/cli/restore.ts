import { EXIT, UsageError } from '../errors.js';
import { type Io, parseArguments } from './command.js';

export const summary = 'put a backup in the place of the database';

export const usage = `Usage: perfplat restore FILE

Puts FILE, which \`perfplat backup\` or \`perfplat migrate\` made, in the place of a SQLite database, after it was checked: all
its bytes, that it is ours, and not of a newer version. Stop the server first: while anything has the database open,
nothing is done. What was there is kept beside it as <file>.<time>.replaced. FILE stays as it is.

PostgreSQL has pg_restore for this, and the message says how.

Environment: PERF_DATABASE_URL (sqlite:./data/perf.sqlite)`;

export async function run(args: string[], io: Io): Promise<number> {
  const { positionals } = parseArguments('restore', { args, options: {}, allowPositionals: true });
  const [file, ...rest] = positionals;
  if (!file || rest.length > 0) throw new UsageError('name one file: perfplat restore FILE');
  const { databaseUrl } = io.config();
  const { databaseOf, restoreDatabase } = await import('../db/index.js');
  io.progress(`checking ${file} …`);
  const { kept, newest, pending } = await restoreDatabase(databaseUrl, file, new Date());
  io.progress('');
  const upTo = newest
    ? `up to submission ${newest.id}, received ${newest.receivedAt}`
    : 'without a submission';
  io.print(`${databaseOf(databaseUrl).label} is what ${file} holds, ${upTo}`);
  if (kept) io.print(`what was there is kept as ${kept}`);
  if (pending > 0)
    io.print('it is of an older version: run `perfplat migrate up` before you start the server');
  io.print('deliver again what came later: what is there already stays as it is');
  return EXIT.done;
}
