/** The question that loaders ask: data as elements ask for it, and drawings of the same. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DRAWN_DOCUMENT } from '../../../components/client/drawn-modules.js';
import { MODULES_DOCUMENT } from '../../../components/client/modules-document.js';
import type { ModuleData } from '../../../components/formatting/types.js';
import type { DrawingNode } from '../../../components/formatting/drawing-types.js';
import { openApi, type Api } from '../../support/api.js';
import { describeOnEachDatabase } from '../../support/databases.js';

type Drawn = { drawing: DrawingNode | null };

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

  test('come with the data that elements ask for, in one question', async () => {
    const requests = [
      request,
      { ...request, width: 320 },
      { ...request, width: 640 },
      { ...request, width: 320, lang: 'cy' },
      { ...request, width: 640, metric: 'no-such-metric' },
    ];
    const answer = await api.data<{ drawings: Drawn[]; modules: ModuleData[] }>(DRAWN_DOCUMENT, { requests });
    const { modules } = await api.data<{ modules: ModuleData[] }>(MODULES_DOCUMENT, { requests });
    expect(answer.modules).toEqual(modules);
    const [none, narrow, wide, welsh, failed] = answer.drawings.map(({ drawing }) => drawing);
    expect([none, failed]).toEqual([null, null]);
    expect(JSON.stringify(narrow)).toContain('"perf-chart perf-chart--narrow');
    expect(JSON.stringify(wide)).toContain('"perf-chart perf-chart--wide');
    expect(welsh![1]).toMatchObject({ lang: 'cy' });
    expect(modules.at(-1)).toMatchObject({ error: { argument: 'metric' } });
    // What loaders draw before the rest has come stands first.
    expect(Object.keys(answer)).toEqual(['drawings', 'modules']);
  });

  test('follow what a tag says of how it is shown, and the data do not', async () => {
    const shown = [
      { scale: 'OWN' },
      { view: 'FIGURE' },
      { view: 'TABLE' },
      { noChart: true },
      { noTable: true },
      { noDownload: true },
    ];
    const requests = shown.map((each) => ({ ...request, ...each, width: 640 }));
    const answer = await api.data<{ drawings: Drawn[]; modules: ModuleData[] }>(DRAWN_DOCUMENT, { requests });
    const has = answer.drawings.map(({ drawing }) =>
      ['"svg"', '"table"', '"details"', '.csv'].filter((part) => JSON.stringify(drawing).includes(part)),
    );
    // Where the table is not the view, that of what explains the figure stands in the details.
    expect(has).toEqual([
      ['"svg"', '"table"', '"details"', '.csv'],
      [],
      ['"table"', '"details"', '.csv'],
      ['"table"', '"details"', '.csv'],
      ['"svg"', '"details"', '.csv'],
      ['"svg"', '"table"', '"details"'],
    ]);
    expect(new Set(answer.modules.map((each) => JSON.stringify(each))).size).toBe(1);
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
