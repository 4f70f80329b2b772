/** Every fault in its short form: what must hold is counted; the times that long runs also look at are not. */
import { expect, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';

const FAULTS = 'dist/faults.mjs';
const LIMIT_MS = 1_200_000;

test('the faults that the platform must survive, each for a moment', () => {
  const bundled = [
    '--bundle',
    '--platform=node',
    '--format=esm',
    '--packages=external',
    `--outfile=${FAULTS}`,
  ];
  execFileSync('node_modules/esbuild/bin/esbuild', ['test/faults/main.ts', ...bundled, '--log-level=error']);
  const run = spawnSync(process.execPath, [FAULTS, '--short'], { encoding: 'utf8', timeout: LIMIT_MS });
  expect(run.stdout.split('\n').filter((line) => line.includes('DOES NOT HOLD'))).toEqual([]);
  expect({ status: run.status, stderr: run.stderr }).toMatchObject({ status: 0 });
}, 1_220_000);
