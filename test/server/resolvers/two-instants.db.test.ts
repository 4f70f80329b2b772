/** One process answers for years: what it keeps of an answer may not hold the instant at which it was given. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const FILES = {
  organisations: 'slug,name,kind,parent\ndwp,Work and Pensions,department,\n',
  services: 'slug,name,organisation\ncarers,Carers,dwp\n',
  'data-sets': 'service,measure,cadence\ncarers,transactions,month\n',
  measurements: 'service,measure,period,start,value\ncarers,transactions,month,2014-05-01,1000\n',
  dashboards: `
- slug: benefits
  title: Benefits
  subject: service/carers
  sections:
    - title: Use
      modules:
        - { slug: use, metric: transactions }
`,
};

const QUESTION = `{
  dashboard(slug: "benefits") { subject { metric(key: "transactions") { ...Told } } }
  service(slug: "carers") { metric(key: "transactions") { ...Told } }
  modules(requests: [{ dashboard: "benefits", module: "use" }]) { ...Shown }
}
fragment Told on Metric { series(period: MONTH, last: 2) { ...Narrative } freshness { text } }
fragment Shown on ModuleResult { series { ...Narrative } freshness { text } }
fragment Narrative on Series { narrative welsh: narrative(lang: cy) }`;

interface Told {
  series: { narrative: string; welsh: string };
  freshness: { text: string };
}

interface Answer {
  dashboard: { subject: { metric: Told } };
  service: { metric: Told };
  modules: [Told];
}

describeOnEachDatabase('the same question at two instants', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-08-01T12:00:00Z');
    await api.accept(FILES);
  });
  afterAll(() => api.close());

  const ask = async (): Promise<Told[]> => {
    const { dashboard, service, modules } = await api.data<Answer>(QUESTION);
    return [dashboard.subject.metric, service.metric, modules[0]];
  };

  test('a deadline of this year is next year one of last year', async () => {
    const told = (deadline: string) => ({
      freshness: { text: `Late: June 2014 was due by ${deadline}` },
      series: {
        narrative: expect.stringContaining(`June 2014 was due by ${deadline} and has not arrived.`),
        welsh: expect.stringContaining(`June 2014 was due by ${deadline} and has not arrived.`),
      },
    });
    for (const answer of await ask()) expect(answer).toEqual(told('21 July'));

    api.now = new Date('2015-02-01T12:00:00Z');
    for (const answer of await ask()) expect(answer).toEqual(told('21 July 2014'));
  });
});
