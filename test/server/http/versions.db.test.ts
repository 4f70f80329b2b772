/**
 * What changes a tag: everything that changes its answer, and of all else nothing. Each look compares a process that
 * keeps its answers with one that has just begun, and finds answers that changed under the same tag.
 */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { describeOnEachDatabase } from '../../support/databases.js';
import { changedTags, dashboards, FILES, wholeSite, type WholeSite, type World } from './whole-site.js';

const graphql = (query: string, variables: Record<string, unknown> = {}): string =>
  `/graphql?${new URLSearchParams({ query, variables: JSON.stringify(variables) }).toString()}`;

const modules = (...requests: Record<string, unknown>[]): string =>
  graphql(
    `
      query ($requests: [ModuleRequest!]!) {
        modules(requests: $requests) {
          title
          figure {
            formatted
          }
          series {
            narrative
            lines {
              key
              values
            }
          }
          freshness {
            text
          }
          error {
            code
            message
          }
        }
      }
    `,
    { requests },
  );

const FIGURE = `metric(key: "transactions") { freshness { state text } latest(compareTo: PREVIOUS_YEAR) {
  formatted change { formatted } working { edges { node { service { slug } observations { value receivedAt } } } } } }`;

/** Addresses by what they show: data sets (`*` any of a service), `all` = any of any service. */
const SHOWN: Record<string, string[]> = {
  'carers/*': [
    '/services/carers',
    '/services/carers/data.csv',
    graphql('{ service(slug: "carers") { metrics { latest { formatted } freshness { text } } } }'),
  ],
  'carers/transactions': [
    '/services/carers/transactions',
    '/services/carers/transactions?working',
    '/services/carers/transactions?period=month&from=2014-01-01&to=2014-09-01',
    '/services/carers/transactions?period=month&from=2014-01-01&as-of=2014-06-15',
    '/services/carers/digital-take-up.json?period=quarter&compare-to=previous-year',
    '/services/carers/transactions.svg?by=channel&last=4',
    modules({ service: 'carers', metric: 'transactions', by: 'channel' }),
  ],
  'carers/starts': ['/services/carers/completion-rate.html'],
  'carers/monitored': ['/services/carers/availability?period=hour', '/services/carers/availability.csv'],
  'tax-disc/*': ['/services/tax-disc', '/organisations/agency', '/status?organisation=agency'],
  'tax-disc/transactions': ['/organisations/agency/transactions.csv'],
  'carers/* tax-disc/*': ['/organisations/dwp', '/status?organisation=dwp', '/data/measurements-dwp.csv.gz'],
  'carers/transactions tax-disc/transactions': [
    '/organisations/dwp/transactions',
    '/groups/caring/transactions?working',
    '/dashboards/caring-people/use',
    graphql(`{ organisation(slug: "dwp") { ${FIGURE} } }`),
  ],
  'court/*': ['/services/court', '/organisations/moj', '/groups/law', '/data/measurements-moj.csv.gz'],
  'court/transactions': [
    '/services/court/transactions',
    '/organisations/moj/transactions.json?by=service&last=3',
    '/dashboards/justice',
    '/dashboards/justice/use.csv',
    '/dashboards/caring-people/lone.json',
    graphql(`{ service(slug: "court") { ${FIGURE} } }`),
    modules({ organisation: 'moj', metric: 'transactions' }, { dashboard: 'justice', module: 'use' }),
  ],
  // The group's page shows its dashboard, which has a module about the other department.
  'carers/* tax-disc/* court/transactions': ['/groups/caring'],
  // The list has the first figure of each dashboard.
  'carers/transactions tax-disc/transactions court/transactions': [
    '/dashboards',
    '/dashboards/caring-people',
  ],
  'carers/transactions carers/starts tax-disc/transactions court/transactions': ['/services.csv'],
  'carers/* court/*': ['/services/compare?s=court&s=carers'],
  all: [
    '/',
    '/services?column=availability&column=transactions&sort=transactions',
    // Lists offer the periods in which anything has figures.
    '/services?organisation=moj',
    '/portfolio',
    '/status',
    '/data/',
  ],
  'carers/transactions tax-disc/transactions court/transactions silent/transactions': [
    '/portfolio/transactions',
    graphql(`{ services(first: 2) { edges { node { slug ${FIGURE} } } portfolio { ${FIGURE} } } }`),
  ],
  nothing: [
    '/services/silent',
    '/organisations',
    '/sitemap.xml',
    '/data/data-sets.csv.gz',
    graphql('{ metrics { key } services { edges { node { name } } } }'),
    graphql('{ dashboards { edges { node { slug } } } }'),
    modules({ dashboard: 'none', module: 'use' }),
  ],
};
const ADDRESSES = Object.values(SHOWN).flat();

/** The addresses that show a data set. */
const showing = (dataSet: string): string[] =>
  Object.entries(SHOWN).flatMap(([shown, addresses]) =>
    shown === 'all' ||
    shown.split(' ').some((part) => new RegExp(`^${part.replace('*', '.*')}$`).test(dataSet))
      ? addresses
      : [],
  );

describeOnEachDatabase('another tag', (dialect) => {
  let site: WholeSite;
  let world: World;
  beforeAll(async () => {
    site = await wholeSite(dialect, ADDRESSES);
    site.now = new Date('2014-06-15T12:00:00Z');
    await site.store.accept(FILES, { now: new Date('2014-06-14T09:00:00Z') });
    world = await site.look();
  });
  afterAll(() => site.close());

  /** Looks again: whose tags are new. */
  async function changed(): Promise<string[]> {
    const before = world;
    world = await site.look();
    return changedTags(before, world).sort();
  }

  const deliver = (line: string): Promise<unknown> =>
    site.store.accept(
      { measurements: `service,measure,period,start,channel,state,value\n${line}\n` },
      { now: site.now },
    );

  test('each address has its own, and keeps it', async () => {
    for (const [address, { status, tag }] of world) {
      expect({ address, status, tag }).toEqual({ address, status: 200, tag: expect.stringMatching(/^W\//) });
    }
    expect(new Set([...world.values()].map(({ tag }) => tag)).size).toBe(ADDRESSES.length);
  });

  test('an answer that is kept costs the question for the newest version, whether or not its tag is known', async () => {
    for (const [address, { tag, body }] of world) {
      if (address.startsWith('/data/m') || address.endsWith('/data.csv')) continue;
      site.statements.length = 0;
      const whole = await site.get(address);
      expect(whole.rawPayload.toString('latin1')).toBe(body);
      const known = await site.get(address, { 'if-none-match': tag });
      expect({ address, status: known.statusCode, body: known.body }).toEqual({
        address,
        status: 304,
        body: '',
      });
      expect(site.statements).toHaveLength(2);
    }
  });

  test('a parameter that means nothing makes no other answer', async () => {
    for (const [address, { tag, body }] of world) {
      if (/^\/data\/m|\/data\.csv$/.test(address)) continue;
      site.statements.length = 0;
      const more = `${address}${address.includes('?') ? '&' : '?'}utm_source=mail&fbclid=${'x'.repeat(50)}`;
      const answer = await site.get(more);
      expect({ more, tag: answer.headers.etag }).toEqual({ more, tag });
      expect(answer.rawPayload.toString('latin1')).toBe(body);
      expect(site.statements).toHaveLength(1);
    }
  });

  const corrected = ['a corrected value', 'carers/transactions', 'month,2013-03-01,phone,,1'];
  const others = [
    ['a new split', 'carers/transactions', 'month,2014-05-01,paper,,7'],
    ['a value of another measure', 'carers/starts', 'month,2014-06-01,,,1600'],
    ['an hour', 'carers/monitored', 'hour,2014-06-14T06:00:00Z,,up,3400'],
    ['a new month', 'tax-disc/transactions', 'month,2014-06-01,,,5100'],
    ['a new month of the other department', 'court/transactions', 'month,2014-06-01,digital,,90'],
  ];
  // What else changes is no different on another database.
  test.each([corrected, ...(dialect === 'sqlite' ? others : [])])(
    'with %s: all that shows the data set, and nothing else',
    async (_what, dataSet, rest) => {
      await deliver(`${dataSet.replace('/', ',')},${rest}`);
      expect(await changed()).toEqual(showing(dataSet).sort());
    },
  );

  // What follows is about rows and clocks, which are no different on another database.
  if (dialect === 'postgres') return;

  test('with a new version of a dashboard: what shows it, what tells of all, and what counts submissions', async () => {
    await site.store.accept({ dashboards: dashboards('How we care') });
    expect(await changed()).toEqual(
      ADDRESSES.filter(
        (address) =>
          /^\/(dashboards\/caring-people|groups\/caring$|dashboards$|sitemap|data\/$|status$|$)/.test(
            address,
          ) || /dashboards\+%7B|dashboard%22%3A%22none/.test(address),
      ).sort(),
    );
  });

  test('with a renamed service: any answer', async () => {
    await site.store.accept({ services: 'slug,name\nsilent,Not so silent\n' });
    expect(await changed()).toEqual([...ADDRESSES].sort());
  });

  describe('for a draft', () => {
    test('with values: none', async () => {
      await deliver('tax-disc,cost,month,2014-06-01,,,77');
      expect(await changed()).toEqual([]);
    });

    test('with other words or another remark on it: none but of the pages that count submissions', async () => {
      await site.store.accept({
        'data-sets': 'service,measure,cadence,source\ntax-disc,cost,month,A secret system\n',
        annotations:
          'subject_type,subject,measure,kind,from,to,text,link\nservice,tax-disc,cost,NOTE,2014-01-10,,A secret,\n',
      });
      expect(await changed()).toEqual(['/data/', '/status']);
      for (const { body } of world.values()) expect(body).not.toContain('secret');
    });

    test('that is published: any answer', async () => {
      await site.store.accept({
        'data-sets': 'service,measure,cadence,state\ntax-disc,cost,month,published\n',
      });
      expect(await changed()).toEqual([...ADDRESSES].sort());
    });
  });

  describe('with time', () => {
    const at = async (instant: string): Promise<string[]> => {
      site.now = new Date(instant);
      return changed();
    };
    const files = ADDRESSES.filter((address) => /^\/data\/.+|\/data\.csv$/.test(address));

    /** By month, the newest of May, with 21 days of grace; stopped when October is late, too. */
    const told = '/services/carers/transactions';

    test.each<[instant: string, isOther: boolean, state: string]>([
      ['2014-06-30T22:59:59Z', false, 'fresh, whatever midnights pass'],
      ['2014-06-30T23:00:00Z', true, 'due'],
      ['2014-07-21T22:59:59Z', false, 'due'],
      ['2014-07-21T23:00:00Z', true, 'late'],
      ['2014-11-21T23:59:59Z', false, 'late'],
      ['2014-11-22T00:00:00Z', true, 'stopped'],
      ['2024-01-01T12:00:00Z', false, 'stopped'],
    ])('at %s another one of what rests on a data set: %p, for it is %s', async (instant, isOther) => {
      const found = await at(instant);
      // Files of data never change with time.
      expect(found.filter((address) => files.includes(address))).toEqual([]);
      expect(found.includes(told)).toBe(isOther);
    });

    test('the words are those of the last state', () => {
      expect(world.get(told)!.body).toContain('No new data since May 2014; was due by 21 July 2014');
    });
  });
});
