/** All pages and files over a real database. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { figureCsv } from '../../../components/formatting/csv.js';
import { readModules } from '../../../server/loaders/modules.js';
import { Assembler } from '../../../server/wording/assembler.js';
import type { ModuleData } from '../../../components/formatting/types.js';
import { importing, type Importing } from '../ingest/importing.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectSoundPage, FILES, NOW, publicSite, SITE, type PublicSite } from './public-site.js';

const HTML = { accept: 'text/html' };

describeOnEachDatabase('pages', (dialect) => {
  let database: Importing;
  let site: PublicSite;

  beforeAll(async () => {
    database = await importing(dialect);
    await database.accept(FILES, { now: NOW });
    await database.dataSource.query(
      "INSERT INTO slug_alias (kind, slug, target_id) SELECT 'service', 'carers-old', id FROM service WHERE slug = 'carers'",
    );
    // An import refuses it; a database may still hold one.
    await database.dataSource.query("UPDATE service SET url = 'javascript:alert(1)' WHERE slug = 'tax-disc'");
    site = await publicSite(database.dataSource);
  });
  afterAll(async () => {
    await site.app.close();
    await database.close();
  });

  const get = (url: string, headers: Record<string, string> = HTML): Promise<LightMyRequestResponse> =>
    site.app.inject({ url, headers });
  const text = async (url: string): Promise<string> => {
    const answer = await get(url);
    expect([url, answer.statusCode]).toEqual([url, 200]);
    return answer.body;
  };

  test.each([
    '/',
    '/services',
    '/services?text=carer&organisation=dwp&publishes=transactions&sort=transactions&order=desc',
    '/services?text=nothing-like-it',
    '/organisations',
    '/organisations/dwp',
    '/organisations/empty',
    '/groups/caring',
    '/portfolio',
    '/services/carers',
    '/services/silent',
    '/services/carers/transactions',
    '/services/carers/digital-take-up?period=quarter&compare-to=none&last=3',
    '/services/carers/transactions?by=channel',
    '/services/carers/transactions?working',
    '/services/silent/transactions',
    '/services/silent/transactions?working',
    '/organisations/dwp/transactions?as-of=2014-06-15',
    '/organisations/dwp/digital-take-up?working',
    '/groups/caring/transactions',
    '/portfolio/cost-per-transaction?working',
    '/portfolio/transactions?lang=cy',
  ])('%s is a sound page', async (url) => {
    expectSoundPage(await text(url));
  });

  test('texts that people typed are never markup, and addresses that run are no links', async () => {
    const service = await text('/services/carers');
    expect(service).toContain('Carer&#39;s &quot;Allowance&quot; &amp; more');
    expect(service).toContain('Money for carers</p>');
    expect(await text('/organisations/agency')).toContain('Agency &lt;One&gt;');
    expect(await text('/services/tax-disc')).not.toContain('javascript:');
  });

  test('a service page is its dashboard, each module whole, and says so where there is nothing', async () => {
    const page = await text('/services/carers');
    expect(page).toContain(
      '<perf-module service="carers" metric="digital-take-up" period="month" compare-to="previous-year" heading-level="3">',
    );
    expect(page).toMatch(/>76%<\/strong>\s*<span class="perf-period">May 2014</);
    const [, json] =
      /metric="digital-take-up"[^>]*>\s*<script type="application\/json">(.*?)<\/script>/s.exec(page)!;
    expect((JSON.parse(json) as ModuleData).figure?.formatted).toBe('76%');
    expect(page).toContain('/performance/services/carers/digital-take-up"');
    expect(await text('/services/silent')).toContain('No data has been published');
    expect(await text('/services/silent/transactions')).toContain('No data has been published');
  });

  test('home leaves out cost per transaction and counts services of departments', async () => {
    const page = await text('/');
    expect(page).not.toContain('portfolio/cost-per-transaction');
    expect(page).toMatch(/Department for Work<\/a\s*>[\s\S]{0,200}3 services/);
    expect(page).toContain('Based on 2 of 3 services');
  });

  test('the list sorts by a figure, nulls last, and its totals cover what is listed', async () => {
    const page = await text('/services?sort=transactions&order=desc');
    const order = ['tax-disc', 'carers', 'silent'].map((slug) => page.indexOf(`/services/${slug}"`));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(page).toContain('aria-sort="descending"');
    expect(page).toContain('2 of 3 services');
    expect(await text('/services?text=tax')).toContain('1 of 1 service');
  });

  test('the page, its embedded data, JSON and CSV hold the same figures', async () => {
    for (const query of ['?period=month', '?period=quarter&compare-to=previous-year', '?by=channel&last=4']) {
      const json = (await get(`/services/carers/transactions.json${query}`)).json<ModuleData>();
      const csv = await get(`/services/carers/transactions.csv${query}`);
      expect(csv.body).toBe(`\ufeff${figureCsv(json)}`);
      expect(csv.headers['content-disposition']).toBe('attachment; filename="carers-transactions.csv"');
      const rest = query.includes('compare-to') || query.includes('by=') ? '' : '&compare-to=none';
      const page = await text(`/services/carers/transactions${query}${rest}`);
      const block = /<script type="application\/json">([\s\S]*?)<\/script>/.exec(page)![1]!;
      expect(block).not.toContain('<');
      expect(JSON.parse(block)).toEqual(json);
      expect(page).toContain(`>${json.figure!.formatted}</strong>`);
    }
  });

  test('JSON is what the API answers for the same request', async () => {
    const json = (await get('/organisations/dwp/transactions.json?period=quarter&last=3')).json();
    const reading = await site.begin(NOW);
    const request = { organisation: 'dwp', metric: 'transactions', period: 'QUARTER' as const, last: 3 };
    const [outcome] = await readModules(reading, [request]);
    if (!outcome || outcome.problem) throw new Error('no answer');
    const data = new Assembler(reading, SITE).module(outcome.answer);
    expect(json).toEqual(JSON.parse(JSON.stringify(data)));
    expect(json.url).toBe(
      'https://example.org/performance/organisations/dwp/transactions?period=quarter&last=3',
    );
  });

  test('files are open to everyone, pages to none but themselves', async () => {
    for (const format of ['html', 'svg', 'png', 'csv', 'json']) {
      const answer = await get(`/portfolio/transactions.${format}`);
      expect([format, answer.statusCode]).toEqual([format, 200]);
      expect(answer.headers['access-control-allow-origin']).toBe('*');
      expect(answer.headers['cross-origin-resource-policy']).toBe('cross-origin');
    }
    expect((await get('/portfolio/transactions')).headers['access-control-allow-origin']).toBeUndefined();
  });

  test('the fragment is whole without scripts and styles; the picture has title and description', async () => {
    const fragment = await text('/services/carers/transactions.html?period=month');
    expect(fragment.replace(/<script type="application\/json">/, '')).not.toMatch(/<script|<html|style=/);
    expect(fragment).toMatch(/<figure[\s\S]*<svg[\s\S]*<table/);
    expect(fragment).toContain(
      'https://example.org/performance/services/carers/transactions.csv?period=month',
    );
    const picture = await get('/services/carers/transactions.svg');
    expect(picture.headers['content-type']).toMatch(/^image\/svg\+xml/);
    expect(picture.body).toMatch(/<title[\s\S]*<desc/);
  });

  test('a PNG is the picture at twice its size, or the figure alone for previews of links', async () => {
    const sizeOf = async (path: string): Promise<number[]> => {
      const { headers, rawPayload } = await get(path);
      expect(headers['content-type']).toBe('image/png');
      expect(rawPayload.subarray(1, 4).toString()).toBe('PNG');
      return [rawPayload.readUInt32BE(16), rawPayload.readUInt32BE(20)];
    };
    const [width, height] = await sizeOf('/services/carers/transactions.png');
    expect(width).toBe(1360);
    expect(height).toBeGreaterThan(700);
    expect(await sizeOf('/services/carers/transactions.png?view=figure')).toEqual([1200, 630]);
    const refused = await get('/services/carers/transactions.png?view=pie');
    expect([refused.statusCode, refused.body]).toEqual([
      400,
      'view: view must be one of chart, table, figure, not "pie"\n',
    ]);
  });

  test('an answer that is known is a 304', async () => {
    const first = await get('/services/carers');
    expect(first.headers['cache-control']).toBe('public, max-age=60');
    expect(first.headers.link).toMatch(/^<[^>]+\.css>; rel=preload; as=style/);
    const again = await get('/services/carers', { ...HTML, 'if-none-match': first.headers.etag as string });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await get('/services/tax-disc')).headers.etag).not.toBe(first.headers.etag);
  });

  test.each([
    ['/services/carers-old', '/performance/services/carers'],
    [
      '/services/carers-old/transactions?period=month',
      '/performance/services/carers/transactions?period=month',
    ],
    ['/services/carers-old/transactions.csv', '/performance/services/carers/transactions.csv'],
  ])('%s has moved', async (url, location) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.headers.location]).toEqual([301, location]);
  });

  test.each([
    ['/services/carers/transactions?period=fortnight', 'period'],
    ['/services/carers/transactions?period=quarter&from=2013-02-01', 'from'],
    ['/services/carers/transactions?from=2014-01-01&to=2013-01-01', 'to'],
    ['/services/carers/transactions?last=0', 'last'],
    ['/services/carers/transactions?by=colour', 'by'],
    ['/services/carers/transactions?compare-to=yesterday', 'compare-to'],
    ['/services/carers/transactions?as-of=soon', 'as-of'],
    ['/services/carers/transactions?lang=fr', 'lang'],
  ])('%s: 400 that names %s', async (url, parameter) => {
    const page = await get(url);
    expect(page.statusCode).toBe(400);
    expect(page.headers['cache-control']).toBe('no-store');
    expect(page.body).toContain(`<strong>${parameter}</strong>`);
    expectSoundPage(page.body);
    const json = await get(url.replace('?', '.json?'));
    expect([json.statusCode, json.json<ModuleData>().error?.argument]).toEqual([400, parameter]);
    const csv = await get(url.replace('?', '.csv?'));
    expect([csv.statusCode, csv.body.startsWith(`${parameter}: `)]).toEqual([400, true]);
  });

  test.each([
    '/services?sort=colour',
    '/services?page=9',
    '/services?organisation=nowhere',
    '/services?order=up',
  ])('%s: 400', async (url) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(400);
    expectSoundPage(answer.body);
  });

  test('what is not there is a 404 with what may be meant', async () => {
    const service = await get('/services/carer');
    expect(service.statusCode).toBe(404);
    expect(service.body).toContain('/performance/services/carers"');
    const metric = await get('/services/carers/transaction');
    expect(metric.statusCode).toBe(404);
    expect(metric.body).toContain('/performance/services/carers/transactions"');
    expect((await get('/services/carers/transaction.json')).json<ModuleData>().error?.argument).toBe(
      'metric',
    );
    for (const url of ['/nowhere', '/services/carers/a/b']) {
      const answer = await get(url);
      expect(answer.statusCode).toBe(404);
      expectSoundPage(answer.body);
    }
  });

  test('the form leads to a clean address, and moves a range to the chosen period', async () => {
    const sent = '/services/carers/transactions?period=month&from=&to=&last=&compare-to=none&made-for=month';
    const clean = await get(sent);
    expect([clean.statusCode, clean.headers.location]).toEqual([
      302,
      '/performance/services/carers/transactions?period=month&compare-to=none',
    ]);
    const changed = await get(
      '/services/carers/transactions?period=quarter&from=2013-02-01&to=2014-03-01&compare-to=previous-year&made-for=month',
    );
    expect(changed.headers.location).toBe(
      '/performance/services/carers/transactions?period=quarter&from=2013-01-01&to=2014-01-01&compare-to=previous-year',
    );
    await text((changed.headers.location as string).slice('/performance'.length));
  });

  test('the working lists every service, why it is left out, and adds up', async () => {
    const page = await text('/organisations/dwp/transactions?period=month&working');
    expect(page).toMatch(/Silent service[\s\S]{0,300}[Nn]ot provided/);
    expect(page).toMatch(/2 services used, together[\s\S]*6,016/);
    const values = [
      ...page.matchAll(/<td class="app-table__number">([\d,]+)<\/td>\s*<td class="app-table__obs/g),
    ];
    expect(values.map(([, value]) => Number(value!.replace(',', ''))).sort((a, b) => a - b)).toEqual([
      1000, 5016,
    ]);
    const ratio = await text('/portfolio/digital-take-up?period=month&working');
    expect(ratio).toContain('760 ÷ 1,000 × 100 = 76%');
    const service = await text('/services/carers/transactions?period=month&working');
    expect(service).toMatch(/Transactions, Digital[\s\S]*May 2014[\s\S]*760[\s\S]*15 June 2014[\s\S]*test/);
  });

  test('a view of the past has a banner', async () => {
    const page = await text('/services/carers/transactions?as-of=2014-06-14');
    expect(page).toContain('As it was known on 14 June 2014');
  });
});

describe('periods by default', () => {
  test('are those that the data allows', async () => {
    const database = await importing('sqlite');
    const rows = ['2013-01-01', '2013-04-01', '2013-07-01', '2013-10-01'].map(
      (start) => `carers,transactions,quarter,${start},,10`,
    );
    const measurements = ['service,measure,period,start,channel,value', ...rows, ''].join('\n');
    const { organisations, services } = FILES;
    await database.accept({ organisations, services, measurements }, { now: NOW });
    const site = await publicSite(database.dataSource);
    const period = async (url: string): Promise<string> =>
      (await site.app.inject(url)).json<ModuleData>().series!.period;
    expect(await period('/services/carers/transactions.json')).toBe('QUARTER');
    expect(await period('/portfolio/transactions.json')).toBe('ROLLING_YEAR');
    expect(await period('/services/silent/transactions.json')).toBe('MONTH');
    await site.app.close();
    await database.close();
  });
});
