/** Migrations undone and done again on a filled database: what is exported afterwards is what was before. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { perfplat } from '../../bench/processes.js';
import { must, type Fault, type Trial } from '../fault.js';
import { filledDatabase, filledPostgres } from '../server.js';

async function exportOf(trial: Trial, database: string, name: string): Promise<Map<string, string>> {
  const directory = trial.file(name);
  await perfplat(database, 'export', '--to', directory);
  return new Map(readdirSync(directory).map((file) => [file, readFileSync(join(directory, file), 'utf8')]));
}

/** Those that a short trial undoes on PostgreSQL, too. */
const NEWEST = 3;

/** All but the first, whose tables hold everything. */
async function downAndUp(trial: Trial, kind: string, database: string): Promise<string> {
  const before = await exportOf(trial, database, `${kind}-before`);
  const { length } = (await perfplat(database, 'migrate', 'status')).match(/^done /gm) ?? [];
  must(length !== undefined && length > 1, 'there are no migrations to undo');
  const count = trial.isShort && kind === 'PostgreSQL' ? NEWEST : length - 1;
  for (let undone = 0; undone < count; undone++) await perfplat(database, 'migrate', 'down');
  await perfplat(database, 'migrate', 'up');
  const after = await exportOf(trial, database, `${kind}-after`);
  for (const [file, text] of before)
    must(after.get(file) === text, `${file} is another on ${kind} afterwards`);
  await perfplat(database, 'check');
  return `${kind}: ${count} down and up, ${before.size} files the same, check clean`;
}

export const migrations: Fault = {
  name: 'migrations',
  claim: 'undone and done again on a filled database, migrations leave every exported file as it was',
  async run(trial) {
    const address = process.env.TEST_POSTGRES_URL;
    const told = [await downAndUp(trial, 'SQLite', await filledDatabase(trial))];
    if (address) told.push(await downAndUp(trial, 'PostgreSQL', await filledPostgres(trial, address)));
    return told.join('; ');
  },
};
