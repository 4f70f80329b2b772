/** References: what they say of a figure, and that their address shows the same for good. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { ModuleData } from '../../../components/formatting/types.js';
import { importing, type Importing } from '../ingest/importing.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { FILES, NOW, publicSite, type PublicSite } from './public-site.js';

const days = (first: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) =>
    new Date(Date.parse(first) + index * 86_400_000).toISOString().slice(0, 10),
  );
const rows = (...lines: string[]): { measurements: string } => ({
  measurements: ['service,measure,period,start,channel,value', ...lines, ''].join('\n'),
});
const visits = (first: string, count: number, value: number): string[] =>
  days(first, count).map((day) => `silent,transactions,day,${day},,${value}`);

const CARERS = '/services/carers/transactions';
const VISITS = '/services/silent/transactions';

/** Each in one of the ways in which windows can be asked for. */
const ADDRESSES = [
  CARERS,
  `${CARERS}?period=month`,
  `${CARERS}?period=month&last=3`,
  `${CARERS}?period=month&from=2014-01-01`,
  `${CARERS}?period=month&from=2014-03-01&to=2014-09-01`,
  `${CARERS}?period=quarter&since=2013-04-01`,
  `${CARERS}?period=month&range=all`,
  `${CARERS}?period=month&range=last-12-months&compare-to=none`,
  `${CARERS}?period=rolling-year`,
  `${CARERS}?period=month&by=channel`,
  // That day is not over yet.
  `${CARERS}?period=month&as-of=2014-06-15`,
  '/services/carers/digital-take-up?period=month',
  '/services/carers/cost-per-transaction',
  '/portfolio/transactions',
  '/portfolio/transactions?period=month&same-services=true',
  VISITS,
  `${VISITS}?period=day`,
  `${VISITS}?period=day&last=7`,
];

describeOnEachDatabase('a reference', (dialect) => {
  let database: Importing;
  let site: PublicSite;
  let now = NOW;

  beforeAll(async () => {
    database = await importing(dialect);
    const early = new Date('2014-06-14T09:00:00Z');
    await database.accept(FILES, { now: early });
    await database.accept(rows(...visits('2014-05-01', 40, 3)), { now: early });
    site = await publicSite(database.dataSource, () => now);
  });
  afterAll(async () => {
    await site.app.close();
    await database.close();
  });

  const body = async (url: string): Promise<string> => {
    const answer = await site.app.inject({ url, headers: { accept: 'text/html' } });
    expect([url, answer.statusCode]).toEqual([url, 200]);
    return answer.body;
  };
  const citedIn = (page: string): string =>
    /id="cite-text"[^>]*>\s*([^<]*)</.exec(page)![1]!.trim().replaceAll('&amp;', '&');
  const addressIn = (cited: string): string =>
    /https:\S+$/.exec(cited)![0].replace('https://example.org/performance', '');
  const shown = async (url: string) => {
    const page = await body(url);
    const [, json] = /<script type="application\/json">([\s\S]*?)<\/script>/.exec(page)!;
    // Whether a period is over is told of now.
    const overNow = (_key: string, value: unknown): unknown =>
      Array.isArray(value) ? value.filter((one) => one !== 'UNFINISHED') : value;
    const { figure, series, freshness } = JSON.parse(json!, overNow) as ModuleData;
    const { starts, lines, changes, narrative } = series!;
    return { figure, starts, lines, changes, narrative, received: freshness!.lastReceivedAt };
  };

  test('shows the same windows and values for good, whatever comes later', async () => {
    const cited: [asked: string, address: string, seen: object][] = [];
    for (const asked of ADDRESSES) {
      cited.push([asked, addressIn(citedIn(await body(asked))), await shown(asked)]);
    }
    const later = new Date('2014-11-20T09:00:00Z');
    now = new Date('2014-11-20T12:00:00Z');
    await database.accept(
      rows(
        // Newer and earlier values, a corrected one, and another period that is the usual one from then on.
        ...['2012-12-01', '2014-05-01', '2014-06-01', '2014-07-01', '2014-08-01', '2014-09-01'].flatMap(
          (start) =>
            ['digital', 'non-digital'].map((channel) => `carers,transactions,month,${start},${channel},9`),
        ),
        'tax-disc,transactions,month,2014-06-01,,1',
        ...visits('2014-06-10', 160, 8),
        ...visits('2013-01-01', 200, 8),
      ),
      { now: later },
    );
    for (const [asked, address, { narrative: then, ...seen }] of cited as [
      string,
      string,
      { narrative: string },
    ][]) {
      const { narrative, ...again } = await shown(address);
      expect({ asked, address, ...again }).toEqual({ asked, address, ...seen });
      // The same figure is told; what was due by then may have become late since.
      expect([asked, narrative.split('. ')[0]]).toEqual([asked, then.split('. ')[0]]);
    }
  });

  test('says its period, and its range where that is what is told', async () => {
    const queryOf = async (asked: string) =>
      Object.fromEntries(new URL(addressIn(citedIn(await body(asked))), 'https://example.org').searchParams);
    const asOf = '2014-11-20T09:00:00.000Z';
    expect(await queryOf(`${CARERS}?period=month`)).toEqual({
      ...{ period: 'month', last: '12', 'compare-to': 'previous-year', 'as-of': asOf },
    });
    expect(await queryOf(`${CARERS}?period=month&range=last-12-months`)).toEqual({
      ...{ period: 'month', from: '2013-10-01', to: '2014-10-01' },
      ...{ 'compare-to': 'previous-year', 'as-of': asOf },
    });
    expect(await queryOf(`${CARERS}?period=month&as-of=2014-06-15`)).toMatchObject({ 'as-of': '2014-06-15' });
    // What is embedded is the newest for good.
    const page = await body(`${CARERS}?period=month`);
    expect(/id="embed-code"[^>]*>([^<]*)</.exec(page)![1]).not.toMatch(/as-of|last=|from=/);
  });

  test('says of how many services a figure is, and what weakens it', async () => {
    const measurements = [
      'service,measure,period,start,channel,value,flags',
      'carers,transactions,month,2014-10-01,digital,500,PROVISIONAL',
      'carers,transactions,month,2014-10-01,non-digital,40,ESTIMATED',
      '',
    ].join('\n');
    await database.accept({ measurements }, { now: new Date('2014-11-20T10:00:00Z') });
    expect(citedIn(await body(`${CARERS}?period=month`))).toContain(
      ', October 2014: 540. Provisional. Estimated. ',
    );
    expect(citedIn(await body('/portfolio/transactions?period=month'))).toMatch(
      /: [\d,]+\. Based on \d of 3 services(, [\d.]+% of the volume)?\. /,
    );
    expect(citedIn(await body(`${CARERS}?period=month&as-of=2014-06-15`))).not.toMatch(
      /Based on|Provisional/,
    );
  });
});
