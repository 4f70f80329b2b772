/** The list of 734 services, page by page and in several orders. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { governmentData, hasGovernmentData, openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

interface Page {
  totalCount: number;
  pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; endCursor: string };
  edges: { node: { slug: string } }[];
}

const isThere = hasGovernmentData();
const check = isThere ? test : test.skip;

describeOnEachDatabase('the list of 734 services', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    if (!isThere) return;
    api = await openApi(dialect, '2017-12-01T12:00:00Z');
    await api.accept(governmentData());
  });
  afterAll(() => api?.close());

  check.each<[string, Record<string, unknown> | null]>([
    ['by name', null],
    ['by organisation, backwards', { field: 'ORGANISATION', direction: 'DESC' }],
    [
      'by a figure',
      {
        field: 'METRIC',
        metric: 'digital-take-up',
        period: 'ROLLING_YEAR',
        start: '2013-10-01',
        direction: 'DESC',
      },
    ],
  ])('%s, read page by page, has each once', async (_order, orderBy) => {
    const found: string[] = [];
    let after: string | null = null;
    do {
      const { services }: { services: Page } = await api.data<{ services: Page }>(
        `query ($orderBy: ServiceOrder, $after: String) { services(orderBy: $orderBy, first: 250, after: $after) {
          totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } edges { cursor node { slug } } } }`,
        { orderBy, after },
      );
      expect(services.totalCount).toBe(734);
      expect(services.pageInfo.hasPreviousPage).toBe(after !== null);
      found.push(...services.edges.map(({ node }) => node.slug));
      after = services.pageInfo.hasNextPage ? services.pageInfo.endCursor : null;
    } while (after);
    expect(found).toHaveLength(734);
    expect(new Set(found).size).toBe(734);
  });

  check('sorted by a figure: largest first, then smallest first, those without one last', async () => {
    const orders = ['DESC', 'ASC'].map(
      (
        direction,
      ) => `${direction}: services(first: 1000, orderBy: { field: METRIC, metric: "transactions", period: ROLLING_YEAR, start: "2013-10-01", direction: ${direction} }) {
        edges { node { slug metric(key: "transactions") { figure(period: ROLLING_YEAR, start: "2013-10-01") { value } } } } }`,
    );
    type Row = { node: { metric: { figure: { value: number | null } } } };
    const answer = await api.data<Record<string, { edges: Row[] }>>(`{ ${orders.join(' ')} }`);
    for (const [direction, { edges }] of Object.entries(answer)) {
      const values = edges.map(({ node }) => node.metric.figure.value);
      const there = values.filter((value) => value !== null);
      expect(there).toHaveLength(603);
      expect(values.slice(603).every((value) => value === null)).toBe(true);
      expect(there).toEqual([...there].sort((a, b) => (direction === 'DESC' ? b - a : a - b)));
    }
  });

  check('the latest figure of all is there where nobody names a period', async () => {
    const query = `{ portfolio { metric(key: "transactions") { latest { value formatted period { period start } } } } }`;
    expect(await api.data(query)).toMatchObject({
      portfolio: { metric: { latest: { period: { period: 'ROLLING_YEAR' } } } },
    });
  });
});
