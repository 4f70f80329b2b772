/** `PERF_PROCESSES`: several processes serve one database on one port, as built. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { describeOnEachDatabase, freshDatabase, type TestDatabase } from '../../support/databases.js';
import { BASE } from '../ingest/importing.js';
import { Visitor } from '../pages/upload/visitor.js';
import { perfplat, Processes, until } from './platform-of-processes.js';

jest.setTimeout(60_000);

const LATEST = `graphql?query=${encodeURIComponent(
  '{ service(slug: "lpa") { metric(key: "starts") { latest(period: DAY) { value } } } }',
)}`;

let folder: string;
let database: TestDatabase;
const running: Processes[] = [];

const file = (name: string, content: string): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const start = async (settings?: Record<string, string>): Promise<Processes> => {
  const processes = await Processes.start(database.url, settings);
  running.push(processes);
  return processes;
};
const importStarts = (value: number): Promise<string> =>
  perfplat(
    database.url,
    'import',
    '--organisations',
    file('organisations.csv', BASE.organisations!),
    '--services',
    file('services.csv', BASE.services!),
    '--measurements',
    file('measurements.csv', `service,measure,period,start,value\nlpa,starts,day,2014-01-01,${value}\n`),
  );
/** The processes that a process has started and that serve. */
const childrenOf = (pid: number): number[] =>
  execFileSync('pgrep', ['-P', String(pid), '-f', 'main.js serve'], { encoding: 'utf8' })
    .trim()
    .split('\n')
    .map(Number);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'processes-'));
});
afterEach(async () => {
  for (const processes of running.splice(0)) processes.kill();
  await database.drop();
  rmSync(folder, { recursive: true });
});

describeOnEachDatabase('two processes', (dialect) => {
  beforeEach(async () => {
    database = await freshDatabase(dialect);
  });

  test('both answer with what another process has just stored, under the same tag', async () => {
    await importStarts(4);
    const processes = await start();
    const connections = [...(await processes.connections()).values()];
    const askBoth = () => Promise.all(connections.map((agent) => processes.ask(LATEST, agent)));
    const tags: (string | undefined)[] = [];
    for (const value of [4, 5, 6]) {
      await importStarts(value);
      const answers = await askBoth();
      for (const { body } of answers) expect(body).toContain(`"latest":{"value":${value}}`);
      const [one, other] = answers.map(({ headers }) => headers.etag);
      expect(one).toBeDefined();
      expect(other).toBe(one);
      tags.push(one);
    }
    expect(new Set(tags).size).toBe(3);
    connections.forEach((agent) => agent.destroy());
  });

  test('two servers know each other’s idempotency keys, sessions and revoked tokens', async () => {
    await importStarts(4);
    const created = await perfplat(database.url, 'token', 'create', '--name', 'Both', '--scope', 'write:all');
    const servers = await Promise.all([1, 2].map(() => start({ PERF_PROCESSES: '1' })));
    const deliver = async (server: Processes, key: string, value: number) => {
      const answer = await fetch(`${server.url}ingest`, {
        method: 'POST',
        headers: { authorization: `Bearer ${created}`, 'content-type': 'text/csv', 'idempotency-key': key },
        body: `service,measure,period,start,value\nlpa,starts,day,2014-01-02,${value}\n`,
      });
      return { status: answer.status, body: await answer.text() };
    };
    const [one, other] = servers;
    const first = await deliver(one!, 'first', 7);
    expect(first.status).toBe(200);
    expect(await deliver(other!, 'first', 7)).toEqual(first);
    expect((await deliver(other!, 'first', 8)).status).toBe(422);
    // At once: whichever is the second waits for the other's transaction, and answers what that stored.
    const [here, there] = await Promise.all(servers.map((server) => deliver(server, 'second', 9)));
    expect(here!.status).toBe(200);
    expect(there).toEqual(here);

    const visitor = new Visitor(one!.url.slice(0, -1));
    await visitor.get('/upload');
    await visitor.post('/upload/sign-in', { token: created });
    const page = '/upload/services/lpa';
    for (const server of servers) {
      visitor.moveTo(server.url.slice(0, -1));
      await visitor.get(page);
      expect({ status: visitor.status, path: visitor.path }).toEqual({ status: 200, path: page });
    }
    const [, id] = /^(\d+).*Both/m.exec(await perfplat(database.url, 'token', 'list'))!;
    await perfplat(database.url, 'token', 'revoke', id!);
    const statuses = await Promise.all(
      servers.map(async (server) => (await deliver(server, 'third', 1)).status),
    );
    expect(statuses).toEqual([401, 401]);
    for (const server of servers) {
      visitor.moveTo(server.url.slice(0, -1));
      await visitor.get(page);
      expect(visitor.path).not.toBe(page);
    }
  });
});

describe('processes on one SQLite file', () => {
  beforeEach(async () => {
    database = await freshDatabase('sqlite');
  });

  test('both answer, one that is killed is replaced, and metrics are of both', async () => {
    const processes = await start();
    const first = await processes.connections();
    expect([...first.keys()].sort()).toEqual([1, 2]);
    for (const agent of first.values()) {
      expect((await processes.ask('readyz', agent)).status).toBe(200);
    }
    const { body } = await processes.ask('metrics', first.get(1)!);
    // Two that are known of each, and whatever it took to find both.
    expect(body).toMatch(/route="\/readyz",status="200"\} 2$/m);
    expect(body).toMatch(/^perfplat_data_version \d+$/m);

    const [victim] = childrenOf(processes.primary.pid!);
    process.kill(victim, 'SIGKILL');
    await until(() =>
      processes.log.find(({ msg }) =>
        /^process \d has ended \(SIGKILL\): it is started again in 100 ms$/.test(msg),
      ),
    );
    await until(() => processes.log.some((line) => line.process === 3 && /listening/.test(line.msg)));
    const second = await processes.connections();
    expect(second.has(3)).toBe(true);
    for (const agent of [...first.values(), ...second.values()]) agent.destroy();
  });

  test('told to stop under load, they are not ready first, reset nothing, and end with 0 in time', async () => {
    const processes = await start({ PERF_LOG_LEVEL: 'warn' });
    const seen = { answers: 0, off: 0 };
    const wrong: string[] = [];
    const load = Array.from({ length: 8 }, async (_, client) => {
      const agent = new Agent({ keepAlive: client % 2 === 0, maxSockets: 1 });
      for (;;) {
        try {
          const { status } = await processes.ask(client === 7 ? 'readyz' : LATEST, agent);
          seen.answers += 1;
          if (client === 7 && status === 503) seen.off += 1;
          else if (status !== 200) wrong.push(`status ${status}`);
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException;
          if (code !== 'ECONNREFUSED') wrong.push(String(code ?? error));
          return;
        }
      }
    });
    await until(() => seen.answers >= 200);
    const begun = performance.now();
    processes.primary.kill('SIGTERM');
    expect(await processes.ended()).toBe(0);
    expect(performance.now() - begun).toBeLessThan(10_000);
    await Promise.all(load);
    expect(wrong).toEqual([]);
    expect(seen.off).toBeGreaterThan(1);
    expect(processes.log.filter(({ msg }) => msg !== 'request')).toEqual([]);
  });

  test('are all not ready once the file is another', async () => {
    const processes = await start();
    const connections = [...(await processes.connections()).values()];
    const path = database.url.slice('sqlite:'.length);
    renameSync(path, `${path}.away`);
    for (const agent of connections) {
      const { status, body } = await processes.ask('readyz', agent);
      expect(status).toBe(503);
      expect(body).toContain('removed or replaced');
      expect((await processes.ask(LATEST, agent)).status).toBe(200);
    }
    expect(processes.log.filter(({ level }) => level === 'fatal')).toHaveLength(1);
    connections.forEach((agent) => agent.destroy());
  });

  test('are all not ready while there is no writer, and end when it ends again and again', async () => {
    const sign = join(folder, 'writer-must-end');
    const ender = file(
      'ender.cjs',
      `const { isMainThread, workerData } = require('node:worker_threads');
       if (!isMainThread && workerData?.databaseUrl) setInterval(() => {
         if (require('node:fs').existsSync(${JSON.stringify(sign)})) process.exit(1);
       }, 20).unref();`,
    );
    const processes = await start({ NODE_OPTIONS: `--require ${ender}` });
    const connections = [...(await processes.connections()).values()];
    writeFileSync(sign, '');
    for (const agent of connections) {
      const { body } = await until(async () => {
        const answer = await processes.ask('readyz', agent);
        return answer.status === 503 && answer;
      });
      // Whichever the process learns first: that the thread is gone, or that the question came to nothing.
      expect(body).toMatch(/^\{"status":"the writer (does not answer|has stopped)"\}$/);
    }
    expect(await processes.ended()).toBe(3);
    expect(processes.log.map(({ msg }) => msg)).toContainEqual(
      expect.stringMatching(/^the writer has ended 4 times within a minute: the process ends; /),
    );
    connections.forEach((agent) => agent.destroy());
  });

  test('end when they end again and again', async () => {
    const processes = await start();
    // Both at once, and those that take their place: four one after the other take a slow machine more than the minute.
    for (const begun of [2, 4]) {
      await until(() => processes.log.filter(({ msg }) => /listening/.test(msg)).length >= begun);
      for (const child of childrenOf(processes.primary.pid!)) process.kill(child, 'SIGKILL');
    }
    expect(await processes.ended()).toBe(3);
    expect(processes.log.map(({ msg }) => msg)).toContainEqual(
      expect.stringMatching(/^processes that serve have ended 4 times within a minute: the process ends; /),
    );
  });

  test('are refused an address that is taken, in one message', async () => {
    const { url } = await start();
    const { port } = new URL(url);
    await expect(Processes.start(database.url, { PORT: port })).rejects.toThrow(
      new RegExp(
        `\\[\\{"level":"none","msg":"perfplat: port ${port} of 127\\.0\\.0\\.1 is in use[^}]*\\}\\]$`,
      ),
    );
  });

  test.each(['0', '65', 'two'])('are refused PERF_PROCESSES=%s', async (wrong) => {
    await expect(Processes.start(database.url, { PERF_PROCESSES: wrong })).rejects.toThrow(
      /PERF_PROCESSES must be a whole number from 1 to 64/,
    );
  });
});
