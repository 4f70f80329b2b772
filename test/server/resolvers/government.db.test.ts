/** Published figures of 734 services, asked through the API: the same on each database. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { governmentData, hasGovernmentData, openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase, type TestDialect } from '../../support/databases.js';
import { GovernmentReference, type Sum } from './government-reference.js';

const isThere = hasGovernmentData();
const check = isThere ? test : test.skip;

interface FigureAnswer {
  value: number | null;
  formatted: string;
  status: string;
  flags: string[];
  numerator: number | null;
  denominator: number | null;
  coverage: { provided: number; expected: number; share: number | null };
  change: Record<string, unknown> | null;
}

const FIGURE = `fragment F on Figure {
  value formatted status flags numerator denominator reason coverage { provided expected share }
  change { current previous absolute relative formatted verdict reason matched { provided expected share } comparedWith { label } }
}`;

const THREE = `
  transactions: metric(key: "transactions") { figure(period: ROLLING_YEAR, start: $start, compareTo: $to) { ...F } }
  takeUp: metric(key: "digital-take-up") { figure(period: ROLLING_YEAR, start: $start, compareTo: $to) { ...F } }
  cost: metric(key: "cost-per-transaction") { figure(period: ROLLING_YEAR, start: $start, compareTo: $to) { ...F } }`;

type Three = Record<'transactions' | 'takeUp' | 'cost', { figure: FigureAnswer }>;

/** What each database answered, to be compared byte by byte. */
const answers: Record<TestDialect, string[]> = { sqlite: [], postgres: [] };

describeOnEachDatabase('the published figures', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    if (!isThere) return;
    api = await openApi(dialect, '2017-12-01T12:00:00Z');
    await api.accept(governmentData());
  });
  afterAll(() => api?.close());

  async function ask<T>(query: string, variables?: Record<string, unknown>): Promise<T> {
    const data = await api.data<T>(query, variables);
    answers[dialect].push(JSON.stringify(data));
    return data;
  }

  const three = async (subject: string, start: string, to: string | null = null): Promise<Three> => {
    const query = `query ($start: PeriodStart!, $to: Comparison) { subject: ${subject} { ${THREE} } } ${FIGURE}`;
    return (await ask<{ subject: Three }>(query, { start, to })).subject;
  };

  check('of all services in the 12 months from October 2013', async () => {
    const { transactions, takeUp, cost } = await three('portfolio', '2013-10-01', 'PREVIOUS_YEAR');
    expect(transactions.figure).toMatchObject({
      value: expect.closeTo(1_642_405_895, 4),
      formatted: '1,642,405,895',
      status: 'PROVIDED',
      flags: ['MIXED'],
      coverage: { provided: 603, expected: 734, share: null },
      change: {
        relative: expect.closeTo(27.58, 2),
        formatted: '+27.6%',
        verdict: 'NEUTRAL',
        matched: { provided: 554 },
      },
    });
    expect(takeUp.figure).toMatchObject({
      value: expect.closeTo(79.6569, 4),
      formatted: '79.7%',
      numerator: expect.closeTo(1_287_245_752, 4),
      denominator: expect.closeTo(1_615_987_198, 4),
      coverage: { provided: 435, expected: 734 },
      change: { formatted: '+3.7 points', relative: null, matched: { provided: 329 } },
    });
    expect(cost.figure).toMatchObject({
      formatted: '£2.52',
      coverage: { provided: 142, expected: 734 },
      change: { verdict: 'NEUTRAL' },
    });
  });

  check('of all services three years later: no change, for too few carry on', async () => {
    const { transactions } = await three('portfolio', '2016-10-01', 'PREVIOUS_YEAR');
    expect(transactions.figure).toMatchObject({
      value: expect.closeTo(1_039_075_679.75, 4),
      coverage: { provided: 414, expected: 734 },
      change: {
        current: null,
        previous: null,
        absolute: null,
        relative: null,
        formatted: '',
        verdict: 'UNCLEAR',
        reason: expect.stringMatching(/carry only 2\d(\.\d)?% of the volume/),
      },
    });
  });

  check('of a department, and of one service', async () => {
    const dwp = await three('organisation(slug: "dwp")', '2016-10-01');
    expect(dwp.transactions.figure).toMatchObject({
      value: expect.closeTo(31_308_852.75, 4),
      coverage: { provided: 39, expected: 49 },
      change: null,
    });
    expect(dwp.cost.figure).toMatchObject({ value: null, status: 'NOT_PROVIDED', numerator: null });
    const claims = await three('service(slug: "dwp-carers-allowance-new-claims")', '2013-10-01');
    expect(claims.transactions.figure.value).toBe(248_351);
    expect([claims.takeUp.figure.formatted, claims.cost.figure.formatted]).toEqual(['47.4%', '£59']);
  });

  check('of every organisation and all windows, as another computation has them', async () => {
    const reference = new GovernmentReference();
    const query = `query ($start: PeriodStart!, $to: Comparison) {
      portfolio { slug ...T }
      organisations(first: 100) { edges { node { slug ...T } } }
    } fragment T on Subject { ${THREE} } ${FIGURE}`;
    type Named = Three & { slug: string };
    type Data = { portfolio: Named; organisations: { edges: { node: Named }[] } };
    const close = ({ value, provided }: Sum, expected: number) => ({
      value: value === null ? null : expect.closeTo(value, 5),
      coverage: { provided, expected },
    });
    for (const start of ['2012-07-01', '2013-10-01', '2014-07-01', '2016-10-01']) {
      const { portfolio, organisations } = await ask<Data>(query, { start });
      expect(organisations.edges).toHaveLength(reference.organisations.length);
      for (const found of [portfolio, ...organisations.edges.map(({ node }) => node)]) {
        const services = reference.servicesOf(found === portfolio ? null : found.slug);
        expect({ start, ...found }).toMatchObject({
          start,
          slug: found.slug,
          transactions: { figure: close(reference.transactions(services, start), services.length) },
          takeUp: { figure: close(reference.takeUp(services, start), services.length) },
          cost: { figure: close(reference.costPerTransaction(services, start), services.length) },
        });
      }
    }
  });

  interface Row {
    used: boolean;
    status: string;
    reason: string | null;
    value: number | null;
    numerator: number | null;
    denominator: number | null;
    service: { slug: string };
    observations: { value: number | null; receivedAt: string; source: string; dimensions: unknown[] }[];
  }

  check('with a working that names every service once, and whose columns add up', async () => {
    const query = `query ($after: String) { portfolio { metric(key: "digital-take-up") {
      figure(period: ROLLING_YEAR, start: "2013-10-01") { numerator denominator working(first: 300, after: $after) {
        formula calculation totalCount pageInfo { hasNextPage endCursor } edges { node {
          used status reason value numerator denominator service { slug }
          observations { measure period start end value status flags receivedAt source dimensions { name value } }
        } } } } } } }`;
    interface Page {
      formula: string;
      calculation: string;
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string };
      edges: { node: Row }[];
    }
    type Data = { portfolio: { metric: { figure: FigureAnswer & { working: Page } } } };
    const rows: Row[] = [];
    let after: string | null = null;
    let figure: (FigureAnswer & { working: Page }) | undefined;
    do {
      figure = (await ask<Data>(query, { after })).portfolio.metric.figure;
      rows.push(...figure.working.edges.map(({ node }) => node));
      after = figure.working.pageInfo.endCursor;
    } while (figure.working.pageInfo.hasNextPage);
    expect(figure.working.totalCount).toBe(734);
    expect(new Set(rows.map(({ service }) => service.slug)).size).toBe(734);
    const used = rows.filter((row) => row.used);
    const sum = (column: 'numerator' | 'denominator'): number =>
      used.reduce((all, row) => all + row[column]!, 0);
    expect(used).toHaveLength(435);
    expect([sum('numerator'), sum('denominator')]).toEqual([
      expect.closeTo(figure.numerator!, 4),
      expect.closeTo(figure.denominator!, 4),
    ]);
    expect(used.every(({ reason, observations }) => reason === null && observations.length > 0)).toBe(true);
    const left = rows.filter((row) => !row.used);
    expect(left.filter(({ reason, status }) => !reason || status === 'PROVIDED')).toEqual([]);
    expect(figure.working.calculation).toMatch(/1,287,245,752 ÷ 1,615,987,198/);
    expect(used[0].observations[0]).toMatchObject({ source: 'test', receivedAt: '2017-12-01T12:00:00.000Z' });
  });

  check('are the same byte for byte on both', () => {
    expect(answers[dialect].length).toBeGreaterThan(10);
    if (dialect === 'postgres') expect(answers.postgres).toEqual(answers.sqlite);
  });
});
