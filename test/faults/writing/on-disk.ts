/** Whatever is acknowledged was forced onto the disk before: every way of writing, each by itself. */
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { csvOf, Ledger, serviceOf, tokensFor } from './deliveries.js';
import { Disk } from './disk.js';
import { must, type Fault, type Trial } from '../fault.js';
import { filledDatabase, serve } from '../server.js';

const CLI = fileURLToPath(new URL('./server/cli/main.js', import.meta.url));

/** Commands that write, by what they are called here. With another value an import is another one. */
export function writingCommands(trial: Trial, value: number): Record<string, string[]> {
  const file = trial.file('month.csv');
  writeFileSync(file, csvOf({ service: serviceOf(50), month: 0 }, value));
  return {
    'perfplat import': ['import', '--measurements', file],
    'perfplat token create': ['token', 'create', '--name', 'another', '--scope', 'write:all'],
  };
}

export interface Ended {
  code: number;
  out: string;
  said: string;
}

export const command = (
  args: readonly string[],
  database: string,
  environment: Readonly<Record<string, string>> = {},
): Promise<Ended> =>
  new Promise((resolve) => {
    const env = { PATH: process.env.PATH, PERF_DATABASE_URL: database, ...environment };
    execFile(process.execPath, [CLI, ...args], { env }, (error, out, said) => {
      resolve({ code: error === null ? 0 : Number(error.code ?? -1), out, said });
    });
  });

export const onDisk: Fault = {
  name: 'on-disk',
  claim: 'whatever is acknowledged was forced onto the disk before, with nothing of the log left to write',
  async run(trial) {
    const database = await filledDatabase(trial);
    const disk = Disk.under(trial, trial.file('perf.sqlite'));
    if (!disk) return 'left out, for disk.cpp cannot be made here (it needs Linux and g++)';
    const [token] = await tokensFor(database, 1);
    const server = await serve(trial, database, { PERF_RATE_LIMIT: '0', ...disk.environment });
    const ledger = new Ledger();
    const times = trial.isShort ? 10 : 300;
    let syncs = 0;
    for (let time = 0; time < times; time++) {
      disk.begin();
      const { status } = await ledger.deliver(server.url, token, { service: serviceOf(0), month: time % 12 });
      const { seen } = disk;
      must(status === 200, `POST /ingest answered ${status}`);
      must(seen.syncs >= 1, 'POST /ingest was answered, and nothing was forced onto the disk');
      must(seen.unsynced === 0, 'POST /ingest was answered with something of the log not on disk');
      syncs += seen.syncs;
    }
    server.child.kill('SIGKILL');
    const told = [`POST /ingest: ${times} times, ${(syncs / times).toFixed(2)} fsyncs each`];
    for (const [name, args] of Object.entries(writingCommands(trial, 1))) {
      disk.begin();
      const { code, said } = await command(args, database, disk.environment);
      const { printed, syncsThen, unsyncedThen } = disk.seen;
      must(code === 0 && printed === 1, `${name} ended with ${code}: ${said}`);
      must(syncsThen >= 1, `${name} said that it was done, and nothing was forced onto the disk`);
      must(unsyncedThen === 0, `${name} said that it was done with something of the log not on disk`);
      told.push(`${name}: ${syncsThen}`);
    }
    return told.join('; ');
  },
};
