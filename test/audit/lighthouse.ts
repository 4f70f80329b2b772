/**
 * `npm run lighthouse`: Lighthouse with its mobile defaults, the best of five, on a service's page and on a host page
 * with two modules. Prints the scores; ends with 1 if one is below what CONTRIBUTING promises.
 */
import { createServer, type AddressInfo } from 'node:net';
import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { serveGallery } from '../../demo/host.js';
import { demoPlatform } from '../support/platform.js';

const RUNS = 5;
const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run'];

/** At least this score, of 100. */
const LEAST = { accessibility: 100, 'best-practices': 100, seo: 100, performance: 90 } as const;
const MOST_SHIFT = 0.01;
const CATEGORIES = Object.keys(LEAST) as (keyof typeof LEAST)[];

interface Run {
  scores: Record<keyof typeof LEAST, number>;
  shift: number;
  /** What cost points, a line each. */
  faults: string[];
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function run(url: string): Promise<Run> {
  const port = await freePort();
  const args = [...FLAGS, `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ executablePath: CHROMIUM, args });
  try {
    const { lhr } = (await lighthouse(url, { port, logLevel: 'error' }))!;
    if (lhr.runtimeError) throw new Error(`${url}: ${lhr.runtimeError.message}`);
    const scoreOf = (name: string): number => Math.round((lhr.categories[name]?.score ?? 0) * 100);
    const faults = CATEGORIES.filter((name) => name !== 'performance').flatMap((name) =>
      lhr.categories[name]!.auditRefs.filter(
        ({ id, weight }) => weight > 0 && (lhr.audits[id]!.score ?? 1) < 1,
      ).map(({ id }) => `${name}: ${lhr.audits[id]!.title}`),
    );
    return {
      scores: Object.fromEntries(CATEGORIES.map((name) => [name, scoreOf(name)])) as Run['scores'],
      shift: lhr.audits['cumulative-layout-shift']!.numericValue ?? 1,
      faults,
    };
  } finally {
    await browser.close();
  }
}

/** @returns whether the best of all runs is good enough */
async function audit(name: string, url: string): Promise<boolean> {
  const runs: Run[] = [];
  for (let each = 0; each < RUNS; each++) runs.push(await run(url));
  const best = CATEGORIES.map((category) => ({
    category,
    score: Math.max(...runs.map(({ scores }) => scores[category])),
  }));
  const shift = Math.min(...runs.map((each) => each.shift));
  const all = runs.map(({ scores }) => scores.performance).join(', ');
  console.log(`${name}: ${best.map(({ category, score }) => `${category} ${score}`).join(', ')},`);
  console.log(`  layout shift ${shift.toFixed(4)}; performance of each run ${all}`);
  for (const fault of new Set(runs.flatMap(({ faults }) => faults))) console.log(`  ${fault}`);
  return shift <= MOST_SHIFT && best.every(({ category, score }) => score >= LEAST[category]);
}

const platform = await demoPlatform();
const gallery = await serveGallery(platform.url);
try {
  const isGood = [
    await audit('a service’s page', `${platform.url}/services/carers-allowance`),
    await audit('the host page', `${gallery.url}/host`),
  ];
  if (isGood.includes(false)) {
    console.error('lighthouse: a score is below what is asked for');
    process.exitCode = 1;
  }
} finally {
  await gallery.stop();
  await platform.stop();
}
