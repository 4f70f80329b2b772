/** The writer's thread, as built: what it answers, and what happens when it ends or cannot write. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import { migrateUp } from '../../../server/db/index.js';
import { freshDatabase } from '../../support/databases.js';
import { BASE } from '../ingest/importing.js';

const MAIN = 'dist/server/cli/main.js';
const built = (file: string): string => JSON.stringify(pathToFileURL(`dist/server/${file}`).href);

let directory: string;
let url: string;
let processes: ChildProcess[] = [];

beforeEach(async () => {
  if (!existsSync(MAIN)) throw new Error(`${MAIN} is not there: run \`npm run build\``);
  directory = mkdtempSync(join(tmpdir(), 'perf-test-'));
  url = `sqlite:${directory}/perf.sqlite`;
  await migrateUp(url);
  for (const [kind, text] of Object.entries(BASE)) writeFileSync(join(directory, `${kind}.csv`), text);
});
afterEach(() => {
  for (const child of processes) if (child.exitCode === null) child.kill('SIGKILL');
  processes = [];
  rmSync(directory, { recursive: true, force: true });
});

interface Running {
  child: ChildProcess;
  /** Lines of standard output and of standard error. */
  out: string[];
  err: string[];
  /** The exit code. */
  ended: Promise<number | null>;
}

function node(args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, PORT: '0', PERF_DATABASE_URL: url, ...env },
  });
  processes.push(child);
  const [out, err]: [string[], string[]] = [[], []];
  createInterface({ input: child.stdout }).on('line', (line) => out.push(line));
  createInterface({ input: child.stderr }).on('line', (line) => err.push(line));
  return { child, out, err, ended: once(child, 'close').then(([code]) => code as number | null) };
}

/** What a script with `url`, `directory`, `path` and `options` prints, as JSON. */
async function script(text: string): Promise<unknown> {
  const file = join(directory, 'script.mjs');
  const before = `
    const url = process.env.PERF_DATABASE_URL;
    const directory = ${JSON.stringify(directory)};
    const path = (kind) => ({ kind, name: kind + '.csv', path: directory + '/' + kind + '.csv' });
    const options = { now: new Date('2014-06-01'), source: 'script' };
    const header = ['service', 'measure', 'period', 'start', 'value'];
  `;
  writeFileSync(file, before + text);
  const { out, err, ended } = node([file]);
  expect({ code: await ended, err }).toEqual({ code: 0, err: [] });
  return JSON.parse(out.join('\n'));
}

/** Fulfilled when `is` is; the wait is bounded by the test's own time. */
async function until(is: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await is())) await delay(20);
}

test('one command after another, from files, contents and rows; pings are answered in between', async () => {
  const answer = await script(`
    import { startWriter } from ${built('writer/writer.js')};
    const writer = await startWriter(url);
    const rows = [];
    for (let i = 1; i <= 60000; i++) {
      rows.push(['lpa', 'visits', 'hour', new Date(Date.UTC(2001, 0, 1, i)).toISOString().slice(0, 19) + 'Z', i]);
    }
    const phases = new Set();
    const done = [];
    const doing = (name, promise) => promise.finally(() => done.push(name));
    let hasBegun;
    const begun = new Promise((resolve) => (hasBegun = resolve));
    const run = (name, sources, more = {}) => writer.run(name, { sources, options: { ...options, ...more } }, ({ phase }) => {
      phases.add(phase);
      hasBegun();
    });
    const some = { kind: 'measurements', name: 'rows', header, rows };
    const answers = await Promise.allSettled([
      doing('catalogue', run('import', [path('organisations'), path('services')])),
      doing('compare', run('compare', [some])),
      doing('rows', run('import', [some])),
      doing('ping', begun.then(() => writer.ping())),
      doing('again', run('compare', [some])),
      run('import', [{ kind: 'measurements', name: 'body', content: Buffer.from('service,measure\\n') }]),
      run('import', [{ kind: 'measurements', name: 'no', path: '/nowhere/no.csv' }]),
      run('import', [{ kind: 'services', name: 'many', header: ['slug'], rows: [['lpa'], ['tax-disc']] }], { maxRows: 1 }),
    ]);
    await writer.close();
    const late = await run('import', []).catch((error) => error);
    const [, compared] = answers;
    console.log(JSON.stringify({
      totals: answers.map((a) => a.value?.receipt?.total ?? a.value?.problems?.map((p) => p.message) ?? (a.reason && [a.reason.name, a.reason.code, a.reason.httpStatus, a.reason.message])),
      submissions: answers.map((a) => a.value?.receipt?.submission ?? null),
      changes: [compared.value.changes.length, compared.value.changes[0], compared.value.data.rows.length],
      isPingedBefore: done.indexOf('ping') < done.indexOf('rows'), phases: [...phases], late: late.code, ended: (await writer.ended) ?? null,
    }));
  `);
  const all = { received: 60_000, inserted: 60_000, updated: 0, withdrawn: 0, unchanged: 0 };
  expect(answer).toEqual({
    totals: [
      { received: 5, inserted: 5, updated: 0, withdrawn: 0, unchanged: 0 },
      all,
      all,
      null,
      { ...all, inserted: 0, unchanged: 60_000 },
      ['the columns period, start and value of measurements are missing'],
      ['InputError', 'FILE_UNREADABLE', 422, 'no: there is no such file'],
      ['InputError', 'TOO_MANY_ROWS', 413, 'there are more than 1 rows: send them in parts'],
    ],
    submissions: [expect.any(Number), null, expect.any(Number), null, null, null, null, null],
    changes: [
      1000,
      {
        service: 'lpa',
        measure: 'visits',
        period: 'hour',
        start: '2001-01-01T01:00:00Z',
        dimensions: {},
        before: null,
        after: 1,
      },
      60_000,
    ],
    isPingedBefore: true,
    phases: expect.arrayContaining(['reading', 'comparing']),
    late: 'WRITER_STOPPED',
    ended: null,
  });
});

test('warnings, and what a replacement takes back, come from the thread as they are', async () => {
  const answer = await script(`
    import { startWriter } from ${built('writer/writer.js')};
    const writer = await startWriter(url);
    await writer.run('import', { sources: [path('organisations'), path('services')], options });
    const send = async (name, channel, more = {}) => {
      const rows = [['lpa', 'visits', 'day', '2014-01-01', 1, channel]];
      const sources = [{ kind: 'measurements', name: 'rows', header: [...header, 'device'], rows }];
      const { receipt } = await writer.run(name, { sources, options: { ...options, ...more } });
      return [receipt.total.withdrawn, receipt.moreWarnings, ...receipt.warnings.map(({ row, code }) => row + code)];
    };
    const told = [await send('import', 'a'), await send('compare', 'b'), await send('import', 'b', { mode: 'replace' })];
    await writer.close();
    console.log(JSON.stringify(told));
  `);
  const warned = [0, 0, '2CATEGORIES_KEPT'];
  expect(answer).toEqual([[0, 0], warned, [1, 0]]);
});

test('what was under way when the thread ends is refused, and is not stored', async () => {
  const answer = await script(`
    import { startWriter } from ${built('writer/writer.js')};
    let writer = await startWriter(url);
    await writer.run('import', { sources: [path('organisations'), path('services')], options });
    const rows = Array.from({ length: 200000 }, (_, i) => ['lpa', 'visits', 'hour', new Date(Date.UTC(1990, 0, 1, i)).toISOString().slice(0, 19) + 'Z', i]);
    const input = { sources: [{ kind: 'measurements', name: 'rows', header, rows }], options };
    const storing = new Promise((resolve) => {
      globalThis.failed = writer.run('import', input, ({ phase }) => phase === 'storing' && resolve()).catch((error) => error);
    });
    await storing;
    await writer.terminate();
    const { code, httpStatus, retryAfter } = await failed;
    writer = await startWriter(url);
    const { receipt } = await writer.run('compare', input);
    await writer.close();
    console.log(JSON.stringify({ code, httpStatus, retryAfter, left: receipt.total.inserted }));
  `);
  expect(answer).toEqual({ code: 'WRITER_STOPPED', httpStatus: 503, retryAfter: 5, left: 200_000 });
});

test('another process’s lock is waited for; meanwhile the thread answers', async () => {
  const other = new BetterSqlite3(join(directory, 'perf.sqlite'));
  other.exec('BEGIN IMMEDIATE');
  const running = script(`
    import { startWriter } from ${built('writer/writer.js')};
    const writer = await startWriter(url);
    import { writeFileSync } from 'node:fs';
    const importing = writer.run('import', { sources: [path('organisations')], options });
    await writer.ping();
    let isDone = false;
    importing.then(() => (isDone = true));
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await writer.ping();
    const waited = !isDone;
    writeFileSync(directory + '/waiting', '');
    const { receipt } = await importing;
    await writer.close();
    console.log(JSON.stringify({ waited, inserted: receipt.total.inserted }));
  `);
  await until(() => existsSync(join(directory, 'waiting')) || processes[0].exitCode !== null);
  other.exec('ROLLBACK');
  other.close();
  expect(await running).toEqual({ waited: true, inserted: 2 });
});

describe('perfplat serve', () => {
  const status = async (at: string): Promise<{ code: number; text: string }> => {
    const answer = await fetch(at);
    return { code: answer.status, text: await answer.text() };
  };

  async function serve(args: string[], env: Record<string, string> = {}) {
    const running = node([...args, MAIN, 'serve'], env);
    await until(() => running.out.length > 0 || running.child.exitCode !== null);
    return { ...running, at: /http:\S+\//.exec(running.out[0] ?? '')![0] };
  }

  /** Ends each thread that finds the file. */
  function threadEnder(isKept: boolean): { file: string; preload: string } {
    const file = join(directory, 'end');
    const preload = join(directory, 'preload.mjs');
    writeFileSync(
      preload,
      `import { existsSync, rmSync } from 'node:fs';
       import { isMainThread } from 'node:worker_threads';
       if (!isMainThread) setInterval(() => {
         if (!existsSync(${JSON.stringify(file)})) return;
         if (!${isKept}) rmSync(${JSON.stringify(file)});
         process.exit(9);
       }, 10);`,
    );
    return { file, preload };
  }

  test('a thread that ends is replaced; in between `/readyz` is off and readers are answered', async () => {
    const { file, preload } = threadEnder(false);
    const { child, at, err, ended } = await serve(['--import', preload]);
    expect(await status(`${at}readyz`)).toEqual({ code: 200, text: '{"status":"ok"}' });
    writeFileSync(file, '');
    await until(async () => (await status(`${at}readyz`)).code === 503);
    expect((await status(`${at}services`)).code).toBe(200);
    await until(async () => (await status(`${at}readyz`)).code === 200);
    expect(err.join('\n')).toMatch(/the writer has ended: it is started again in 100 ms/);
    expect(err.join('\n')).toMatch(/"the writer does not answer"/);
    child.kill('SIGINT');
    expect(await ended).toBe(0);
  });

  test('a thread that ends again and again ends the process, with a line that says what to do', async () => {
    const { file, preload } = threadEnder(true);
    const { at, err, ended } = await serve(['--import', preload]);
    writeFileSync(file, '');
    await until(async () => (await status(`${at}readyz`).catch(() => ({ code: 0 }))).code !== 200);
    expect(await ended).toBe(3);
    const fatal = err.map((line) => JSON.parse(line) as { level: string; msg: string }).at(-1);
    expect(fatal).toMatchObject({ level: 'fatal' });
    expect(fatal?.msg).toMatch(
      /^the writer has ended 4 times within a minute: the process ends; .*`perfplat check`/,
    );
  });

  const postgres = process.env.TEST_POSTGRES_URL;
  (postgres ? test : test.skip)(
    `a database that takes no writes is served, with \`/readyz\` off until it does${postgres ? '' : ' (skipped: TEST_POSTGRES_URL is not set)'}`,
    async () => {
      const database = await freshDatabase('postgres');
      const name = new URL(database.url).pathname.slice(1);
      const client = new pg.Client({ connectionString: postgres });
      await client.connect();
      try {
        await client.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
        const { child, at, err, ended } = await serve([], { PERF_DATABASE_URL: database.url });
        expect(await status(`${at}readyz`)).toEqual({
          code: 503,
          text: '{"status":"the writer does not answer"}',
        });
        expect((await status(`${at}services`)).code).toBe(200);
        expect(err.join('\n')).toMatch(/takes no writes \(transaction_read_only is on\)/);
        await client.query(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
        await until(async () => (await status(`${at}readyz`)).code === 200);
        child.kill('SIGTERM');
        expect(await ended).toBe(0);
      } finally {
        await client.end();
        await database.drop();
      }
    },
  );
});
