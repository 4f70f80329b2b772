/** kill -9 in the middle of deliveries, again and again. */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { perfplat } from '../../bench/processes.js';
import { Chance } from '../../bench/random.js';
import { assertKept, keepDelivering, Ledger, storedInFile, tokensFor } from './deliveries.js';
import { percentile } from '../client.js';
import { must, until, type Fault } from '../fault.js';
import { filledDatabase, serve } from '../server.js';

const CLIENTS = 4;
/** Of nine starts out of ten: what else the machine does may hold up any. */
const READY_MS = 3_000;
const CHECK_EVERY = 50;

export const killed: Fault = {
  name: 'killed',
  claim:
    'killed in the middle of deliveries, again and again, it loses none that was acknowledged, has none by half, and is ready again within 3 s',
  async run(trial) {
    const database = await filledDatabase(trial);
    const tokens = await tokensFor(database, CLIENTS);
    const chance = new Chance(trial.seed);
    const ledger = new Ledger();
    const times = trial.isShort ? 2 : 300;
    const starts: number[] = [];
    for (let time = 0; time < times; time++) {
      const begun = performance.now();
      const server = await serve(trial, database, { PERF_RATE_LIMIT: '0', PERF_LAG_LIMIT_MS: '60000' });
      must((await fetch(`${server.url}/readyz`)).ok, 'it was not ready when it said so');
      starts.push(performance.now() - begun);
      const before = ledger.acknowledged;
      let isOver = false;
      const clients = keepDelivering({ server, tokens, ledger, month: () => time, isOver: () => isOver });
      await until(() => ledger.acknowledged > before, 20_000, 'nothing was acknowledged within 20 s');
      await delay(chance.whole(0, 120));
      const ended = once(server.child, 'exit');
      server.child.kill('SIGKILL');
      isOver = true;
      await Promise.all([ended, clients]);
      assertKept(ledger, storedInFile(trial.file('perf.sqlite')), `killed ${time + 1} times`);
      if (time % CHECK_EVERY === CHECK_EVERY - 1) {
        trial.say(`${time + 1} times, ${ledger.acknowledged} acknowledged`);
        await perfplat(database, 'check');
      }
    }
    // Roll-ups and extents against a recomputation, of every month that was ever delivered.
    await perfplat(database, 'check');
    const [usual, most] = [50, 90].map((percent) => Math.round(percentile(starts, percent)));
    must(trial.isShort || most <= READY_MS, `it was ready after ${usual} ms, and one of ten after ${most}`);
    return `${times} times, ${ledger.acknowledged} deliveries acknowledged, 0 lost, 0 by half, check clean, ready after ${usual} ms (9 of 10 within ${most})`;
  },
};
