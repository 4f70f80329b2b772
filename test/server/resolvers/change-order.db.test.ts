/** Lists of services by the change of a figure, and the windows that their columns have. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const MONTHS = ['2013-03-01', '2014-02-01', '2014-03-01'];

/** Of 1,000 starts in March 2013, February and March 2014 so many are completed; nothing = nobody has sent them. */
const COMPLETED: Record<string, (number | null)[]> = {
  fallen: [800, 500, 600],
  risen: [400, 900, 700],
  same: [500, 500, 500],
  // Better than a year before, worse than a month before.
  turned: [500, 600, 520],
  young: [null, 500, 900],
};
/** In pounds: what should fall. From nothing to something is beyond every other change. */
const COST: Record<string, (number | null)[]> = {
  fallen: [100, 100, 50],
  risen: [100, 100, 150],
  same: [0, 100, 20],
  turned: [0, 100, 0],
  young: [null, null, 9],
};

const rows = Object.entries(COMPLETED).flatMap(([slug, completed]) =>
  MONTHS.flatMap((month, index) => {
    const row = (measure: string, value: number | null): string[] =>
      value === null ? [] : [`${slug},${measure},month,${month},${value}`];
    const count = completed[index];
    return [
      ...row('starts', count && 1000),
      ...row('completions', count),
      ...row('cost', COST[slug][index]),
      ...row('calls', COST[slug][index]),
    ];
  }),
);

const ratings = (slug: string, period: string, start: string): string[] =>
  [1, 2, 3, 4, 5].map((rating) => `${slug},ratings,${period},${start},${rating},${rating}`);

/** Most send ratings by week, one by day. */
const weeks = ['fallen', 'risen', 'same'].flatMap((slug) =>
  ['2014-03-17', '2014-03-24'].flatMap((week) => ratings(slug, 'week', week)),
);
const days = Array.from({ length: 31 }, (_, index) =>
  ratings('turned', 'day', `2014-03-${String(index + 1).padStart(2, '0')}`),
).flat();

const LIST = `query ($filter: ServiceFilter, $orderBy: ServiceOrder) {
  services(filter: $filter, orderBy: $orderBy) {
    edges { node { slug } figures(metrics: ["completion-rate"], period: MONTH, compareTo: PREVIOUS_YEAR) { change { absolute verdict } } }
    columns(metrics: ["user-satisfaction", "completion-rate"], compareTo: PREVIOUS_YEAR) {
      period { period start } note total { change { formatted } } }
  }
  service(slug: "turned") { metric(key: "user-satisfaction") { latest { period { period start } } } }
}`;

interface Answer {
  services: {
    edges: { node: { slug: string }; figures: ({ change: object | null } | null)[] }[];
    columns: { period: object; note: string | null; total: { change: { formatted: string } } | null }[];
  };
  service: { metric: { latest: { period: object } } };
}

describeOnEachDatabase('a list of services', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-04-10T12:00:00Z');
    await api.accept({
      organisations: 'slug,name,kind,parent\ndwp,Department,department,\n',
      services: [
        'slug,name,organisation',
        ...Object.keys(COMPLETED).map((slug) => `${slug},${slug},dwp`),
        '',
      ].join('\n'),
      measurements: [
        'service,measure,period,start,rating,value',
        ...[...rows.map((row) => row.replace(/,(\d+)$/, ',,$1')), ...weeks, ...days],
        '',
      ].join('\n'),
    });
  });
  afterAll(() => api.close());

  const ask = (variables: Record<string, unknown>) => api.data<Answer>(LIST, variables);
  const order = async (orderBy: Record<string, unknown>): Promise<string> =>
    (await ask({ orderBy: { field: 'CHANGE', ...orderBy } })).services.edges
      .map(({ node }) => node.slug)
      .join(' ');

  const rate = { metric: 'completion-rate', period: 'MONTH' };
  test.each([
    ['the worst first', rate, 'fallen same turned risen young'],
    ['the best first', { ...rate, direction: 'DESC' }, 'risen turned same fallen young'],
    ['a month before', { ...rate, compareTo: 'PREVIOUS_PERIOD' }, 'risen turned same fallen young'],
    [
      'a window that is named',
      { ...rate, start: '2014-02-01', compareTo: 'PREVIOUS_PERIOD' },
      'fallen risen same turned young',
    ],
    [
      'what should fall, the worst first',
      { metric: 'cost-per-transaction', period: 'MONTH' },
      'fallen risen same turned young',
    ],
    [
      'totals from the largest fall',
      { metric: 'total-cost', period: 'MONTH' },
      'fallen turned risen same young',
    ],
    [
      'totals from the largest rise',
      { metric: 'calls', period: 'MONTH', direction: 'DESC' },
      'same risen turned fallen young',
    ],
  ])('sorted by change: %s', async (_name, orderBy, expected) => expect(await order(orderBy)).toBe(expected));

  test.each([
    ['no metric', {}, 'orderBy.metric', /orderBy CHANGE needs the key of a metric/],
    ['an unknown one', { metric: 'nope' }, 'orderBy.metric', /no metric "nope"/],
    ['a start of another period', { ...rate, start: '2014-02-03' }, 'orderBy.start', /no start of a MONTH/],
  ])('refuses %s', async (_name, orderBy, argument, message) => {
    const { errors } = await api.ask(LIST, { orderBy: { field: 'CHANGE', ...orderBy } });
    expect(errors?.[0].extensions.argument).toBe(argument);
    expect(errors?.[0].message).toMatch(message);
  });

  test('has the changes in its columns', async () => {
    const { services } = await ask({ orderBy: { field: 'CHANGE', ...rate } });
    expect(services.edges.map(({ figures }) => figures[0]?.change)).toMatchObject([
      { absolute: -20, verdict: 'WORSE' },
      { absolute: 0, verdict: 'SAME' },
      { absolute: 2, verdict: 'BETTER' },
      { absolute: 30, verdict: 'BETTER' },
      { absolute: null, verdict: 'UNCLEAR' },
    ]);
    expect(services.columns[1].total?.change.formatted).toBe('+3 points');
  });

  test('says of a column why it is of another period than usual, which a service may have all the same', async () => {
    const { services, service } = await ask({});
    expect(services.columns).toMatchObject([
      { period: { period: 'WEEK', start: '2014-03-24' }, note: 'most services publish it by week' },
      { period: { period: 'MONTH', start: '2014-03-01' }, note: null },
    ]);
    expect(service.metric.latest.period).toEqual({ period: 'MONTH', start: '2014-03-01' });
  });

  test('is sorted by the period of its column, whatever part of it is listed', async () => {
    // By month only one of the two has a figure, and it would come first.
    const { services } = await ask({
      filter: { text: 'r' },
      orderBy: { field: 'METRIC', metric: 'user-satisfaction' },
    });
    expect(services.columns[0]).toMatchObject({ period: { period: 'WEEK' } });
    expect(services.edges.map(({ node }) => node.slug)).toEqual(['risen', 'turned']);
  });
});
