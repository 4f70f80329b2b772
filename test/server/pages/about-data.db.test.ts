/** What pages and search engines are told of the data behind a figure: under which licences it is, of which days. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importing, type Importing } from '../ingest/importing.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectSoundPage, FILES, NOW, publicSite, type PublicSite } from './public-site.js';

const OPEN = 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/';

describeOnEachDatabase('what is told of the data behind a figure', (dialect) => {
  let database: Importing;
  let site: PublicSite;

  beforeAll(async () => {
    database = await importing(dialect);
    await database.accept(
      {
        ...FILES,
        'data-sets':
          'service,measure,cadence,licence\ncarers,transactions,month,\ncarers,cost,year,CC BY 4.0\n' +
          'tax-disc,transactions,month,CC BY 4.0\n',
      },
      { now: NOW },
    );
    site = await publicSite(database.dataSource);
  });
  afterAll(async () => {
    await site.app.close();
    await database.close();
  });

  const told = async (path: string) => {
    const { body } = await site.app.inject({ url: path, headers: { accept: 'text/html' } });
    expectSoundPage(body);
    const about = /<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(body)![1]!;
    const shown = />Licence<[\s\S]*?<dd[^>]*>([\s\S]*?)<\/dd>/.exec(body)![1]!;
    return {
      shown: shown.replace(/\s+/g, ' ').trim(),
      about: JSON.parse(about) as Record<string, unknown>,
    };
  };
  test('the days that it covers end with the last of them', async () => {
    const { about } = await told('/services/carers/transactions?period=month');
    expect(about.temporalCoverage).toBe('2013-06-01/2014-05-31');
  });

  test('a figure without a value says in its JSON what is missing', async () => {
    const figureOf = async (path: string): Promise<Record<string, unknown>> =>
      (await site.app.inject({ url: `${path}.json` })).json<{ figure: Record<string, unknown> }>().figure;
    expect(await figureOf('/services/carers/transactions')).toMatchObject({ reason: null });
    expect(await figureOf('/services/tax-disc/digital-take-up')).toMatchObject({
      value: null,
      reason: expect.stringContaining('not provided'),
    });
  });

  const link = (rel: string): string =>
    `<a class="govuk-link" ${rel}href="${OPEN}">Open Government Licence v3.0</a>`;

  test.each<[string, string, unknown]>([
    ['/services/carers/transactions', link('rel="license" '), OPEN],
    ['/services/tax-disc/transactions', 'CC BY 4.0', 'CC BY 4.0'],
    ['/portfolio/transactions', `${link('')}; CC BY 4.0`, [OPEN, 'CC BY 4.0']],
    ['/services/carers/cost-per-transaction', `CC BY 4.0; ${link('')}`, ['CC BY 4.0', OPEN]],
  ])('%s is under each licence of its data sets', async (path, shown, license) => {
    const page = await told(path);
    expect(page.shown).toBe(shown);
    expect(page.about.license).toEqual(license);
  });
});
