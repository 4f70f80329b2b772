/** The built command line as real processes. */
import { type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const MAIN = 'dist/server/cli/main.js';

interface Ended {
  code: number | null;
  out: string;
  err: string;
}

/** What V8 writes of the scripts that ran. */
interface Coverage {
  result: { url: string }[];
}

function perfplat(
  args: string[],
  env: Record<string, string> = {},
  options: SpawnOptions = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, ...env },
    ...options,
  });
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => (out += String(chunk)));
  child.stderr?.on('data', (chunk) => (err += String(chunk)));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

describe('perfplat, as it is installed', () => {
  let directory: string;
  let env: { PERF_DATABASE_URL: string };

  beforeEach(() => {
    if (!existsSync(MAIN)) throw new Error(`${MAIN} is not there: run \`npm run build\``);
    directory = mkdtempSync(join(tmpdir(), 'perf-test-'));
    env = { PERF_DATABASE_URL: `sqlite:${directory}/data/perf.sqlite` };
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  it('answers --help without loading what a command needs', async () => {
    const coverage = join(directory, 'coverage');
    expect(await perfplat(['--help'], { NODE_V8_COVERAGE: coverage })).toMatchObject({ code: 0 });
    const loaded = readdirSync(coverage).flatMap((file) => {
      const { result } = JSON.parse(readFileSync(join(coverage, file), 'utf8')) as Coverage;
      return result.map(({ url }) => url);
    });
    expect(loaded.filter((url) => url.includes('/dist/server/')).length).toBeGreaterThan(0);
    expect(loaded.filter((url) => url.includes('/node_modules/'))).toEqual([]);
  });

  it('creates nothing but by migrate up', async () => {
    for (const args of [['check'], ['serve'], ['migrate', 'status'], ['migrate', 'down']]) {
      const { code, out, err } = await perfplat(args, env);
      expect({ args, code, out }).toEqual({ args, code: 3, out: '' });
      expect(err).toMatch(/there is no database at .*run `perfplat migrate up`/);
      expect(err).not.toMatch(/\n\s+at /);
    }
    expect(readdirSync(directory)).toEqual([]);
    expect(await perfplat(['migrate', 'up'], env)).toMatchObject({ code: 0, err: '' });
    expect(await perfplat(['migrate', 'status'], env)).toMatchObject({ code: 0 });
    expect(await perfplat(['check'], env)).toMatchObject({ code: 0, err: '' });
  });

  it('migrates once when several processes begin together', async () => {
    const all = await Promise.all([1, 2, 3, 4].map(() => perfplat(['migrate', 'up'], env)));
    expect(all.map(({ code, err }) => ({ code, err }))).toEqual(Array(4).fill({ code: 0, err: '' }));
    expect(all.filter(({ out }) => out.includes('done: Initial')).length).toBe(1);
  });

  it('shows where it happened only to who asks', async () => {
    const { code, err } = await perfplat(['check'], { ...env, PERF_LOG_LEVEL: 'debug' });
    expect(code).toBe(3);
    expect(err).toMatch(/\n\s+at /);
  });

  it('warns of settings that it does not know, and goes on', async () => {
    const { code, err } = await perfplat(['migrate', 'up'], { ...env, PERF_PORT: '1' });
    expect({ code, err }).toMatchObject({ code: 0 });
    expect(err).toMatch(/^warning: PERF_PORT is not a setting/);
  });

  it('refuses a wrong environment with every mistake, as a wrong command line', async () => {
    const { code, err } = await perfplat(['migrate', 'up'], { PERF_DATABASE_URL: 'oracle:x', PORT: '99999' });
    expect(code).toBe(2);
    expect(err).toMatch(/PORT must be[\s\S]*PERF_DATABASE_URL must be/);
  });
});
