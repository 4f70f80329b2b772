/** The list of services as a tool: columns, periods, what is missing, the file, services side by side. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { importing, type Importing } from '../ingest/importing.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { expectSoundPage, FILES, NOW, publicSite, type PublicSite } from './public-site.js';

const CHANGE = ['compared_with', 'compared_value', 'change'];

describeOnEachDatabase('the list of services', (dialect) => {
  let database: Importing;
  let site: PublicSite;

  beforeAll(async () => {
    database = await importing(dialect);
    await database.accept(FILES, { now: NOW });
    site = await publicSite(database.dataSource);
  });
  afterAll(async () => {
    await site.app.close();
    await database.close();
  });

  const get = (url: string) => site.app.inject({ url, headers: { accept: 'text/html' } });
  const text = async (url: string): Promise<string> => {
    const answer = await get(url);
    expect([url, answer.statusCode]).toEqual([url, 200]);
    return answer.body;
  };
  const listed = (page: string): string[] =>
    [...page.matchAll(/<th scope="row" class="app-table__name">\s*<a[^>]*\/services\/([^"]*)"/g)].map(
      ([, slug]) => slug!,
    );

  test.each([
    '/services?column=total-cost&column=digital-take-up&period=quarter',
    '/services?missing=digital-take-up&sort=organisation',
    '/services?s=carers&s=tax-disc',
    '/services/compare',
    '/services/compare?s=silent',
    '/services/compare?s=carers&s=tax-disc&s=silent',
  ])('%s is a sound page', async (url) => {
    expectSoundPage(await text(url));
  });

  test('columns are those asked for, of the period asked for', async () => {
    const page = await text('/services?column=total-cost&column=digital-take-up&period=quarter');
    const heads = [...page.matchAll(/class="govuk-link[^"]*app-sort"[^>]*>([^<]*)</g)].map(
      ([, head]) => head,
    );
    expect(heads).toEqual(['Service', 'Organisation', 'Total cost', 'Digital take-up']);
    expect(page).toContain('no figures of this period');
    expect(page).toContain('January to March 2014');
  });

  test('is sorted by the change of a figure, in a column of its own', async () => {
    const query = 'sort=transactions.change&column=transactions&period=month&compare-to=previous-period';
    const page = await text(`/services?${query}`);
    expectSoundPage(page);
    const heads = [...page.matchAll(/class="govuk-link[^"]*app-sort"[^>]*>([^<]*)</g)].map(
      ([, head]) => head,
    );
    expect(heads).toEqual(['Service', 'Organisation', 'Transactions', 'Change of transactions']);
    expect(page).toMatch(/aria-sort="ascending"\s*>\s*<a[^>]*>Change of transactions/);
    expect(page).toContain('compared with April 2014');
    const reversed = await text(`/services?${query}&order=desc`);
    const moved = listed(page).filter((slug) => slug !== 'silent');
    expect(moved.length).toBeGreaterThan(1);
    expect(listed(reversed)).toEqual([...moved.reverse(), 'silent']);
  });

  test.each([
    ['sort=nothing.change', 'sort must be one of'],
    ['sort=transactions.change&compare-to=none', 'compare-to must be one of previous-period, previous-year'],
  ])('refuses %s', async (query, message) => {
    const { statusCode, body } = await get(`/services?${query}`);
    expect(statusCode).toBe(400);
    expect(body).toContain(message);
  });

  test('totals lead to the services that they lack, and those are as many as they say', async () => {
    const page = await text('/services');
    const [, query, n] =
      /<a[^>]*href="\/performance(\/services\?missing=digital-take-up)"[^>]*>\s*(\d+) without/.exec(page)!;
    const missing = await text(query!);
    expect(listed(missing)).toEqual(['silent', 'tax-disc']);
    expect(n).toBe('2');
    expect(missing).toContain('<strong>Digital take-up</strong> for May 2014');
    // What is missing of fewer services are fewer.
    expect(listed(await text('/services?missing=digital-take-up&text=tax'))).toEqual(['tax-disc']);
  });

  test('the file has the same services in the same order, with the same figures', async () => {
    const query = '?sort=transactions&order=desc&column=transactions&column=digital-take-up&period=month';
    const answer = await get(`/services.csv${query}`);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="services.csv"');
    expect(answer.body.startsWith('\ufeffsubject_type,')).toBe(true);
    const rows = parse(answer.body, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map(({ subject, metric, value, status }) => [subject, metric, value, status])).toEqual([
      ['tax-disc', 'transactions', '5016', 'PROVIDED'],
      ['tax-disc', 'digital-take-up', '', 'NOT_PROVIDED'],
      ['carers', 'transactions', '1000', 'PROVIDED'],
      ['carers', 'digital-take-up', '76', 'PROVIDED'],
      ['silent', 'transactions', '', 'NOT_PROVIDED'],
      ['silent', 'digital-take-up', '', 'NOT_PROVIDED'],
    ]);
    expect(listed(await text(`/services${query}`))).toEqual(['tax-disc', 'carers', 'silent']);
    expect(rows[2]).toMatchObject({
      period: 'month',
      label: 'May 2014',
      updated: '2014-06-15T12:00:00.000Z',
    });
  });

  test('the file has the changes that the list is sorted by', async () => {
    const query = 'sort=transactions.change&column=transactions&period=month&compare-to=previous-period';
    const { body } = await get(`/services.csv?${query}&column=digital-take-up`);
    const [head] = body.split('\n');
    expect(head!.endsWith(',updated,compared_with,compared_value,change')).toBe(true);
    const rows = parse(body, { bom: true, columns: true }) as Record<string, string>[];
    const changed = rows.filter(({ subject }) => subject === 'tax-disc');
    expect(
      changed.map(({ metric, value, ...row }) => [metric, value, ...CHANGE.map((name) => row[name])]),
    ).toEqual([
      ['transactions', '5016', 'April 2014', '5015', '1'],
      ['digital-take-up', '', '', '', ''],
    ]);
    expect((await get('/services.csv')).body.split('\n')[0]!.endsWith(',updated')).toBe(true);
  });

  test('the form leads to an address without what is as usual', async () => {
    const usual = 'column=transactions&column=cost-per-transaction&column=digital-take-up';
    const sent = `/services?text=tax&organisation=&group=&publishes=&period=&sort=name&order=asc&${usual}`;
    const answer = await get(sent);
    expect([answer.statusCode, answer.headers.location]).toEqual([302, '/performance/services?text=tax']);
  });

  test('services side by side are of one window, with their changes; a choice outlives the list', async () => {
    const page = await text('/services/compare?s=carers&s=tax-disc&s=silent');
    expect(page).toMatch(/Transactions<span class="app-table__period"\s*>May 2014/);
    expect(page).toMatch(/5,016[\s\S]{0,120}\+0\.2% on a year before/);
    expect(page).toContain('href="/performance/services/compare?s=carers&amp;s=silent"');
    const list = await text('/services?text=silent&s=carers');
    expect(list).toContain('<input type="hidden" name="s" value="carers" />');
    expect(list).toMatch(/Already chosen: Carer/);
  });

  test.each([
    ['/services?column=colour', 'column'],
    ['/services?period=decade', 'period'],
    ['/services?missing=colour', 'missing'],
    ['/services?s=1&s=2&s=3&s=4&s=5&s=6', 's'],
    ['/services/compare?s=nobody', 's'],
  ])('%s: 400 that names %s', async (url, parameter) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(`<strong>${parameter}</strong>`);
    expectSoundPage(answer.body);
  });
});
