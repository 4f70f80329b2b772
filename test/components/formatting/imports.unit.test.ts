import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../../components/formatting');
/** What may be in the bundle of the elements: every other file holds sentences that only the server writes. */
const BROWSER = [
  'date-format',
  'digits',
  'words',
  'numbers',
  'periods',
  'changes',
  'coverage',
  'missing',
  'csv',
  'types',
];

const importsOf = (file: string): string[] =>
  [...readFileSync(join(FOLDER, `${file}.ts`), 'utf8').matchAll(/from '([^']+)'/g)].map(([, path]) => path);

describe('components/formatting', () => {
  test.each(readdirSync(FOLDER))('%s imports nothing from outside the folder', (name) => {
    for (const path of importsOf(name.replace(/\.ts$/, ''))) expect(path).toMatch(/^\.\/[a-z-]+\.js$/);
  });

  test.each(BROWSER)('%s does not bring the server’s sentences into the browser', (file) => {
    for (const path of importsOf(file)) expect(BROWSER.map((name) => `./${name}.js`)).toContain(path);
  });
});
