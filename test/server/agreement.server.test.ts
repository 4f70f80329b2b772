/**
 * One figure, many ways to read it: API, page, fragment, element, table, CSV, JSON and SVG agree. Random subjects,
 * metrics, periods and ranges; the seed is printed, and AGREEMENT_SEED sets it.
 */
import { indexOfSpan } from '../../components/formatting/spans.js';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MODULES_DOCUMENT } from '../../components/client/modules-document.js';
import { figureCsv } from '../../components/formatting/csv.js';
import { figurePath } from '../../components/formatting/paths.js';
import { figureQuery } from '../../server/modules/module-address.js';
import type { ModuleData } from '../../components/formatting/types.js';
import { moduleView } from '../../components/view/module-view.js';
import { hasGovernmentData } from '../support/api.js';
import { serveFigures, type FigureServer } from '../support/figure-server.js';
import { likeness } from '../support/likeness.js';
import { randomFrom, randomRequest, type FigureRequest } from '../support/random-figures.js';
import { mainParts, inCsv, readCsv } from '../support/read-figures.js';

/** More with AUDIT=all. */
const CASES = process.env.AUDIT === 'all' ? 200 : 80;
const AT_ONCE = 2;
const seed = Number(process.env.AGREEMENT_SEED ?? Math.floor(Math.random() * 2 ** 31));

const isThere = hasGovernmentData();
const check = isThere ? test : test.skip;

let server: FigureServer;
beforeAll(async () => {
  if (isThere) server = await serveFigures();
});
afterAll(() => server?.stop());

interface Figure {
  value: number | null;
  formatted: string;
  status: string;
  flags: string[];
  coverage: { provided: number; expected: number; share: number | null };
}

/** The module as elements ask for it. */
async function moduleOf({ kind, slug, ...request }: FigureRequest): Promise<ModuleData> {
  const subject = kind === 'PORTFOLIO' ? { portfolio: true } : { [kind.toLowerCase()]: slug };
  const { modules } = await server.ask<{ modules: ModuleData[] }>(MODULES_DOCUMENT, {
    requests: [{ ...subject, ...request }],
  });
  return modules[0];
}

const SUBJECT_FIELDS = {
  SERVICE: 'service',
  ORGANISATION: 'organisation',
  GROUP: 'serviceGroup',
  PORTFOLIO: 'portfolio',
} as const;

/** The figure of one window by itself. */
async function figureOf(
  { kind, slug, metric, compareTo }: FigureRequest,
  { period, start }: { period: string; start: string },
): Promise<Figure> {
  const field = SUBJECT_FIELDS[kind] + (kind === 'PORTFOLIO' ? '' : '(slug: $slug)');
  const declared = kind === 'PORTFOLIO' ? '' : '$slug: String!, ';
  const { subject } = await server.ask<{ subject: { metric: { figure: Figure } } }>(
    `query (${declared}$metric: String!, $period: Period!, $start: PeriodStart!, $compareTo: Comparison) {
      subject: ${field} { metric(key: $metric) { figure(period: $period, start: $start, compareTo: $compareTo) {
        value formatted status flags coverage { provided expected share } } } } }`,
    { slug, metric, period, start, compareTo },
  );
  return subject.metric.figure;
}

async function compare(request: FigureRequest): Promise<{ hasValue: boolean }> {
  const query = figureQuery(request);
  const separator = query ? '&' : '?';
  const pageQuery = request.compareTo ? query : `${query}${separator}compare-to=none`;
  const path = figurePath(request, request.metric);
  const [module, json, csv, svg, page, fragment] = await Promise.all([
    moduleOf(request),
    server.text(`${path}.json${query}`),
    server.text(`${path}.csv${query}`),
    server.text(`${path}.svg${query}`),
    server.text(`${path}${pageQuery}`),
    server.text(`${path}.html${query}`),
  ]);
  const { figure, series } = module;
  expect(module.error).toBeNull();
  expect(likeness(JSON.parse(json), module)).toEqual(module);
  expect(csv).toBe(figureCsv(module));
  expect(mainParts(svg).description).toBe(series!.narrative);

  const view = moduleView(module);
  for (const html of [page, fragment]) {
    const { number, period, rows, summary, json: data } = mainParts(html);
    expect({ number, period, summary }).toEqual({
      number: view.headline?.value ?? null,
      period: view.headline?.period ?? null,
      summary: view.summary,
    });
    expect(rows).toEqual((view.table?.rows ?? []).map((row) => [row.heading, ...row.cells]));
    if (!data) continue;
    const { url: _url, ...taken } = data as ModuleData;
    expect(likeness(taken, module)).toEqual({ ...module, url: undefined });
  }
  if (!figure) return { hasValue: false };
  const { value, formatted, status, flags, coverage } = figure;
  // The headline of a range that was chosen is of no single window: it stands in no row.
  const isOfRange = indexOfSpan(series!, figure.period) < 0;
  if (!isOfRange) {
    expect(await figureOf(request, figure.period)).toEqual({ value, formatted, status, flags, coverage });
  }
  // A module without any value says so in words of its own.
  const headline = view.state === 'empty' ? null : { value: formatted, isMissing: value === null };
  expect(view.headline && { value: view.headline.value, isMissing: view.headline.isMissing }).toEqual(
    headline,
  );
  if (series!.by || isOfRange) return { hasValue: value !== null };
  const row = readCsv(csv).find(({ start }) => start === figure.period.start);
  expect(row).toMatchObject({
    value: inCsv(value),
    formatted,
    status,
    flags: flags.join(' '),
    provided: String(coverage.provided),
    expected: String(coverage.expected),
    share: inCsv(coverage.share),
  });
  const cell = view.table!.rows.find(({ index }) => series!.starts[index] === figure.period.start)!.cells[0];
  expect(value === null ? cell : cell.slice(0, formatted.length)).toEqual(
    value === null ? expect.stringMatching(/^\[[xzc]\]/) : formatted,
  );
  return { hasValue: value !== null };
}

check(
  `${CASES} random figures are the same wherever they are read (AGREEMENT_SEED=${seed})`,
  async () => {
    console.info(`AGREEMENT_SEED=${seed}`);
    const random = randomFrom(seed);
    const requests = Array.from({ length: CASES }, () => randomRequest(random, server.catalogue));
    let withValue = 0;
    const queue = requests.values();
    const work = async (): Promise<void> => {
      for (const request of queue) {
        try {
          withValue += Number((await compare(request)).hasValue);
        } catch (error) {
          const where = `AGREEMENT_SEED=${seed}: ${JSON.stringify(request)}`;
          throw new Error(`${where}\n${(error as Error).message}`, { cause: error });
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    // A comparison of nothing with nothing proves little; about a third of what can be asked has a value.
    expect(withValue).toBeGreaterThan(CASES / 10);
  },
  180_000,
);
