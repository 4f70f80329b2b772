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

  const told = (text: string, sentence: string) => ({
    freshness: { text },
    series: {
      narrative: expect.stringContaining(sentence),
      welsh: expect.stringContaining(sentence),
    },
  });

  test('late data has stopped four periods later, and neither speaks of today', async () => {
    const late = told(
      'Late: June 2014 was due by 21 July',
      'June 2014 was due by 21 July and has not arrived.',
    );
    const stopped = told(
      'No new data since May 2014; was due by 21 July 2014',
      'There has been no new data since May 2014, though it was due by 21 July 2014.',
    );
    for (const [now, said] of [
      ['2014-08-01T12:00:00Z', late],
      ['2014-11-21T23:59:59Z', late],
      ['2014-11-22T00:00:00Z', stopped],
      ['2025-02-01T12:00:00Z', stopped],
    ] as const) {
      api.now = new Date(now);
      for (const answer of await ask()) expect([now, answer]).toEqual([now, said]);
    }
  });
});
