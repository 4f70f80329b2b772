/** The publishing pages with a cookie in the place of a token: what each department reads and changes, and when it ends. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { LightMyRequestResponse } from 'fastify';
import { findSession, signInWithLink, signInWithToken } from '../../../../server/access/sessions.js';
import { createToken } from '../../../../server/access/token-table.js';
import { UPLOAD_ACTIONS, UPLOAD_PAGES } from '../../../../server/pages/upload/routes.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { everything, NOW } from '../../ingest/importing.js';
import { fullSite, type FullSite } from '../full-site.js';
import { fill, SECRET, TWO } from '../two-departments.js';

const BASE = 'http://localhost';
const HOUR = 60 * 60 * 1000;
const doing = { actor: 'test', now: NOW };

describeOnEachDatabase('a session', (dialect) => {
  let site: FullSite;
  const sessions = new Map<string, { cookie: string; csrf: string }>();
  let draft: string;
  let submission: string;

  const ask = (url: string, who?: string, body?: Record<string, string>): Promise<LightMyRequestResponse> => {
    const session = sessions.get(who ?? '');
    const headers = session ? { cookie: `perf-session=${session.cookie}` } : {};
    if (!body) return site.app.inject({ url, headers });
    return site.app.inject({
      ...{ method: 'POST', url },
      headers: { ...headers, origin: BASE, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ ...(session && { csrf: session.csrf }), ...body }).toString(),
    });
  };

  const tokenFor = async (...scopes: string[]): Promise<string> =>
    (await createToken(site.store.dataSource, { label: 'x', scopes, expiresAt: null }, doing)).token;

  beforeAll(async () => {
    site = await fullSite(dialect, BASE);
    await site.store.accept(TWO);
    for (const [who, scopes] of [
      ['dwp', ['write:organisation/dwp']],
      ['moj', ['write:organisation/moj', 'read-drafts:organisation/moj']],
      ['narrow', ['write:data-set/lpa/cost']],
      ['reader', ['read-drafts:all']],
    ] as const) {
      const { cookie } = await signInWithToken(site.store.dataSource, await tokenFor(...scopes), NOW);
      const { csrf } = (await findSession(site.store.dataSource, cookie, NOW))!;
      sessions.set(who, { cookie, csrf });
    }
    const typed = { 'value transactions month 2014-04-01 {}': '12' };
    draft = String((await ask('/upload/services/lpa', 'dwp', typed)).headers.location);
    const page = await ask(draft, 'dwp');
    const hidden = [...page.body.matchAll(/<input type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]));
    const published = await ask(`${draft}/publish`, 'dwp', fields);
    submission = String(published.headers.location);
    expect(submission).toMatch(/^\/upload\/submissions\/\d+$/);
    draft = String((await ask('/upload/services/lpa', 'dwp', typed)).headers.location);
    expect(draft).toMatch(/^\/upload\/drafts\/./);
  });
  afterAll(() => site.close());

  const addressOf = (path: string, slug: string, organisation: string): string =>
    fill(
      path.replace('/upload/drafts/:key', draft).replace('/upload/submissions/:id', submission),
      slug,
      organisation,
    ).replace('/data-sets/1', '/data-sets/completions');

  test('reads of each page what its token may fill, drafts too, and nothing of another department', async () => {
    const met = { dwp: 0, moj: 0 };
    for (const { path } of UPLOAD_PAGES) {
      for (const [slug, organisation] of [
        ['lpa', 'dwp'],
        ['claims', 'moj'],
      ] as const) {
        const url = addressOf(path, slug, organisation);
        for (const who of [...sessions.keys(), 'nobody']) {
          const { body, statusCode, headers } = await ask(url, who);
          const seen = (['dwp', 'moj'] as const).filter((department) => SECRET[department].test(body));
          for (const one of seen) met[one]++;
          expect({ url, who, seen: seen.filter((one) => one !== who) }).toEqual({ url, who, seen: [] });
          expect(headers['cache-control']).toBe('no-store');
          const isOwn = !path.includes(':') || (path.includes('slug') ? who === organisation : who === 'dwp');
          const isLedAway = who === 'nobody' && path !== '/upload';
          const isNarrow = who === 'narrow' && slug === 'lpa' && /:slug(?!.*measure)/.test(path);
          const expected = isLedAway ? 303 : isOwn || isNarrow ? 200 : 404;
          if (!path.endsWith('/requests'))
            expect({ url, who, statusCode }).toEqual({ url, who, statusCode: expected });
        }
      }
    }
    expect(Math.min(met.dwp, met.moj)).toBeGreaterThan(1);
  });

  test('changes nothing of another department, nor without the word that its own forms carry', async () => {
    const before = await everything(site.store.dataSource);
    const typed = {
      'value completions month 2014-04-01 {}': '12',
      source: 'Theirs',
      shown: '{}',
      sure: 'yes',
    };
    const remark = { kind: 'NOTE', from: '2014-01-01', text: 'Theirs', what: 'all' };
    for (const { path } of UPLOAD_ACTIONS) {
      if (path.endsWith('/sign-out')) continue;
      const url = addressOf(path, 'lpa', 'dwp');
      for (const [who, csrf] of [
        ['moj', undefined],
        ['reader', undefined],
        ['dwp', 'x'],
        ['dwp', sessions.get('moj')!.csrf],
        ['nobody', undefined],
      ] as const) {
        const { statusCode } = await ask(url, who, {
          ...typed,
          ...remark,
          ...(csrf !== undefined && { csrf }),
        });
        // To delete a draft that is not there, or not theirs, is done with.
        const isNothing = path.endsWith('/delete') && statusCode === 303;
        expect({ url, who, csrf, isRefused: isNothing || (statusCode >= 400 && statusCode < 500) }).toEqual({
          ...{ url, who, csrf, isRefused: true },
        });
      }
    }
    expect(await everything(site.store.dataSource)).toEqual(before);
    expect((await ask(draft, 'dwp')).statusCode).toBe(200);
  });

  test('begins with a cookie of its own, whatever cookie came with the form', async () => {
    const fixed = 'a'.repeat(43);
    const answer = await site.app.inject({
      ...{ method: 'POST', url: '/upload/sign-in' },
      headers: {
        ...{ cookie: `perf-session=${fixed}`, origin: BASE },
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ token: await tokenFor('write:service/lpa') }).toString(),
    });
    expect(answer.statusCode).toBe(303);
    const [cookie] = answer.cookies;
    expect(cookie).toMatchObject({ name: 'perf-session', httpOnly: true, sameSite: 'Strict', path: '/' });
    expect(cookie!.value).toMatch(/^[\w-]{43}$/);
    expect(cookie!.value).not.toBe(fixed);
    expect(await findSession(site.store.dataSource, fixed, NOW)).toBeNull();
    expect(await findSession(site.store.dataSource, cookie!.value, NOW)).not.toBeNull();
  });

  test('begins with a right token or link though wrong ones came from the same address', async () => {
    const statusOf = async (fields: Record<string, string>): Promise<number> =>
      (await ask('/upload/sign-in', undefined, fields)).statusCode;
    const statuses: number[] = [];
    for (let count = 0; count < 12; count++) statuses.push(await statusOf({ token: 'pp_wrong' }));
    expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
    const link = { label: 'x', scopes: ['write:service/lpa'], expiresAt: null, isByLink: true };
    const made = await createToken(site.store.dataSource, link, doing);
    expect(await statusOf({ link: made.token })).toBe(303);
    expect(await statusOf({ link: made.token })).toBe(429);
    expect(await statusOf({ token: await tokenFor('write:service/lpa') })).toBe(303);
  });

  test('is over after 8 hours, and a link after a week', async () => {
    const { dataSource } = site.store;
    const at = (ms: number): Date => new Date(NOW.getTime() + ms);
    const { cookie } = await signInWithToken(dataSource, await tokenFor('write:service/lpa'), NOW);
    expect(await findSession(dataSource, cookie, at(8 * HOUR - 1))).not.toBeNull();
    expect(await findSession(dataSource, cookie, at(8 * HOUR))).toBeNull();
    const link = async (): Promise<string> => {
      const scopes = ['write:service/lpa'];
      const made = await createToken(
        dataSource,
        { label: 'x', scopes, expiresAt: null, isByLink: true },
        doing,
      );
      return made.token;
    };
    await expect(signInWithLink(dataSource, await link(), at(7 * 24 * HOUR))).rejects.toThrow(/has expired/);
    await signInWithLink(dataSource, await link(), at(7 * 24 * HOUR - 1));
  });
});

test('where the site has TLS its cookie is of this host alone', async () => {
  const site = await fullSite('sqlite', 'https://performance.example.org');
  try {
    await site.store.accept(TWO);
    const { token } = await createToken(
      site.store.dataSource,
      { label: 'x', scopes: ['write:service/lpa'], expiresAt: null },
      doing,
    );
    const answer = await site.app.inject({
      ...{ method: 'POST', url: '/upload/sign-in' },
      headers: {
        origin: 'https://performance.example.org',
        'content-type': 'application/x-www-form-urlencoded',
      },
      payload: new URLSearchParams({ token }).toString(),
    });
    expect(answer.cookies).toMatchObject([{ name: '__Host-perf-session', secure: true, path: '/' }]);
    expect(answer.cookies[0]).not.toHaveProperty('domain');
  } finally {
    await site.close();
  }
});
