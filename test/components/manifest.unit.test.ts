/** custom-elements.json: what editors and other tools know of the elements. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';

const ROOT = join(__dirname, '../..');

interface Named {
  name: string;
  description?: string;
}
interface Declaration {
  kind: string;
  name: string;
  tagName?: string;
  summary?: string;
  attributes?: Named[];
  members?: Named[];
  events?: Named[];
  slots?: Named[];
  cssParts?: Named[];
  cssProperties?: Named[];
}
const read = (): { modules: { path: string; declarations: Declaration[] }[] } =>
  JSON.parse(readFileSync(join(ROOT, 'custom-elements.json'), 'utf8'));

const elements = read()
  .modules.flatMap(({ declarations }) => declarations)
  .filter(({ tagName }) => tagName);

test('is what the sources say', () => {
  const before = read();
  execFileSync('node_modules/.bin/cem', ['analyze', '--quiet', '--outdir', 'dist/manifest'], { cwd: ROOT });
  const made = JSON.parse(readFileSync(join(ROOT, 'dist/manifest/custom-elements.json'), 'utf8'));
  const isFresh = JSON.stringify(made) === JSON.stringify(before);
  expect(isFresh ? '' : 'custom-elements.json is out of date: run `npm run manifest` and commit it').toBe('');
});

test('knows every element of the package', () => {
  const index = readFileSync(join(ROOT, 'components/index.ts'), 'utf8');
  const tags = [...index.matchAll(/'(perf-[a-z]+)'/g)].map(([, tag]) => tag);
  expect(new Set(elements.map(({ tagName }) => tagName))).toEqual(new Set(tags));
});

describe.each(elements)('$tagName', (element) => {
  test.each(['attributes', 'members', 'events', 'slots', 'cssParts'] as const)(
    'says what its %s are for',
    (kind) => {
      const all = element[kind] ?? [];
      expect(all.length).toBeGreaterThan(0);
      expect(all.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
    },
  );

  test('says in a line what it is', () => expect(element.summary).toMatch(/^[A-Z].+\.$/));

  test('lists each custom property and part that documents name', () => {
    const document = readFileSync(join(ROOT, 'docs/embedding.md'), 'utf8');
    if (element.tagName !== 'perf-module') return;
    const properties = new Set([...document.matchAll(/(--perf-[a-z0-9-]+)/g)].map(([, name]) => name!));
    const known = new Set(element.cssProperties?.map(({ name }) => name));
    expect([...properties].filter((name) => !known.has(name))).toEqual([]);
  });
});
