/** A database that takes no writes any more while it is served, as built. */
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';
import { openReader, rows } from '../../../server/db/index.js';
import { describeOnEachDatabase, freshDatabase, type TestDatabase } from '../../support/databases.js';
import { perfplat, Processes, until } from '../processes/platform-of-processes.js';

jest.setTimeout(60_000);

let database: TestDatabase;
let running: Processes | undefined;

afterEach(async () => {
  running?.kill();
  await running?.ended();
  running = undefined;
  await database.drop();
});

/** Runs a statement from outside, whether or not the database takes writes of others. */
async function run(statement: string): Promise<void> {
  if (database.dialect === 'sqlite') {
    const file = new BetterSqlite3(database.url.slice('sqlite:'.length));
    file.exec(statement);
    file.close();
    return;
  }
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query('SET default_transaction_read_only = off');
  await client.query(statement).finally(() => client.end());
}

async function serve(processes: number): Promise<Processes> {
  running = await Processes.start(database.url, { PERF_PROCESSES: String(processes) });
  expect(await readiness(running)).toBe(200);
  return running;
}

const readiness = async ({ url }: Processes): Promise<number> => (await fetch(`${url}readyz`)).status;

/** Sends the form that anybody can send; what it asks for is stored. */
async function ask({ url }: Processes) {
  const answer = await fetch(`${url}get-a-dashboard`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: new URL(url).origin },
    body: new URLSearchParams({ service: 'a', organisation: 'b', email: 'c@example.org', purpose: 'd' }),
  });
  const text = await answer.text();
  return {
    status: answer.status,
    retryAfter: answer.headers.get('retry-after'),
    message: text.startsWith('{') ? (JSON.parse(text) as { error: { message: string } }).error.message : '',
  };
}

const STORED = { status: 303, retryAfter: null, message: '' };
const REFUSED = {
  status: 503,
  retryAfter: '5',
  message: 'nothing can be written at the moment: try again shortly',
};
const saidBy = ({ log }: Processes): string => JSON.stringify(log);

describeOnEachDatabase('a database that the writer cannot open', (dialect) => {
  beforeEach(async () => {
    database = await freshDatabase(dialect);
  });

  test.each([1, 2])(
    'at the first write of %s process(es): callers learn nothing of it, the log all',
    async (count) => {
      const server = await serve(count);
      await run("INSERT INTO schema_migration (timestamp, name) VALUES (1, 'Later1')");
      expect(await Promise.all([ask(server), ask(server)])).toEqual([REFUSED, REFUSED]);
      expect(await readiness(server)).toBe(503);
      expect(await ask(server)).toEqual(REFUSED);
      expect(saidBy(server)).toMatch(/was made by a newer version of perfplat \(it has Later1\)/);
      // It is tried again, and is still not to be written.
      await until(() => saidBy(server).split('nothing can be written, and').length > 2);
      expect(await readiness(server)).toBe(503);
      await run("DELETE FROM schema_migration WHERE name = 'Later1'");
      await until(async () => (await readiness(server)) === 200);
      expect(await ask(server)).toEqual(STORED);
    },
  );

  test('the command line says all of it', async () => {
    await run("INSERT INTO schema_migration (timestamp, name) VALUES (1, 'Later1')");
    const creating = perfplat(database.url, 'token', 'create', '--name', 'a', '--scope', 'write:service/a');
    await expect(creating).rejects.toThrow(/was made by a newer version of perfplat \(it has Later1\)/);
  });
});

describeOnEachDatabase('a database that is migrated while it is served', (dialect) => {
  const message =
    'the database was migrated while this server ran: it must be started again, with the version that fits';

  beforeEach(async () => {
    database = await freshDatabase(dialect);
  });

  /** How many of the forms that were sent are stored. */
  const stored = async (): Promise<number> => {
    const reader = await openReader(database.url);
    const list = await rows(reader, 'SELECT 1 FROM dashboard_request');
    await reader.destroy();
    return list.length;
  };

  test.each([1, 2])('by %s process(es) stores nothing until that is undone', async (count) => {
    const server = await serve(count);
    expect(await ask(server)).toEqual(STORED);
    await perfplat(database.url, 'migrate', 'down');
    expect(await ask(server)).toEqual({ status: 503, retryAfter: '60', message });
    const ready = await fetch(`${server.url}readyz`);
    expect({ status: ready.status, body: await ready.json() }).toEqual({
      status: 503,
      body: { status: message },
    });
    await perfplat(database.url, 'migrate', 'up');
    expect(await readiness(server)).toBe(200);
    expect(await stored()).toBe(1);
    expect(await ask(server)).toEqual(STORED);
    expect(await stored()).toBe(2);
  });

  test('the log says so though nobody writes or asks', async () => {
    const server = await serve(1);
    await perfplat(database.url, 'migrate', 'down');
    const said = await until(() => server.log.find(({ msg }) => msg.includes('was migrated')));
    expect(said).toMatchObject({ level: 'fatal', msg: expect.stringContaining('stop this server') });
    await perfplat(database.url, 'migrate', 'up');
    await until(() => saidBy(server).includes('the database has the tables of this version again'));
    expect(await readiness(server)).toBe(200);
    expect(await ask(server)).toEqual(STORED);
  });
});

/** Lets a new role do all that the platform does, until rights are taken away. */
async function asRole(role: string): Promise<void> {
  await run(`CREATE ROLE ${role} LOGIN PASSWORD 'secret'`);
  await run(`GRANT ALL ON ALL TABLES IN SCHEMA public TO ${role}`);
  await run(`GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO ${role}`);
}

const addressAs = (role: string): string => {
  const address = new URL(database.url);
  [address.username, address.password] = [role, 'secret'];
  return address.href;
};

const isPostgresThere = process.env.TEST_POSTGRES_URL !== undefined;
(isPostgresThere ? test : test.skip)(
  `PostgreSQL that turns read-only is served, with writes put off until it takes them again${isPostgresThere ? '' : ' (skipped: TEST_POSTGRES_URL is not set)'}`,
  async () => {
    database = await freshDatabase('postgres');
    const name = new URL(database.url).pathname.slice(1);
    const server = await serve(1);
    expect(await ask(server)).toEqual(STORED);
    await run(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
    await run(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = '${name}' AND application_name = 'perfplat write'`,
    );
    expect(await ask(server)).toEqual(REFUSED);
    expect(await readiness(server)).toBe(503);
    expect((await fetch(`${server.url}services`)).status).toBe(200);
    await until(() => saidBy(server).includes('takes no writes (transaction_read_only is on)'));
    expect(await readiness(server)).toBe(503);
    await run(`ALTER DATABASE ${name} RESET default_transaction_read_only`);
    await until(async () => (await readiness(server)) === 200);
    expect(await ask(server)).toEqual(STORED);
  },
);

(isPostgresThere ? test : test.skip)(
  `a role of PostgreSQL without the rights to open the database puts writes off until it has them${isPostgresThere ? '' : ' (skipped: TEST_POSTGRES_URL is not set)'}`,
  async () => {
    database = await freshDatabase('postgres');
    const role = new URL(database.url).pathname.slice(1);
    await asRole(role);
    try {
      const server = (running = await Processes.start(addressAs(role)));
      expect(await readiness(server)).toBe(200);
      await run(`REVOKE SELECT ON schema_migration FROM ${role}`);
      expect(await Promise.all([ask(server), ask(server)])).toEqual([REFUSED, REFUSED]);
      expect(await readiness(server)).toBe(503);
      expect(saidBy(server)).toMatch(/permission denied for table schema_migration/);
      await run(`GRANT SELECT ON schema_migration TO ${role}`);
      await until(async () => (await readiness(server)) === 200);
      expect(await ask(server)).toEqual(STORED);
    } finally {
      running?.kill();
      await running?.ended();
      running = undefined;
      await run(`DROP OWNED BY ${role}`);
      await run(`DROP ROLE ${role}`);
    }
  },
);
