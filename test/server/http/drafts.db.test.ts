/** A draft is read with a token that may, is marked in every form, and is there for nobody else. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { createToken, revokeToken } from '../../../server/access/token-table.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, NOW, rows } from '../ingest/importing.js';
import { wholeSite, type WholeSite } from './whole-site.js';

const METRIC = '/services/lpa/completions';
const FORMS = ['', '.json', '.csv', '.html', '.svg', '.png'];
const QUESTION = `{ service(slug: "lpa") { metric(key: "completions") {
  latest(period: MONTH) { value flags } series(period: MONTH, last: 2) { lines { values flags } } } } }`;
/** Its numbers as they are written, and what marks it. */
const SECRET = /5123|51,23|51\.2k|draft, not published/i;
const GRAPHQL = `/graphql?query=${encodeURIComponent(QUESTION)}`;

describeOnEachDatabase('a draft', (dialect) => {
  let site: WholeSite;
  beforeAll(async () => {
    site = await wholeSite(dialect, []);
    site.now = NOW;
    await site.store.accept(BASE);
    await site.store.accept({
      'data-sets': 'service,measure,cadence,state\nlpa,completions,month,draft\n',
      measurements: rows(
        'lpa,completions,month,2014-04-01,,51234',
        'lpa,completions,month,2014-05-01,,51239',
        'lpa,transactions,month,2014-05-01,,7',
      ),
    });
  });
  afterAll(() => site.close());

  const tokenFor = (scope: string): Promise<{ id: number; token: string }> =>
    createToken(
      site.store.dataSource,
      { label: scope, scopes: [scope], expiresAt: null },
      { actor: 'test', now: NOW },
    );
  const get = (address: string, token?: string): Promise<LightMyRequestResponse> =>
    site.get(address, token ? { authorization: `Bearer ${token}` } : {});

  test.each(['read-drafts:data-set/lpa/completions', 'read-drafts:organisation/dwp', 'read-drafts:all'])(
    'is answered and marked in every form for %s, and kept by nobody',
    async (scope) => {
      const { token } = await tokenFor(scope);
      for (const form of FORMS) {
        const answer = await get(METRIC + form, token);
        expect([form, answer.statusCode, answer.headers['cache-control'], answer.headers.etag]).toEqual([
          ...[form, 200, 'private, no-store', undefined],
        ]);
        expect(answer.headers.vary).toContain('authorization');
        if (form === '.png') expect(answer.rawPayload.length).toBeGreaterThan(1000);
        else expect(answer.body).toMatch(/draft/i);
        expect((await get(METRIC + form)).body).not.toMatch(SECRET);
      }
      const page = await get('/services/lpa', token);
      expect(page.body).toMatch(/51,239|51\.2k/);
      expect(page.body).toMatch(/draft, not published/i);
      const asked = await get(GRAPHQL, token);
      expect(asked.json()).toMatchObject({
        data: {
          service: {
            metric: {
              latest: { value: 51239, flags: ['DRAFT'] },
              series: { lines: [{ values: [51234, 51239], flags: [['DRAFT'], ['DRAFT']] }] },
            },
          },
        },
      });
      expect(asked.headers['cache-control']).toBe('no-store');
    },
  );

  test.each([
    undefined,
    'write:all',
    'administer:all',
    'read-drafts:data-set/lpa/transactions',
    'read-drafts:organisation/dwp-agency',
  ])('is not there for %s', async (scope) => {
    const token = scope && (await tokenFor(scope)).token;
    for (const form of FORMS) expect((await get(METRIC + form, token)).body).not.toMatch(SECRET);
    for (const address of ['/services/lpa', '/services', '/status', '/data/', '/services/lpa/data.csv']) {
      const answer = await get(address, token);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).not.toMatch(SECRET);
    }
    expect((await get(GRAPHQL, token)).body).not.toMatch(/5123|DRAFT/);
  });

  test('is not there for a token that is not valid, which is refused at once', async () => {
    const { id, token } = await tokenFor('read-drafts:all');
    expect((await get(METRIC, token)).statusCode).toBe(200);
    await revokeToken(site.store.dataSource, id, { actor: 'test', now: NOW });
    for (const wrong of [token, `pp_${'a'.repeat(43)}`]) {
      const answer = await get(METRIC, wrong);
      expect(answer.statusCode).toBe(401);
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      expect(answer.headers['cache-control']).toBe('no-store');
    }
    // What a proxy asks for is none of ours.
    expect((await site.get('/services/lpa', { authorization: 'Basic YTpi' })).statusCode).toBe(200);
  });

  test('in files of data is nothing of it, whoever asks', async () => {
    const { token } = await tokenFor('read-drafts:all');
    expect((await get('/services/lpa/data.csv', token)).body).not.toContain('51234');
  });
});
