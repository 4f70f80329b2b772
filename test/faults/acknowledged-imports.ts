/** One import after another, each of its own row: what was acknowledged must be there in the end. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { DAILY } from '../bench/data.js';
import { must, type Trial } from './fault.js';

const CLI = fileURLToPath(new URL('./server/cli/main.js', import.meta.url));
/** A data set that the generated data does not have. */
const MEASURE = 'visits';

export interface Imports {
  /** Waits until so many have been acknowledged. */
  enough(acknowledged: number): Promise<void>;
  /** Ends with the one that is under way, and looks for all of them in the database, by a way that is not disturbed. */
  counted(database: string): Promise<{ acknowledged: number; refused: number; lost: number }>;
}

const valueOf = (round: number): number => 1_000_000 + round;

/** `perfplat import` of one row. @returns its exit code. */
function importRow(trial: Trial, database: string, round: number): Promise<{ code: number; said: string }> {
  const file = trial.file('row.csv');
  const start = new Date(Date.UTC(2001, 0, 1 + round)).toISOString().slice(0, 10);
  writeFileSync(
    file,
    `service,measure,period,start,value\n${DAILY},${MEASURE},day,${start},${valueOf(round)}\n`,
  );
  const env = { PATH: process.env.PATH, PERF_DATABASE_URL: database };
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, 'import', '--measurements', file], { env }, (error, _out, said) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), said });
    });
  });
}

export function acknowledgedImports(trial: Trial, database: string): Imports {
  const acknowledged: number[] = [];
  const unexpected: string[] = [];
  let refused = 0;
  let isEnding = false;
  const done = (async () => {
    for (let round = 0; !isEnding; round++) {
      const { code, said } = await importRow(trial, database, round);
      if (code === 0) acknowledged.push(valueOf(round));
      else refused += 1;
      if (code !== 0 && (code !== 3 || /unexpected|\n\s+at /.test(said))) unexpected.push(`${code}: ${said}`);
    }
  })();
  const end = (): Promise<void> => {
    isEnding = true;
    return done;
  };
  trial.atEnd(end);
  return {
    async enough(count) {
      while (acknowledged.length < count) await delay(50);
    },
    async counted(direct) {
      await end();
      must(unexpected.length === 0, `an import ended with ${unexpected[0]}`);
      const client = new pg.Client({ connectionString: direct });
      await client.connect();
      const { rows } = await client.query<{ value: number }>(
        'SELECT value FROM observation WHERE value >= $1',
        [valueOf(0)],
      );
      await client.end();
      const stored = new Set(rows.map(({ value }) => value));
      const lost = acknowledged.filter((value) => !stored.has(value)).length;
      return { acknowledged: acknowledged.length, refused, lost };
    },
  };
}
