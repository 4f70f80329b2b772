/** Dashboards that are accepted: what is stored, what another import changes, and what readers see of it. */
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { log } from '../../../server/log.js';
import { storedDashboards } from '../../../server/modules/stored-dashboards.js';
import { ReadStore } from '../../../server/loaders/reading.js';
import { ANONYMOUS } from '../../../server/store/viewer.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { everything, FULL, importing, type Importing } from './importing.js';

const JUSTICE = `
dashboards:
  - slug: justice
    title: { en: How justice is done, cy: Sut y gwneir cyfiawnder }
    description: Two services side by side.
    subject: organisation/moj
    owner: moj
    sections:
      - title: Use
        modules:
          - slug: by-service
            metric: transactions
            period: ROLLING-YEAR
            last: 5
            by: service
            top: 12
            compare-to: previous-year
            chart: multiples
          - slug: wills
            title: Wills
            description: Of one service only.
            subject: service/lpa
            metric: digital-take-up
            period: month
            from: 2013-01-01
            to: 2014-01-01
            view: table
      - title: Where users get stuck
        modules:
          - { slug: journey, metric: journey, by: stage, size: Two-Thirds }
          - slug: why
            text: { en: "Read [why](https://www.gov.uk/why).", cy: Pam }
            size: third
`;

interface Stored {
  dashboard: Record<string, unknown>[];
  dashboard_version: Record<string, unknown>[];
  module: Record<string, unknown>[];
  submission: Record<string, unknown>[];
}

describeOnEachDatabase('dashboards', (dialect) => {
  let store: Importing;
  const stored = async (): Promise<Stored> => (await everything(store.dataSource)) as unknown as Stored;
  const published = async () => {
    const reads = new ReadStore(store.dataSource, 0);
    return storedDashboards((await reads.begin({ viewer: ANONYMOUS, now: new Date() })).snapshot);
  };
  beforeEach(async () => {
    store = await importing(dialect);
    await store.accept(FULL);
  });
  afterEach(() => store.close());

  test('are published at once, as their first version', async () => {
    const { kinds } = await store.accept({ dashboards: JUSTICE }, { source: 'justice.yaml' });
    expect(kinds).toEqual([
      { kind: 'dashboards', received: 1, inserted: 1, updated: 0, withdrawn: 0, unchanged: 0 },
    ]);
    const { dashboard, dashboard_version: versions, module: modules } = await stored();
    expect(dashboard).toMatchObject([
      { slug: 'justice', subject_type: 'organisation', state: 'published', published_version: 1 },
    ]);
    expect(versions).toMatchObject([{ number: 1, author: 'justice.yaml', at: '2014-06-15T12:00:00.000Z' }]);
    expect(modules.map(({ slug, position, metric_key: metric }) => [slug, position, metric])).toEqual([
      ['by-service', 0, 'transactions'],
      ['wills', 1, 'digital-take-up'],
      ['journey', 2, 'journey'],
      ['why', 3, null],
    ]);
    expect(JSON.parse(modules[0].options as string)).toEqual({
      period: 'rolling-year',
      last: 5,
      by: 'service',
      top: 12,
      compareTo: 'previous-year',
      chart: 'multiples',
    });
  });

  test('are read as they were written', async () => {
    await store.accept({ dashboards: JUSTICE });
    const dashboards = await published();
    const dashboard = dashboards.find('justice')!;
    expect(dashboard).toMatchObject({
      title: { en: 'How justice is done', cy: 'Sut y gwneir cyfiawnder' },
      description: { en: 'Two services side by side.' },
      subject: { kind: 'ORGANISATION' },
      owner: { slug: 'moj' },
      version: 1,
    });
    expect(dashboards.of(dashboard.subject)).toEqual([dashboard]);
    expect(dashboard.isOwnPage).toBe(false);
    expect(
      dashboard.sections.map(({ title, modules }) => [title.en, modules.map(({ slug }) => slug)]),
    ).toEqual([
      ['Use', ['by-service', 'wills']],
      ['Where users get stuck', ['journey']],
    ]);
    expect(dashboard.sections[1]!.parts).toMatchObject([
      { slug: 'journey', size: 'TWO_THIRDS' },
      { slug: 'why', size: 'THIRD', text: { en: 'Read [why](https://www.gov.uk/why).', cy: 'Pam' } },
    ]);
    const [[byService, wills]] = dashboard.sections.map(({ modules }) => modules);
    expect(byService).toMatchObject({
      range: { period: 'ROLLING_YEAR', last: 5, by: 'service', top: 12, compareTo: 'PREVIOUS_YEAR' },
      chart: 'MULTIPLES',
    });
    expect(wills).toMatchObject({
      title: { en: 'Wills' },
      subject: { kind: 'SERVICE', slug: 'lpa' },
      range: { period: 'MONTH', from: '2013-01-01', to: '2014-01-01' },
      view: 'TABLE',
    });
  });

  test('sent again change nothing, whatever stands between the words', async () => {
    await store.accept({ dashboards: JUSTICE });
    const before = await everything(store.dataSource);
    const list = JUSTICE.replace('\ndashboards:\n', '# As a list.\r\n');
    for (const dashboards of [JUSTICE, list]) {
      const receipt = await store.accept({ dashboards }, { now: new Date('2014-06-16T12:00:00Z') });
      expect(receipt).toMatchObject({ submission: null, total: { unchanged: 1 } });
    }
    expect(await everything(store.dataSource)).toEqual(before);
  });

  test.each<[string, (text: string) => string]>([
    ['another title', (text) => text.replace('How justice', 'Where justice')],
    ['a text fewer', (text) => text.replace(/ {4}description: Two.*\n/, '')],
    [
      'another order',
      (text) => text.replace('slug: wills', 'slug: a').replace('slug: journey', 'slug: wills'),
    ],
    ['another chart', (text) => text.replace('view: table', 'view: figure')],
    ['one module fewer', (text) => text.replace(/ {6}- title: Where[^]*$/, '')],
  ])('%s is the next version, and the one before stays', async (_name, change) => {
    await store.accept({ dashboards: JUSTICE });
    const before = await stored();
    const { total } = await store.accept({ dashboards: change(JUSTICE) });
    expect(total).toMatchObject({ updated: 1, inserted: 0 });
    const after = await stored();
    expect(after.dashboard).toMatchObject([{ published_version: 2 }]);
    expect(after.dashboard_version.map(({ number }) => number)).toEqual([1, 2]);
    expect(after.dashboard_version.slice(0, 1)).toEqual(before.dashboard_version);
    expect(after.module.slice(0, before.module.length)).toEqual(before.module);
    expect((await published()).find('justice')).toMatchObject({ version: 2 });
  });

  test('another owner or subject alone is no new version', async () => {
    await store.accept({ dashboards: JUSTICE });
    const moved = JUSTICE.replace('owner: moj', 'owner: hmcts').replace('organisation/moj', 'group/justice');
    expect((await store.accept({ dashboards: moved })).total).toMatchObject({ updated: 1 });
    expect((await stored()).dashboard_version).toHaveLength(1);
    expect((await published()).find('justice')).toMatchObject({
      owner: { slug: 'hmcts' },
      subject: { kind: 'GROUP' },
    });
  });

  test('a draft that somebody has begun is neither published nor lost', async () => {
    await store.accept({ dashboards: JUSTICE });
    await store.dataSource.query(
      `INSERT INTO dashboard_version (dashboard_id, number, author, at, texts, sections)
       SELECT id, 2, 'somebody', '2014-06-15T13:00:00.000Z', '{"title":{"en":"Secret"}}', '[]' FROM dashboard`,
    );
    const draft = (await stored()).dashboard_version[1];
    expect((await published()).find('justice')).toMatchObject({ version: 1 });
    await store.accept({ dashboards: JUSTICE.replace('Use', 'How it is used') });
    expect((await stored()).dashboard_version[1]).toEqual(draft);
    expect((await published()).find('justice')).toMatchObject({ version: 3 });
  });

  test('one that is in review is published by its import', async () => {
    await store.accept({ dashboards: JUSTICE });
    await store.dataSource.query(`UPDATE dashboard SET state = 'in-review', published_version = NULL`);
    expect((await published()).all).toEqual([]);
    expect((await store.accept({ dashboards: JUSTICE })).total).toMatchObject({ updated: 1 });
    expect((await published()).find('justice')).toMatchObject({ version: 2 });
  });

  test('a module whose row holds options of another version is shown without them, and named in the log', async () => {
    await store.accept({ dashboards: JUSTICE });
    const put = (slug: string, options: object): Promise<unknown> =>
      store.dataSource.query(
        `UPDATE module SET options = '${JSON.stringify(options)}' WHERE slug = '${slug}'`,
      );
    await put('by-service', { period: 'fortnight', by: 'service', zoom: 3, chart: 'multiples' });
    await put('journey', { subject: { type: 'team', slug: 'x' } });
    const warn = jest.spyOn(log, 'warn').mockReturnValue();
    const dashboard = (await published()).find('justice')!;
    const warnings = warn.mock.calls.map(([facts]) => facts as unknown);
    warn.mockRestore();
    // A figure of another subject than the one that was meant would be wrong.
    expect(dashboard.sections.map(({ modules }) => modules.map(({ slug }) => slug))).toEqual([
      ['by-service', 'wills'],
      [],
    ]);
    const [[byService]] = dashboard.sections.map(({ modules }) => modules);
    expect(byService).toMatchObject({ range: { by: 'service' }, chart: 'MULTIPLES', view: null });
    expect(byService.range.period).toBeUndefined();
    expect(warnings).toEqual([
      {
        dashboard: 'justice',
        module: 'by-service',
        faults: ['period cannot be "fortnight"', 'there is no option zoom'],
      },
      { dashboard: 'justice', module: 'journey', faults: ['subject is none: {"type":"team","slug":"x"}'] },
    ]);
  });

  test('old slugs name what has another slug today', async () => {
    await store.accept({ dashboards: JUSTICE });
    const aliases = [
      ['dashboard', 'law', 'dashboard', 'justice'],
      ['organisation', 'lcd', 'organisation', 'moj'],
      ['service', 'power-of-attorney', 'service', 'lpa'],
    ];
    for (const [kind, old, table, slug] of aliases) {
      await store.dataSource.query(
        `INSERT INTO slug_alias (kind, slug, target_id) SELECT '${kind}', '${old}', id FROM ${table} WHERE slug = '${slug}'`,
      );
    }
    const old = JUSTICE.replace('slug: justice', 'slug: law')
      .replace('organisation/moj', 'organisation/lcd')
      .replace('owner: moj', 'owner: lcd')
      .replace('service/lpa', 'service/power-of-attorney');
    expect((await store.accept({ dashboards: old })).total).toMatchObject({ unchanged: 1 });
    const both = `${JUSTICE}${old.replace('\ndashboards:\n', '')}`;
    expect(await store.refuse({ dashboards: both })).toEqual([
      expect.stringMatching(/: slug: justice stands in line 3 already/),
    ]);
  });

  test('the page of a subject is the one that is marked: what is sent without the mark gives it up', async () => {
    const named = (slug: string, mark = ''): string =>
      JUSTICE.replace('\ndashboards:\n', '').replace(
        'slug: justice',
        `slug: ${slug}${mark && `\n    is-own-page: ${mark}`}`,
      );
    const pages = async (): Promise<string[]> =>
      (await published()).all.filter(({ isOwnPage }) => isOwnPage).map(({ slug }) => slug!);
    const send = (...boards: string[]) => store.accept({ dashboards: `dashboards:\n${boards.join('')}` });

    expect(
      (await send(named('alpha'), named('justice', 'true'), named('zeta', 'false'))).total,
    ).toMatchObject({
      inserted: 3,
    });
    expect(await pages()).toEqual(['justice']);
    // As it is stored; in other words for the same.
    expect((await send(named('justice', 'yes'))).total).toMatchObject({ unchanged: 1 });
    // The mark moves in one delivery, in whichever order.
    expect((await send(named('zeta', 'true'), named('justice'))).total).toMatchObject({ updated: 2 });
    expect(await pages()).toEqual(['zeta']);
    // A mark is no content: there is no new version.
    expect((await stored()).dashboard_version.map(({ number }) => number)).toEqual([1, 1, 1]);
    await send(named('zeta'));
    expect(await pages()).toEqual([]);
    await send(named('alpha', 'true'));
    expect(await pages()).toEqual(['alpha']);
  });

  test('several are one submission', async () => {
    const other = JUSTICE.replace('slug: justice', 'slug: other');
    const before = (await stored()).submission.length;
    const receipt = await store.accept({ dashboards: `${JUSTICE}${other.replace('\ndashboards:\n', '')}` });
    expect(receipt.total).toMatchObject({ received: 2, inserted: 2 });
    expect((await stored()).submission).toHaveLength(before + 1);
    expect((await published()).all.map(({ slug }) => slug)).toEqual(['justice', 'other']);
  });

  test('the example of the documents is one', async () => {
    const [, example] = /```yaml\n([^]*?)```/.exec(readFileSync('docs/data.md', 'utf8'))!;
    const { total } = await store.accept({
      organisations: 'slug,name,kind\ndepartment-for-work-and-pensions,DWP,department\n',
      services:
        'slug,name,organisation\ncarers-allowance,Carer’s Allowance,department-for-work-and-pensions\n',
      dashboards: example,
    });
    expect(total).toMatchObject({ inserted: 3 });
  });
});
