import { EXIT, UsageError } from '../errors.js';
import { type Io, parseArguments } from './command.js';

export const summary = 'copy the database to a file, while it is in use';

export const usage = `Usage: perfplat backup FILE

Copies a SQLite database to FILE, which must not be there yet. It may be in use: the copy is one version of it, with whole
submissions only. FILE is there only when all of it is: copied, checked (integrity_check) and on disk. It holds everything:
the history, drafts, and the hashes of tokens. \`perfplat restore FILE\` puts it back.

PostgreSQL has pg_dump for this, and the message says how.

Environment: PERF_DATABASE_URL (sqlite:./data/perf.sqlite)`;

export async function run(args: string[], io: Io): Promise<number> {
  const { positionals } = parseArguments('backup', { args, options: {}, allowPositionals: true });
  const [file, ...rest] = positionals;
  if (!file || rest.length > 0) throw new UsageError('name one file: perfplat backup FILE');
  const { databaseUrl } = io.config();
  const { backUpDatabase } = await import('../db/index.js');
  io.progress(`copying to ${file} …`);
  const bytes = await backUpDatabase(databaseUrl, file);
  io.progress('');
  io.print(`backed up to ${file} (${bytes.toLocaleString('en-GB')} bytes, checked)`);
  return EXIT.done;
}
