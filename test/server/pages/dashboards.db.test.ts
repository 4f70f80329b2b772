/** The pages of dashboards: the list, one dashboard, one module; and what a reader chooses for all modules at once. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importing, type Importing } from '../ingest/importing.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectSoundPage, FILES, NOW, publicSite, type PublicSite } from './public-site.js';

const DASHBOARDS = `
- slug: carers
  title: Caring <online>
  description: How many apply online.
  subject: service/carers
  is-own-page: true
  owner: dwp
  sections:
    - title: Use
      modules:
        - { slug: use, title: How carers apply, metric: transactions, period: month, last: 6, compare-to: previous-year }
        - { slug: channels, metric: transactions, by: channel, period: quarter, chart: share, size: full }
        - { slug: note, text: "Paper is <counted> when it [comes in](https://www.gov.uk/x?a&b).\\nNot before.", size: third }
`;

describeOnEachDatabase('dashboards as pages', (dialect) => {
  let database: Importing;
  let site: PublicSite;
  let empty: PublicSite;
  let bare: Importing;

  beforeAll(async () => {
    database = await importing(dialect);
    await database.accept({ ...FILES, dashboards: DASHBOARDS }, { now: NOW });
    await database.dataSource.query(
      `INSERT INTO slug_alias (kind, slug, target_id) VALUES ('dashboard', 'old', (SELECT id FROM dashboard WHERE slug = 'carers'))`,
    );
    site = await publicSite(database.dataSource);
    bare = await importing(dialect);
    empty = await publicSite(bare.dataSource);
  });
  afterAll(async () => {
    await site.app.close();
    await empty.app.close();
    await database.close();
    await bare.close();
  });

  const ask = (url: string, of = site) => of.app.inject({ url, headers: { accept: 'text/html' } });
  async function text(url: string, status = 200, of = site): Promise<string> {
    const answer = await ask(url, of);
    expect([url, answer.statusCode]).toEqual([url, status]);
    expectSoundPage(answer.body);
    return answer.body;
  }
  /** The data that a page hands its modules. */
  const handed = (page: string) =>
    [...page.matchAll(/<script type="application\/json">(.*?)<\/script>/gs)].map(
      ([, json]) =>
        JSON.parse(json!) as {
          title: string | null;
          figure: { value: number | null; change: unknown } | null;
          metric: { key: string } | null;
          beforeAndAfter?: { absolute: number | null };
          series: { starts: string[]; lines: { role: string }[] } | null;
          error: { argument: string } | null;
        },
    );

  test('the list names each with its subject and owner, finds words, and says when there is none', async () => {
    const list = await text('/dashboards');
    expect(list).toContain('Caring &lt;online&gt;');
    expect(list).toMatch(/About[\s\S]*?\/services\/carers[\s\S]*?2 figures/);
    expect(list).toMatch(/<h2[^>]*id="of-dwp">[\s\S]*?Department for Work/);
    // The figure in the list is that of the dashboard's first module.
    const number = (page: string): string =>
      /class="(?:app-card__value|perf-number)">([^<]*)</.exec(page)![1]!;
    expect(number(list)).toBe(number(await text('/dashboards/carers')));
    expect(await text('/dashboards?owner=dwp')).toContain('/dashboards/carers"');
    expect(await text('/dashboards?owner=agency')).toMatch(/No dashboard\s+is of Agency &lt;One&gt;/);
    expect(await text('/dashboards?about=group&text=x')).toContain('is about a service group');
    expect(await text('/dashboards?owner=nobody', 400)).toContain('there is no organisation');
    expect(await text('/dashboards?text=apply')).toContain('No dashboard has “apply”');
    expect(await text('/dashboards?text=department')).toContain('/dashboards/carers');
    expect(await text('/dashboards', 200, empty)).toContain('Nobody has published a dashboard yet');
  });

  test('a dashboard is whole, and so is its subject’s page', async () => {
    for (const url of ['/dashboards/carers', '/services/carers']) {
      const page = await text(url);
      expect(handed(page).map(({ title }) => title)).toEqual(['How carers apply', null]);
      expect(page).toContain('<perf-module dashboard="carers" module="use" heading-level="3">');
      expect(page.match(/<table/g)!.length).toBeGreaterThanOrEqual(2);
      expect(page).toMatch(
        /property="og:image" content="https:\/\/example\.org\/performance\/[^"]+\.png\?view=figure"/,
      );
      expect(page).toMatch(
        /perf-size-half">[\s\S]*perf-size-full">[\s\S]*perf-text perf-size-third">\s*<p>\s*Paper is &lt;counted&gt; when it <a href="https:\/\/www\.gov\.uk\/x\?a&amp;b">comes in<\/a>\.\s*<\/p>\s*<p>\s*Not before\.\s*<\/p>\s*<\/div>/,
      );
      // Said once for all modules.
      expect(page.match(/class="app-publishers"/g)).toHaveLength(1);
    }
    expect(await text('/dashboards/carers')).toContain('&lt;perf-dashboard dashboard=&quot;carers&quot;&gt;');
  });

  test('a text has no page, and nobody is asked for it', async () => {
    await text('/dashboards/carers/note', 404);
    expect(await text('/embed?of=/dashboards/carers')).not.toContain('carers/note');
  });

  test('the first page shows one of its modules, where there is a dashboard', async () => {
    const home = await text('/');
    expect(handed(home).map(({ title }) => title)).toEqual(['How carers apply']);
    expect(home).toContain('href="/performance/dashboards"');
    expect(handed(await text('/', 200, empty))).toEqual([]);
  });

  test('a module has a page of its own, set up as it is stored', async () => {
    const page = await text('/dashboards/carers/use');
    const [data] = handed(page);
    expect(data!.series!.starts).toHaveLength(6);
    expect(data!.figure!.change).not.toBeNull();
    expect(page).toContain('<h1 class="govuk-heading-xl">How carers apply</h1>');
    for (const format of ['csv', 'json', 'svg', 'png', 'html'])
      expect(page).toContain(`/performance/dashboards/carers/use.${format}`);
    // Its links keep what it is compared with.
    expect(page).toContain('/performance/dashboards/carers/use?compare-to=previous-year&amp;working');
    const none = await text('/dashboards/carers/use?compare-to=none');
    expect(handed(none)[0]!.figure!.change).toBeNull();
    expect(await text('/dashboards/carers/use?working')).toContain('the working');
  });

  test('addresses that were or are written otherwise lead to it', async () => {
    for (const [from, to] of [
      ['/dashboards/old?range=all', '/performance/dashboards/carers?range=all'],
      ['/dashboards/Carers/use', '/performance/dashboards/carers/use'],
      ['/dashboards/carers/USE?last=3', '/performance/dashboards/carers/use?last=3'],
    ]) {
      const { statusCode, headers } = await ask(from!);
      expect([statusCode, headers.location]).toEqual([301, to]);
    }
  });

  test('what is not there is said, with what there is', async () => {
    expect(await text('/dashboards/carer', 404)).toContain('/performance/dashboards/carers');
    expect(await text('/dashboards/carers/nothing', 404)).toContain(
      '/performance/dashboards/carers/channels',
    );
  });

  test('the sitemap has them', async () => {
    const { body } = await ask('/sitemap.xml');
    expect(body).toContain('<loc>https://example.org/performance/dashboards/carers</loc>');
  });

  describe('a choice for all modules', () => {
    test('is applied by the server and stands on the frame', async () => {
      const page = await text('/dashboards/carers?range=last-3-months&compare-to=none');
      expect(page).toContain('<perf-dashboard range="last-3-months" compare-to="none">');
      expect(page).toMatch(/<option value="last-3-months" +selected>/);
      const [use, channels] = handed(page);
      expect(use!.series!.starts).toEqual(['2014-03-01', '2014-04-01', '2014-05-01']);
      expect(use!.figure!.change).toBeNull();
      expect(channels!.series!.starts).toEqual(['2014-01-01']);
      expect(page).toContain('<meta name="robots" content="noindex" />');
    });

    test('leaves the others where one cannot follow', async () => {
      const page = await text('/services/carers?since=2014-04-01&until=2014-05-31');
      const [use, channels] = handed(page);
      expect(use!.series!.starts).toEqual(['2014-04-01', '2014-05-01']);
      expect(channels!.error).toMatchObject({ argument: 'since' });
      expect(page).toContain('no quarter lies between');
    });

    test('of a day compares what can be compared, and says once what cannot and why', async () => {
      const page = await text('/services/carers?split-on=2013-10-15');
      expectSoundPage(page);
      const modules = handed(page);
      expect(modules.every(({ error }) => error === null)).toBe(true);
      const compared = modules.filter(({ beforeAndAfter }) => beforeAndAfter!.absolute !== null);
      expect(compared.length).toBeGreaterThan(0);
      expect(page).toContain('7 months after 15 October 2013');
      expect(page).toContain('95% interval of the difference');
      // The other is of one quarter only, which the day is not in.
      const without = modules.filter(({ beforeAndAfter }) => beforeAndAfter!.absolute === null);
      expect(without.map(({ metric }) => metric!.key)).toEqual(['transactions']);
      const notice = /<div class="app-notice perf-not-compared">([\s\S]*?)<\/div>/.exec(page)![1]!;
      expect(notice).toContain('Before and after 15 October 2013: figures that cannot be compared');
      expect(notice).toContain('How carers apply: the day is not within the time that is shown');
      // Once: no module says it, too.
      expect(page.match(/perf-notice-day/g)).toBeNull();
      expect(await text('/services/carers')).not.toContain('perf-not-compared');
    });

    test('of a form leads to a clean address', async () => {
      for (const [from, to] of [
        ['range=&since=&until=&compare-to=&split-on=', ''],
        [
          'range=all&since=2014-01-01&until=&compare-to=before-and-after&split-on=2014-01-01',
          '?range=all&split-on=2014-01-01',
        ],
      ]) {
        const { statusCode, headers } = await ask(`/services/carers?${from}`);
        expect([statusCode, headers.location]).toEqual([302, `/performance/services/carers${to}`]);
      }
    });

    test.each([
      ['range=for-ever', 'range'],
      ['since=2014-02-30', 'since'],
      ['since=2014-02-01&until=2014-01-01', 'until'],
      ['split-on=spring', 'split-on'],
      ['compare-to=next-year', 'compare-to'],
    ])('that makes no sense is named: %s', async (query, parameter) => {
      expect(await text(`/dashboards/carers?${query}`, 400)).toContain(`<strong>${parameter}</strong>`);
    });
  });

  test('a figure that cannot be compared before and after a day is shown all the same', async () => {
    const page = await text('/services/carers/cost-per-transaction?split-on=2013-10-15');
    expect(page).toContain('perf-notice-day');
    expect(page).toContain('Not compared before and after 15 October 2013: there is no whole period');
    expect(handed(page)[0]!.figure!.value).toBeGreaterThan(0);
  });

  describe('the form of a figure', () => {
    test('draws and shows it as it is told', async () => {
      const page = await text('/services/carers/transactions?by=channel&chart=share&top=1');
      expect(page).toContain('by="channel" top="1" chart="share"');
      expect(page).toMatch(/<option value="share" +selected>/);
      expect(await text('/services/carers/transactions?view=figure')).toContain('view="figure"');
      expect(await text('/services/carers/transactions?chart=pie', 400)).toContain('<strong>chart</strong>');
    });

    test('sends the more particular of two words that exclude each other', async () => {
      const sent =
        'made-for=month&period=month&from=2013-06-01&to=&compare-to=previous-year&by=&last=&since=2013-02-10&until=&split-on=2013-10-01&as-of=&top=2&chart=bar&view=';
      const { headers } = await ask(`/services/carers/transactions?${sent}`);
      expect(headers.location).toBe(
        '/performance/services/carers/transactions?period=month&since=2013-02-10&split-on=2013-10-01',
      );
    });
  });
});
