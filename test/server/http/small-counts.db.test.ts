/**
 * Small counts, and the parts that are hidden with them, stand in no answer: not in a page, file or picture, not as of an
 * earlier day, not in a metric of the department's own. That no figures of a window give them away is proved for rows of
 * any kind in test/server/metrics/data-rules/small-counts.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { gunzipSync } from 'node:zlib';
import { BASE } from '../ingest/importing.js';
import { wholeSite, type WholeSite } from './whole-site.js';

/** High, so that no other number is taken for one that is hidden. */
const BELOW = 5000;
const line = (measure: string, month: string, ...cells: (string | number)[]): string =>
  ['lpa', measure, 'month', month, ...cells].join();

/** Of each of these windows every number that readers may not have. */
const WINDOWS = {
  // A total beside its split: the smallest other part goes with the small one.
  '2014-03-01': {
    rows: [
      line('transactions', '2014-03-01', '', '', '', 51_966),
      line('transactions', '2014-03-01', 'digital', '', '', 41_234),
      line('transactions', '2014-03-01', 'phone', '', '', 6021),
      line('transactions', '2014-03-01', 'paper', '', '', 4711),
      // Two splits: what one comes to, the other comes to.
      line('visits', '2014-03-01', '', 'desktop', '', 31_111),
      line('visits', '2014-03-01', '', 'mobile', '', 7222),
      line('visits', '2014-03-01', '', 'tablet', '', 4333),
      line('visits', '2014-03-01', '', '', 'Chrome', 22_333),
      line('visits', '2014-03-01', '', '', 'Firefox', 20_333),
    ],
    hidden: [6021, 4711, 7222, 4333],
  },
  // A split beside its parts: these are not shown.
  '2014-04-01': {
    rows: [
      line('transactions', '2014-04-01', 'digital', '', '', 40_404),
      line('transactions', '2014-04-01', 'paper', '', '', 4242),
      line('visits', '2014-04-01', '', '', '', 50_117),
      line('visits', '2014-04-01', '', 'desktop', '', 35_112),
      line('visits', '2014-04-01', '', 'mobile', '', 12_002),
      line('visits', '2014-04-01', '', 'tablet', '', 3003),
      line('visits', '2014-04-01', '', 'desktop', 'Chrome', 30_061),
      line('visits', '2014-04-01', '', 'desktop', 'Firefox', 5051),
      line('visits', '2014-04-01', '', 'mobile', 'Chrome', 12_002),
      line('visits', '2014-04-01', '', 'tablet', 'Chrome', 3003),
    ],
    hidden: [4242, 44_646, 12_002, 3003, 5051, 30_061],
  },
};
/** What was sent first for March, and corrected. */
const EARLIER = { row: line('transactions', '2014-03-01', 'paper', '', '', 4689), hidden: [4689] };
const MONTHS = ['2013-03-01', '2013-04-01', '2013-05-01', '2013-06-01', '2013-07-01', '2013-08-01'].concat([
  '2013-09-01',
  '2013-10-01',
  '2013-11-01',
  '2013-12-01',
  '2014-01-01',
  '2014-02-01',
]);
const file = (...rows: string[]): string =>
  ['service,measure,period,start,channel,device,browser,value', ...rows, ''].join('\n');

const METRICS = `
- { key: paper-share, owner: dwp, label: Paper, unit: "%", formula: { ratio: { numerator: { measure: transactions, dimension: channel, only: [paper] }, denominator: { measure: transactions }, scale: 100 } } }
- { key: not-desktop, owner: dwp, label: Others, unit: "%", formula: { ratio: { numerator: { measure: visits, dimension: device, except: [desktop, mobile] }, denominator: { measure: visits, dimension: device }, scale: 100 } } }
- { key: weighed, owner: dwp, label: Weighed, formula: { score: { measure: visits, dimension: device, weights: [{ value: desktop, weight: 0 }, { value: mobile, weight: 0 }, { value: tablet, weight: 1 }] } } }
- { key: each, owner: dwp, label: Each, formula: { mean: { sum: transactions, count: visits } } }
`;
const KEYS = ['transactions', 'visits', 'digital-take-up', 'paper-share', 'not-desktop', 'weighed', 'each'];
const QUERIES = [
  ...['', 'period=month&last=3', 'period=month&last=3&compare-to=previous-year', 'working'],
  ...['period=month&last=3&by=channel', 'period=month&last=3&by=device', 'period=month&last=2&by=browser'],
  ...['period=quarter&last=2', 'period=year', 'period=rolling-year&last=2', 'range=all'],
  ...['period=month&from=2014-03-01&to=2014-05-01', 'period=month&last=3&as-of=2014-05-10&by=channel'],
];
const DAY = 'period: MONTH, from: "2014-03-01", to: "2014-05-01"';
const fields =
  'lines { key values numerators denominators shares statuses } latest { value numerator denominator }';

/** How a number is written in a text: 4711 or 4,711, and no part of a longer one. */
const written = (value: number): RegExp =>
  new RegExp(`(?<![\\d.,])${String(value).replace(/(\d)(?=\d{3}$)/, '$1,?')}(?![\\d]|[.,]\\d)`);

let site: WholeSite;
beforeAll(async () => {
  site = await wholeSite('sqlite', []);
  site.now = new Date('2014-06-15T12:00:00Z');
  await site.store.accept(BASE);
  await site.store.accept({ metrics: METRICS });
  const accept = (now: string, ...rows: string[]) =>
    site.store.accept(
      {
        'data-sets': `service,measure,cadence,suppress_below\nlpa,transactions,month,${BELOW}\nlpa,visits,month,${BELOW}\n`,
        measurements: file(...rows),
      },
      { now: new Date(now) },
    );
  const before = MONTHS.flatMap((month, index) => [
    line('transactions', month, 'digital', '', '', 60_000 + index),
    line('transactions', month, 'phone', '', '', 9100 + index),
    line('visits', month, '', 'desktop', '', 70_000 + index),
  ]);
  await accept('2014-05-09T12:00:00Z', ...before, EARLIER.row);
  const all = Object.values(WINDOWS).flatMap(({ rows }) => rows);
  await accept('2014-05-20T12:00:00Z', ...all);
});
afterAll(() => site.close());

const hidden = [...Object.values(WINDOWS).flatMap((window) => window.hidden), ...EARLIER.hidden];

/** The text of an answer, opened where it is packed. */
async function textOf(address: string): Promise<string> {
  const { rawPayload, statusCode } = await site.get(address);
  expect([address, statusCode]).toEqual([address, 200]);
  return (address.endsWith('.gz') ? gunzipSync(rawPayload) : rawPayload).toString('utf8');
}

test('stand in no page, file or picture', async () => {
  const subjects = ['/services/lpa', '/organisations/dwp'];
  const addresses = [
    ...['/', '/services', '/services.csv', '/status', '/organisations/dwp', '/services/lpa/data.csv'],
    ...['/services/lpa', '/services/lpa/feed.atom', '/data/measurements-dwp.csv.gz', '/portfolio'],
    ...KEYS.flatMap((key) => QUERIES.map((query) => `/services/lpa/${key}?${query}`)),
    ...subjects.flatMap((subject) =>
      ['csv', 'json', 'svg'].flatMap((form) =>
        ['transactions', 'visits', 'weighed'].flatMap((key) =>
          QUERIES.slice(1, 7).map((query) => `${subject}/${key}.${form}?${query}`),
        ),
      ),
    ),
  ];
  const shown = new Set<number>();
  for (const address of addresses) {
    const { rawPayload, statusCode } = await site.get(address);
    // Not every metric has every split.
    expect([address, [200, 400, 404].includes(statusCode)]).toEqual([address, true]);
    const text = (address.endsWith('.gz') ? gunzipSync(rawPayload) : rawPayload).toString('utf8');
    expect({ address, found: hidden.filter((value) => written(value).test(text)) }).toEqual({
      ...{ address, found: [] },
    });
    for (const value of [41_234, 51_966, 31_111, 22_333, 50_117, 35_112]) {
      if (written(value).test(text)) shown.add(value);
    }
  }
  // What may be shown is: that nothing is met would prove nothing.
  expect(shown.size).toBe(6);
});

interface Line {
  key: string;
  values: (number | null)[];
  statuses: string[];
}

/** The lines of a series of March and April 2014. */
async function linesOf(metric: string, by?: string): Promise<Line[]> {
  const asked = `{ service(slug: "lpa") { metric(key: "${metric}") { series(${DAY}${by ? `, by: "${by}"` : ''}) { ${fields} }
    figure(period: MONTH, start: "2014-03-01", compareTo: PREVIOUS_PERIOD) { value numerator denominator change { current previous }
      working { edges { node { value numerator denominator observations { value } } } } } } } }`;
  const text = await textOf(`/graphql?query=${encodeURIComponent(asked)}`);
  expect(hidden.filter((value) => written(value).test(text))).toEqual([]);
  const { data } = JSON.parse(text) as { data: { service: { metric: { series: { lines: Line[] } } } } };
  return data.service.metric.series.lines;
}

test('stand in no answer of the API, and no metric is made of them', async () => {
  for (const metric of ['digital-take-up', 'paper-share', 'not-desktop', 'weighed']) {
    const [{ values, statuses }] = (await linesOf(metric)) as [Line];
    expect({ metric, values }).toEqual({ metric, values: [null, null] });
    expect(statuses).toEqual(['SUPPRESSED', 'SUPPRESSED']);
  }
});

test('are two at a time where what they come to is known', async () => {
  const [[transactions], [visits], channels, devices, browsers] = await Promise.all([
    linesOf('transactions'),
    linesOf('visits'),
    linesOf('transactions', 'channel'),
    linesOf('visits', 'device'),
    linesOf('visits', 'browser'),
  ]);
  const shown = (lines: Line[], at: number): Record<string, number | null> =>
    Object.fromEntries(lines.map(({ key, values }) => [key, values[at] ?? null]));
  expect([transactions!.values, visits!.values]).toEqual([
    [51_966, null],
    [42_666, 50_117],
  ]);
  expect(shown(channels, 0)).toMatchObject({ digital: 41_234, phone: null, paper: null });
  expect(shown(channels, 1)).toMatchObject({ digital: 40_404, paper: null });
  expect(shown(devices, 0)).toEqual({ desktop: 31_111, mobile: null, tablet: null });
  expect(shown(devices, 1)).toEqual({ desktop: 35_112, mobile: null, tablet: null });
  expect(shown(browsers, 0)).toEqual({ Chrome: 22_333, Firefox: 20_333 });
  expect(shown(browsers, 1)).toEqual({ Chrome: null, Firefox: null });
});
