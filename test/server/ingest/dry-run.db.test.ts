/** What an import would do: said thing by thing, and nothing is stored. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dryRunLines } from '../../../server/cli/difference-lines.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { everything, FULL, importing, type Files, type Importing } from './importing.js';

const DASHBOARDS = `- slug: wills
  title: Wills
  subject: service/lpa
  sections:
    - title: Use
      modules:
        - { slug: use, metric: visits, period: month }
        - { slug: letters, metric: letters, top: 3, by: kind }
`;
const METRICS = `- key: late
  owner: moj
  label: Late letters
  formula:
    ratio:
      numerator: { measure: letters, dimension: kind, only: [out] }
      denominator: { measure: letters }
      scale: 100
  caveats: [One]
`;

describeOnEachDatabase('a dry run', (dialect) => {
  let store: Importing;
  const lines = async (files: Files): Promise<string[]> => dryRunLines(await store.compare(files));
  beforeAll(async () => {
    store = await importing(dialect);
    await store.accept(FULL);
    await store.accept({ metrics: METRICS, dashboards: DASHBOARDS });
  });
  afterAll(() => store.close());

  test('says from what to what, what is new and what goes, and stores nothing', async () => {
    const before = await everything(store.dataSource);
    const dashboards =
      DASHBOARDS.replace('period: month', 'period: week').replace(/^.*slug: letters.*\n/m, '') +
      DASHBOARDS.replace('slug: wills', 'slug: more').replace('service/lpa', 'group/new');
    expect(
      await lines({
        organisations: 'slug,name,kind\nmoj,Ministry of Justice,department\n',
        groups: 'slug,name,services\njustice,Justice services,lpa\nnew,New,claims\n',
        metrics: METRICS.replace('only: [out]', 'only: [in]').replace('[One]', '[One, { en: Two, cy: Dau }]'),
        'data-sets': 'service,measure,cadence,grace_days\nlpa,letters,week,3\n',
        measurements:
          'service,measure,period,start,kind,value\nlpa,letters,week,2014-01-06,in,4\nclaims,letters,week,2014-01-06,in,1\n',
        dashboards,
      }),
    ).toEqual([
      'organisations: 1 changed',
      '  ~ moj',
      '      name: "Justice" → "Ministry of Justice"',
      'groups: 1 new, 1 changed',
      '  ~ justice',
      '      services: "claims lpa" → "lpa"',
      '  + new: New',
      'data-sets: 1 changed',
      '  ~ lpa letters',
      '      grace_days: "3" (new)',
      '  + claims letters',
      'metrics: 1 changed',
      '  ~ late',
      '      description: "letters with kind out ÷ letters by kind × 100." → "letters with kind in ÷ letters by kind × 100."',
      '      caveats[0]: "One" (new)',
      '      caveats[1].en: "Two" (new)',
      '      caveats[1].cy: "Dau" (new)',
      '      formula.ratio.numerator.only: "out" → "in"',
      '      caveats: "One" (removed)',
      'measurements: 1 new, 1 changed',
      '  lpa letters, week 2014-01-06, kind in: 3 → 4',
      '  claims letters, week 2014-01-06, kind in: nothing → 1',
      'dashboards: 1 new, 1 changed',
      '  ~ wills',
      '      sections[0].modules: "use, letters" → "use"',
      '      modules.use.period: "month" → "week"',
      '      modules.letters.metric: "letters" (removed)',
      '      modules.letters.by: "kind" (removed)',
      '      modules.letters.top: "3" (removed)',
      '  + more: Wills (2 modules)',
    ]);
    expect(await everything(store.dataSource)).toEqual(before);
  });

  test('of what is there says that nothing changes', async () => {
    expect(await lines({ metrics: METRICS, dashboards: DASHBOARDS, groups: FULL.groups })).toEqual([
      'groups: 1 unchanged',
      'metrics: 1 unchanged',
      'dashboards: 1 unchanged',
    ]);
  });

  test('tells of a version that nobody has published', async () => {
    const [{ id }] = (await store.dataSource.query("SELECT id FROM dashboard WHERE slug = 'wills'")) as [
      { id: number },
    ];
    await store.dataSource.query(
      `INSERT INTO dashboard_version (dashboard_id, number, author, at, texts, sections)
       VALUES (${id}, 2, 'Somebody', '2014-06-01T10:00:00Z', '{"title":{"en":"Draft"}}', '[]')`,
    );
    expect(await lines({ dashboards: DASHBOARDS.replace('title: Wills', 'title: Your will') })).toEqual([
      'dashboards: 1 changed',
      '  ~ wills',
      '      title: "Wills" → "Your will"',
      '      version 2, saved by Somebody on 2014-06-01 and not published, would stay in the history only',
    ]);
  });
});
