import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { SHORTCUTS } from '../support/shortcuts.js';

const CLI = join(__dirname, '../../dist/server/cli/main.js');
const folder = mkdtempSync(join(tmpdir(), 'serve-'));
const database = `sqlite:${join(folder, 'perf.sqlite')}`;
const environment = (more: Record<string, string> = {}) => ({
  PATH: process.env.PATH,
  PORT: '0',
  PERF_DATABASE_URL: database,
  ...SHORTCUTS,
  ...more,
});

interface Running {
  child: ChildProcess;
  url: string;
  /** What it wrote to standard output and standard error. */
  output: string[];
  log: string[];
}

const running: ChildProcess[] = [];

async function serve(more: Record<string, string> = {}): Promise<Running> {
  const child = spawn(process.execPath, [CLI, 'serve'], { env: environment(more) });
  running.push(child);
  const output: string[] = [];
  const log: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => log.push(line));
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => output.push(line));
  const ended = once(child, 'exit').then(() => {
    throw new Error(`perfplat serve ended: ${log.join('\n')}`);
  });
  ended.catch(() => undefined);
  await Promise.race([once(lines, 'line'), ended]);
  const url = /^perfplat is ready at (http:\/\/127\.0\.0\.1:\d+\/)$/.exec(output[0] ?? '')?.[1];
  if (!url) throw new Error(`no address in "${output[0]}"`);
  return { child, url, output, log };
}

/** Status of one GET; 0 where the connection is refused or cut. */
const status = (url: string): Promise<number> =>
  fetch(url, { headers: { connection: 'close' } }).then(
    async (answer) => {
      await answer.arrayBuffer();
      return answer.status;
    },
    () => 0,
  );

beforeAll(() => {
  const { status: code, stderr } = spawnSync(process.execPath, [CLI, 'migrate', 'up'], {
    env: environment(),
  });
  if (code !== 0) throw new Error(`perfplat migrate up: ${String(stderr)}`);
});

afterEach(() => {
  for (const child of running.splice(0)) if (child.exitCode === null) child.kill('SIGKILL');
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('perfplat serve', () => {
  test('prints one line with its address, and answers', async () => {
    const { url, output } = await serve();
    expect(await status(`${url}healthz`)).toBe(200);
    expect(await status(`${url}readyz`)).toBe(200);
    const metrics = await (await fetch(`${url}metrics`)).text();
    expect(metrics).toMatch(/^perfplat_data_version \d+$/m);
    const loader = await fetch(`${url}embed.js`);
    expect(loader.status).toBe(200);
    expect(loader.headers.get('content-type')).toMatch(/javascript/);
    const code = await loader.text();
    const [, folder] = /"(embed\/[^"]+\/)"/.exec(code)!;
    const [, file] = /"(chunk-[^"]+\.js)"/.exec(code)!;
    const elements = await fetch(`${url}${folder}${file}`);
    expect(elements.status).toBe(200);
    expect(elements.headers.get('cache-control')).toMatch(/immutable/);
    expect(output).toHaveLength(1);
  });

  test('told to stop under load, says so first, and ends with 0 in time', async () => {
    const { child, url } = await serve({ PERF_RATE_LIMIT: '0' });
    let isStopping = false;
    const beforeStop: number[] = [];
    const load = Array.from({ length: 8 }, async () => {
      for (;;) {
        const code = await status(`${url}metrics`);
        if (isStopping) return;
        beforeStop.push(code);
      }
    });
    while (beforeStop.length < 50) await status(`${url}healthz`);
    const begun = Date.now();
    const ended = once(child, 'exit') as Promise<[number | null]>;
    child.kill('SIGTERM');
    isStopping = true;
    const ready: number[] = [];
    for (let code = 200; code !== 0; ready.push(code)) code = await status(`${url}readyz`);
    const [code] = await ended;
    await Promise.all(load);
    expect(new Set(beforeStop)).toEqual(new Set([200]));
    expect(new Set(ready.filter((seen) => seen !== 200))).toEqual(new Set([503, 0]));
    expect(ready.filter((seen) => seen === 503).length).toBeGreaterThan(1);
    expect(code).toBe(0);
    expect(Date.now() - begun).toBeLessThan(10_000);
  });

  test('a path in the public address is one more way to each route', async () => {
    const { url } = await serve({ PERF_PUBLIC_URL: 'https://www.example.org/performance' });
    expect(await status(`${url}performance/healthz`)).toBe(200);
  });
});

describe('perfplat serve refuses', () => {
  const refusal = (more: Record<string, string>) => {
    const {
      status: code,
      stderr,
      stdout,
    } = spawnSync(process.execPath, [CLI, 'serve'], {
      env: environment(more),
      encoding: 'utf8',
    });
    return { code, stderr, stdout };
  };

  test('a database that is not there', () => {
    const { code, stderr, stdout } = refusal({ PERF_DATABASE_URL: `sqlite:${join(folder, 'none.sqlite')}` });
    expect(code).toBe(3);
    expect(stderr).toMatch(/perfplat migrate up/);
    expect(stdout).toBe('');
  });

  test('an address that is taken', async () => {
    const { url } = await serve();
    const { port } = new URL(url);
    const { code, stderr } = refusal({ PORT: port });
    expect(code).toBe(3);
    expect(stderr).toMatch(new RegExp(`port ${port} of 127\\.0\\.0\\.1 is in use.*PORT`));
    expect(stderr).not.toMatch(/ at .*\.js/);
  });

  test('a wrong environment, all of it at once', () => {
    const { code, stderr } = refusal({ PORT: 'x', PERF_RATE_LIMIT: '-1' });
    expect(code).toBe(2);
    expect(stderr).toMatch(/PORT must be/);
    expect(stderr).toMatch(/PERF_RATE_LIMIT must be/);
  });
});
