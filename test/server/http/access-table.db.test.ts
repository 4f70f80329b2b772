/**
 * Who may read and write what: every address and every mutation that there is, for tokens of two departments, and for
 * those that are wrong, over, ended or narrower. Addresses come from the app; a mutation that is not in the table fails.
 */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { findSession, signInWithToken } from '../../../server/access/sessions.js';
import { createToken, revokeToken } from '../../../server/access/token-table.js';
import { buildApiSchema } from '../../../server/graphql/build-schema.js';
import { BUILD_ACTIONS } from '../../../server/pages/build/routes.js';
import { UPLOAD_ACTIONS } from '../../../server/pages/upload/routes.js';
import { RESOLVERS } from '../../../server/resolvers/index.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { everything, NOW } from '../ingest/importing.js';
import { fullSite, type FullSite } from './full-site.js';
import { fill, SECRET, TWO } from './two-departments.js';

/** `GET /services/:slug`, of every route of an app. */
function routesOf(app: FastifyInstance): [method: string, path: string][] {
  const parts: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line): [string, string][] => {
      const found = /^((?:│ {3}| {4})*)(?:├── |└── )(.*?)(?: \(([A-Z, ]+)\))?$/.exec(line);
      if (!found) return [];
      const [, indent, part, methods = ''] = found;
      parts.length = indent!.length / 4;
      parts.push(part!);
      return methods
        .split(', ')
        .flatMap((method): [string, string][] => (method ? [[method, parts.join('')]] : []));
    });
}

/** Of the first department. */
const DASHBOARD = {
  title: 'Letters',
  subject: 'service/lpa',
  owner: 'dwp',
  sections: [{ title: 'All', modules: [{ slug: 'all', metric: 'transactions' }] }],
};

interface Tokens {
  [name: string]: string | undefined;
}

describeOnEachDatabase('who may', (dialect) => {
  let site: FullSite;
  let tokens: Tokens;
  const doing = { actor: 'test', now: NOW };
  beforeAll(async () => {
    site = await fullSite(dialect);
    await site.store.accept(TWO);
    const make = (scopes: string[], expiresAt: string | null = null) =>
      createToken(site.store.dataSource, { label: scopes.join(' '), scopes, expiresAt }, doing);
    const all = (place: string): string[] =>
      ['read-drafts', 'write', 'create', 'edit-dashboards', 'publish', 'administer'].map(
        (right) => `${right}:${place}`,
      );
    const ended = await make(all('all'));
    await revokeToken(site.store.dataSource, ended.id, doing);
    tokens = {
      dwp: (await make(all('organisation/dwp'))).token,
      moj: (await make(all('organisation/moj'))).token,
      narrow: (
        await make([
          'write:data-set/lpa/cost',
          'read-drafts:data-set/lpa/transactions',
          'create:service/claims',
        ])
      ).token,
      reader: (await make(['read-drafts:all'])).token,
      nobody: undefined,
      wrong: `pp_${'a'.repeat(43)}`,
      expired: (await make(all('all'), '2014-01-01T00:00:00.000Z')).token,
      ended: ended.token,
    };
  });
  afterAll(() => site.close());

  const headersOf = (name: string): Record<string, string> =>
    tokens[name] === undefined ? {} : { authorization: `Bearer ${tokens[name]}` };
  const isOver = (name: string): boolean => ['wrong', 'expired', 'ended'].includes(name);

  // The long tables are about scopes, which are no different on another database.
  const once = dialect === 'sqlite' ? test : undefined;
  once?.(
    'read: each draft stands in the addresses of its own department and in no other answer',
    async () => {
      const paths = routesOf(site.app).flatMap(([method, path]) => (method === 'GET' ? [path] : []));
      expect(paths.length).toBeGreaterThan(40);
      const met = { dwp: 0, moj: 0 };
      for (const path of new Set(paths)) {
        for (const [slug, organisation] of [
          ['lpa', 'dwp'],
          ['claims', 'moj'],
        ] as const) {
          const url = fill(path, slug, organisation);
          for (const name of Object.keys(tokens)) {
            const answer = await site.app.inject({ url, headers: headersOf(name) });
            const { body, statusCode, headers } = answer;
            const seen = (['dwp', 'moj'] as const).filter((department) => SECRET[department].test(body));
            const may = name === 'reader' ? ['dwp', 'moj'] : [name];
            expect({ url, name, statusCode, seen: seen.filter((one) => !may.includes(one)) }).toEqual({
              ...{ url, name, statusCode, seen: [] },
            });
            expect(statusCode).toBeLessThan(500);
            if (seen.length > 0) expect(headers['cache-control']).toMatch(/no-store/);
            for (const one of seen) met[one]++;
            const isWrongToken = isOver(name) && statusCode === 401;
            if (isWrongToken) expect(headers['www-authenticate']).toBe('Bearer');
          }
        }
      }
      // Pages, files and feeds: that nothing is met would prove nothing.
      expect(Math.min(met.dwp, met.moj)).toBeGreaterThan(20);
    },
  );

  once?.('write: no address but these takes anything', async () => {
    const writing = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);
    const taken: string[] = [];
    for (const [method, path] of routesOf(site.app)) {
      if (!writing.has(method)) continue;
      const answer = await site.app.inject({ method: method as 'POST', url: fill(path, 'lpa', 'dwp') });
      if (answer.statusCode !== 405) taken.push(`${method} ${path} ${answer.statusCode}`);
    }
    const [own, others] = [taken.filter((one) => / \/(upload|build|get-a-dashboard)/.test(one)), taken];
    expect(others.filter((one) => !own.includes(one)).sort()).toEqual([
      ...['POST /graphql 400', 'POST /graphql/ 400', 'POST /ingest 401'],
    ]);
    // These forms come from pages of this site alone; with a session: publishing/sessions.
    expect(own).toHaveLength(UPLOAD_ACTIONS.length + BUILD_ACTIONS.length + 2);
    expect(own.filter((one) => !one.endsWith(' 403'))).toEqual([]);
  });

  let deliveries = 0;
  const deliver = (name: string, service: string, measure: string): Promise<LightMyRequestResponse> =>
    site.app.inject({
      method: 'POST',
      url: '/ingest',
      // Wrong tokens from one address are soon answered no more.
      remoteAddress: `10.0.0.${++deliveries % 250}`,
      headers: { 'content-type': 'text/csv', ...headersOf(name) },
      payload: `service,measure,period,start,value\n${service},${measure},month,2014-04-01,1\n`,
    });

  test('deliver: each department its own, and nobody what is not theirs', async () => {
    for (const name of Object.keys(tokens)) {
      for (const [service, measure] of [
        ['lpa', 'transactions'],
        ['claims', 'transactions'],
        ['lpa', 'completions'],
        ['lpa', 'cost'],
        ['nothing', 'cost'],
      ] as const) {
        const before = await everything(site.store.dataSource);
        const { statusCode } = await deliver(name, service, measure);
        const owner = service === 'claims' ? 'moj' : 'dwp';
        const may =
          (name === owner && service !== 'nothing') ||
          (name === 'narrow' && `${service} ${measure}` === 'lpa cost');
        const expected = may ? 200 : tokens[name] === undefined || isOver(name) ? 401 : 403;
        expect({ name, service, measure, statusCode }).toEqual({
          name,
          service,
          measure,
          statusCode: expected,
        });
        if (!may) expect(await everything(site.store.dataSource)).toEqual(before);
      }
    }
  });

  /** What each mutation is asked to do with something of dwp; `dwp` alone may. */
  const MUTATIONS: Readonly<Record<string, object>> = {
    recordMeasurements: {
      measurements: [
        { service: 'lpa', measure: 'transactions', period: 'MONTH', start: '2014-03-01', value: 1 },
      ],
    },
    undoSubmission: { id: '1' },
    createToken: { name: 'x', scopes: ['write:all'] },
    revokeToken: { id: '1' },
    saveService: { slug: 'lpa', name: 'Another' },
    saveOrganisation: { slug: 'dwp', name: 'Another' },
    saveMeasure: { key: 'transactions', label: 'Another' },
    saveDataSet: { service: 'lpa', measure: 'transactions', method: 'Another' },
    saveAnnotation: { subject: 'service/lpa', kind: 'NOTE', from: '2014-01-01', text: 'Another' },
    removeAnnotation: { subject: 'service/lpa', kind: 'NOTE', from: '2014-01-01' },
    saveTarget: { subject: 'service/lpa', metric: 'transactions', value: 5, from: '2014-01-01' },
    removeTarget: { subject: 'service/lpa', metric: 'transactions', from: '2014-01-01' },
    saveMetric: { key: 'letters', label: 'Letters', owner: 'dwp', formula: { total: { measure: 'cost' } } },
    removeMetric: { key: 'letters' },
    saveServiceGroup: { slug: 'of-dwp', name: 'Of Work', services: ['lpa'] },
    removeServiceGroup: { slug: 'of-dwp' },
    saveDashboard: { slug: 'letters', baseVersion: 0, definition: DASHBOARD },
    submitDashboard: { slug: 'letters', version: 1 },
    previewDashboard: { slug: 'letters', version: 1 },
    publishDashboard: { slug: 'letters', version: 1 },
    unpublishDashboard: { slug: 'letters', version: 1 },
    deleteDashboard: { slug: 'letters', version: 1 },
    withdrawMeasurements: { service: 'lpa', measure: 'transactions', period: 'MONTH' },
    withdrawDataSet: { service: 'lpa', measure: 'transactions' },
  };
  /** Those that need everything. */
  const OF_NO_DEPARTMENT = ['undoSubmission', 'createToken', 'revokeToken', 'saveMeasure'];

  once?.('change by mutations: all of them are here, and each department changes its own', async () => {
    const schema = await buildApiSchema([...RESOLVERS]);
    expect(Object.keys(schema.getMutationType()!.getFields()).sort()).toEqual(Object.keys(MUTATIONS).sort());
    for (const [mutation, input] of Object.entries(MUTATIONS)) {
      const type = `${mutation[0]!.toUpperCase()}${mutation.slice(1)}Input!`;
      const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { errors { code } } }`;
      for (const name of Object.keys(tokens).sort((a, b) => Number(a === 'dwp') - Number(b === 'dwp'))) {
        const before = await everything(site.store.dataSource);
        const answer = await site.app.inject({
          method: 'POST',
          url: '/graphql',
          headers: { 'content-type': 'application/json', ...headersOf(name) },
          payload: JSON.stringify({ query, variables: { input } }),
        });
        const { data, errors } = answer.json<{
          data: Record<string, { errors: { code: string }[] }> | null;
          errors?: { extensions: { code: string } }[];
        }>();
        const may = name === 'dwp' && !OF_NO_DEPARTMENT.includes(mutation);
        const code = tokens[name] === undefined || isOver(name) ? 'UNAUTHENTICATED' : 'FORBIDDEN';
        const said = data?.[mutation]?.errors[0]?.code ?? errors?.[0]?.extensions.code;
        expect({ mutation, name, said }).toEqual({ mutation, name, said: may ? undefined : code });
        if (!may) expect(await everything(site.store.dataSource)).toEqual(before);
      }
    }
  });

  test('no more once a token has ended, at the next request', async () => {
    const { id, token } = await createToken(
      site.store.dataSource,
      { label: 'x', scopes: ['write:service/lpa', 'read-drafts:service/lpa'], expiresAt: null },
      doing,
    );
    tokens.ending = token;
    expect((await deliver('ending', 'lpa', 'cost')).statusCode).toBe(200);
    const { cookie } = await signInWithToken(site.store.dataSource, token, NOW);
    await revokeToken(site.store.dataSource, id, doing);
    expect((await deliver('ending', 'lpa', 'cost')).statusCode).toBe(401);
    expect(await findSession(site.store.dataSource, cookie, NOW)).toBeNull();
    const page = await site.app.inject({ url: '/services/lpa/completions', headers: headersOf('ending') });
    expect(page.statusCode).toBe(401);
  });
});
