/**
 * What a page of a hundred figures costs the reader's browser: a stranger's page with a hundred modules, and the page that
 * a tutorial would write for the same data (all of it as ISO dates, Chart.js at once, a legend on each chart).
 */
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser, type Page } from 'playwright-core';
import { DifferentAnswer, type Bench } from './bench.js';
import { hundredCharts, questionsNeeded } from './browser-pages.js';
import type { Running } from './processes.js';
import { isMet, milliseconds, single, skipped } from './report.js';
import { spreadOf } from './rounds.js';

const PAGE = 'a page of 100 charts of some 4,000 points';
const WHAT = `${PAGE}, until the first screen is drawn: time in scripts`;
const TARGET = { most: 0.1 };
const ROUNDS = 3;

const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync';

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

/** Since the page was asked for. */
interface Cost {
  /** Milliseconds of scripts, of all work of the page's thread, and by the clock. */
  script: number;
  task: number;
  clock: number;
}

interface OwnCosts {
  /** When the charts of the first screen are drawn, and when those of the whole page are, through which a reader has gone. */
  screen: Cost;
  whole: Cost;
  /** Questions for data. */
  questions: number;
  /** Whether the chart library had been asked for when the first screen was drawn. */
  isLibraryEarly: boolean;
}

/** Whether all modules, or those of the first screen, have figure and chart. Runs in the page. */
const drawn = (which: 'screen' | 'whole'): string => `(() => {
  const all = [...document.querySelectorAll('perf-module')];
  const asked = ${which === 'whole' ? 'all' : 'all.filter((each) => each.getBoundingClientRect().top < innerHeight)'};
  const has = (each) => each.shadowRoot?.querySelector('.perf-number') && each.shadowRoot.querySelector('.perf-picture svg path[d]');
  return document.readyState !== 'loading' && all.length > 0 && asked.every(has);
})()`;

/** Goes down the page as a reader does, a screen at a time; the elements draw what comes near. Runs in the page. */
const GO_DOWN = `(async () => {
  while (scrollY + innerHeight < document.documentElement.scrollHeight - 1) {
    scrollBy(0, innerHeight);
    await new Promise((settle) => requestAnimationFrame(() => requestAnimationFrame(settle)));
  }
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

interface Visit {
  page: Page;
  /** Paths in the order in which they were asked for. */
  asked: string[];
  /** What it has cost so far; samples begin anew. */
  cost(): Promise<Cost>;
}

async function visit<Seen>(
  browser: Browser,
  url: string,
  look: (visit: Visit) => Promise<Seen>,
): Promise<Seen> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(120_000);
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
    const begin = performance.now();
    let script = 0;
    const cost = async (): Promise<Cost> => {
      const clock = performance.now() - begin;
      const { profile } = await session.send('Profiler.stop');
      await session.send('Profiler.start');
      const { metrics } = await session.send('Performance.getMetrics');
      const task = 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
      script += scriptTime(profile);
      return { script, task, clock };
    };
    await page.goto(url, { waitUntil: 'commit' });
    return await look({ page, asked, cost });
  } finally {
    await context.close();
  }
}

const visitOurs = (browser: Browser, url: string): Promise<OwnCosts> =>
  visit(browser, url, async ({ page, asked, cost }) => {
    await page.waitForFunction(drawn('screen'));
    const isLibraryEarly = asked.some((path) => path.includes('chart-lib'));
    const screen = await cost();
    await page.waitForFunction(
      `[...document.querySelectorAll('perf-module')].every((each) => each.shadowRoot?.querySelector('.perf-number'))`,
    );
    await page.evaluate(GO_DOWN);
    await page.waitForFunction(drawn('whole'));
    const whole = await cost();
    return { screen, whole, isLibraryEarly, questions: asked.filter((path) => path === '/graphql').length };
  });

const visitNaive = (browser: Browser, url: string): Promise<Cost> =>
  visit(browser, url, async ({ page, cost }) => {
    await page.waitForFunction('window.isThere');
    return cost();
  });

export async function browserPart(bench: Bench, server: Running): Promise<void> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    bench.add(skipped(WHAT, `there is no ${executablePath}: name a Chromium in CHROMIUM_PATH`, TARGET));
    return;
  }
  const { files, points } = await hundredCharts(server.port);
  const host = await serveHost(files);
  bench.atEnd(() => host.stop());
  const browser = await chromium.launch({ executablePath, args: FLAGS.split(' ').slice(1) });
  bench.atEnd(() => browser.close());
  const ours: OwnCosts[] = [];
  const naive: Cost[] = [];
  for (let round = 0; round <= Math.max(1, Math.round(ROUNDS * bench.patience)); round++) {
    const own = await visitOurs(browser, `${host.url}/ours`);
    const other = await visitNaive(browser, `${host.url}/naive`);
    // The first round warms the server's caches.
    if (round === 0) continue;
    ours.push(own);
    naive.push(other);
  }
  const needed = questionsNeeded();
  const questions = ours.map((own) => own.questions);
  if (questions.some((count) => count !== needed))
    throw new DifferentAnswer(`100 modules made ${questions.join(', ')} data requests: ${needed} are right`);
  const size = `${ours.length} rounds, ${points.toLocaleString('en-GB')} points`;
  const result = (
    what: string,
    [moment, by]: ['screen' | 'whole', keyof Cost],
    target: typeof TARGET | null = null,
  ): void => {
    const ratio = spreadOf(ours.map((own, index) => own[moment][by] / naive[index][by]));
    bench.add({
      what,
      ours: milliseconds(spreadOf(ours.map((own) => own[moment][by])).median),
      reference: milliseconds(spreadOf(naive.map((cost) => cost[by])).median),
      ratio,
      cpuRatio: null,
      target,
      isMet: target && isMet(target, ratio.median),
      note: `${size}; Chart.js with its default animation`,
    });
  };
  result(WHAT, ['screen', 'script'], TARGET);
  result(`${PAGE}, until the first screen is drawn: all work of the page’s thread`, ['screen', 'task']);
  result(`${PAGE}, until the first screen is drawn: by the clock`, ['screen', 'clock']);
  result(`${PAGE}, gone through until all are drawn: time in scripts`, ['whole', 'script']);
  result(`${PAGE}, gone through until all are drawn: by the clock`, ['whole', 'clock']);
  const early = ours.some(({ isLibraryEarly }) => isLibraryEarly);
  bench.add({
    what: '100 modules: Chart.js asked for before the first screen was drawn',
    ours: `${early ? 'yes' : 'no'}; data in ${needed} questions`,
    reference: '',
    ratio: single(early ? 1 : 0),
    cpuRatio: null,
    target: { most: 0 },
    isMet: !early,
  });
}
