/** A break in what is counted, in the figures of one service and of several. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, rows } from '../ingest/importing.js';

const MODULES = `query ($requests: [ModuleRequest!]!) {
  modules(requests: $requests) { figure { change { absolute reason matched { provided expected } } } error { message } }
}`;

describeOnEachDatabase('a break', (dialect) => {
  let api: Api;
  beforeEach(async () => {
    api = await openApi(dialect);
  });
  afterEach(() => api.close());

  test.each([
    ['of a measure', 'transactions'],
    ['of a whole service', ''],
  ])('%s takes the service out of a change, whoever it is part of', async (_, measure) => {
    await api.accept({
      ...BASE,
      measurements: rows(
        ...['lpa', 'tax-disc', 'carers-allowance'].flatMap((service) => [
          `${service},transactions,month,2013-06-01,digital,1000`,
          `${service},transactions,month,2013-07-01,digital,${service === 'lpa' ? 1300 : 1100}`,
        ]),
      ),
      annotations: `subject_type,subject,measure,kind,from,to,text,link\nservice,lpa,${measure},BREAK,2013-07-01,,New system,\n`,
    });
    const about = {
      metric: 'transactions',
      period: 'MONTH',
      last: 1,
      to: '2013-08-01',
      compareTo: 'PREVIOUS_PERIOD',
    };
    const subjects = [{ service: 'lpa' }, { organisation: 'dwp' }, { portfolio: true }];
    const { data } = await api.ask<{
      modules: { figure: { change: object } | null; error: object | null }[];
    }>(MODULES, { requests: subjects.map((subject) => ({ ...about, ...subject })) });
    expect(data.modules.map(({ error }) => error)).toEqual([null, null, null]);
    const [own, ...several] = data.modules.map(({ figure }) => figure!.change);
    expect(own).toMatchObject({
      absolute: null,
      reason: expect.stringMatching(/New system|break|1 July 2013/i),
    });
    for (const change of several) {
      expect(change).toMatchObject({ absolute: 200, matched: { provided: 2, expected: 3 } });
    }
  });
});
