/** The question that loaders ask: data as elements ask for it, and drawings of the same. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DRAWN_DOCUMENT } from '../../../components/client/drawn-modules.js';
import { MODULES_DOCUMENT } from '../../../components/client/modules-document.js';
import type { ModuleData } from '../../../components/formatting/types.js';
import type { DrawingNode } from '../../../components/formatting/drawing-types.js';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

type Drawn = ModuleData & { drawing?: DrawingNode | null };

describeOnEachDatabase('drawings', (dialect) => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi(dialect, '2014-04-10T12:00:00Z');
    await api.accept({
      organisations: 'slug,name,kind,parent\ndwp,Department,department,\n',
      services: 'slug,name,organisation\none,First <b>service</b>,dwp\n',
      measurements: [
        'service,measure,period,start,channel,value',
        ...['2014-01-01', '2014-02-01', '2014-03-01'].flatMap((start, index) => [
          `one,transactions,month,${start},digital,${10 + index}`,
          `one,transactions,month,${start},phone,${20 - index}`,
        ]),
        '',
      ].join('\n'),
    });
  });
  afterAll(() => api.close());

  const request = { service: 'one', metric: 'transactions', period: 'MONTH' };
  const wrong = { ...request, metric: 'no-such-metric' };

  test('come with the data that elements ask for, in one question', async () => {
    const answer = await api.data<Record<'modules' | 'narrow' | 'wide', Drawn[]>>(DRAWN_DOCUMENT, {
      modules: [request],
      narrow: [request, { ...request, lang: 'cy' }],
      wide: [request, wrong],
    });
    const { modules } = await api.data<{ modules: Drawn[] }>(MODULES_DOCUMENT, { requests: [request] });
    const [narrow, welsh] = answer.narrow as [Drawn, Drawn];
    const [wide, failed] = answer.wide as [Drawn, Drawn];
    expect(answer.modules).toEqual(modules);
    for (const { drawing, ...data } of [narrow, wide]) {
      expect(data).toEqual(modules[0]);
      expect(drawing![0]).toBe('figure');
    }
    expect(JSON.stringify(narrow.drawing)).toContain('"perf-chart perf-chart--narrow"');
    expect(JSON.stringify(wide.drawing)).toContain('"perf-chart perf-chart--wide"');
    expect(welsh.drawing![1]).toMatchObject({ lang: 'cy' });
    expect(failed).toMatchObject({ drawing: null, error: { argument: 'metric' } });
  });

  test('cost more than words, and are refused in great numbers', async () => {
    const asked = Array.from({ length: 100 }, () => request);
    const fields = (count: number): string =>
      Array.from({ length: count }, (_, index) => `d${index}: drawing(width: ${300 + index})`).join(' ');
    const question = (count: number): string =>
      `query ($requests: [ModuleRequest!]!) { modules(requests: $requests) { ${fields(count)} } }`;
    const { errors } = await api.ask(question(12), { requests: asked });
    expect(errors?.[0]?.extensions.code).toBe('COST_LIMIT');
    const { data } = await api.ask<{ modules: object[] }>(question(1), { requests: asked.slice(0, 3) });
    expect(data.modules).toHaveLength(3);
  });
});
