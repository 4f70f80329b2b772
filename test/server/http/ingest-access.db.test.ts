/** Who may deliver, and what: tokens and their scopes. */
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { PassThrough } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import {
  createToken,
  listTokens,
  type ListedToken,
  revokeToken,
} from '../../../server/access/token-table.js';
import { createApp } from '../../../server/app.js';
import { createLog } from '../../../server/log.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { CSV, doing, type Ingesting, ingesting, NOW } from './ingesting.js';

describeOnEachDatabase('the tokens of POST /ingest', (dialect) => {
  let server: Ingesting;
  beforeAll(async () => {
    server = await ingesting(dialect);
  });
  afterAll(() => server.close());

  test('whoever is not known learns nothing', async () => {
    const revoked = await server.tokenFor('write:all');
    const [{ id }] = (await listTokens(server.database.dataSource)).slice(-1) as unknown as [ListedToken];
    expect((await server.send(revoked, `${CSV}lpa,transactions,month,2011-01-01,digital,1\n`)).status).toBe(
      200,
    );
    await revokeToken(server.database.dataSource, id, doing);
    const expired = await createToken(
      server.database.dataSource,
      { label: 'old', scopes: ['write:all'], expiresAt: NOW.toISOString() },
      doing,
    );
    const unknown = `pp_${'A'.repeat(43)}`;
    const answers = [];
    for (const token of [revoked, expired.token, unknown, 'pp_short', null]) {
      const { status, headers, json } = await server.send(token, 'nobody,reads\n');
      answers.push({
        status,
        authenticate: headers.get('www-authenticate'),
        code: json.error.code,
        message: json.error.message,
      });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 401, authenticate: 'Bearer', code: 'UNAUTHENTICATED' });
    const audit = await server.database.dataSource.query(
      'SELECT action, actor FROM audit WHERE token_id = ? ORDER BY id'.replace('?', String(id)),
    );
    expect(audit).toEqual([
      { action: 'create-token', actor: 'test' },
      { action: 'revoke-token', actor: 'test' },
    ]);
    const log = server.log.join('');
    for (const secret of [revoked, expired.token, unknown]) expect(log).not.toContain(secret);
  });

  test('one that is revoked while its delivery is on the way stores nothing', async () => {
    const token = await server.tokenFor('write:all');
    const [{ id }] = (await listTokens(server.database.dataSource)).slice(-1) as unknown as [ListedToken];
    const rest = new PassThrough();
    const sent = request(`${server.url}/ingest`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'text/csv' },
    });
    rest.pipe(sent);
    rest.write(CSV);
    // Time to be let in.
    await delay(300);
    await revokeToken(server.database.dataSource, id, doing);
    rest.end('lpa,transactions,month,2010-12-01,digital,1\n');
    const [answer] = (await once(sent, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(401);
    answer.resume();
    const again = await server.tokenFor('write:all');
    const { json } = await server.send(again, `${CSV}lpa,transactions,month,2010-12-01,digital,1\n`);
    expect(json).toMatchObject({ inserted: 1 });
  });

  test('who guesses is told to wait after ten wrong tokens', async () => {
    const other = await createApp({
      log: createLog('silent'),
      store: { ping: async () => undefined, dataVersion: async () => 0 },
      ingest: { findBearer: async () => null, deliver: () => Promise.reject(new Error('never')) },
    });
    const statuses: number[] = [];
    for (let count = 0; count < 12; count++) {
      const answer = await other.fastify.inject({
        method: 'POST',
        url: '/ingest',
        headers: {
          'content-type': 'text/csv',
          authorization: `Bearer pp_${String(count).padStart(43, 'x')}`,
        },
        payload: 'x',
      });
      statuses.push(answer.statusCode);
      if (count === 11) expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    expect(statuses).toEqual([...Array<number>(10).fill(401), 429, 429]);
    await other.close();
  });

  test('who guesses keeps no right token behind the same address from delivering', async () => {
    const token = await server.tokenFor('write:all');
    const statuses: number[] = [];
    for (let count = 0; count < 15; count++) {
      statuses.push((await server.send(`pp_${String(count).padStart(43, 'y')}`, CSV)).status);
    }
    expect(statuses.at(-1)).toBe(429);
    const { status } = await server.send(token, `${CSV}lpa,transactions,month,2010-11-01,digital,1\n`);
    expect(status).toBe(200);
    expect((await server.send('pp_wrong', CSV)).status).toBe(429);
  });

  test('a token writes where it may, and what lies elsewhere is refused in the same words', async () => {
    await server.database.accept({
      organisations: 'slug,name,kind,parent\nabove,Above,department,\nbelow,Below,agency,above\n',
      services: 'slug,name,organisation\ninside,Inside,below\noutside,Outside,dwp\n',
    });
    const department = await server.tokenFor('write:organisation/above');
    const oneMeasure = await server.tokenFor('write:data-set/inside/visits', 'edit-dashboards:all');
    const rowOf = (service: string, measure: string): string =>
      `service,measure,period,start,value\n${service},${measure},month,2014-01-01,3\n`;
    expect((await server.send(department, rowOf('inside', 'visits'))).status).toBe(200);
    expect((await server.send(oneMeasure, rowOf('inside', 'visits'))).status).toBe(200);
    const refused = async (token: string, service: string, measure: string): Promise<string> => {
      const { status, json } = await server.send(token, rowOf(service, measure));
      expect([status, json.error.code]).toEqual([403, 'FORBIDDEN']);
      return json.error.message.replace(service, 'SERVICE').replace(measure, 'MEASURE');
    };
    const outside = await refused(department, 'outside', 'visits');
    expect(outside).toBe('this token may not write "MEASURE" of "SERVICE": nothing was stored');
    expect(await refused(department, 'no-such-thing', 'visits')).toBe(outside);
    expect(await refused(department, 'outside', 'no-such-measure')).toBe(outside);
    expect(await refused(oneMeasure, 'outside', 'visits')).toBe(outside);
    expect(await refused(oneMeasure, 'inside', 'transactions')).toBe(outside);
    expect(await refused(department, 'insid', 'visits')).toContain('did you mean "inside"?');
    const reader = await server.tokenFor('read-drafts:all');
    expect((await server.send(reader, rowOf('inside', 'visits'))).json.error).toMatchObject({
      code: 'FORBIDDEN',
    });
    // Of what a token may write, a slip in the measure is helped with as in any file.
    const slip = await server.send(department, rowOf('inside', 'visit'));
    expect([slip.status, slip.json.errors[0].code]).toEqual([422, 'UNKNOWN_REFERENCE']);
  });

  test('only POST, and never from the page of another site', async () => {
    const get = await fetch(`${server.url}/ingest`);
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
    const preflight = await fetch(`${server.url}/ingest`, {
      method: 'OPTIONS',
      headers: {
        origin: 'https://elsewhere.example',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull();
  });
});
