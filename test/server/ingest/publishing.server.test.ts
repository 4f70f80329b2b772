/** A team that publishes with a token: the built command line and server, alone and as several processes. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { platformOf, type Platform } from '../../support/platform.js';
import { BASE } from './importing.js';

interface Answer {
  data: { service: { metric: { latest: { value: number | null } | null } | null } };
}

const HEADER = 'service,measure,period,start,channel,value\n';

describe.each([
  ['one process', { PERF_LOG_LEVEL: 'error' }],
  ['two processes', { PERF_PROCESSES: '2', PERF_LOG_LEVEL: 'error' }],
])('publishing with %s', (_name, settings) => {
  let platform: Platform;
  let token: string;

  beforeAll(async () => {
    platform = await platformOf(BASE as Record<string, string>, settings);
    token = platform
      .perfplat('token', 'create', '--name', 'Licences team', '--scope', 'write:service/lpa')
      .trim();
  });
  afterAll(() => platform.stop());

  const deliver = (rows: string, given = token): Promise<Response> =>
    fetch(`${platform.url}/ingest`, {
      method: 'POST',
      headers: { authorization: `Bearer ${given}`, 'content-type': 'text/csv' },
      body: HEADER + rows,
    });
  const latest = async (): Promise<unknown> => {
    const query =
      '{ service(slug: "lpa") { metric(key: "transactions") { latest(period: MONTH) { value } } } }';
    const response = await fetch(`${platform.url}/graphql?query=${encodeURIComponent(query)}`);
    const { data } = (await response.json()) as Answer;
    return data.service.metric?.latest?.value ?? null;
  };

  test('a figure is there for every reader with the next question, and corrected with the one after', async () => {
    expect(token).toMatch(/^pp_[\w-]{43}$/);
    expect(await latest()).toBeNull();
    const first = await deliver(
      'lpa,transactions,month,2026-01-01,digital,40\nlpa,transactions,month,2026-01-01,phone,2\n',
    );
    expect(first.status).toBe(200);
    for (let reader = 0; reader < 6; reader++) expect(await latest()).toBe(42);
    expect((await deliver('lpa,transactions,month,2026-01-01,phone,3\n')).status).toBe(200);
    for (let reader = 0; reader < 6; reader++) expect(await latest()).toBe(43);
    const page = await (await fetch(`${platform.url}/services/lpa/transactions`)).text();
    expect(page).not.toContain(token);
  });

  test('twenty teams at once are all answered, and nothing is lost', async () => {
    const months = Array.from(
      { length: 20 },
      (_, month) => `20${10 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`,
    );
    const until = async (month: string): Promise<void> => {
      for (;;) {
        const { status } = await deliver(`lpa,transactions,month,${month},digital,1\n`);
        if (status === 200) return;
        // Four are taken at a time.
        expect(status).toBe(503);
      }
    };
    await Promise.all(months.map(until));
    const csv = await (await fetch(`${platform.url}/services/lpa/data.csv`)).text();
    for (const month of months) expect(csv).toContain(`lpa,transactions,month,${month}`);
  });

  test('a token is listed with what it may do, and worth nothing from the moment it is revoked', async () => {
    const [id, name, scopes, state, used] = platform.perfplat('token', 'list').trim().split('\t');
    expect([name, scopes, state]).toEqual(['Licences team', 'write:service/lpa', 'does not expire']);
    expect(used).toMatch(/^last used 20/);
    platform.perfplat('token', 'revoke', id!);
    expect((await deliver('lpa,transactions,month,2026-02-01,digital,1\n')).status).toBe(401);
    expect(platform.perfplat('token', 'list')).toContain('revoked 20');
    for (const args of [
      ['create', '--name', 'x'],
      ['create', '--name', 'x', '--scope', 'write:service/nobody'],
      ['create', '--name', 'x', '--scope', 'rule:all'],
      ['create', '--name', 'x', '--scope', 'write:all', '--expires', '2001-01-01'],
      ['revoke', '77'],
      ['forget'],
    ]) {
      expect(() => platform.perfplat('token', ...args)).toThrow();
    }
    expect(platform.perfplat('token', 'list').trim().split('\n')).toHaveLength(1);
  });
});
