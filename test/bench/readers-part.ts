/** How long readers wait while 200,000 rows are imported into the database that they read: by the command, and over HTTP. */
import { copyFileSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { uncached } from './answers-part.js';
import type { Bench } from './bench.js';
import { writeImportFiles } from './data.js';
import { Connection, requestBytes } from './http-client.js';
import { perfplat, serve, type Running } from './processes.js';
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
  const over = ended.finally(() => (isOver = true));
  while (!isOver) {
    const begin = performance.now();
    uncached(await connection.send(FEW_POINTS.ours));
    waits.push(performance.now() - begin);
    await sleep(PAUSE_MS);
  }
  await over;
  return waits.sort((a, b) => a - b);
}

const p99 = (waits: readonly number[]): number => waits[Math.floor(waits.length * 0.99)];

/** The ways in which rows come in, on a server that has the database open. */
type Way = (server: Running, url: string, measurements: string) => Promise<unknown>;

const byCommand: Way = (_server, url, measurements) =>
  perfplat(url, 'import', '--measurements', measurements);

/** One request: the writer's thread of the server does it. */
const overHttp: Way = async (server, url, measurements) => {
  const scopes = ['write:all', 'create:all'].flatMap((scope) => ['--scope', scope]);
  const token = (await perfplat(url, 'token', 'create', '--name', 'bench', ...scopes)).trim();
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' };
  const connection = await Connection.open(server.port);
  const { status, body } = await connection.send(
    requestBytes('POST', '/ingest', headers, readFileSync(measurements, 'utf8')),
  );
  connection.close();
  if (status !== 200) throw new Error(`the import was answered ${status}: ${body}`);
};

async function waited(bench: Bench, template: string, way: Way, name: string): Promise<void> {
  const file = bench.file(`readers-${name.replaceAll(' ', '-')}.sqlite`);
  copyFileSync(template, file);
  const { measurements, rows } = writeImportFiles(bench.directory, false);
  const server = await serve(`sqlite:${file}`);
  const connection = await Connection.open(server.port);
  try {
    for (let index = 0; index < WARM_UP; index++) await connection.send(FEW_POINTS.ours);
    const idle = p99(await waitsUntil(connection, sleep(IDLE_MS)));
    const waits = await waitsUntil(connection, way(server, `sqlite:${file}`, measurements));
    const during = p99(waits);
    bench.add(
      quantity(
        `p99 of readers during an import of ${rows.toLocaleString('en-GB')} rows ${name}, times that of an idle server`,
        during / idle,
        {
          target: { most: 2 },
          note: `${idle.toFixed(1)} ms, then ${during.toFixed(1)} ms of ${waits.length}, the longest ${waits.at(-1)!.toFixed(0)} ms`,
        },
      ),
    );
  } finally {
    connection.close();
    await server.stop();
  }
}

export async function readersPart(bench: Bench, template: string): Promise<void> {
  await waited(bench, template, byCommand, 'by the command');
  await waited(bench, template, overHttp, 'over HTTP');
}
