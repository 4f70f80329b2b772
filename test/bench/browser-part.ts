/**
 * What a page of a hundred figures costs the reader's browser: a stranger's page with a hundred modules, and the page that
 * a tutorial would write for the same data (all of it as ISO dates, Chart.js at once, a legend on each chart).
 */
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { build } from 'esbuild';
import { chromium, type Browser } from 'playwright-core';
import type { ModuleData } from '../../components/formatting/types.js';
import { DifferentAnswer, type Bench } from './bench.js';
import { DAILY } from './data.js';
import type { Running } from './processes.js';
import { isMet, milliseconds, single, skipped } from './report.js';
import { spreadOf } from './rounds.js';

const WHAT = 'a page of 100 figures, until the first screen is there: time in scripts';
const TARGET = { most: 0.1 };
const MODULES = 100;
/** Each module asks for one point less than the one before it: no two questions are equal. */
const MOST_POINTS = 1_950;
const ROUNDS = 5;

const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

interface NaiveChart {
  title: string;
  points: { date: string; value: number | null }[];
}

const requests = Array.from({ length: MODULES }, (_, index) => ({
  service: DAILY,
  metric: 'transactions',
  period: 'DAY',
  last: MOST_POINTS - index,
}));

/** The data of the naive page: what the API answers for the same questions. */
/** One answer has at most 100,000 points. */
const AT_ONCE = 20;

async function naiveData(port: number): Promise<NaiveChart[]> {
  const query = `query ($requests: [ModuleRequest!]!) { modules(requests: $requests) {
    metric { label } series { starts lines { role values } } error { message } } }`;
  const modules: ModuleData[] = [];
  for (let from = 0; from < requests.length; from += AT_ONCE) {
    const some = requests.slice(from, from + AT_ONCE);
    const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { requests: some } }),
    });
    const { data } = (await answer.json()) as { data: { modules: ModuleData[] } };
    modules.push(...data.modules);
  }
  return modules.map(({ metric, series, error }, index) => {
    if (error || !series) throw new Error(`module ${index}: ${error?.message ?? 'no series'}`);
    const { values } = series.lines.find(({ role }) => role === 'PRIMARY')!;
    return {
      title: metric!.label,
      points: series.starts.map((start, at) => ({
        date: `${start}T00:00:00.000Z`,
        value: values[at] ?? null,
      })),
    };
  });
}

/** As tutorials have it: labels are texts, everything is drawn at once, and moves. */
const NAIVE = `
import Chart from 'chart.js/auto';
const charts = await (await fetch('/data.json')).json();
for (const { title, points } of charts) {
  const canvas = document.body.appendChild(document.createElement('div')).appendChild(document.createElement('canvas'));
  new Chart(canvas, {
    type: 'line',
    data: { labels: points.map((point) => point.date), datasets: [{ label: title, data: points.map((point) => point.value) }] },
  });
}
requestAnimationFrame(() => requestAnimationFrame(() => { window.isThere = true; }));
`;

const frame = (body: string, script: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Bench</title><style>body{width:60rem;margin:auto}</style><script type="module" src="${script}"></script></head><body>${body}</body></html>`;

const tags = (port: number): string =>
  requests
    .map(
      ({ last }) =>
        `<perf-module service="${DAILY}" metric="transactions" period="day" last="${last}" endpoint="http://127.0.0.1:${port}/graphql"><a href="/x">Transactions</a></perf-module>`,
    )
    .join('\n');

async function serveHost(
  files: Record<string, { type: string; body: string }>,
): Promise<{ url: string; stop(): void }> {
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const file = files[request.url ?? ''];
    if (file) response.writeHead(200, { 'content-type': file.type }).end(file.body);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  // Another origin than the platform's, as a stranger's page is.
  return { url: `http://localhost:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}

interface Cost {
  /** Milliseconds of scripts, and of all work of the page's thread. */
  script: number;
  task: number;
  /** Paths in the order in which they were asked for. */
  asked: string[];
  /** What had been asked for when the figures of the first screen were painted. */
  atFigures: string[];
}

/** Figures of the first screen; and with their charts. Runs in the page. */
const FIRST_SCREEN = `(() => {
  const seen = [...document.querySelectorAll('perf-module')].filter((each) => each.getBoundingClientRect().top < innerHeight);
  const has = (selector) => seen.length > 0 && seen.every((each) => each.shadowRoot && each.shadowRoot.querySelector(selector));
  return { figures: has('.perf-number'), charts: has('.perf-picture svg') };
})()`;

interface Profile {
  nodes: {
    id: number;
    callFrame: { functionName: string; scriptId: string; url: string };
    children?: number[];
  }[];
  samples?: number[];
  timeDeltas?: number[];
}

/**
 * Milliseconds in scripts by samples of the stack; the browser's own count leaves out what promises go on with. What the
 * measuring itself runs in the page, a script without an address, does not count: it makes the page lay out each frame.
 */
function scriptTime({ nodes, samples = [], timeDeltas = [] }: Profile): number {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const outside = new Set<number>();
  const leaveOut = (id: number): void => {
    outside.add(id);
    byId.get(id)?.children?.forEach(leaveOut);
  };
  for (const { id, callFrame } of nodes) {
    if (/^\((idle|program|root)\)$/.test(callFrame.functionName)) outside.add(id);
    else if (callFrame.scriptId !== '0' && callFrame.url === '') leaveOut(id);
  }
  return samples.reduce((sum, id, index) => sum + (outside.has(id) ? 0 : timeDeltas[index] / 1000), 0);
}

async function costOf(browser: Browser, url: string, isOurs: boolean): Promise<Cost> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'OPTIONS') asked.push(new URL(request.url()).pathname);
    });
    const session = await context.newCDPSession(page);
    await session.send('Performance.enable');
    await session.send('Profiler.enable');
    await session.send('Profiler.setSamplingInterval', { interval: 500 });
    await session.send('Profiler.start');
    await page.goto(url, { waitUntil: 'commit' });
    let atFigures: string[] = [];
    if (isOurs) {
      await page.waitForFunction(`(${FIRST_SCREEN}).figures`, null, { timeout: 120_000 });
      atFigures = [...asked];
      await page.waitForFunction(`(${FIRST_SCREEN}).charts`, null, { timeout: 120_000 });
    } else {
      await page.waitForFunction('window.isThere', null, { timeout: 120_000 });
    }
    const { profile } = await session.send('Profiler.stop');
    const { metrics } = await session.send('Performance.getMetrics');
    const task = 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
    return { script: scriptTime(profile), task, asked, atFigures };
  } finally {
    await context.close();
  }
}

export async function browserPart(bench: Bench, server: Running): Promise<void> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    bench.add(skipped(WHAT, `there is no ${executablePath}: name a Chromium in CHROMIUM_PATH`, TARGET));
    return;
  }
  const { outputFiles } = await build({
    stdin: { contents: NAIVE, resolveDir: process.cwd() },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  const data = await naiveData(server.port);
  const points = data.reduce((sum, { points: own }) => sum + own.length, 0);
  const html = 'text/html; charset=utf-8';
  const host = await serveHost({
    '/ours': { type: html, body: frame(tags(server.port), `http://127.0.0.1:${server.port}/embed.js`) },
    '/naive': { type: html, body: frame('', '/naive.js') },
    '/naive.js': { type: 'text/javascript', body: outputFiles[0].text },
    '/data.json': { type: 'application/json', body: JSON.stringify(data) },
  });
  bench.atEnd(() => host.stop());
  const browser = await chromium.launch({ executablePath, args: FLAGS.split(' ').slice(1) });
  bench.atEnd(() => browser.close());
  const [ours, naive]: Cost[][] = [[], []];
  for (let round = 0; round <= Math.max(1, Math.round(ROUNDS * bench.patience)); round++) {
    const own = await costOf(browser, `${host.url}/ours`, true);
    const other = await costOf(browser, `${host.url}/naive`, false);
    // The first round warms the server's caches.
    if (round === 0) continue;
    ours.push(own);
    naive.push(other);
  }
  const questions = ours.map(({ asked }) => asked.filter((path) => path === '/graphql').length);
  if (questions.some((count) => count !== 1))
    throw new DifferentAnswer(`100 modules made ${questions.join(', ')} data requests: 1 is right`);
  const early = ours.some(({ atFigures }) => atFigures.some((path) => path.includes('chart-lib')));
  const medianOf = (costs: Cost[], by: 'script' | 'task'): number =>
    spreadOf(costs.map((cost) => cost[by])).median;
  const result = (what: string, by: 'script' | 'task', target: typeof TARGET | null, note: string): void => {
    const ratio = spreadOf(ours.map((cost, index) => cost[by] / naive[index][by]));
    bench.add({
      what,
      ours: milliseconds(medianOf(ours, by)),
      reference: milliseconds(medianOf(naive, by)),
      ratio,
      cpuRatio: null,
      target,
      isMet: target && isMet(target, ratio.median),
      note,
    });
  };
  const size = `${ours.length} rounds, ${points.toLocaleString('en-GB')} points`;
  result(WHAT, 'script', TARGET, `${size}; Chart.js with its default animation`);
  result(`${WHAT.split(':')[0]}: all work of the page’s thread`, 'task', null, size);
  bench.add({
    what: '100 modules: data requests; Chart.js asked for before the figures were painted',
    ours: `1; ${early ? 'yes' : 'no'}`,
    reference: '',
    ratio: single(early ? 1 : 0),
    cpuRatio: null,
    target: { most: 0 },
    isMet: !early,
  });
}
