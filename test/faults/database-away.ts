/** PostgreSQL that is cut off, refuses connections or hangs, under readers and while data is imported. */
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { DAILY } from '../bench/data.js';
import { acknowledgedImports, type Imports } from './acknowledged-imports.js';
import { must, until, type Fault, type Trial } from './fault.js';
import { Proxy } from './proxy.js';
import { filledPostgres, serve, type Server } from './server.js';

const QUESTION = `{ service(slug: "${DAILY}") { metric(key: "transactions") { latest { formatted } } } }`;

/** Pages, files and the API; none of them a question that was answered before. */
const addresses = (round: number): [string, RequestInit?][] => [
  [`/services?round=${round}`],
  [`/services/${DAILY}?round=${round}`],
  [`/services/${DAILY}/transactions.csv?period=day&last=${round + 10}`],
  [`/services/${DAILY}/transactions.svg?period=day&last=${round + 10}`],
  [`/services/${DAILY}/transactions.json?period=day&last=${round + 10}`],
  [`/services/${DAILY}/data.csv`],
  ['/data/data-sets.csv.gz'],
  [`/graphql?query=${encodeURIComponent(`query Round${round} ${QUESTION}`)}`],
  [
    '/graphql',
    {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUESTION }),
    },
  ],
];

interface Seen {
  what: string;
  status: number;
  hasRetryAfter: boolean;
  ms: number;
}

async function ask(server: Server, [path, options]: [string, RequestInit?]): Promise<Seen> {
  const begun = performance.now();
  const answer = await fetch(`${server.url}${path}`, options);
  await answer.arrayBuffer();
  const { status, headers } = answer;
  const what = `${options?.method ?? 'GET'} ${path.split('?')[0]}`;
  return { what, status, hasRetryAfter: headers.has('retry-after'), ms: performance.now() - begun };
}

const isReady = async (server: Server): Promise<boolean> => (await fetch(`${server.url}/readyz`)).ok;

/** Every address over and over while the database is away, each many times at once. */
async function askAll(server: Server, rounds: number): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (let round = 0; round < rounds; round++) {
    const all = addresses(round).flatMap((address) => [ask(server, address), ask(server, address)]);
    seen.push(...(await Promise.all(all)));
  }
  return seen;
}

function assertRefused(seen: readonly Seen[], isTimed: boolean): void {
  const wrong = seen.find(({ status, hasRetryAfter }) => status !== 503 || !hasRetryAfter);
  must(!wrong, `${wrong?.what} answered ${wrong?.status}, retry-after ${wrong?.hasRetryAfter}`);
  const slowest = seen.reduce((a, b) => (a.ms > b.ms ? a : b));
  must(!isTimed || slowest.ms <= 5_000, `${slowest.what} took ${Math.round(slowest.ms)} ms`);
}

interface Scene {
  server: Server;
  proxy: Proxy;
  imports: Imports;
}

/** Takes the database away under requests, looks around, and gives it back. */
async function away({ server, proxy }: Scene, take: () => unknown, { isShort }: Trial): Promise<string> {
  const underWay = addresses(0).map((address) => ask(server, address).catch(() => null));
  await take();
  const seen = await askAll(server, isShort ? 1 : 5);
  must(!(await isReady(server)), '/readyz said that it was ready');
  assertRefused(seen, !isShort);
  const first = (await Promise.all(underWay)).filter((each) => each !== null);
  const wrong = first.find(({ status }) => status !== 200 && status !== 503);
  must(!wrong, `${wrong?.what}, which was under way, answered ${wrong?.status}`);
  await proxy.restore();
  await until(() => isReady(server), 20_000, '/readyz stayed off');
  const after = await askAll(server, 1);
  const failed = after.find(({ status }) => status !== 200);
  must(!failed, `${failed?.what} answered ${failed?.status} afterwards`);
  must(server.isAlive(), 'the process ended');
  return `${seen.length} × 503 within ${(Math.max(...seen.map(({ ms }) => ms)) / 1000).toFixed(1)} s`;
}

/** Whoever stops a server does not wait for a database that says nothing. */
async function assertStops({ child }: Server): Promise<void> {
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const begun = performance.now();
  child.kill('SIGTERM');
  const [code] = await ended;
  const ms = performance.now() - begun;
  must(
    code === 0 && ms <= 10_000,
    `told to stop while it hung, it ended with ${code} after ${Math.round(ms)} ms`,
  );
}

/** Cuts that readers only notice if they ask just then. */
async function cutOften({ server, proxy, imports }: Scene, { isShort }: Trial): Promise<string> {
  const times = isShort ? 5 : 100;
  const seen: Seen[] = [];
  for (let cut = 0; cut < times; cut++) {
    // Files of any length are cut short with their connection: it is said in no status.
    const asked = addresses(cut).filter(([path]) => !/data/.test(path));
    const all = Promise.all(asked.map((address) => ask(server, address)));
    await delay(20 + ((cut * 7) % 50));
    proxy.cut();
    seen.push(...(await all));
  }
  const wrong = seen.find(
    ({ status, hasRetryAfter }) => status !== 200 && !(status === 503 && hasRetryAfter),
  );
  must(!wrong, `${wrong?.what} answered ${wrong?.status} to a cut`);
  await imports.enough(isShort ? 2 : 20);
  return `${seen.length} answers over ${times} cuts, ${seen.filter(({ status }) => status === 503).length} of them 503`;
}

export const databaseAway: Fault = {
  name: 'database-away',
  claim:
    'while PostgreSQL is cut off, refuses or hangs, everything is answered with 503 and Retry-After, and no import that was acknowledged is lost',
  async run(trial) {
    const address = process.env.TEST_POSTGRES_URL;
    if (!address) return 'left out, for TEST_POSTGRES_URL is not set';
    const database = await filledPostgres(trial, address);
    const proxy = await Proxy.before(address);
    trial.atEnd(() => proxy.close());
    const server = await serve(trial, proxy.url(database), {
      PERF_RATE_LIMIT: '0',
      PERF_LAG_LIMIT_MS: '60000',
    });
    const imports = acknowledgedImports(trial, proxy.url(database));
    const scene = { server, proxy, imports };
    const figures = {
      cut: await cutOften(scene, trial),
      refusing: await away(scene, () => proxy.refuse(), trial),
      hanging: await away(scene, () => proxy.swallow(), trial),
    };
    const { acknowledged, refused, lost } = await imports.counted(database);
    must(lost === 0, `${lost} of ${acknowledged} acknowledged imports are lost`);
    proxy.swallow();
    await assertStops(server);
    const told = Object.entries(figures).map(([name, figure]) => `${name}: ${figure}`);
    return `${told.join('; ')}; ${acknowledged} imports acknowledged, ${refused} refused, none lost`;
  },
};
