/** Import: the writer and the whole command, against `.import` of the `sqlite3` shell with the same rows. */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import Database from 'better-sqlite3';
import type { Bench } from '../bench.js';
import { writeImportFiles, type ImportFiles } from '../data.js';
import { endedChildrenCpu, peakMemory, perfplat } from '../processes.js';
import { quantity, skipped, type Result } from '../report.js';
import { compare, type Comparison, type Contestant } from '../rounds.js';

const run = promisify(execFile);
const TARGET = { least: 0.5 };
/** 2 million rows. */
const MANY_SERVICES = 500;
export const BARE_TABLE = `CREATE TABLE observation (series_id INTEGER NOT NULL, period INTEGER NOT NULL, start INTEGER NOT NULL,
  value DOUBLE PRECISION, status INTEGER NOT NULL, flags INTEGER NOT NULL, submission_id INTEGER NOT NULL,
  PRIMARY KEY (series_id, period, start)) WITHOUT ROWID;`;

async function sqliteShell(): Promise<string | null> {
  return run('sqlite3', ['--version']).then(
    ({ stdout }) => stdout.split(' ')[0],
    () => null,
  );
}

function removeDatabase(file: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
}

function copyDatabase(template: string, file: string): void {
  removeDatabase(file);
  copyFileSync(template, file);
}

/** A table of the same shape, with the same journal and as sure to be on disk. */
const shellImport = (bench: Bench, { bare }: ImportFiles): Contestant => ({
  cpu: endedChildrenCpu,
  prepare: async () => removeDatabase(bench.file('shell.sqlite')),
  run: async () => {
    const commands = [
      'PRAGMA journal_mode=WAL;',
      'PRAGMA synchronous=FULL;',
      BARE_TABLE,
      '.mode csv',
      `.import ${bare} observation`,
    ];
    await run('sqlite3', [bench.file('shell.sqlite'), ...commands]);
  },
});

const commandImport = (bench: Bench, template: string, args: readonly string[]): Contestant => ({
  cpu: endedChildrenCpu,
  prepare: async () => copyDatabase(template, bench.file('command.sqlite')),
  run: () => perfplat(`sqlite:${bench.file('command.sqlite')}`, 'import', ...args),
});

type WriterModule = typeof import('../../../server/writer/writer.js');
type Writer = Awaited<ReturnType<WriterModule['startWriter']>>;

/** The writer's thread as a server has it: it was started before, and this is not its first command. */
async function writerImport(bench: Bench, template: string, measurements: string): Promise<Contestant> {
  const address = new URL('./server/writer/writer.js', import.meta.url).href;
  const { startWriter } = (await import(address)) as WriterModule;
  const file = bench.file('writer.sqlite');
  let writer: Writer | null = null;
  bench.atEnd(() => writer?.close());
  return {
    cpu: () => process.cpuUsage().user / 1000 + process.cpuUsage().system / 1000,
    prepare: async () => {
      await writer?.close();
      copyDatabase(template, file);
      writer = await startWriter(`sqlite:${file}`);
      await writer.run('compare', { sources: [], options: { now: new Date(), source: 'bench' } });
    },
    run: async () => {
      const source = { kind: 'measurements', name: 'measurements.csv', path: measurements } as const;
      const outcome = await writer!.run('import', {
        sources: [source],
        options: { now: new Date(), source: 'bench' },
      });
      if (!outcome.isAccepted) throw new Error('the generated measurements were refused');
    },
  };
}

/** Rates of rows: the reference's time divided by ours. */
export function rated(
  what: string,
  rows: number,
  { timings, ratios, cpuRatios }: Comparison,
  place: number,
): Result {
  const rate = (index: number): string =>
    `${Math.round(rows / timings[index].wall.median).toLocaleString('en-GB')},000 rows/s`;
  const ratio = ratios[place];
  return {
    what,
    ours: rate(place + 1),
    reference: rate(0),
    ratio,
    cpuRatio: cpuRatios[place],
    target: TARGET,
    isMet: ratio.median >= TARGET.least,
    note: `${timings[0].rounds} rounds`,
  };
}

async function generated(bench: Bench, template: string, isSorted: boolean): Promise<void> {
  const files = writeImportFiles(bench.directory, isSorted);
  const order = isSorted ? 'sorted' : 'unsorted';
  const measurements = ['--measurements', files.measurements];
  const comparison = await compare(
    [
      shellImport(bench, files),
      await writerImport(bench, template, files.measurements),
      commandImport(bench, template, measurements),
    ],
    { budgetMs: 18_000 * bench.patience, leastRounds: 3, mostRounds: 9 },
  );
  const rows = files.rows.toLocaleString('en-GB');
  bench.add(
    rated(`import of ${rows} rows, ${order}: the writer`, files.rows, comparison, 0),
    rated(`import of ${rows} rows, ${order}: perfplat import`, files.rows, comparison, 1),
  );
  if (isSorted) bench.add(storedSize(bench.file('command.sqlite')));
}

/** What the rows and their roll-ups take, page by page, and what the whole file does. */
export function storedSize(file: string): Result {
  const database = new Database(file, { readonly: true });
  const number = (sql: string): number => database.prepare<[], number>(sql).pluck().get()!;
  const rows = number('SELECT COUNT(*) FROM observation');
  const own = number("SELECT SUM(pgsize) FROM dbstat WHERE name IN ('observation', 'rollup')") / rows;
  const all = number('SELECT page_count * page_size FROM pragma_page_count, pragma_page_size') / rows;
  database.close();
  return quantity('bytes per stored observation, roll-ups included', own, {
    target: { most: 40 },
    note: `${all.toFixed(1)} of the whole file, catalogue and indices included`,
  });
}

/** The most memory that the whole command has, of few rows and of many. */
async function memory(bench: Bench, template: string): Promise<void> {
  const peaks: { rows: number; megabytes: number }[] = [];
  for (const services of [50, MANY_SERVICES]) {
    const { measurements, rows } = writeImportFiles(bench.directory, false, services);
    const file = bench.file('memory.sqlite');
    copyDatabase(template, file);
    peaks.push({
      rows,
      megabytes: await peakMemory(`sqlite:${file}`, 'import', '--measurements', measurements),
    });
    removeDatabase(file);
  }
  const [few, many] = peaks;
  const what = `memory of perfplat import, ${many.rows.toLocaleString('en-GB')} rows, unsorted`;
  const note = `${Math.round(few.megabytes)} MB of ${few.rows.toLocaleString('en-GB')}`;
  bench.add(quantity(what, many.megabytes, { unit: 'MB', target: { most: 300 }, note }));
}

/** Where published data is looked for: BENCH_DATA, else beside the project. */
const PUBLISHED =
  process.env.BENCH_DATA ?? fileURLToPath(new URL('../../shared/data/government-services/', import.meta.url));

/** The rows of the measurements with numbers in the place of names, for the shell. */
function bareRows(measurements: string, file: string): { bare: string; rows: number } {
  const lines = readFileSync(measurements, 'utf8').trim().split('\n').slice(1);
  const series = new Map<string, number>();
  const starts = new Map<string, number>();
  const rows = lines.map((line) => {
    const [service, measure, period, start, channel, value] = line.split(',');
    const key = `${service} ${measure} ${channel}`;
    if (!series.has(key)) series.set(key, series.size + 1);
    if (!starts.has(start)) starts.set(start, Date.parse(start) / 86_400_000);
    return `${series.get(key)},${period === 'year' ? 6 : 5},${starts.get(start)},${value},0,0,1`;
  });
  writeFileSync(file, `${rows.join('\n')}\n`);
  return { bare: file, rows: rows.length };
}

async function published(bench: Bench, empty: string): Promise<void> {
  const what = 'import of the four published files: perfplat import';
  const file = (name: string): string => join(PUBLISHED, `${name}.csv`);
  const kinds = ['organisations', 'services', 'data-sets', 'measurements'];
  if (!kinds.every((kind) => existsSync(file(kind)))) {
    bench.add(skipped(what, `they are not in ${PUBLISHED} (set BENCH_DATA)`, TARGET));
    return;
  }
  const { bare, rows } = bareRows(file('measurements'), bench.file('published-bare.csv'));
  const args = kinds.flatMap((kind) => [`--${kind}`, file(kind)]);
  const comparison = await compare(
    [shellImport(bench, { bare, rows, measurements: '' }), commandImport(bench, empty, args)],
    { budgetMs: 5_000 * bench.patience, leastRounds: 3, mostRounds: 7 },
  );
  const result = rated(what, rows, comparison, 0);
  const { low, median } = comparison.timings[1].wall;
  // Starting a process and reading 734 services with their texts are no part of what the rate is about.
  bench.add({
    ...result,
    target: null,
    isMet: null,
    note: `${rows} measurements and the catalogue in ${median.toFixed(0)} ms (lower quartile ${low.toFixed(0)}), to be under 5,000`,
  });
}

export async function importPart(bench: Bench, empty: string, imported: readonly string[]): Promise<void> {
  const version = await sqliteShell();
  if (version === null) {
    bench.add(skipped('import', 'the command sqlite3 is not on the path', TARGET));
    return;
  }
  bench.say(`the reference of import is sqlite3 ${version}`);
  const template = bench.file('services.sqlite');
  copyFileSync(empty, template);
  await perfplat(`sqlite:${template}`, 'import', ...imported.slice(0, 4));
  await generated(bench, template, true);
  await generated(bench, template, false);
  await memory(bench, template);
  await published(bench, empty);
}
