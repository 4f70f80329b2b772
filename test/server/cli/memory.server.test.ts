/** What `perfplat import` and `perfplat export` take of memory does not depend on how much they read. */
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { formatStart } from '../../../server/metrics/periods.js';
import { freshDatabase } from '../../support/databases.js';
import { peakOf, TELL_PEAK } from '../../support/peak-memory.js';

const MAIN = 'dist/server/cli/main.js';
const SERVICES = 32;
const DAYS = 6_000;
const CHANNELS = ['digital', 'phone', 'paper', 'other'];
/** Four times the rows may take so many megabytes more, a hundred bytes a row would be 58: buffers that the quarter does not fill. */
const MOST_MORE = 50;
/** Of 10 million rows: see `npm run bench`. */
const MOST = 300;

let directory: string;
const file = (name: string): string => join(directory, name);

/** All services in turn for each day: nothing is in the order of the key. */
function writeRows(name: string, services: number): void {
  const descriptor = openSync(file(name), 'w');
  writeSync(descriptor, 'service,measure,period,start,channel,value\n');
  for (let day = 0; day < DAYS; day++) {
    const start = formatStart('day', 7_400 + day);
    let text = '';
    for (let service = 0; service < services; service++) {
      for (const channel of CHANNELS) {
        text += `s-${service},transactions,day,${start},${channel},${(day * 7 + service) % 5_000}\n`;
      }
    }
    writeSync(descriptor, text);
  }
  closeSync(descriptor);
}

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'perf-test-'));
  const services = Array.from({ length: SERVICES }, (_, i) => `s-${i},Service ${i},dwp`);
  writeFileSync(file('organisations.csv'), 'slug,name,kind\ndwp,Work,department\n');
  writeFileSync(file('services.csv'), `slug,name,organisation\n${services.join('\n')}\n`);
  writeRows('quarter.csv', SERVICES / 4);
  writeRows('all.csv', SERVICES);
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

// What a process had at most is known on Linux only.
const onLinux = process.platform === 'linux' ? describe : describe.skip;

const WHAT = ['import', 'export'] as const;
type Peaks = Record<(typeof WHAT)[number], number>;

onLinux('the memory of an import, and of an export', () => {
  const perfplat = (url: string, ...args: string[]): { stdout: string; stderr: string } =>
    spawnSync(process.execPath, ['--import', TELL_PEAK, MAIN, ...args], {
      env: { PATH: process.env.PATH, PERF_DATABASE_URL: url },
      encoding: 'utf8',
    });

  async function peaksOf(measurements: string, rows: number): Promise<Peaks> {
    const { url, drop } = await freshDatabase('sqlite');
    const files = ['--organisations', file('organisations.csv'), '--services', file('services.csv')];
    const imported = perfplat(url, 'import', ...files, '--measurements', file(measurements));
    expect(imported.stdout).toContain(`measurements: ${rows} received, ${rows} inserted`);
    const exported = perfplat(url, 'export', '--to', file(`export-of-${measurements}`));
    expect(statSync(file(`export-of-${measurements}/measurements.csv`)).size).toBeGreaterThan(rows * 30);
    await drop();
    return { import: peakOf(imported.stderr), export: peakOf(exported.stderr) };
  }

  const isWithin = (all: Peaks, quarter: Peaks): boolean =>
    WHAT.every((what) => all[what] - quarter[what] < MOST_MORE);

  test('is that of a quarter of the rows', async () => {
    const rows = SERVICES * CHANNELS.length * DAYS;
    const quarter = await peaksOf('quarter.csv', rows / 4);
    let all = await peaksOf('all.csv', rows);
    // What is left lying about differs from one run to the next: what both of two take is needed.
    if (!isWithin(all, quarter)) {
      const again = await peaksOf('all.csv', rows);
      all = {
        import: Math.min(all.import, again.import),
        export: Math.min(all.export, again.export),
      };
    }
    for (const what of WHAT) {
      expect(all[what] - quarter[what]).toBeLessThan(MOST_MORE);
      expect(all[what]).toBeLessThan(MOST);
    }
  }, 180_000);
});
