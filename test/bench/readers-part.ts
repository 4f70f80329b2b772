/** How long readers wait while 200,000 rows are imported into the database that they read. */
import { copyFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { uncached } from './answers-part.js';
import type { Bench } from './bench.js';
import { writeImportFiles } from './data.js';
import { Connection } from './http-client.js';
import { perfplat, serve } from './processes.js';
import { TIMED } from './questions.js';
import { quantity } from './report.js';

const IDLE_MS = 5_000;
const PAUSE_MS = 5;
const WARM_UP = 1_000;
const [, , { question: FEW_POINTS }] = TIMED;

/** How long each answer takes until something has happened, one after another with a pause in between. */
async function waitsUntil(connection: Connection, ended: Promise<unknown>): Promise<number[]> {
  const waits: number[] = [];
  let isOver = false;
  void ended.then(() => (isOver = true));
  while (!isOver) {
    const begin = performance.now();
    uncached(await connection.send(FEW_POINTS.ours));
    waits.push(performance.now() - begin);
    await sleep(PAUSE_MS);
  }
  return waits.sort((a, b) => a - b);
}

const p99 = (waits: readonly number[]): number => waits[Math.floor(waits.length * 0.99)];

export async function readersPart(bench: Bench, template: string): Promise<void> {
  const file = bench.file('readers.sqlite');
  copyFileSync(template, file);
  const { measurements, rows } = writeImportFiles(bench.directory, false);
  const server = await serve(`sqlite:${file}`);
  const connection = await Connection.open(server.port);
  try {
    for (let index = 0; index < WARM_UP; index++) await connection.send(FEW_POINTS.ours);
    const idle = p99(await waitsUntil(connection, sleep(IDLE_MS)));
    const importing = perfplat(`sqlite:${file}`, 'import', '--measurements', measurements);
    const during = p99(await waitsUntil(connection, importing));
    bench.add(
      quantity(
        `p99 of readers during an import of ${rows.toLocaleString('en-GB')} rows, times that of an idle server`,
        during / idle,
        {
          target: { most: 2 },
          note: `${idle.toFixed(1)} ms, then ${during.toFixed(1)} ms`,
        },
      ),
    );
  } finally {
    connection.close();
    await server.stop();
  }
}
