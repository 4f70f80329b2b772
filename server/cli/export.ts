import { EXIT, UsageError } from '../errors.js';
import { type Io, parseArguments } from './command.js';

export const summary = 'write everything that can be imported to files';

export const usage = `Usage: perfplat export --to DIR

Writes everything that can be imported into DIR, a file for each option of \`perfplat import\` and named after it:
organisations.csv, services.csv, groups.csv, measures.csv, data-sets.csv, measurements.csv, targets.csv, annotations.csv,
dashboards.yaml, aliases.csv; README.txt has the command that imports them. Drafts of data sets and small counts are in them as they
are stored: DIR is not for the public, /data/ is. The same data makes the same bytes, on SQLite and PostgreSQL.

All files are of one version, whoever writes meanwhile. DIR must be empty, not there yet, or an earlier export, which is
replaced when all of the new one is on disk.

Environment: PERF_DATABASE_URL (sqlite:./data/perf.sqlite)`;

export async function run(args: string[], io: Io): Promise<number> {
  const { values } = parseArguments('export', { args, options: { to: { type: 'string' } } });
  if (!values.to) throw new UsageError('name a directory: perfplat export --to DIR');
  const { databaseUrl } = io.config();
  const { openInspector } = await import('../db/index.js');
  const { everyFile } = await import('../export/everything.js');
  const { writeExport } = await import('../export/directory.js');
  io.progress('opening the database …');
  const dataSource = await openInspector(databaseUrl);
  try {
    const files = await everyFile(dataSource);
    const bytes = await writeExport(files, values.to, (name) => io.progress(`writing ${name} …`));
    io.progress('');
    io.print(`${values.to}: ${files.length} files and a README.txt, ${bytes.toLocaleString('en-GB')} bytes`);
    return EXIT.done;
  } finally {
    await dataSource.destroy();
  }
}
