/** A SQLite file that is removed, replaced or damaged while a server has it open. */
import { execFile } from 'node:child_process';
import { closeSync, copyFileSync, openSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import BetterSqlite3 from 'better-sqlite3';
import { DAILY } from '../bench/data.js';
import { perfplat } from '../bench/processes.js';
import { Chance } from '../bench/random.js';
import { must, type Fault, type Trial } from './fault.js';
import { filledDatabase, serve, type Server } from './server.js';

const CLI = fileURLToPath(new URL('./server/cli/main.js', import.meta.url));
const PAGES = 20;
const PAGE_BYTES = 4096;

/** Whole databases in files without a log beside them. */
interface Files {
  /** What is served. */
  file: string;
  /** The same, as it was before. */
  backup: string;
  /** Another database of ours. */
  other: string;
}

/** Numbers of pages that hold something, each one once. */
function usedPages(file: string, chance: Chance): number[] {
  const database = new BetterSqlite3(file, { readonly: true });
  const pages = database
    .prepare<[], { pageno: number }>('SELECT pageno FROM dbstat WHERE pageno > 1')
    .all()
    .map(({ pageno }) => pageno);
  database.close();
  return Array.from({ length: PAGES }, () => pages.splice(chance.whole(0, pages.length - 1), 1)[0]);
}

function damage({ file }: Files, trial: Trial): void {
  const pages = usedPages(file, new Chance(trial.seed));
  const opened = openSync(file, 'r+');
  for (const page of pages)
    writeSync(opened, Buffer.alloc(PAGE_BYTES), 0, PAGE_BYTES, (page - 1) * PAGE_BYTES);
  closeSync(opened);
}

const WAYS: Readonly<Record<string, (files: Files, trial: Trial) => void>> = {
  removed: ({ file }) => rmSync(file),
  replaced: ({ file, other }) => {
    copyFileSync(other, `${file}.new`);
    renameSync(`${file}.new`, file);
  },
  'written over': ({ file, other }) => copyFileSync(other, file),
  damaged: damage,
};

/** `perfplat import` of one value. @returns its exit code and what it said. */
function importInto(trial: Trial, file: string): Promise<{ code: number; said: string }> {
  const rows = trial.file('rows.csv');
  writeFileSync(rows, `service,measure,period,start,value\n${DAILY},visits,day,2001-01-01,1\n`);
  const env = { PATH: process.env.PATH, PERF_DATABASE_URL: `sqlite:${file}` };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, 'import', '--measurements', rows], { env }, (error, _out, said) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), said });
    });
  });
}

/** @returns how long it took until `/readyz` was off. */
async function untilOff(server: Server, isTimed: boolean): Promise<number> {
  const begun = performance.now();
  while ((await fetch(`${server.url}/readyz`)).ok) {
    must(!isTimed || performance.now() - begun < 60_000, '/readyz was not off within 60 s');
    await delay(100);
  }
  return performance.now() - begun;
}

/** No answer to a reader is an internal error, whatever of the damage it meets. */
async function assertReadersAreTold(server: Server): Promise<void> {
  for (const path of ['/services', `/services/${DAILY}`, `/services/${DAILY}/data.csv`, '/status']) {
    const answer = await fetch(`${server.url}${path}`).catch(() => null);
    must(answer === null || [200, 503].includes(answer.status), `${path} answered ${answer?.status}`);
    await answer?.arrayBuffer().catch(() => undefined);
  }
}

async function tryWay(trial: Trial, way: string, files: Files): Promise<string> {
  for (const end of ['', '-wal', '-shm']) rmSync(`${files.file}${end}`, { force: true });
  copyFileSync(files.backup, files.file);
  const server = await serve(trial, `sqlite:${files.file}`, { PERF_RATE_LIMIT: '0' });
  must((await fetch(`${server.url}/readyz`)).ok, 'it was never ready');
  // Long after the check at the start, as it mostly is.
  if (!trial.isShort) await delay(5_000);
  trial.say(way);
  WAYS[way](files, trial);
  const ms = await untilOff(server, !trial.isShort);
  const said = server.log.map((line) => (JSON.parse(line) as { msg: string }).msg);
  must(
    said.some((line) => /^nothing is stored any more[\s\S]*start (it )?again/.test(line)),
    `no line of the log says what to do: ${said.join(' / ')}`,
  );
  await assertReadersAreTold(server);
  if (way === 'damaged') await assertRefusedUntilRestored(trial, files);
  must(server.isAlive(), 'the process ended');
  server.child.kill('SIGKILL');
  return `${way}: /readyz off after ${(ms / 1000).toFixed(1)} s`;
}

async function assertRefusedUntilRestored(trial: Trial, { file, backup }: Files): Promise<void> {
  const refused = await importInto(trial, file);
  must(refused.code === 3, `an import into the damaged file ended with ${refused.code}: ${refused.said}`);
  must(/is damaged.*put a backup in its place/s.test(refused.said), `it said: ${refused.said}`);
  for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
  copyFileSync(backup, `${file}.restored`);
  renameSync(`${file}.restored`, file);
  const { code, said } = await importInto(trial, file);
  must(code === 0, `an import after the backup was put in place ended with ${code}: ${said}`);
}

export const fileUnderServer: Fault = {
  name: 'file-under-server',
  claim:
    'a SQLite file that is removed, replaced or damaged under the server turns /readyz off within 60 s, with a line that says what to do, and nothing is stored in it any more',
  async run(trial) {
    await filledDatabase(trial);
    const files = {
      backup: trial.file('perf.sqlite'),
      other: trial.file('other.sqlite'),
      file: trial.file('served.sqlite'),
    };
    await perfplat(`sqlite:${files.other}`, 'migrate', 'up');
    const told: string[] = [];
    const ways = trial.isShort ? ['replaced', 'damaged'] : Object.keys(WAYS);
    for (const way of ways) told.push(await tryWay(trial, way, files));
    return told.join('; ');
  },
};
