/**
 * Metrics that nobody knew of when the code was written: rows that a department has defined, over measures of its own.
 * They are worked out, explained, put in order, told and shown as built-in ones are, without code.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ModuleData } from '../../../components/formatting/types.js';
import { storeMetrics } from '../../../server/db/metric-versions.js';
import { inTransaction } from '../../../server/db/index.js';
import { Organisation, type MetricDefinition } from '../../../server/entities/index.js';
import type { Formula } from '../../../server/metrics/definitions.js';
import { dashboardOf } from '../../../server/modules/subject-dashboard.js';
import { importing, type Importing } from '../ingest/importing.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectSoundPage, NOW, publicSite, type PublicSite } from './public-site.js';

type Shape = Pick<MetricDefinition, 'unit' | 'direction' | 'formula'>;

const FORMULAS = {
  total: { kind: 'total', measure: 'enquiries' },
  ratio: {
    kind: 'ratio',
    numerator: { measure: 'enquiries' },
    denominator: { measure: 'cases' },
    scale: 100,
  },
  score: {
    kind: 'score',
    measure: 'opinions',
    dimension: 'opinion',
    weights: { bad: -100, neither: 0, good: 100 },
    sampleMinimum: 30,
  },
  quantile: { kind: 'quantile', measure: 'waits', quantile: 0.5 },
  funnel: {
    kind: 'ratio',
    numerator: { measure: 'people', dimension: 'step', position: 'last' },
    denominator: { measure: 'people', dimension: 'step', position: 'first' },
    scale: 100,
  },
} satisfies Record<string, Formula>;

const METRICS: Readonly<Record<string, Shape>> = {
  'all-enquiries': { unit: 'count', direction: 'NEUTRAL', formula: FORMULAS.total },
  'all-opinions': { unit: 'count', direction: 'NEUTRAL', formula: { kind: 'total', measure: 'opinions' } },
  'all-waits': { unit: 'count', direction: 'NEUTRAL', formula: { kind: 'total', measure: 'waits' } },
  'enquiry-share': { unit: '%', direction: 'LOWER_IS_BETTER', formula: FORMULAS.ratio },
  opinion: { unit: 'count', direction: 'HIGHER_IS_BETTER', formula: FORMULAS.score },
  wait: { unit: 'days', direction: 'LOWER_IS_BETTER', formula: FORMULAS.quantile },
  'last-step': { unit: '%', direction: 'HIGHER_IS_BETTER', formula: FORMULAS.funnel },
};

/** By service of the department, enquiries of 2,000 cases in May 2014; a year before there were 500. */
const ENQUIRIES: Readonly<Record<string, number>> = { a: 200, b: 400, c: 1000 };

const MEASUREMENTS = [
  'service,measure,period,start,topic,opinion,le,step,value',
  ...[...Object.entries(ENQUIRIES), ['x', 100] as const].flatMap(([slug, enquiries]) => [
    `${slug},enquiries,month,2014-05-01,fees,,,,${enquiries - 50}`,
    `${slug},enquiries,month,2014-05-01,forms,,,,50`,
    `${slug},cases,month,2014-05-01,,,,,2000`,
    `${slug},enquiries,month,2013-05-01,fees,,,,500`,
    `${slug},cases,month,2013-05-01,,,,,2000`,
  ]),
  ...[
    ['bad', 10],
    ['neither', 20],
    ['good', 70],
  ].map(([opinion, count]) => `a,opinions,month,2014-05-01,,${opinion},,,${count}`),
  ...[
    ['5', 40],
    ['10', 40],
    ['+Inf', 20],
  ].map(([le, count]) => `a,waits,month,2014-05-01,,,${le},,${count}`),
  ...['5', '10', '+Inf'].map((le, index) => `b,waits,month,2014-05-01,,,${le},,${[1, 1, 98][index]}`),
  ...[
    ['form', 200],
    ['proof', 90],
    ['done', 80],
  ].map(([step, count]) => `a,people,month,2014-05-01,,,,${step},${count}`),
  '',
].join('\n');

const FILES = {
  organisations: 'slug,name,kind,parent\ndept,Department,department,\nother,Another,department,\n',
  services: 'slug,name,organisation\na,Alpha,dept\nb,Beta,dept\nc,Gamma,dept\nx,Elsewhere,other\n',
  measures: [
    'key,label,unit,aggregation,dimensions',
    'enquiries,Enquiries,count,flow,topic',
    'cases,Cases handled,count,flow,',
    'opinions,Opinions,count,flow,opinion=bad neither good',
    'waits,Waits,count,histogram,le',
    'people,Visitors,count,exact,step',
    '',
  ].join('\n'),
  'data-sets': 'service,measure,cadence,dimension_values\na,people,month,step=form proof done\n',
};

describeOnEachDatabase('a metric that a department has defined', (dialect) => {
  let database: Importing;
  let site: PublicSite;

  beforeAll(async () => {
    database = await importing(dialect);
    await database.accept(FILES, { now: NOW });
    await inTransaction(database.dataSource, async (manager) => {
      const { id } = await manager.findOneByOrFail(Organisation, { slug: 'dept' });
      const rows = Object.entries(METRICS).map(([key, shape], index) => ({
        ...{ key, ...shape, caveats: [], position: 100 + index, ownerOrganisationId: id },
        texts: { label: { en: `The ${key}` }, description: { en: `What ${key} says.` } },
        ...{
          periods: ['MONTH' as const, 'YEAR' as const],
          defaultPeriod: 'MONTH' as const,
          presentation: {},
        },
      }));
      await storeMetrics(manager, rows, NOW);
    });
    await database.accept({ measurements: MEASUREMENTS }, { now: NOW });
    site = await publicSite(database.dataSource);
  });
  afterAll(async () => {
    await site.app.close();
    await database.close();
  });

  async function body(path: string): Promise<string> {
    const answer = await site.app.inject({ url: path, headers: { accept: 'text/html' } });
    expect([path, answer.statusCode]).toEqual([path, 200]);
    return answer.body;
  }
  const moduleOf = async (path: string): Promise<ModuleData> => JSON.parse(await body(path)) as ModuleData;

  async function sections(kind: 'SERVICE' | 'ORGANISATION' | 'PORTFOLIO', slug: string): Promise<unknown> {
    const { snapshot } = await site.begin(NOW);
    const dashboard = dashboardOf(snapshot.catalogue.subject(kind, slug)!, snapshot);
    return dashboard.sections.map(({ title, modules }) => [
      title.en,
      modules.map(({ slug: name, range }) => `${name} ${range.compareTo}`),
    ]);
  }

  describe('its figure, and what stands beside it', () => {
    test.each([
      ['all-enquiries', '200', [], ['all-enquiries', 'BAR', ['fees', 'forms']]],
      ['enquiry-share', '10%', ['all-enquiries'], ['enquiry-share', 'BAR', ['fees', 'forms']]],
      ['opinion', '60', ['all-opinions'], ['all-opinions', 'BAR', ['bad', 'neither', 'good']]],
      ['wait', '6.3 days', ['all-waits'], ['all-waits', 'BAR', ['5', '10', '+Inf']]],
      ['last-step', '40%', [], ['last-step', 'FUNNEL', ['form', 'proof', 'done']]],
    ])('%s: %s', async (metric, formatted, companions, breakdown) => {
      const module = await moduleOf(`/services/a/${metric}.json`);
      expect(module.figure!.formatted).toBe(formatted);
      expect(module.companions.map((each) => each.metric.key)).toEqual(companions);
      const { metric: of, chart, series } = module.breakdown!;
      expect([of.key, chart, series.lines.map(({ key }) => key)]).toEqual(breakdown);
    });

    test.each([
      ['all-enquiries', 'topic', 'BAR'],
      ['all-opinions', 'opinion', 'STACKED'],
      ['last-step', 'step', 'FUNNEL'],
    ])('%s by %s is drawn as %s', async (metric, by, chart) => {
      expect(await moduleOf(`/services/a/${metric}.json?by=${by}`)).toMatchObject({ chart });
    });
  });

  test.each([
    ['all-enquiries', 'The all-enquiries for Alpha were 200 in May 2014.'],
    ['enquiry-share', 'The enquiry-share for Alpha was 10% in May 2014.'],
    [
      'opinion',
      'The opinion for Alpha was 60 in May 2014, with 100 responses; −100 is everyone bad and 100 everyone good.',
    ],
    ['wait', 'The wait for Alpha was 6.3 days in May 2014.'],
    [
      'last-step',
      'The last-step for Alpha was 40% in May 2014; the largest drop in people is between Form and Proof: 110 fewer, 55% of those at Form.',
    ],
  ])('%s is told', async (metric, told) => {
    const { series } = await moduleOf(`/services/a/${metric}.json`);
    expect(series!.narrative.split(/(?<=\.) (?=[A-Z])/)[0]).toBe(told);
  });

  test('whether its change is better is told', async () => {
    const { series } = await moduleOf('/services/a/enquiry-share.json?compare-to=previous-year');
    expect(series!.narrative).toContain('down 15 points on May 2013, which is better');
  });

  describe('its place on default dashboards', () => {
    const compared = (...keys: string[]): string[] => keys.map((key) => `${key} PREVIOUS_YEAR`);

    test('of a service: by its unit', async () => {
      expect(await sections('SERVICE', 'a')).toEqual([
        ['How long it takes', compared('wait')],
        [
          'Other figures',
          compared(
            'all-enquiries',
            'all-opinions',
            'all-waits',
            'enquiry-share',
            'opinion',
            'last-step',
            'cases',
          ),
        ],
      ]);
    });

    test('of an organisation: what can be added', async () => {
      const added = compared(
        'all-enquiries',
        'all-opinions',
        'all-waits',
        'enquiry-share',
        'opinion',
        'wait',
        'cases',
      );
      expect(await sections('ORGANISATION', 'dept')).toEqual([['Other figures', added]]);
    });

    test('is its owner’s only; a measure that no metric is made of alone is shown for all', async () => {
      const cases = [['Other figures', compared('cases')]];
      expect(await sections('SERVICE', 'x')).toEqual(cases);
      expect(await sections('ORGANISATION', 'other')).toEqual(cases);
      expect(await sections('PORTFOLIO', 'portfolio')).toEqual(cases);
      expect((await moduleOf('/services/x/enquiry-share.json')).figure!.formatted).toBe('5%');
    });
  });

  test('puts the services of its owner in order', async () => {
    const page = await body('/organisations/dept');
    expectSoundPage(page);
    const section = /id="standing"([\s\S]*?)<\/section>/.exec(page)![1]!;
    expect(section).toMatch(/The enquiry-share[\s\S]*3 services with at least\s*1,000 cases handled/);
    const slugs = [...section.matchAll(/\/services\/([a-z]+)\/enquiry-share/g)].map(([, slug]) => slug);
    expect(slugs).toEqual(['a', 'b', 'c', 'c', 'a', 'b']);
    // What has no direction has no best; where fewer than three have a value there is no order.
    expect(section).not.toMatch(/all-enquiries|opinion|wait/);
    expect(await body('/organisations/other')).not.toContain('id="standing"');
  });

  test('sorts the list of services', async () => {
    const page = await body('/services?sort=enquiry-share&metrics=enquiry-share');
    const slugs = [...page.matchAll(/href="\/performance\/services\/([a-z])"/g)].map(([, slug]) => slug);
    expect([...new Set(slugs)]).toEqual(['x', 'a', 'b', 'c']);
  });

  test('the working says of which values only a lower limit is known', async () => {
    const page = await body('/organisations/dept/wait?working');
    expectSoundPage(page);
    const cells = [...page.matchAll(/class="app-table__number">([^<]* days)</g)].map(([, text]) => text);
    expect(cells).toEqual(['6.3 days', '&gt;10 days', '&gt;10 days']);
  });

  test.each(Object.keys(METRICS))('%s has a page', async (metric) => {
    const page = await body(`/services/a/${metric}`);
    expectSoundPage(page);
    expect(page).toContain(`What ${metric} says.`);
  });

  test('is a headline, and a figure that services must publish, for its owner alone', async () => {
    await inTransaction(database.dataSource, async (manager) => {
      const { id } = await manager.findOneByOrFail(Organisation, { slug: 'dept' });
      const presentation = { isHeadline: true, indicator: 5, places: { service: [], several: [] } };
      const texts = { label: { en: 'Enquiries for each case' }, description: { en: 'Fewer are better.' } };
      const shown = { periods: ['MONTH' as const], defaultPeriod: 'MONTH' as const, presentation };
      const row = { key: 'headline', ...METRICS['enquiry-share']!, caveats: [], position: 200 };
      await storeMetrics(manager, [{ ...row, ...shown, texts, ownerOrganisationId: id }], NOW);
    });
    // A definition alone is no submission: what changes the catalogue brings it to readers.
    await database.accept({ groups: 'slug,name,services\nall,All,a x\n' }, { now: NOW });
    const tellsOf = async (path: string, part: RegExp): Promise<boolean> => {
      const [text = ''] = part.exec(await body(path)) ?? [];
      return text.includes('Enquiries for each case');
    };
    const [columns, must] = [/<thead[^]*?<\/thead>/, /id="indicators"[^]*?<\/section>/];
    const standing = /id="standing"[^]*?<\/section>/;
    const ofOwner = [
      await tellsOf('/organisations/dept', columns),
      await tellsOf('/organisations/dept', must),
      await tellsOf('/organisations/dept', standing),
      await tellsOf('/services/a', must),
    ];
    expect(ofOwner).toEqual([true, true, true, true]);
    const ofOthers = [
      await tellsOf('/', /<main[^]*<\/main>/),
      await tellsOf('/services', columns),
      await tellsOf('/organisations/other', columns),
      await tellsOf('/organisations/other', must),
      await tellsOf('/services/x', must),
      await tellsOf('/groups/all', must),
    ];
    expect(ofOthers).toEqual([false, false, false, false, false, false]);
  });
});
