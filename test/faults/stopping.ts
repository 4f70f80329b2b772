/** SIGTERM in the middle of traffic: whoever is connected gets an answer, and whoever comes too late is refused. */
import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { DAILY } from '../bench/data.js';
import { must, type Fault, type Trial } from './fault.js';
import { filledDatabase, serve, type Server } from './server.js';

const PATHS = [
  '/services',
  `/services/${DAILY}`,
  `/services/${DAILY}/transactions.csv`,
  '/data/data-sets.csv.gz',
  '/healthz',
  `/graphql?query=${encodeURIComponent('{ services(first: 100) { edges { node { slug } } } }')}`,
];

interface Traffic {
  answered: number;
  /** Connections that ended before their answer, by what the client was told. */
  broken: string[];
  wrong: string[];
  /** Answers after `/readyz` was off whose connection was to stay. */
  kept: number;
}

interface Client {
  isKeepingAlive: boolean;
  /** Between an answer and the next question. */
  pauseMs: number;
}

/** Of each kind: those that use a connection again, those that never do, and those that think in between. */
const CLIENTS: readonly (Client & { count: number })[] = [
  { count: 5, isKeepingAlive: true, pauseMs: 0 },
  { count: 4, isKeepingAlive: false, pauseMs: 0 },
  { count: 3, isKeepingAlive: true, pauseMs: 150 },
];

async function ask(url: string, agent: Agent): Promise<IncomingMessage> {
  const [answer] = (await once(get(url, { agent }), 'response')) as [IncomingMessage];
  answer.resume();
  await once(answer, 'end');
  must(answer.complete, 'an answer that was cut short');
  return answer;
}

/** Asks until the server takes no more connections. */
async function keepAsking(
  server: Server,
  { isKeepingAlive, pauseMs }: Client,
  traffic: Traffic,
  isOff: () => boolean,
): Promise<void> {
  const agent = new Agent({ keepAlive: isKeepingAlive, maxSockets: 1 });
  for (let turn = traffic.answered; ; turn++) {
    const wasOff = isOff();
    try {
      const { statusCode, headers } = await ask(`${server.url}${PATHS[turn % PATHS.length]}`, agent);
      traffic.answered += 1;
      if (statusCode !== 200) traffic.wrong.push(`${PATHS[turn % PATHS.length]} answered ${statusCode}`);
      if (wasOff && headers.connection !== 'close') traffic.kept += 1;
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      agent.destroy();
      if (code === 'ECONNREFUSED') return;
      traffic.broken.push(code ?? message);
      if (!server.isAlive()) return;
    }
    await delay(pauseMs);
  }
}

async function stopOnce(
  trial: Trial,
  database: string,
  processes: number,
): Promise<{ traffic: Traffic; ms: number }> {
  const server = await serve(trial, database, {
    PERF_RATE_LIMIT: '0',
    PERF_LAG_LIMIT_MS: '60000',
    PERF_PROCESSES: String(processes),
  });
  const traffic: Traffic = { answered: 0, broken: [], wrong: [], kept: 0 };
  let isOff = false;
  const clients = CLIENTS.flatMap(({ count, ...client }) =>
    Array.from({ length: count }, () => keepAsking(server, client, traffic, () => isOff)),
  );
  while (traffic.answered < 100) await delay(10);
  const ended = once(server.child, 'exit') as Promise<[number | null]>;
  const begun = performance.now();
  server.child.kill('SIGTERM');
  // As whoever balances the load does: on a connection that is new each time.
  const balancer = new Agent({ keepAlive: false });
  // Of several processes each must have heard of it: connections go to them in turn, those of the clients too.
  const enough = processes === 1 ? 1 : 4 * processes;
  for (let refusals = 0; refusals < enough;) {
    refusals = (await ask(`${server.url}/readyz`, balancer)).statusCode === 503 ? refusals + 1 : 0;
  }
  isOff = true;
  const [code] = await ended;
  const ms = performance.now() - begun;
  await Promise.all(clients);
  must(code === 0, `it ended with ${code}: ${server.log.at(-1)}`);
  must(ms <= 10_000, `it took ${Math.round(ms)} ms`);
  return { traffic, ms };
}

export const stopping: Fault = {
  name: 'stopping',
  claim:
    'told to stop under load, one process or two are first not ready, answer all that they have begun, reset no connection and end with 0 in 10 s',
  async run(trial) {
    const database = await filledDatabase(trial);
    const times = trial.isShort ? 1 : 20;
    const seen: string[] = [];
    for (const processes of [1, 2]) {
      let [answered, longest] = [0, 0];
      for (let time = 0; time < times; time++) {
        const { traffic, ms } = await stopOnce(trial, database, processes);
        const { broken, wrong, kept } = traffic;
        must(broken.length === 0, `${broken.length} connections broke: ${broken.join(', ')}`);
        must(wrong.length === 0, wrong.join(', '));
        must(kept === 0, `${kept} answers left their connection open`);
        answered += traffic.answered;
        longest = Math.max(longest, ms);
      }
      const told = `${times} times with ${processes === 1 ? 'one process' : `${processes} processes`}`;
      seen.push(
        `${told}, ${answered} answers, 0 connections reset, at most ${(longest / 1000).toFixed(1)} s`,
      );
    }
    return seen.join('; ');
  },
};
