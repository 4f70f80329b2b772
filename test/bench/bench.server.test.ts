/** The bench measures nothing unless the server's answers are the reference's: it is run for that, with no patience. */
import { expect, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';

const BENCH = 'dist/bench.mjs';

test('the answers of the server are those of the reference', () => {
  const bundled = [
    '--bundle',
    '--platform=node',
    '--format=esm',
    '--packages=external',
    `--outfile=${BENCH}`,
  ];
  execFileSync('node_modules/esbuild/bin/esbuild', ['test/bench/main.ts', ...bundled, '--log-level=error']);
  const run = spawnSync(process.execPath, [BENCH, '--json', '--only', 'answers', '--patience', '0.01'], {
    encoding: 'utf8',
    // Nothing else can end a test that waits for a process without letting go.
    timeout: 110_000,
  });
  expect(run.stderr).not.toContain('the answers differ');
  expect(run.status).toBe(0);
  const { results } = JSON.parse(run.stdout) as { results: { what: string }[] };
  expect(results).toHaveLength(10);
}, 120_000);
