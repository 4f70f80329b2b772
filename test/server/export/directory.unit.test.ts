/** The directory of an export while it is written. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { writeExport } from '../../../server/export/directory.js';
import type { ExportedFile } from '../../../server/export/everything.js';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'perf-test-'));
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

const files = (services: ExportedFile['content']): ExportedFile[] => [
  { name: 'organisations.csv', kind: 'organisations', content: () => ['slug\n', 'dwp\n'] },
  { name: 'services.csv', kind: 'services', content: services },
];
const write = (to: string, services: ExportedFile['content'] = () => ['slug\n']): Promise<number> =>
  writeExport(files(services), to, () => undefined);

test('is there only when all of its files are', async () => {
  const to = join(parent, 'new');
  let during: string[] = [];
  await write(to, function* () {
    yield 'slug\n';
    during = readdirSync(parent);
    yield 'lpa\n';
  });
  expect(during).toEqual([expect.stringMatching(/^\.new\.part-/)]);
  expect(readdirSync(parent)).toEqual(['new']);
  expect(readFileSync(join(to, 'services.csv'), 'utf8')).toBe('slug\nlpa\n');
  expect(readFileSync(join(to, 'README.txt'), 'utf8')).toContain(
    'perfplat import --organisations organisations.csv --services services.csv\n',
  );
});

test('is as it was where a file cannot be made to its end', async () => {
  const to = join(parent, 'there');
  await write(to);
  const before = readFileSync(join(to, 'services.csv'), 'utf8');
  const failing = write(to, function* () {
    yield 'slug\n';
    throw new Error('the database went away');
  });
  await expect(failing).rejects.toThrow('the database went away');
  expect(readdirSync(parent)).toEqual(['there']);
  expect(readFileSync(join(to, 'services.csv'), 'utf8')).toBe(before);
  await expect(
    write(join(parent, 'never'), () => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(readdirSync(parent)).toEqual(['there']);
});

test('is not made in the place of a file', async () => {
  const to = join(parent, 'file');
  writeFileSync(to, 'something');
  await expect(write(to)).rejects.toThrow('is a file: name a directory');
  expect(readFileSync(to, 'utf8')).toBe('something');
});
