/** PostgreSQL that is cut off, or refuses, in the middle of deliveries. */
import { setTimeout as delay } from 'node:timers/promises';
import { perfplat } from '../../bench/processes.js';
import { Chance } from '../../bench/random.js';
import { assertKept, keepDelivering, Ledger, storedInPostgres, tokensFor } from './deliveries.js';
import { must, until, type Fault } from '../fault.js';
import { Proxy } from '../proxy.js';
import { filledPostgres, serve } from '../server.js';

const CLIENTS = 4;

export const deliveriesAway: Fault = {
  name: 'deliveries-away',
  claim:
    'while PostgreSQL is cut off or refuses in the middle of deliveries, each is answered with 200, or 503 and Retry-After, and none that was acknowledged is lost or there by half',
  async run(trial) {
    const address = process.env.TEST_POSTGRES_URL;
    if (!address) return 'left out, for TEST_POSTGRES_URL is not set';
    const database = await filledPostgres(trial, address);
    const tokens = await tokensFor(database, CLIENTS);
    const proxy = await Proxy.before(address);
    trial.atEnd(() => proxy.close());
    const settings = { PERF_RATE_LIMIT: '0', PERF_LAG_LIMIT_MS: '60000' };
    const server = await serve(trial, proxy.url(database), settings);
    const chance = new Chance(trial.seed);
    const ledger = new Ledger();
    let isOver = false;
    let cuts = 0;
    const clients = keepDelivering({ server, tokens, ledger, month: () => cuts, isOver: () => isOver });
    const goesOn = async (): Promise<void> => {
      const before = ledger.acknowledged;
      await until(() => ledger.acknowledged > before, 20_000, `after ${cuts} cuts nothing was acknowledged`);
    };
    for (; cuts < (trial.isShort ? 5 : 200); cuts++) {
      await goesOn();
      await delay(chance.whole(0, 60));
      proxy.cut();
    }
    await goesOn();
    await proxy.refuse();
    await delay(trial.isShort ? 200 : 3_000);
    must((await fetch(`${server.url}/readyz`)).status === 503, '/readyz was on while PostgreSQL refused');
    await proxy.restore();
    await goesOn();
    isOver = true;
    const odd = (await clients).find(({ status, hasRetryAfter }) => status !== 503 || !hasRetryAfter);
    must(!odd || odd.status === 429, `a delivery was answered with ${odd?.status} ${odd?.body}`);
    must(server.isAlive(), 'the process ended');
    assertKept(ledger, await storedInPostgres(database), 'in the end');
    await perfplat(database, 'check');
    return `${cuts} cuts, ${ledger.acknowledged} acknowledged and none lost, ${ledger.statuses.get(503) ?? 0} × 503, check clean`;
  },
};
