import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../../components/formatting');

const importsOf = (file: string): string[] =>
  [...readFileSync(join(FOLDER, `${file}.ts`), 'utf8').matchAll(/from '([^']+)'/g)].map(([, path]) => path);

/** Server and browser share it: it brings no sentence of the server's into the browser, and nothing of a browser to it. */
describe('components/formatting', () => {
  test.each(readdirSync(FOLDER))('%s imports nothing from outside the folder', (name) => {
    for (const path of importsOf(name.replace(/\.ts$/, ''))) expect(path).toMatch(/^\.\/[a-z-]+\.js$/);
  });
});
