/** Stored modules as files: the module as its dashboard has it, the reader's own words in their place, and what is not there. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importing, type Importing } from '../ingest/importing.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { FILES, NOW, publicSite, type PublicSite } from './public-site.js';

const DASHBOARDS = `
- slug: carers
  title: Carers
  subject: service/carers
  sections:
    - title: Use
      modules:
        - slug: use
          title: { en: How carers apply, cy: Sut mae gofalwyr yn gwneud cais }
          metric: transactions
          period: month
          last: 6
          compare-to: previous-year
        - { slug: channels, metric: transactions, by: channel, period: quarter, chart: share, view: table }
        - { slug: others, metric: transactions, subject: organisation/dwp, by: service, top: 1, period: month }
`;

interface Shown {
  title: string | null;
  chart: string;
  view: string;
  subject: { slug: string };
  series: { period: string; starts: string[]; lines: { key: string; role: string }[] };
  figure: { change: { comparedWith: unknown } | null };
  url: string;
}

describeOnEachDatabase('the files of stored modules', (dialect) => {
  let database: Importing;
  let site: PublicSite;

  beforeAll(async () => {
    database = await importing(dialect);
    await database.accept({ ...FILES, dashboards: DASHBOARDS }, { now: NOW });
    for (const [slug, id] of [
      ['old', `(SELECT id FROM dashboard WHERE slug = 'carers')`],
      ['carers', '999'],
    ]) {
      await database.dataSource.query(
        `INSERT INTO slug_alias (kind, slug, target_id) VALUES ('dashboard', '${slug}', ${id})`,
      );
    }
    await database.dataSource.query(
      `INSERT INTO dashboard (slug, subject_type, state) VALUES ('secret', 'portfolio', 'draft')`,
    );
    site = await publicSite(database.dataSource);
  });
  afterAll(async () => {
    await site.app.close();
    await database.close();
  });

  const get = (url: string) => site.app.inject({ url });
  const json = async (url: string): Promise<Shown> => {
    const answer = await get(url);
    expect([url, answer.statusCode]).toEqual([url, 200]);
    return answer.json<Shown>();
  };

  test('a module is shown as its dashboard has it', async () => {
    const use = await json('/dashboards/carers/use.json');
    expect(use).toMatchObject({ title: 'How carers apply', chart: 'LINE', subject: { slug: 'carers' } });
    expect(use.series).toMatchObject({ period: 'MONTH' });
    expect(use.series.starts).toHaveLength(6);
    expect(use.series.lines.map(({ role }) => role)).toEqual(['PRIMARY', 'COMPARISON']);
    expect(use.url).toBe('https://example.org/performance/dashboards/carers/use');
    expect(await json('/dashboards/carers/channels.json')).toMatchObject({ chart: 'SHARE', view: 'TABLE' });
    expect(await json('/dashboards/carers/others.json')).toMatchObject({
      chart: 'MULTIPLES',
      subject: { slug: 'dwp' },
    });
  });

  test('what an address says takes the place of what is stored', async () => {
    const use = await json('/dashboards/carers/use.json?period=quarter&last=2&lang=cy&compare-to=none');
    expect(use).toMatchObject({ title: 'Sut mae gofalwyr yn gwneud cais', figure: { change: null } });
    expect(use.series).toMatchObject({ period: 'QUARTER', starts: ['2013-10-01', '2014-01-01'] });
    expect(use.series.lines.map(({ role }) => role)).toEqual(['PRIMARY']);
    const range = await json('/dashboards/carers/use.json?since=2014-01-01&until=2014-02-28');
    expect(range.series.starts).toEqual(['2014-01-01', '2014-02-01']);
  });

  test('files are looked at, and saved where the address has `download`; CSV is always saved', async () => {
    for (const format of ['json', 'svg', 'png', 'csv']) {
      const path = `/dashboards/carers/use.${format}?period=month`;
      const [shown, saved] = [await get(path), await get(`${path}&download`)];
      const attachment = `attachment; filename="carers-use.${format}"`;
      expect(shown.headers['content-disposition']).toBe(format === 'csv' ? attachment : undefined);
      expect(saved.headers['content-disposition']).toBe(attachment);
      expect(saved.body).toBe(shown.body);
    }
  });

  test('every format says the same', async () => {
    const { series, title } = await json('/dashboards/carers/use.json');
    const csv = await get('/dashboards/carers/use.csv');
    expect(csv.headers['content-disposition']).toBe('attachment; filename="carers-use.csv"');
    for (const start of series.starts) expect(csv.body).toContain(start);
    const svg = await get('/dashboards/carers/use.svg');
    expect(svg.headers['content-type']).toBe('image/svg+xml; charset=utf-8');
    expect(svg.body).toContain(title);
    const html = await get('/dashboards/carers/use.html');
    expect(html.body).toContain(title);
    expect(html.headers['access-control-allow-origin']).toBe('*');
    const [, tag, data] = /^<perf-module([^>]*)>\s*<script type="application\/json">(.*?)<\/script>/s.exec(
      html.body,
    )!;
    expect(tag).toBe(' dashboard="carers" module="use"');
    expect(JSON.parse(data)).toEqual(await json('/dashboards/carers/use.json'));
    const png = await get('/dashboards/carers/use.png');
    expect(png.rawPayload.subarray(1, 4).toString()).toBe('PNG');
  });

  test.each([
    ['/dashboards/old/use.svg?period=month', '/dashboards/carers/use.svg?period=month'],
    ['/dashboards/Carers/Use.csv', '/dashboards/carers/use.csv'],
  ])('%s has moved', async (url, location) => {
    const answer = await get(url);
    expect([answer.statusCode, answer.headers.location]).toEqual([301, `/performance${location}`]);
  });

  test.each([
    ['/dashboards/nothing/use.csv', 404, 'dashboard: there is no dashboard "nothing"'],
    ['/dashboards/secret/use.csv', 404, 'dashboard: there is no dashboard "secret"'],
    ['/dashboards/carers/nothing.csv', 404, 'module: the dashboard "carers" has no module "nothing"'],
    [
      '/dashboards/carers/use.csv?period=fortnight',
      400,
      /^period must be one of|^period: period must be one of/,
    ],
    ['/dashboards/carers/use.csv?from=2014-01-02', 400, /^from: .*is no start of a month/],
  ])('%s says what is wrong', async (url, status, message) => {
    const answer = await get(url);
    expect(answer.statusCode).toBe(status);
    expect(answer.body.trim()).toEqual(expect.stringMatching(message));
    const data = (await get(url.replace('.csv', '.json'))).json<{ error: { argument: string } }>();
    expect(data.error.argument).toBe(answer.body.split(':')[0]);
  });
});
