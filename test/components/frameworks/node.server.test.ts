/** The built package in Node, as apps that render on a server import it. */
import { execFileSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import { ROOT } from '../elements/site.js';

const run = (script: string): string =>
  execFileSync(process.execPath, ['--input-type=module', '--eval', script], { cwd: ROOT, encoding: 'utf8' });

test.each([
  '',
  '/react',
  '/preact',
  '/vue',
  '/svelte',
  '/elements/perf-dashboard.js',
  '/elements/perf-services.js',
])('perfplat%s can be imported', (path) =>
  expect(run(`await import('perfplat${path}'); console.log('done')`)).toBe('done\n'),
);

test('registers nothing there, and does not throw', () => {
  const script = `
    import { definePerfElements } from 'perfplat';
    definePerfElements('https://performance.example.org/graphql');
    console.log(typeof document, globalThis.customElements?.get('perf-module'));`;
  expect(run(script)).toBe('undefined undefined\n');
});
