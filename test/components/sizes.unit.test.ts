import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const OUT = mkdtempSync(join(tmpdir(), 'perf-sizes-'));
const BUILD = join(ROOT, 'components/build.mjs');

interface Manifest {
  version: string;
  groups: Record<string, string[]>;
  files: Record<string, { bytes: number; brotli: number; integrity: string }>;
}
let manifest: Manifest;

beforeAll(() => {
  execFileSync(process.execPath, [BUILD, '--out', OUT]);
  manifest = JSON.parse(readFileSync(join(OUT, 'manifest.json'), 'utf8')) as Manifest;
});
afterAll(() => rmSync(OUT, { recursive: true }));

it('keeps the sizes within their limits and as the ledger has them', () => {
  const { status, stderr } = spawnSync(process.execPath, [BUILD, '--sizes', '--out', OUT], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
});

it('loads chart.js only with the library', () => {
  const holding = Object.keys(manifest.files).filter((path) =>
    readFileSync(join(OUT, path), 'utf8').includes('registerScaleType'),
  );
  const library = manifest.groups['library'] ?? [];
  expect(library.length).toBeGreaterThan(0);
  expect(holding.filter((path) => !library.includes(path))).toEqual([]);
});

it('is the same build for the same sources, with an integrity hash for each file', () => {
  execFileSync(process.execPath, [BUILD, '--out', OUT]);
  const again = JSON.parse(readFileSync(join(OUT, 'manifest.json'), 'utf8')) as Manifest;
  expect(again).toEqual(manifest);
  for (const { integrity } of Object.values(manifest.files)) expect(integrity).toMatch(/^sha384-[\w+/]{64}$/);
});

it('writes no address and no style into what it ships', () => {
  for (const path of Object.keys(manifest.files)) {
    const text = readFileSync(join(OUT, path), 'utf8');
    if (path.endsWith('.js') && !manifest.groups['library']?.includes(path)) {
      expect(text).not.toMatch(/ style=/);
      expect(text).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
    }
  }
});
