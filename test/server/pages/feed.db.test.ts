/** Feeds of updates: read by an XML parser, linked from the pages, the same until something is delivered. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SaxesParser } from 'saxes';
import { describeOnEachDatabase } from '../../support/databases.js';
import { importing, type Importing } from '../ingest/importing.js';
import { FILES, publicSite, type PublicSite } from './public-site.js';

interface Read {
  /** Texts by the names of their elements, in order. */
  texts: Record<string, string[]>;
  links: Record<string, string>[];
}

function parsed(xml: string): Read {
  const read: Read = { texts: {}, links: [] };
  const parser = new SaxesParser({});
  const open: string[] = [];
  parser.on('opentag', ({ name, attributes }) => {
    open.push(name);
    if (name === 'link') read.links.push(attributes as Record<string, string>);
  });
  parser.on('text', (text) => {
    const name = open.at(-1);
    if (name !== undefined && text.trim() !== '') (read.texts[name] ??= []).push(text);
  });
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  return read;
}

describeOnEachDatabase('feeds of updates', (dialect) => {
  let database: Importing;
  let site: PublicSite;
  beforeAll(async () => {
    database = await importing(dialect);
    await database.accept(FILES);
    site = await publicSite(database.dataSource);
  });
  afterAll(async () => {
    await site.app.close();
    await database.close();
  });

  const get = (path: string) =>
    site.app.inject({ url: `/performance${path}`, headers: { host: 'example.org' } });

  test.each(['/services/carers', '/organisations/dwp', '/groups/caring', '/portfolio'])(
    'of %s: entries with names as they are, linked from the page',
    async (path) => {
      const answer = await get(`${path}/feed.atom`);
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([
        200,
        'application/atom+xml; charset=utf-8',
      ]);
      const { texts, links } = parsed(answer.body);
      expect(texts.title).toContain('Carer\'s "Allowance" & more: Transactions');
      expect(texts.summary.join()).toContain('the newest are of May 2014');
      expect(new Set(texts.id).size).toBe(texts.id.length);
      const ids = texts.id.map((id) => URL.canParse(id));
      expect(ids).not.toContain(false);
      for (const at of texts.updated) expect(new Date(at).toISOString()).toBe(at);
      expect(links[0]).toEqual({
        rel: 'self',
        type: 'application/atom+xml',
        href: `https://example.org/performance${path}/feed.atom`,
      });
      const page = await get(path);
      expect(page.body).toMatch(/<link\s+rel="alternate"\s+type="application\/atom\+xml"/);
      expect(page.body).toContain(`href="/performance${path}/feed.atom"`);
    },
  );

  test('nothing was delivered, or there is no such thing', async () => {
    const { texts } = parsed((await get('/services/silent/feed.atom')).body);
    expect([texts.title, texts.summary]).toEqual([['Updates of Silent service'], undefined]);
    expect((await get('/services/nobody/feed.atom')).statusCode).toBe(404);
  });

  test('a delivery changes the feed of its service and of no other', async () => {
    const tagOf = async (path: string) => (await get(`${path}/feed.atom`)).headers.etag;
    const before = [await tagOf('/services/carers'), await tagOf('/services/tax-disc')];
    await database.accept({
      measurements: 'service,measure,period,start,value\ncarers,cost,year,2012-01-01,23000\n',
    });
    const after = [await tagOf('/services/carers'), await tagOf('/services/tax-disc')];
    expect(after[0]).not.toBe(before[0]);
    expect(after[1]).toBe(before[1]);
  });
});
