/** In which period the first figures of a service are shown. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const quarter = (service: string, start: string): string[] => [
  `${service},transactions,quarter,${start},digital,80`,
  `${service},transactions,quarter,${start},paper,20`,
  `${service},cost,quarter,${start},,291`,
];

const FILES = {
  organisations: 'slug,name,kind\ndwp,Department,department\n',
  services: 'slug,name,organisation\nnew,New service,dwp\nold,Old service,dwp\nnone,Nothing yet,dwp\n',
  measurements: [
    'service,measure,period,start,channel,value',
    ...quarter('new', '2013-04-01'),
    ...['2013-01-01', '2013-04-01', '2013-07-01', '2013-10-01'].flatMap((start) => quarter('old', start)),
    'none,cost,quarter,2013-04-01,,[x]',
    '',
  ].join('\n'),
};

interface Answer {
  service: Record<'cost' | 'takeUp', { latest: { formatted: string; period: { label: string } } | null }>;
}

const ASK = `query ($slug: String!) { service(slug: $slug) {
  cost: metric(key: "cost-per-transaction") { latest { formatted period { label } } }
  takeUp: metric(key: "digital-take-up") { latest { formatted period { label } } }
} }`;

describeOnEachDatabase('the period of the first figures', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect);
    await api.accept(FILES);
  });
  afterAll(() => api.close());

  const latest = async (slug: string): Promise<Answer['service']> =>
    (await api.data<Answer>(ASK, { slug })).service;

  describe('a metric that is shown over 12 months', () => {
    test('is shown for the quarter while there is only one', async () => {
      expect((await latest('new')).cost.latest).toEqual({
        formatted: '£2.91',
        period: { label: 'April to June 2013' },
      });
    });

    test('is shown over 12 months as soon as they are there', async () => {
      expect((await latest('old')).cost.latest?.period.label).toBe('12 months to December 2013');
    });

    test('has no figure where there is no value', async () => {
      expect((await latest('none')).cost.latest).toBeNull();
    });
  });

  test('a metric that is shown by month is shown by quarter where there are only quarters', async () => {
    expect((await latest('new')).takeUp.latest?.period.label).toBe('April to June 2013');
    expect((await latest('old')).takeUp.latest?.period.label).toBe('October to December 2013');
  });
});
