/** Answers that are kept, compressed and not modified, from several connections: against node:http with the same bytes. */
import { writeFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { MODULES_DOCUMENT } from '../../components/client/modules-document.js';
import { MODULES_HASH } from '../../components/client/modules-hash.js';
import { DifferentAnswer, type Bench } from './bench.js';
import { DAILY, MONTHLY } from './data.js';
import { Connection, headerOf, requestBytes, type HttpAnswer } from './http-client.js';
import { serveKeptReference, type Running } from './processes.js';
import { dashboardRequests } from './questions.js';
import type { KeptAnswer } from './reference/kept.js';
import { isMet, milliseconds, type Result } from './report.js';
import { compare, type Comparison, type Contestant, type Spread } from './rounds.js';

const CONNECTIONS = 8;
/** Of each connection, in one run. */
const REQUESTS = 8;
/** Some 6,000 requests: with 600 half of what runs is not compiled. */
const WARM_RUNS = 100;
const TARGET = { least: 0.25 };

interface Question {
  name: string;
  method: 'GET' | 'POST';
  path: string;
  headers?: Readonly<Record<string, string>>;
  body?: string;
}

const QUESTIONS: readonly Question[] = [
  { name: 'page of a service', method: 'GET', path: `/services/${MONTHLY[0]}` },
  {
    name: 'CSV of 1,000 days',
    method: 'GET',
    path: `/services/${DAILY}/transactions.csv?period=day&last=1000`,
  },
  {
    name: '12 modules by GET',
    method: 'GET',
    path: `/graphql?${new URLSearchParams({
      extensions: JSON.stringify({ persistedQuery: { version: 1, sha256Hash: MODULES_HASH } }),
      variables: JSON.stringify({ requests: dashboardRequests() }),
    }).toString()}`,
  },
  {
    name: '12 modules by POST',
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: MODULES_DOCUMENT, variables: { requests: dashboardRequests() } }),
  },
];

const bytesOf = (
  { method, path, headers, body }: Question,
  more: Readonly<Record<string, string>> = {},
): Buffer => requestBytes(method, path, { ...headers, ...more }, body);

const COMPRESSED = { 'accept-encoding': 'gzip, deflate, br' };

/** What of an answer's head the reference sends as well. */
const HEADERS = ['content-type', 'content-encoding', 'content-length', 'cache-control', 'vary', 'etag'];

const recorded = (answer: HttpAnswer): KeptAnswer => ({
  headers: Object.fromEntries(
    HEADERS.flatMap((name) => {
      const value = headerOf(answer, name);
      return value === null ? [] : [[name, value]];
    }),
  ),
  body: answer.body.toString('base64'),
});

/** The compressed answer, once it is kept. @throws DifferentAnswer if it is not the plain one */
async function keptAnswer(question: Question, connection: Connection): Promise<HttpAnswer> {
  const plain = await connection.send(bytesOf(question));
  const answer = await connection.send(bytesOf(question, COMPRESSED));
  if (plain.status !== 200 || answer.status !== 200) throw new Error(`${question.name}: ${plain.status}`);
  const isCompressed = headerOf(answer, 'content-encoding') === 'br';
  if (isCompressed && brotliDecompressSync(answer.body).equals(plain.body)) return answer;
  throw new DifferentAnswer(`${question.name}: the compressed answer is not the plain one`);
}

/** Sends a request REQUESTS times on each connection. */
function asking(
  request: Buffer,
  status: number,
  server: Running,
  connections: readonly Connection[],
): Contestant {
  const work = async (connection: Connection): Promise<void> => {
    for (let sent = 0; sent < REQUESTS; sent++) {
      const answer = await connection.send(request);
      if (answer.status !== status) throw new Error(`expected ${status}, not: ${answer.head}`);
    }
  };
  return { cpu: () => server.cpu(), run: () => Promise.all(connections.map(work)) };
}

const inverse = ({ median, low, high }: Spread): Spread => ({
  median: 1 / median,
  low: 1 / high,
  high: 1 / low,
});

/** As rates: how much of the reference's is reached. What counts is CPU time, for the client takes its part of the machine. */
function rated(what: string, { timings, ratios: [ratio], cpuRatios: [cpuRatio] }: Comparison): Result {
  const shown = ({ wall, cpu }: Comparison['timings'][number]): string => {
    const all = CONNECTIONS * REQUESTS;
    const rate = `${Math.round((all * 1000) / wall.median).toLocaleString('en-GB')} /s`;
    return cpu === null ? rate : `${rate} (CPU ${milliseconds(cpu / all)})`;
  };
  const reached = { ratio: inverse(ratio), cpuRatio: cpuRatio === null ? null : 1 / cpuRatio };
  return {
    what,
    ours: shown(timings[0]),
    reference: shown(timings[1]),
    ...reached,
    target: TARGET,
    isMet: isMet(TARGET, reached.cpuRatio ?? reached.ratio.median),
    note: `${timings[0].rounds} rounds`,
  };
}

export async function keptPart(bench: Bench, server: Running): Promise<void> {
  const open = (port: number): Promise<Connection[]> =>
    Promise.all(Array.from({ length: CONNECTIONS }, () => Connection.open(port)));
  const ours = await open(server.port);
  const answers = new Map<Question, HttpAnswer>();
  for (const question of QUESTIONS) answers.set(question, await keptAnswer(question, ours[0]));
  const file = bench.file('kept.json');
  const asked = ([{ method, path }, answer]: [Question, HttpAnswer]) => [
    `${method} ${path}`,
    recorded(answer),
  ];
  writeFileSync(file, JSON.stringify(Object.fromEntries([...answers].map(asked))));
  const reference = await serveKeptReference(file);
  bench.atEnd(() => reference.stop());
  const theirs = await open(reference.port);
  bench.atEnd(() => [...ours, ...theirs].forEach((connection) => connection.close()));

  const measure = async (what: string, request: Buffer, status: number): Promise<void> => {
    const contestants = [asking(request, status, server, ours), asking(request, status, reference, theirs)];
    for (const { run } of contestants) for (let runs = 0; runs < WARM_RUNS; runs++) await run();
    const options = { budgetMs: 3_000 * bench.patience, warmUpMs: 200 };
    bench.add(rated(what, await compare(contestants, options)));
  };
  for (const [question, answer] of answers) {
    const { name, method } = question;
    const size = `${(answer.body.length / 1000).toFixed(1)} kB`;
    await measure(`kept, in brotli: ${name} (${size})`, bytesOf(question, COMPRESSED), 200);
    if (method === 'POST') continue;
    const known = { ...COMPRESSED, 'if-none-match': headerOf(answer, 'etag')! };
    await measure(`kept, not modified: ${name}`, bytesOf(question, known), 304);
  }
}
