import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../support/api.js';

interface Module {
  series: { lines: { values: unknown[] }[] } | null;
  error: { code: string; message: string } | null;
}

const DOCUMENT = `query ($requests: [ModuleRequest!]!) {
  modules(requests: $requests) { series { lines { values } } error { code message } }
}`;

describe('one answer', () => {
  let api: Api;
  beforeAll(async () => {
    api = await openApi('sqlite');
    await api.accept({
      organisations: 'slug,name,kind\ndwp,Department,department\n',
      services: 'slug,name,organisation\ncarers,Carers,dwp\ncourt,Court,dwp\n',
      measurements:
        'service,measure,period,start,value\n' +
        'carers,transactions,hour,2014-06-15T09:00:00Z,7\ncourt,transactions,hour,2014-06-15T09:00:00Z,8\n',
    });
  });
  afterAll(() => api.close());

  const hours = (last: number, service = 'carers') => ({
    ...{ service, metric: 'transactions', period: 'HOUR', last },
  });
  const modules = async (requests: readonly object[]): Promise<Module[]> =>
    (await api.data<{ modules: Module[] }>(DOCUMENT, { requests })).modules;

  test('has 100,000 points: modules past them say so, the others are answered, and equal ones are read once', async () => {
    await modules([hours(1)]);
    const before = api.statements.length;
    await modules([hours(50_000)]);
    const ofOne = api.statements.length - before;
    const found = await modules(new Array(60).fill(hours(50_000)));
    expect(api.statements.length - before - ofOne).toBe(ofOne);
    const answered = found.filter(({ series }) => series);
    expect(answered.map(({ series }) => series!.lines[0].values.length)).toEqual([50_000, 50_000]);
    const refused = found.flatMap(({ error }) => error ?? []);
    expect(refused).toHaveLength(58);
    expect(refused[0]).toEqual({
      code: 'LIMIT_EXCEEDED',
      message: expect.stringMatching(/at most 100,000 points .* 50,000 more/),
    });
  });

  test('is refused before it is read, where that is known before', async () => {
    const two = [hours(50_000), hours(50_000, 'court')];
    const before = api.statements.length;
    await modules(two);
    const ofTwo = api.statements.length - before;
    const found = await modules([...two, hours(49_999), hours(1)]);
    expect(found.map(({ error }) => error?.code)).toEqual([
      undefined,
      undefined,
      'LIMIT_EXCEEDED',
      'LIMIT_EXCEEDED',
    ]);
    expect(api.statements.length - before - ofTwo).toBe(ofTwo);
  });

  test('counts aliases together with modules', async () => {
    const series = 'metric(key: "transactions") { series(period: HOUR, last: 40000) { lines { values } } }';
    const { data, errors } = await api.ask(
      `query ($requests: [ModuleRequest!]!) {
        a: service(slug: "carers") { ${series} }
        b: service(slug: "court") { ${series} }
        modules(requests: $requests) { error { code } }
      }`,
      { requests: [hours(40_000)] },
    );
    const refused = [data.a, data.b].filter((service) => (service as { metric: unknown }).metric === null);
    const [module] = data.modules as { error: { code: string } | null }[];
    expect((errors ?? []).length + (module.error ? 1 : 0)).toBe(1);
    expect(refused).toHaveLength(errors?.length ?? 0);
  });

  test('has 16 MB, which columns that are named again and again take too', async () => {
    const again = Array.from({ length: 29 }, (_, index) => `a${index}: statuses`).join(' ');
    const { errors } = await api.ask(
      `{ service(slug: "carers") { metric(key: "transactions") { series(period: HOUR, last: 50000) { lines { ${again} } } } } }`,
    );
    expect(errors).toEqual([
      expect.objectContaining({
        message: expect.stringMatching(/at most 16 MB/),
        extensions: { code: 'LIMIT_EXCEEDED' },
      }),
    ]);
  });
});
