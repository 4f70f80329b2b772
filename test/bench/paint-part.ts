/**
 * When a reader on a slow connection sees a figure: on a stranger's page with ours, and on the pages that others would write
 * (paint-pages.ts). Each page is loaded anew in an empty browser, one after the other in turn.
 */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import type { ModuleData } from '../../components/formatting/types.js';
import type { Bench } from './bench.js';
import { DAILY } from './data.js';
import { certificate, serveFiles, serveProxy, type Certificate } from './paint-hosts.js';
import {
  CONTESTANTS,
  oursFile,
  oursPath,
  paintFiles,
  SIZES,
  WATCH,
  type Contestant,
  type HostFile,
  type PaintChart,
} from './paint-pages.js';
import type { Running } from './processes.js';
import { isMet, milliseconds, quantity, skipped, type Result } from './report.js';
import { spreadOf } from './rounds.js';

const WHAT = 'first paint on slow 4G';
/** Slow 4G as Lighthouse has it, and a phone of the middle class. */
const LATENCY_MS = 150;
const BYTES_A_SECOND = 1_600_000 / 8;
const CPU_SLOWDOWN = 4;
const ROUNDS = 5;
const VIEWPORT = { width: 1280, height: 900 };

const FLAGS =
  '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --ignore-certificate-errors';

type Moment = 'text' | 'chart' | 'screen';

/** Ours at most so many times as long. */
const TARGETS: readonly {
  what: string;
  size: number;
  moment: Moment;
  most: Partial<Record<Contestant, number>>;
}[] = [
  { what: 'text of a figure', size: 1, moment: 'text', most: { Lit: 1.9, 'DSFR Chart': 1.7 } },
  { what: 'chart of a figure', size: 1, moment: 'chart', most: { Lit: 1.2, 'DSFR Chart': 0.55 } },
  { what: 'first screen of 12', size: 12, moment: 'screen', most: { Lit: 1.2, 'DSFR Chart': 0.35 } },
  { what: 'first screen of 40', size: 40, moment: 'screen', most: { Lit: 1.5, 'DSFR Chart': 0.3 } },
];

interface Load {
  seen: Record<Moment, number>;
  /** Requests and bytes, with their headers, until the chart is there, and in all. */
  before: { requests: number; bytes: number };
  all: { requests: number; bytes: number };
}

const REQUESTS = Array.from({ length: Math.max(...SIZES) }, (_, index) => ({
  ...{ service: DAILY, metric: 'transactions', period: 'MONTH', last: 14 + (index % 40) },
}));

async function chartsOf(port: number): Promise<PaintChart[]> {
  const query = `query ($requests: [ModuleRequest!]!) { modules(requests: $requests) {
    metric { label } figure { formatted } series { starts lines { role values } } error { message } } }`;
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables: { requests: REQUESTS } }),
  });
  const { data } = (await answer.json()) as { data: { modules: ModuleData[] } };
  return data.modules.map(({ metric, figure, series, error }, index) => {
    if (error || !series || !figure) throw new Error(`module ${index}: ${error?.message ?? 'no series'}`);
    const { values } = series.lines.find(({ role }) => role === 'PRIMARY')!;
    return {
      title: metric!.label,
      figure: figure.formatted,
      starts: [...series.starts],
      values: [...values],
    };
  });
}

const tagsOf = (): string[] =>
  REQUESTS.map(
    ({ last }) =>
      `<perf-module service="${DAILY}" metric="transactions" period="month" last="${last}"><a href="/x">Transactions</a></perf-module>`,
  );

async function load(browser: Browser, url: string): Promise<Load> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  try {
    const page = await context.newPage();
    await page.addInitScript(WATCH);
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await session.send('Network.emulateNetworkConditions', {
      ...{
        offline: false,
        latency: LATENCY_MS,
        downloadThroughput: BYTES_A_SECOND,
        uploadThroughput: 750_000 / 8,
      },
    });
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    const all = { requests: 0, bytes: 0 };
    session.on('Network.loadingFinished', ({ encodedDataLength }) => {
      all.requests += 1;
      all.bytes += encodedDataLength;
    });
    await page.goto(url, { waitUntil: 'commit' });
    await page.waitForFunction('window.seen && window.seen.chart', null, { timeout: 60_000, polling: 20 });
    const before = { ...all };
    await page.waitForFunction('window.seen.screen && window.seen.text', null, { timeout: 60_000 });
    await page.waitForLoadState('networkidle');
    const seen = (await page.evaluate('window.seen')) as Load['seen'];
    return { seen, before, all };
  } catch (error) {
    throw new Error(`${url} does not show its figures`, { cause: error });
  } finally {
    await context.close();
  }
}

/** The links that let a page ask for its figures before the loader has run, as docs/embedding.md says: what the loader asked. */
async function preloadsOf(browser: Browser, url: string): Promise<string> {
  const page = await browser.newPage({ viewport: VIEWPORT });
  try {
    const answer = page.waitForRequest(/\/graphql\?/);
    const sheets = page.waitForRequest(/\/embed\/.+\.js$/);
    await page.goto(url);
    const attribute = (text: string): string => text.replaceAll('&', '&amp;');
    return (
      `<link rel="preload" as="fetch" crossorigin href="${attribute((await answer).url())}">` +
      `<link rel="modulepreload" href="${attribute((await sheets).url())}">`
    );
  } finally {
    await page.close();
  }
}

type Loads = Map<string, Load[]>;

const keyOf = (contestant: Contestant, size: number): string => `/${contestant}-${size}`;

function comparisons(loads: Loads, over: string): Result[] {
  return TARGETS.flatMap(({ what, size, moment, most }) =>
    CONTESTANTS.slice(1).flatMap((contestant) => {
      const [ours, theirs] = [loads.get(keyOf('ours', size))!, loads.get(keyOf(contestant, size))];
      if (!theirs) return [];
      const ratio = spreadOf(ours.map(({ seen }, round) => seen[moment] / theirs[round].seen[moment]));
      const limit = most[contestant];
      const target = limit === undefined ? null : { most: limit };
      const time = (each: readonly Load[]): string =>
        milliseconds(spreadOf(each.map(({ seen }) => seen[moment])).median);
      return [
        {
          what: `${WHAT}, ${over}: ${what}, against ${contestant}`,
          ...{ ours: time(ours), reference: time(theirs), ratio, cpuRatio: null, target },
          isMet: target && isMet(target, ratio.median),
          note: `${ours.length} rounds`,
        },
      ];
    }),
  );
}

function amounts(loads: Loads, over: string): Result[] {
  const one = loads.get(keyOf('ours', 1))!;
  const median = (pick: (each: Load) => number): number => spreadOf(one.map(pick)).median;
  const of = (part: string, unit: string, value: number, most: number): Result =>
    quantity(`${WHAT}, ${over}: ${unit} of a page with a figure, ${part}`, value, { unit, target: { most } });
  return [
    of(
      'before its chart',
      'requests',
      median(({ before }) => before.requests),
      6,
    ),
    of(
      'before its chart',
      'kB',
      median(({ before }) => before.bytes / 1000),
      16,
    ),
    of(
      'in all',
      'requests',
      median(({ all }) => all.requests),
      6,
    ),
    of(
      'in all',
      'kB',
      median(({ all }) => all.bytes / 1000),
      58,
    ),
  ];
}

async function measure(
  bench: Bench,
  browser: Browser,
  port: number,
  secure: Certificate | null,
): Promise<void> {
  const over = secure ? 'TLS and HTTP/2' : 'HTTP/1.1';
  const platform = secure
    ? await serveProxy(port, secure)
    : { origin: `http://127.0.0.1:${port}`, stop: () => undefined };
  const files = new Map<string, HostFile>();
  const host = await serveFiles(files, secure);
  bench.atEnd(() => (platform.stop(), host.stop()));
  for (const [path, file] of await paintFiles(await chartsOf(port), tagsOf(), platform.origin))
    files.set(path, file);
  for (const size of SIZES) {
    const preloads = await preloadsOf(browser, host.origin + oursPath(size));
    files.set(oursPath(size), oursFile(tagsOf().slice(0, size), platform.origin, preloads));
  }
  const loads: Loads = new Map();
  const paths = SIZES.flatMap((size) => CONTESTANTS.map((contestant) => keyOf(contestant, size)));
  const rounds = Math.max(1, Math.round(ROUNDS * bench.patience));
  // The first round warms servers up.
  for (let round = -1; round < rounds; round += 1) {
    for (const path of paths.filter((each) => files.has(each))) {
      const made = await load(browser, host.origin + encodeURI(path));
      if (round >= 0) loads.set(path, [...(loads.get(path) ?? []), made]);
    }
  }
  if (!files.has(keyOf('DSFR Chart', 1)))
    bench.add(skipped(`${WHAT}, ${over}: against DSFR Chart`, 'it is not installed: npm install'));
  bench.add(...comparisons(loads, over), ...amounts(loads, over));
}

export async function paintPart(bench: Bench, server: Running): Promise<void> {
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    bench.add(skipped(WHAT, `there is no ${executablePath}: name a Chromium in CHROMIUM_PATH`));
    return;
  }
  const browser = await chromium.launch({ executablePath, args: FLAGS.split(' ') });
  bench.atEnd(() => browser.close());
  await measure(bench, browser, server.port, null);
  const secure = certificate(bench.directory);
  if (secure) await measure(bench, browser, server.port, secure);
  else bench.add(skipped(`${WHAT}, TLS and HTTP/2`, 'there is no openssl to make a certificate with'));
}
