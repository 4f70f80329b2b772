/** What every figure offers besides itself: reference, embedding, corrections, whom to tell; and what every address does. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importing, type Importing } from '../ingest/importing.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectSoundPage, FILES, NOW, publicSite, type PublicSite } from './public-site.js';

const LATER = new Date('2014-06-20T09:30:00Z');

describeOnEachDatabase('what a figure offers', (dialect) => {
  let database: Importing;
  let site: PublicSite;

  beforeAll(async () => {
    database = await importing(dialect);
    await database.accept(FILES, { now: NOW });
    await database.accept(
      {
        'data-sets':
          'service,measure,cadence,contact\ncarers,transactions,month,Carers team <carers@example.gov.uk>\n',
        measurements:
          'service,measure,period,start,channel,value\n' +
          'carers,transactions,month,2014-04-01,digital,700\ncarers,transactions,month,2014-05-01,digital,700\n',
      },
      { now: LATER },
    );
    site = await publicSite(database.dataSource);
  });
  afterAll(async () => {
    await site.app.close();
    await database.close();
  });

  const get = (url: string, method: 'GET' | 'POST' | 'DELETE' = 'GET') =>
    site.app.inject({ url, method, headers: { accept: 'text/html' } });
  const text = async (url: string): Promise<string> => {
    const answer = await get(url);
    expect([url, answer.statusCode]).toEqual([url, 200]);
    expectSoundPage(answer.body);
    return answer.body;
  };

  test('a reference with an address that shows the same values for good', async () => {
    const page = await text('/services/carers/transactions?period=month');
    const cited = /id="cite-text"[^>]*>\s*([^<]*)</.exec(page)![1]!;
    expect(cited).toMatch(/^Department for Work\. “Transactions: Carer/);
    expect(cited).toContain('May 2014: 940');
    expect(cited).toContain('data received 20 June 2014. Open Government Licence v3.0.');
    const address = new URL(/https:\S+/.exec(cited)![0].replaceAll('&amp;', '&'));
    expect(address.searchParams.get('as-of')).toBe(LATER.toISOString());
    await text(address.pathname.slice('/performance'.length) + address.search);
  });

  test('a tag, a fragment and a picture to embed', async () => {
    const page = await text('/services/carers/transactions?period=month');
    expect(page).toMatch(
      /id="embed-code"[\s\S]*&lt;perf-module service=&quot;carers&quot; metric=&quot;transactions&quot;/,
    );
    expect(page).toContain('https://example.org/performance/services/carers/transactions.html?period=month');
    expect(page).toMatch(
      /id="embed-picture"[\s\S]*transactions\.svg\?period=month[\s\S]*alt=&quot;Transactions for/,
    );
  });

  test('a letter to the publisher, else to whoever runs the platform', async () => {
    const letter = (page: string) =>
      new URL(/href="(mailto:[^"]*)"/.exec(page)![1]!.replaceAll('&#39;', "'").replaceAll('&amp;', '&'));
    const own = letter(await text('/services/carers/transactions'));
    expect(own.pathname).toBe('carers@example.gov.uk');
    expect(own.searchParams.get('subject')).toMatch(/^Problem with a figure: Transactions: Carer/);
    expect(own.searchParams.get('body')).toContain(
      'https://example.org/performance/services/carers/transactions',
    );
    expect(letter(await text('/services/tax-disc/transactions')).pathname).toBe('platform@example.org');
  });

  test('corrections with their day, and the figure as it was before', async () => {
    const page = await text('/services/carers/transactions?period=month');
    expect(page).toMatch(/20 June 2014<\/strong>: 2 values of transactions,\s*April to May 2014/);
    const before = /href="\/performance([^"]*)"[^>]*>Show the figure as it was before/.exec(page)![1]!;
    const then = await text(before.replaceAll('&amp;', '&'));
    expect(then).toContain('>1,000</strong>');
    expect(page).toContain('>940</strong>');
    expect(await text('/organisations/dwp/transactions')).toMatch(
      /values of transactions of\s*<a[^>]*>Carer/,
    );
    expect(await text('/services/tax-disc/transactions')).not.toContain('id="corrections"');
  });

  test('as of an instant nothing tells of what was received after it: page, files, search engines', async () => {
    const instant = new Date(LATER.getTime() - 1).toISOString();
    const address = (format = ''): string =>
      `/services/carers/transactions${format}?period=month&as-of=${instant}`;
    const page = await text(address());
    expect(page).toContain('Data to May 2014, received 15 June');
    expect(page).not.toContain('received 20 June');
    const about = JSON.parse(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page)![1]!);
    expect(about.dateModified).toBe(NOW.toISOString());
    const body = async (format: string): Promise<string> => (await get(address(format))).body;
    expect(JSON.parse(await body('.json')).freshness.lastReceivedAt).toBe(NOW.toISOString());
    const csv = (await body('.csv')).trim().split(/\r?\n/);
    for (const line of csv.slice(1)) expect(line).toContain(NOW.toISOString());
    expect(await body('.svg')).toContain('received 15 June');
  });

  /** What the form of a page sends where a reader changes nothing but some fields. */
  function sentBy(page: string, changed: Record<string, string> = {}): string {
    const form = /<form[^>]*aria-label="What is shown"[\s\S]*?<\/form>/.exec(page)![0];
    const sent = new URLSearchParams();
    for (const [, name, options] of form.matchAll(/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g)) {
      sent.set(name!, /value="([^"]*)" selected/.exec(options!)?.[1] ?? '');
    }
    for (const [input] of form.matchAll(/<input[^>]*>/g)) {
      sent.set(/name="([^"]*)"/.exec(input)![1]!, /value="([^"]*)"/.exec(input)![1]!);
    }
    for (const [name, value] of Object.entries(changed)) sent.set(name, value);
    return `?${sent}`;
  }

  test('the form keeps the instant of the figure as it was before, until another day is chosen', async () => {
    const path = '/services/carers/transactions';
    const instant = new Date(LATER.getTime() - 1).toISOString();
    const then = await text(`${path}?period=month&as-of=${instant}`);
    expect(then).toContain('As it was known at 10:29am on 20 June 2014');
    const asOf = async (changed: Record<string, string>): Promise<string | null> => {
      const answer = await get(path + sentBy(then, changed));
      return new URL(String(answer.headers.location), 'https://example.org').searchParams.get('as-of');
    };
    expect(await asOf({ 'compare-to': 'previous-period' })).toBe(instant);
    expect(await asOf({ 'as-of': '2014-06-20' })).toBe(instant);
    expect(await asOf({ 'as-of': '2014-06-18' })).toBe('2014-06-18');
    expect(await asOf({ 'as-of': '' })).toBeNull();
    const day = await text(`${path}?period=month&as-of=2014-06-20`);
    expect(day).not.toContain('as-of-instant');
    expect(new URLSearchParams(sentBy(day)).get('as-of')).toBe('2014-06-20');
    // After midnight in London, the day before in UTC.
    const night = await text(`${path}?period=month&as-of=2014-06-17T23:30:00Z`);
    expect(new URLSearchParams(sentBy(night)).get('as-of')).toBe('2014-06-18');
  });

  test('one address for search engines, and what it is in their words', async () => {
    const page = await text('/services/carers/transactions');
    expect(page).toContain(
      '<link rel="canonical" href="https://example.org/performance/services/carers/transactions" />',
    );
    const about = JSON.parse(/<script type="application\/ld\+json">([\s\S]*?)<\/script>/.exec(page)![1]!);
    expect(about).toMatchObject({ '@type': 'Dataset', creator: { name: 'Department for Work' } });
    const view = await text('/services/carers/transactions?period=quarter');
    expect(view).not.toContain('rel="canonical"');
    expect(view).toContain('content="noindex"');
  });

  test('robots are told where the list of pages is, and every page on it is there', async () => {
    expect((await get('/robots.txt')).body).toContain('Sitemap: https://example.org/performance/sitemap.xml');
    const map = await get('/sitemap.xml');
    expect(map.headers['content-type']).toMatch(/^application\/xml/);
    const paths = [...map.body.matchAll(/<loc>https:\/\/example\.org\/performance([^<]*)</g)].map(
      ([, path]) => path!,
    );
    expect(paths).toContain('/services/carers/digital-take-up');
    for (const path of paths) expect([path, (await get(path)).statusCode]).toEqual([path, 200]);
  });

  test.each([
    ['/services/', '/performance/services'],
    ['/services/carers/?x=1', '/performance/services/carers?x=1'],
    ['/services/carers/transactions/', '/performance/services/carers/transactions'],
    ['/portfolio/', '/performance/portfolio'],
    ['/data', '/performance/data/'],
    ['/services/Carers', '/performance/services/carers'],
    [
      '/organisations/DWP/transactions?period=month',
      '/performance/organisations/dwp/transactions?period=month',
    ],
  ])('%s leads to %s', async (url, location) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.headers.location]).toEqual([301, location]);
  });

  test.each(['/services', '/services/carers/transactions', '/services/carers/transactions.csv', '/data/'])(
    '%s is only read',
    async (url) => {
      for (const method of ['POST', 'DELETE'] as const) {
        const answer = await get(url, method);
        expect([answer.statusCode, answer.headers.allow]).toEqual([405, 'GET, HEAD']);
      }
    },
  );

  test('a service says which of the four figures it publishes; an organisation how many of its services do', async () => {
    const page = await text('/services/carers');
    expect(page).toContain('2 of 4 are published and up to date.');
    expect(page).toMatch(/Completion rate<[\s\S]{0,120}Not published/);
    // Transactions without channels are delivered, and still make no take-up.
    expect(await text('/services/tax-disc')).toContain(
      'What has been delivered is not enough to work it out.',
    );
    expect(await text('/organisations/dwp')).toMatch(/Digital take-up<[\s\S]{0,200}1 of 3 services/);
  });
});
