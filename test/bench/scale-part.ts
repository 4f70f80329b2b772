/**
 * A country of ten million rows, and one of ten thousand services: what the first answer to a dear question costs on a
 * server that has answered nothing yet, and whether small questions are answered beside dear ones.
 *
 * The countries are generated anew by a script that is not part of this repository; without it the part is skipped.
 */
import { execFile } from 'node:child_process';
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { DifferentAnswer, type Bench } from './bench.js';
import { differenceOf } from './difference.js';
import { Connection, requestBytes } from './http-client.js';
import { storedSize } from './writing/import-part.js';
import { perfplat, serve, serveReference, type Running } from './processes.js';
import { graphqlBytes, referenceBytes } from './questions.js';
import { isMet, milliseconds, quantity, skipped } from './report.js';
import { spreadOf } from './rounds.js';

const run = promisify(execFile);

const GENERATOR =
  process.env.BENCH_SCALE ?? fileURLToPath(new URL('../../shared/scale/generate.mjs', import.meta.url));

interface Country {
  name: string;
  /** Services, organisations, share with daily data, months, days. */
  size: readonly number[];
}

const COUNTRY: Country = { name: 'country', size: [1000, 60, 0.72, 120, 1095] };
const WIDE: Country = { name: 'wide', size: [10_000, 200, 0, 24, 0] };

/** The newest month of the generated data. */
const NEWEST = '2026-10-01';
const STARTS = 3;

const LIST = `query List($metrics: [String!]!) {
  services(first: 1000, orderBy: { field: METRIC, metric: "transactions", period: MONTH, direction: DESC }) {
    edges { node { slug } figures(metrics: $metrics, period: MONTH) { value } }
    columns(metrics: $metrics, period: MONTH) { period { start } }
  }
}`;
const LIST_METRICS = ['transactions', 'digital-take-up', 'user-satisfaction', 'completion-rate'];
const MONTHS = `query Months($last: Int!) {
  portfolio { metric(key: "transactions") { series(period: MONTH, last: $last) { starts lines { values } } } }
}`;

const listOurs = graphqlBytes(LIST, { metrics: LIST_METRICS });
const listReference = referenceBytes('/scale/list', { start: NEWEST });

interface ListAnswer {
  data: {
    services: {
      edges: { node: { slug: string }; figures: { value: number | null }[] }[];
      columns: { period: { start: string } }[];
    };
  };
}

interface MonthsAnswer {
  data: { portfolio: { metric: { series: { starts: string[]; lines: { values: number[] }[] } } } };
}

interface Dear {
  what: string;
  ours: Buffer;
  reference: Buffer;
  most: number;
  /** What the answer says, as the reference says it; of a page nothing is compared. */
  said?(answer: unknown): unknown;
}

const page = (path: string, most: number): Dear => ({
  what: path,
  ours: requestBytes('GET', path),
  reference: listReference,
  most,
});

/** Against the SQL of the list where a page has no reference of its own: it reads the newest month of four metrics. */
const DEAR: readonly Dear[] = [
  {
    what: 'list of services with 4 metrics',
    ours: listOurs,
    reference: listReference,
    most: 5,
    said: (answer) => ({
      rows: (answer as ListAnswer).data.services.edges.map(({ node, figures }) => ({
        slug: node.slug,
        values: figures.map(({ value }) => value),
      })),
    }),
  },
  page('/services', 5),
  page('/services?sort=user-satisfaction&column=user-satisfaction', 5),
  page('/', 5),
  page('/organisations/org-0', 5),
  page('/portfolio', 15),
  {
    what: '36 months of a portfolio',
    ours: graphqlBytes(MONTHS, { last: 36 }),
    reference: referenceBytes('/scale/months', { start: NEWEST, last: 36 }),
    most: 10,
    said: (answer) => {
      const { starts, lines } = (answer as MonthsAnswer).data.portfolio.metric.series;
      return { starts, values: lines[0].values };
    },
  },
];

async function makeCountry(bench: Bench, empty: string, { name, size }: Country): Promise<string> {
  const folder = bench.file(name);
  await run(process.execPath, [GENERATOR, folder, ...size.map(String)]);
  const file = bench.file(`${name}.sqlite`);
  copyFileSync(empty, file);
  const given = ['organisations', 'services', 'measurements'].flatMap((kind) => [
    `--${kind}`,
    join(folder, `${kind}.csv`),
  ]);
  await perfplat(`sqlite:${file}`, 'import', ...given);
  return file;
}

interface Answered {
  status: number;
  body: string;
  /** Milliseconds of CPU time of the server's process. */
  cpu: number;
}

async function ask(server: Running, request: Buffer): Promise<Answered> {
  const connection = await Connection.open(server.port);
  const before = server.cpu() ?? NaN;
  const { status, body } = await connection.send(request);
  const cpu = (server.cpu() ?? NaN) - before;
  connection.close();
  return { status, body: body.toString(), cpu };
}

/** The first answer of a server that has answered nothing yet, and the memory that the server took at most. */
async function firstAnswer(
  start: () => Promise<Running>,
  request: Buffer,
): Promise<Answered & { mostMemory: number | null }> {
  const server = await start();
  try {
    const answer = await ask(server, request);
    if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.body.slice(0, 500)}`);
    return { ...answer, mostMemory: server.mostMemory() };
  } finally {
    await server.stop();
  }
}

const cpuOf = (answers: readonly { cpu: number }[]): number => spreadOf(answers.map(({ cpu }) => cpu)).median;

async function times<T>(count: number, work: () => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let at = 0; at < count; at++) results.push(await work());
  return results;
}

async function dearQuestion(bench: Bench, file: string, dear: Dear): Promise<void> {
  const { what, ours, reference, most, said } = dear;
  const answers = await times(STARTS, () => firstAnswer(() => serve(`sqlite:${file}`), ours));
  const expected = await times(STARTS, () => firstAnswer(() => serveReference(file), reference));
  if (said) {
    const difference = differenceOf(said(JSON.parse(answers[0].body)), JSON.parse(expected[0].body));
    if (difference) throw new DifferentAnswer(`${what}: the answers differ at ${difference}`);
  }
  const [own, other] = [cpuOf(answers), cpuOf(expected)];
  bench.add({
    what: `first answer of ${what}, 10 million rows`,
    ours: `CPU ${milliseconds(own)}`,
    reference: `CPU ${milliseconds(other)}`,
    ratio: null,
    cpuRatio: own / other,
    target: { most },
    isMet: isMet({ most }, own / other),
    note: `median of ${STARTS} starts; ${Math.round(Math.max(...answers.map(({ mostMemory }) => mostMemory ?? 0)))} MB`,
  });
}

/** Six dear pages under way at once, each from the first, while somebody else asks for one figure again and again. */
async function smallBesideDear(bench: Bench, file: string): Promise<void> {
  const server = await serve(`sqlite:${file}`);
  const small = graphqlBytes(
    '{ service(slug: "service-7") { metric(key: "transactions") { latest { value } } } }',
    {},
  );
  try {
    await ask(server, small);
    let isOver = false;
    const dear = Promise.all(DEAR.slice(1).map(({ ours }) => ask(server, ours))).finally(() => {
      isOver = true;
    });
    const connection = await Connection.open(server.port);
    const waits: number[] = [];
    let refused = 0;
    while (!isOver) {
      const begin = performance.now();
      const { status } = await connection.send(small);
      waits.push(performance.now() - begin);
      if (status !== 200) refused++;
    }
    connection.close();
    const unanswered = (await dear).filter(({ status }) => status !== 200).length;
    waits.sort((a, b) => a - b);
    const note = `${waits.length} answers while six pages were made, of which ${unanswered} were refused`;
    bench.add(
      quantity('small questions beside dear ones: refused', refused, { target: { most: 0 }, note }),
      quantity('… p99', waits[Math.floor(waits.length * 0.99)] ?? null, {
        unit: 'ms',
        target: { most: 300 },
      }),
      quantity('… memory at most', server.mostMemory(), { unit: 'MB', target: { most: 900 } }),
    );
  } finally {
    await server.stop();
  }
}

async function rest(bench: Bench, file: string): Promise<void> {
  const servers = await times(STARTS, async () => {
    const server = await serve(`sqlite:${file}`);
    const { readyMs } = server;
    const memory = server.memory();
    await server.stop();
    return { readyMs, memory: memory ?? NaN };
  });
  const ready = spreadOf(servers.map(({ readyMs }) => readyMs)).median;
  const idle = spreadOf(servers.map(({ memory }) => memory)).median;
  bench.add(
    storedSize(file),
    quantity('from start to ready, 10 million rows', ready, { unit: 'ms', target: { most: 3_000 } }),
    quantity('memory while idle, 10 million rows', idle, { unit: 'MB', target: { most: 150 } }),
  );
}

const WIDE_PAGES = ['/', '/services', '/organisations/org-0', '/portfolio'];

async function widePages(bench: Bench, file: string): Promise<void> {
  for (const path of WIDE_PAGES) {
    const answers = await times(STARTS, () =>
      firstAnswer(() => serve(`sqlite:${file}`), requestBytes('GET', path)),
    );
    const memory = Math.round(Math.max(...answers.map(({ mostMemory }) => mostMemory ?? 0)));
    const what = `first answer of ${path}, 10,000 services`;
    const note = `${memory} MB`;
    bench.add(quantity(what, cpuOf(answers) / 1000, { unit: 's of CPU', target: { most: 3 }, note }));
  }
}

export async function scalePart(bench: Bench, empty: string): Promise<void> {
  if (!existsSync(GENERATOR)) {
    bench.add(skipped('ten million rows', `${GENERATOR} is not there (set BENCH_SCALE)`));
    return;
  }
  const country = await makeCountry(bench, empty, COUNTRY);
  for (const dear of DEAR) await dearQuestion(bench, country, dear);
  await smallBesideDear(bench, country);
  await rest(bench, country);
  await widePages(bench, await makeCountry(bench, empty, WIDE));
}
