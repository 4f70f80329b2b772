/** SIGTERM in the middle of deliveries: each is answered, and what was acknowledged is there. */
import { once } from 'node:events';
import { perfplat } from '../../bench/processes.js';
import { assertKept, keepDelivering, Ledger, storedInFile, tokensFor } from './deliveries.js';
import { must, until, type Fault } from '../fault.js';
import { filledDatabase, serve } from '../server.js';

const CLIENTS = 4;
const MOST_MS = 10_000;

export const stoppedDeliveries: Fault = {
  name: 'stopped-deliveries',
  claim:
    'told to stop in the middle of deliveries, it answers each that it has begun, ends with 0 in 10 s, and has all that it acknowledged',
  async run(trial) {
    const database = await filledDatabase(trial);
    const tokens = await tokensFor(database, CLIENTS);
    const ledger = new Ledger();
    const times = trial.isShort ? 1 : 20;
    let longest = 0;
    for (let time = 0; time < times; time++) {
      const server = await serve(trial, database, { PERF_RATE_LIMIT: '0', PERF_LAG_LIMIT_MS: '60000' });
      let isOver = false;
      const before = ledger.acknowledged;
      const clients = keepDelivering({ server, tokens, ledger, month: () => time, isOver: () => isOver });
      await until(() => ledger.acknowledged >= before + 20, 20_000, 'nothing was acknowledged');
      const ended = once(server.child, 'exit') as Promise<[number | null]>;
      const begun = performance.now();
      server.child.kill('SIGTERM');
      const [code] = await ended;
      const ms = performance.now() - begun;
      isOver = true;
      const broken = (await clients).filter(({ status, body }) => status === 0 && body !== 'ECONNREFUSED');
      must(code === 0, `it ended with ${code}: ${server.log.at(-1)}`);
      must(ms <= MOST_MS, `it took ${Math.round(ms)} ms`);
      must(broken.length === 0, `${broken.length} connections broke: ${broken[0]?.body}`);
      assertKept(ledger, storedInFile(trial.file('perf.sqlite')), `stopped ${time + 1} times`);
      longest = Math.max(longest, ms);
    }
    await perfplat(database, 'check');
    return `${times} times, ${ledger.acknowledged} acknowledged and none lost, 0 connections broken, at most ${(longest / 1000).toFixed(1)} s, check clean`;
  },
};
