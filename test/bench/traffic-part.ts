/** How requests weigh against each other: 304s against a large answer, one request a page against one a module. */
import { asking } from './answers-part.js';
import type { Bench } from './bench.js';
import { DAILY, slugOf } from './data.js';
import { Connection, flood, headerOf, requestBytes } from './http-client.js';
import type { Running } from './processes.js';
import { modulesBytes, seriesDocument, TIMED, type ModuleParameters } from './questions.js';
import { isMet, timed } from './report.js';
import { compare, spreadOf, type Contestant } from './rounds.js';

const FLOOD_MS = 400;
const FLOOD_ROUNDS = 7;

interface Rate {
  perSecond: number;
  /** Milliseconds of CPU time an answer. */
  cpu: number | null;
}

/** `work` resolves with how many answers a second came in for FLOOD_MS. */
async function rated(server: Running, work: () => Promise<number>): Promise<Rate> {
  const before = server.cpu();
  const perSecond = await work();
  const after = server.cpu();
  const answers = (perSecond * FLOOD_MS) / 1000;
  return { perSecond, cpu: before === null || after === null ? null : (after - before) / answers };
}

async function askFor(ms: number, { run }: Contestant): Promise<number> {
  const begin = performance.now();
  let answers = 0;
  while (performance.now() - begin < ms) {
    await run();
    answers++;
  }
  return answers / ((performance.now() - begin) / 1000);
}

async function notModified(bench: Bench, server: Running): Promise<void> {
  const query = new URLSearchParams({
    query: seriesDocument('whole'),
    variables: JSON.stringify({ service: DAILY, last: 4000 }),
  });
  const path = `/graphql?${query.toString()}`;
  const connection = await Connection.open(server.port);
  const uncached = asking(connection, TIMED[0].question.ours, server);
  const known: Rate[] = [];
  const whole: Rate[] = [];
  for (let round = 0; round <= FLOOD_ROUNDS; round++) {
    const tag = headerOf(await connection.send(requestBytes('GET', path)), 'etag');
    if (!tag) throw new Error('a public GET was answered without an entity tag');
    const conditional = requestBytes('GET', path, { 'if-none-match': tag });
    const options = { ms: FLOOD_MS, inFlight: 32, status: 304 };
    const rates = [
      await rated(server, () => flood(server.port, conditional, options)),
      await rated(server, () => askFor(FLOOD_MS, uncached)),
    ];
    // The first round is for warming up.
    if (round === 0) continue;
    known.push(rates[0]);
    whole.push(rates[1]);
  }
  connection.close();
  const ratio = spreadOf(known.map(({ perSecond }, round) => perSecond / whole[round].perSecond));
  const [cpu, wholeCpu] = [known, whole].map(
    (rates) => spreadOf(rates.map((rate) => rate.cpu ?? NaN)).median,
  );
  const target = { least: 50 };
  const text = (rates: readonly Rate[]): string =>
    `${Math.round(spreadOf(rates.map(({ perSecond }) => perSecond)).median).toLocaleString('en-GB')} /s`;
  bench.add({
    what: 'answers not modified, against the uncached series of 4,000 points',
    ours: text(known),
    reference: text(whole),
    ratio,
    cpuRatio: Number.isNaN(cpu) ? null : wholeCpu / cpu,
    target,
    isMet: isMet(target, ratio.median),
    note: `${FLOOD_ROUNDS} rounds`,
  });
}

const MODULES = 100;
/** As many as browsers have under way at one server. */
const IN_FLIGHT = 6;

/** Sends all, with one under way on each connection. */
async function sendAll(requests: readonly Buffer[], connections: readonly Connection[]): Promise<void> {
  let next = 0;
  const work = async (connection: Connection): Promise<void> => {
    while (next < requests.length) {
      const { status } = await connection.send(requests[next++]);
      if (status !== 200) throw new Error(`a module was answered ${status}`);
    }
  };
  await Promise.all(connections.map(work));
}

async function onePage(bench: Bench, server: Running): Promise<void> {
  const requests = Array.from({ length: MODULES }, (_, index): ModuleParameters => ({
    service: slugOf(100 + index),
    metric: 'transactions',
    period: 'QUARTER',
    last: 8,
    compareTo: null,
  }));
  const each = requests.map((request) => modulesBytes([request]));
  const connections = await Promise.all(
    Array.from({ length: IN_FLIGHT }, () => Connection.open(server.port)),
  );
  const cpu = (): number | null => server.cpu();
  const comparison = await compare(
    [asking(connections[0], modulesBytes(requests), server), { cpu, run: () => sendAll(each, connections) }],
    { budgetMs: 5_000 * bench.patience, warmUpMs: 1_000 },
  );
  connections.forEach((connection) => connection.close());
  bench.add(
    timed(`page of ${MODULES} modules in one request, against ${MODULES} requests`, comparison, {
      most: 0.15,
    }),
  );
}

export async function trafficPart(bench: Bench, server: Running): Promise<void> {
  await notModified(bench, server);
  await onePage(bench, server);
}
