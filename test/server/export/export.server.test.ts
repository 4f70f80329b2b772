/** `perfplat export` as it is installed: the demonstration through both databases, and directories that are not its own. */
import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { nowhere, type TestDatabase } from '../../support/databases.js';
import { filled } from '../../support/platform.js';

const MAIN = 'dist/server/cli/main.js';

interface Ended {
  code: number;
  out: string;
  err: string;
}

const perfplat = (url: string, args: readonly string[], cwd = '.'): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { PATH: process.env.PATH, PERF_DATABASE_URL: url };
    execFile(process.execPath, [join(process.cwd(), MAIN), ...args], { env, cwd }, (error, out, err) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, err });
    });
  });

const contentOf = (directory: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(directory)
      .sort()
      .map((name) => [name, readFileSync(join(directory, name), 'utf8')]),
  );

/** The arguments that README.txt says. */
const importOf = (directory: string): string[] =>
  /^ {2}perfplat (import .*)$/m.exec(readFileSync(join(directory, 'README.txt'), 'utf8'))![1]!.split(' ');

describe('perfplat export', () => {
  const directory = mkdtempSync(join(tmpdir(), 'perf-test-'));
  const databases: TestDatabase[] = [nowhere('sqlite')];
  if (process.env.TEST_POSTGRES_URL) databases.push(nowhere('postgres'), nowhere('sqlite'));
  else databases.push(nowhere('sqlite'));
  const [demo] = databases as [TestDatabase];
  const first = join(directory, 'first');
  /** Without a service: directories are filled with the same files. */
  const empty = nowhere('sqlite');

  beforeAll(async () => {
    const env = { PATH: process.env.PATH, PERF_DATABASE_URL: demo.url };
    filled(dirname(new URL(demo.url).pathname), JSON.stringify(['demo']), () =>
      execFileSync(process.execPath, [MAIN, 'demo'], { env }),
    );
    expect(await perfplat(demo.url, ['export', '--to', first])).toMatchObject({ code: 0, err: '' });
    expect(await perfplat(empty.url, ['migrate', 'up'])).toMatchObject({ code: 0 });
  }, 120_000);
  afterAll(async () => {
    for (const database of [...databases, empty]) await database.drop();
    rmSync(directory, { recursive: true, force: true });
  });

  test('of the demonstration is the same from every database that it is imported into', async () => {
    let from = first;
    for (const [index, { url }] of databases.slice(1).entries()) {
      expect(await perfplat(url, ['migrate', 'up'])).toMatchObject({ code: 0 });
      expect(await perfplat(url, importOf(from), from)).toMatchObject({ code: 0 });
      const to = join(directory, `copy-${index}`);
      expect(await perfplat(url, ['export', '--to', to])).toMatchObject({ code: 0 });
      const [was, is] = [contentOf(from), contentOf(to)];
      expect(Object.keys(is)).toEqual(Object.keys(was));
      for (const [name, text] of Object.entries(was)) expect([name, is[name] === text]).toEqual([name, true]);
      expect(was['measurements.csv']!.split('\n').length).toBeGreaterThan(10_000);
      from = to;
    }
  }, 240_000);

  test('takes the place of an earlier one, and leaves nothing else', async () => {
    const to = join(directory, 'again');
    mkdirSync(to);
    expect(await perfplat(empty.url, ['export', '--to', to])).toMatchObject({ code: 0 });
    const before = contentOf(to);
    writeFileSync(join(to, 'services.csv'), 'something that was changed');
    rmSync(join(to, 'targets.csv'));
    expect(await perfplat(empty.url, ['export', '--to', to])).toMatchObject({ code: 0 });
    expect(contentOf(to)).toEqual(before);
    expect(readdirSync(directory).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  test.each([
    ['something.txt', 'something'],
    // Somebody's own, of the name that an export has.
    ['services.csv', 'slug,name,organisation\n'],
    ['README.txt', 'How to live\n'],
  ])('leaves a directory alone that has %s', async (name, content) => {
    const to = mkdtempSync(join(directory, 'other-'));
    writeFileSync(join(to, name), content);
    const { code, out, err } = await perfplat(empty.url, ['export', '--to', to]);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(`is no earlier export: it has ${name} in it`);
    expect(contentOf(to)).toEqual({ [name]: content });
  });

  test('that fails leaves the earlier one as it is, and no part of a new one', async () => {
    const to = join(directory, 'kept');
    expect(await perfplat(empty.url, ['export', '--to', to])).toMatchObject({ code: 0 });
    const before = contentOf(to);
    const other = nowhere('sqlite');
    expect(await perfplat(other.url, ['export', '--to', to])).toMatchObject({ code: 3 });
    expect(contentOf(to)).toEqual(before);
    expect(readdirSync(directory).filter((name) => name.startsWith('.'))).toEqual([]);
    await other.drop();
  });
});
