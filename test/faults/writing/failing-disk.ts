/** A disk that fails to write, or to force onto it what was written: nothing is acknowledged, and the process ends. */
import { once } from 'node:events';
import { perfplat } from '../../bench/processes.js';
import { assertKept, keepDelivering, Ledger, storedInFile, tokensFor } from './deliveries.js';
import { Disk } from './disk.js';
import { must, until, type Fault, type Trial } from '../fault.js';
import { command, writingCommands } from './on-disk.js';
import { filledDatabase, serve } from '../server.js';

const CLIENTS = 4;
const WAYS = ['syncs', 'writes'] as const;

interface Scene {
  disk: Disk;
  database: string;
  tokens: readonly string[];
  ledger: Ledger;
}

async function failUnderServer(trial: Trial, way: (typeof WAYS)[number], scene: Scene): Promise<void> {
  const { disk, database, tokens, ledger } = scene;
  disk.begin();
  const server = await serve(trial, database, { PERF_RATE_LIMIT: '0', ...disk.environment });
  const ended = once(server.child, 'exit') as Promise<[number | null]>;
  let isOver = false;
  const before = ledger.acknowledged;
  const clients = keepDelivering({ server, tokens, ledger, month: () => 0, isOver: () => isOver });
  await until(() => ledger.acknowledged >= before + 8, 20_000, 'nothing was acknowledged');
  disk.begin(way);
  await until(() => disk.seen.failed > 0, 20_000, 'nothing was written any more');
  const then = ledger.acknowledged;
  const isOff = async (): Promise<boolean> =>
    fetch(`${server.url}/readyz`).then(
      (answer) => answer.status === 503,
      () => true,
    );
  await until(isOff, 2_000, `/readyz was on after ${way} had failed`);
  const late = setTimeout(() => server.child.kill('SIGKILL'), 12_000);
  const [code] = await ended;
  clearTimeout(late);
  isOver = true;
  await clients;
  must(code === 3, `when ${way} failed, the process ended with ${code}: ${server.log.at(-1)}`);
  // What was under way when the disk began to fail may have been on it before.
  must(
    ledger.acknowledged - then <= CLIENTS,
    `${ledger.acknowledged - then} acknowledged after ${way} failed`,
  );
  const isTold = server.log.some((line) =>
    /the disk of the database does not work.*the process ends/.test(line),
  );
  must(isTold, `no line of the log says why it ended: ${server.log.join('\n')}`);
}

export const failingDisk: Fault = {
  name: 'failing-disk',
  claim:
    'when a write or an fsync fails, nothing is acknowledged for it, /readyz is off and the process ends with 3; started again, all that was acknowledged is there',
  async run(trial) {
    const database = await filledDatabase(trial);
    const disk = Disk.under(trial, trial.file('perf.sqlite'));
    if (!disk) return 'left out, for disk.cpp cannot be made here (it needs Linux and g++)';
    const scene = { disk, database, tokens: await tokensFor(database, CLIENTS), ledger: new Ledger() };
    const times = trial.isShort ? 1 : 20;
    for (let time = 0; time < times; time++) {
      for (const way of WAYS) {
        await failUnderServer(trial, way, scene);
        assertKept(scene.ledger, storedInFile(trial.file('perf.sqlite')), `after ${way} failed`);
      }
    }
    for (const [index, way] of WAYS.entries()) {
      for (const [name, args] of Object.entries(writingCommands(trial, index))) {
        disk.begin(way);
        const { code, out, said } = await command(args, database, disk.environment);
        must(code === 3 && out === '', `when ${way} failed, ${name} ended with ${code} and printed ${out}`);
        must(/the disk of the database does not work/.test(said), `when ${way} failed, ${name} said ${said}`);
      }
    }
    disk.begin();
    await perfplat(database, 'check');
    const { acknowledged, statuses } = scene.ledger;
    return `${times} times each, ${acknowledged} acknowledged and none lost, ${statuses.get(503) ?? 0} × 503, ended with 3, check clean; so do commands`;
  },
};
