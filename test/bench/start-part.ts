/** From start to ready, and what a server takes while nobody asks. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench } from './bench.js';
import { Connection } from './http-client.js';
import { serve } from './processes.js';
import { TIMED } from './questions.js';
import { quantity, type Result } from './report.js';
import { spreadOf } from './rounds.js';

const STARTS = 3;
const IDLE_MS = 1_000;

export async function startPart(bench: Bench, file: string): Promise<void> {
  const ready: number[] = [];
  const idle: number[] = [];
  for (let start = 0; start < STARTS; start++) {
    const server = await serve(`sqlite:${file}`);
    ready.push(server.readyMs);
    const connection = await Connection.open(server.port);
    await connection.send(TIMED[2].question.ours);
    connection.close();
    await sleep(IDLE_MS);
    const memory = server.memory();
    if (memory !== null) idle.push(memory);
    await server.stop();
  }
  const measured = (what: string, values: readonly number[], most: number, unit: string): Result =>
    quantity(what, values.length ? spreadOf(values).median : null, {
      unit,
      target: { most },
      note: `median of ${STARTS}, on the data of this run`,
    });
  bench.add(
    measured('from start to ready', ready, 3_000, 'ms'),
    measured('memory while idle, after the first answer', idle, 150, 'MB'),
  );
}
