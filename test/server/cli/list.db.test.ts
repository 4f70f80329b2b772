/** `perfplat list`: what files name, by slug. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Io } from '../../../server/cli/command.js';
import { run } from '../../../server/cli/list.js';
import { readConfig } from '../../../server/config.js';
import { FULL, importing, type Importing } from '../ingest/importing.js';

describe('perfplat list', () => {
  let store: Importing;
  beforeAll(async () => {
    store = await importing('sqlite');
    await store.accept(FULL);
    await store.accept({
      metrics:
        '- { key: all-letters, owner: moj, label: Letters of all, formula: { total: { measure: letters } } }\n',
      dashboards:
        '- { slug: wills, title: Wills, subject: service/lpa, owner: moj, sections: [{ title: S, modules: [{ slug: m, metric: visits }] }] }\n',
    });
  });
  afterAll(() => store.close());

  async function list(...args: string[]): Promise<{ out: string[]; err: string[] }> {
    const out: string[] = [];
    const err: string[] = [];
    const io: Io = {
      print: (line) => void out.push(line),
      report: (line) => void err.push(line),
      progress: () => undefined,
      config: () => readConfig({ PERF_DATABASE_URL: store.url }).config,
    };
    expect(await run(args, io)).toBe(0);
    return { out, err };
  }

  test.each<[string[], string[]]>([
    [['services'], ['claims  Money claims               hmcts', 'lpa     Lasting power of attorney  moj']],
    [['organisations'], ['hmcts  Courts   moj', 'moj    Justice']],
    [['groups'], ['justice  Justice services  2 services']],
    [['dashboards'], ['wills  Wills  published  service/lpa  moj']],
    [['metrics', '--organisation', 'moj'], ['all-letters  Letters of all  count  by kind, reason  moj']],
    [['metrics', 'TAKE-UP'], ['digital-take-up  Digital take-up  %']],
    [['measures', 'letters'], ['letters  Letters  count  flow  by kind, reason']],
    [['data-sets', '--organisation', 'hmcts'], ['claims  transactions  day  published']],
    // What is below an organisation belongs to it.
    [['services', '--organisation', 'moj', 'money'], ['claims  Money claims  hmcts']],
  ])('%j', async (args, lines) => {
    expect(await list(...args)).toEqual({ out: lines, err: [] });
  });

  test('says where nothing is found, and what there is to ask for', async () => {
    expect(await list('services', 'nobody')).toEqual({ out: [], err: ['no services with "nobody"'] });
    await expect(list('service')).rejects.toThrow('did you mean "services"?');
    await expect(list('services', '--organisation', 'mojj')).rejects.toThrow('did you mean "moj"?');
    await expect(list()).rejects.toThrow('One of services, organisations');
    await expect(list('services', 'money', 'claims')).rejects.toThrow('"money claims"');
  });
});
