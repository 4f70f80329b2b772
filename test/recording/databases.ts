/** The databases that are asked: made once, by the recorded version, and kept with its answers. */
import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { writeExtras } from './extras.js';
import { perfplat, projectFile, serve, type Running } from './processes.js';
import type { Asker } from './questions.js';
import { round } from './sampling.js';

export interface KnownDatabase {
  name: 'demo' | 'real';
  /** What time it is when it is asked. */
  clock: string;
  publicUrl: string;
}

export const DATABASES: readonly KnownDatabase[] = [
  { name: 'demo', clock: '2026-03-14T09:41:07Z', publicUrl: 'http://recording.example' },
  // A year of late and ended data lies behind it; and below a path, for addresses with a prefix.
  { name: 'real', clock: '2017-12-05T10:20:30Z', publicUrl: 'https://recording.example/performance' },
];

const fileOf = (directory: string, { name }: KnownDatabase): string => join(directory, `${name}.sqlite`);

const DEMO_PARTS = [
  { until: '2026-02-10', clock: '2026-02-11T06:00:00Z' },
  { until: '2026-03-13', clock: '2026-03-14T06:00:00Z' },
];
const EXTRAS_CLOCK = '2026-03-14T09:31:00Z';

const withTemporary = async <Result>(work: (directory: string) => Promise<Result>): Promise<Result> => {
  const directory = mkdtempSync(join(tmpdir(), 'perf-recording-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await work(directory);
  } finally {
    process.off('exit', remove);
    remove();
  }
};

const DATA = '../shared/data/government-services';
const KINDS = ['organisations', 'services', 'data-sets', 'measurements'];

/** Nothing on the command line gives a thing another slug: old ones are put where the server looks for them. */
function addOldSlugs(file: string): void {
  const database = new Database(file);
  for (const kind of ['service', 'organisation', 'service_group', 'dashboard']) {
    const { id } = database.prepare(`SELECT min(id) AS id FROM ${kind}`).get() as { id: number | null };
    if (id === null) continue;
    const word = kind.replace('service_', '');
    const add = database.prepare('INSERT INTO slug_alias (kind, slug, target_id) VALUES (?, ?, ?)');
    add.run(word, `old-${word}`, id);
  }
  database.close();
}

/** @returns false if there is nothing to make it from. */
export async function makeDatabase(directory: string, known: KnownDatabase): Promise<boolean> {
  const file = fileOf(directory, known);
  if (known.name === 'demo') {
    for (const { until, clock } of DEMO_PARTS) await perfplat({ file, clock }, 'demo', '--until', until);
    await withTemporary((files) => perfplat({ file, clock: EXTRAS_CLOCK }, 'import', ...writeExtras(files)));
  } else {
    const paths = KINDS.map((kind) => projectFile(`${DATA}/${kind}.csv`));
    if (!paths.every((path) => existsSync(path))) return false;
    const { clock } = known;
    await perfplat({ file, clock }, 'migrate', 'up');
    await perfplat({ file, clock }, 'import', ...KINDS.flatMap((kind, at) => [`--${kind}`, paths[at]]));
  }
  addOldSlugs(file);
  return true;
}

/** Number of servers that answer: a server uses one core. */
const SERVERS = 2;

export interface Served {
  /** Whose turn it is to answer. */
  next(): Asker;
  /** The copy that is served. */
  file: string;
}

/** A copy, which a newer version may first bring to its own schema. */
export function copied<Result>(
  directory: string,
  known: KnownDatabase,
  work: (file: string) => Promise<Result>,
): Promise<Result> {
  return withTemporary(async (temporary) => {
    const file = fileOf(temporary, known);
    copyFileSync(fileOf(directory, known), file);
    await perfplat({ file, clock: known.clock }, 'migrate', 'up');
    return work(file);
  });
}

export function served<Result>(
  directory: string,
  known: KnownDatabase,
  work: (served: Served) => Promise<Result>,
): Promise<Result> {
  return copied(directory, known, async (file) => {
    const { clock, publicUrl } = known;
    const running: Running[] = [];
    try {
      for (let place = 0; place < SERVERS; place++) running.push(await serve({ file, clock, publicUrl }));
      return await work({ next: round(running.map(({ asker }) => asker)), file });
    } finally {
      await Promise.all(running.map(({ stop }) => stop()));
    }
  });
}
