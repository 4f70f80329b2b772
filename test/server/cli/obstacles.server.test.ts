/** The built command line where it has no right, no place or no database: it ends, and says what to do. */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const MAIN = 'dist/server/cli/main.js';
/** Root may do anything: without its capabilities, rights count for it, too. */
const RIGHTS_COUNT =
  process.geteuid?.() === 0 ? ['setpriv', '--bounding-set', '-all', '--inh-caps', '-all'] : [];
const LIMIT_MS = 20_000;

let directory: string;
let file: string;

interface Ended {
  code: number | null;
  said: string;
}

function perfplat(args: string[], url = `sqlite:${file}`, env: Record<string, string> = {}): Ended {
  const [command, ...rest] = [...RIGHTS_COUNT, process.execPath, MAIN, ...args];
  const { status, stdout, stderr } = spawnSync(command, rest, {
    env: { PATH: process.env.PATH, PERF_DATABASE_URL: url, ...env },
    encoding: 'utf8',
    timeout: LIMIT_MS,
  });
  return { code: status, said: stdout + stderr };
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'perf-test-'));
  file = join(directory, 'perf.sqlite');
  writeFileSync(join(directory, 'organisations.csv'), 'slug,name,kind\nho,Home Office,department\n');
});
afterEach(() => {
  chmodSync(directory, 0o755);
  rmSync(directory, { recursive: true, force: true });
});

describe('without the right', () => {
  const importOf = (): string[] => ['import', '--organisations', join(directory, 'organisations.csv')];
  const user = String.raw`the user that runs perfplat \(number \d+\)`;

  test('to write the file, nothing is imported', () => {
    expect(perfplat(['migrate', 'up']).code).toBe(0);
    chmodSync(file, 0o444);
    const { code, said } = perfplat(importOf());
    expect(said).toMatch(new RegExp(`perf\\.sqlite is read-only: give the right to write to ${user}`));
    expect(code).toBe(3);
  });

  test('to write its directory, it cannot be opened', () => {
    expect(perfplat(['migrate', 'up']).code).toBe(0);
    chmodSync(directory, 0o555);
    for (const args of [['check'], ['serve'], importOf()]) {
      const { code, said } = perfplat(args);
      expect(said).toMatch(
        new RegExp(
          `the directory of .* is read-only, and SQLite keeps its write-ahead log there: give the right to write to ${user}`,
        ),
      );
      expect(code).toBe(3);
    }
  });

  test('to read the file, or to make its directory', () => {
    expect(perfplat(['migrate', 'up']).code).toBe(0);
    chmodSync(file, 0o000);
    expect(perfplat(['check'])).toEqual({
      code: 3,
      said: expect.stringMatching(new RegExp(`perf\\.sqlite may not be read: give the right to ${user}`)),
    });
    chmodSync(directory, 0o555);
    expect(perfplat(['migrate', 'up'], `sqlite:${directory}/data/perf.sqlite`)).toEqual({
      code: 3,
      said: expect.stringMatching(/the directory of .* cannot be made \(EACCES.*make .*\/data for the user/),
    });
  });
});

test.each(['/proc/nothing/here/perf.sqlite', '/dev/null/perf.sqlite', '/dev/null', '/'])(
  'migrate up to %s ends, and says why',
  (path) => {
    const { code, said } = perfplat(['migrate', 'up'], `sqlite:${path}`);
    expect(code).toBe(3);
    expect(said).toMatch(/^perfplat: .*(PERF_DATABASE_URL|name a file in it, like .*)\n$/);
  },
);

const PASSWORD = 'sec/r@et#1%?';
test.each([
  ['as it is', PASSWORD],
  ['encoded', encodeURIComponent(PASSWORD)],
])('a password with signs of an address, %s, is never shown', (_how, password) => {
  for (const args of [['migrate', 'up'], ['serve']]) {
    for (const url of [
      `postgres://me:${password}@127.0.0.1:1/perf`,
      `postgres://me:${password}@127.0.0.1:port/perf`,
    ]) {
      const { code, said } = perfplat(args, url, { PERF_LOG_LEVEL: 'debug' });
      expect([2, 3]).toContain(code);
      expect(said).toMatch(
        /cannot connect to PostgreSQL at 127\.0\.0\.1:1\/perf|the PostgreSQL address cannot be read/,
      );
      for (const part of ['sec/', 'r@et', '%40et', 'et#', 'et%23']) expect(said).not.toContain(part);
    }
  }
});
