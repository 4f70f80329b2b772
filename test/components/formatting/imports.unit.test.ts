import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../../components/formatting');
const BROWSER = ['intl-cache', 'words', 'numbers', 'periods', 'changes', 'coverage', 'missing', 'csv'];
const SERVER = ['sentences', 'telling', 'reasons', 'freshness', 'weaknesses', 'span-sentences', 'narrative'];

const importsOf = (file: string): string[] =>
  [...readFileSync(join(FOLDER, `${file}.ts`), 'utf8').matchAll(/from '([^']+)'/g)].map(([, path]) => path);

describe('components/formatting', () => {
  const files = readdirSync(FOLDER).map((name) => name.replace(/\.ts$/, ''));

  test('every file is for the browser or for the server', () => {
    expect(files.sort()).toEqual([...BROWSER, ...SERVER, 'types', 'index'].sort());
  });

  test.each(files)('%s imports nothing from outside the folder', (file) => {
    for (const path of importsOf(file)) expect(path).toMatch(/^\.\/[a-z-]+\.js$/);
  });

  test.each(BROWSER)('%s does not bring the server’s sentences into the browser', (file) => {
    for (const path of importsOf(file)) expect(SERVER.map((name) => `./${name}.js`)).not.toContain(path);
  });
});
