/** What programs deliver with a token, over HTTP, into real databases. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { listTokens } from '../../../server/access/token-table.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { observations } from '../ingest/importing.js';
import { CSV, type Ingesting, ingesting, NOW, type Sent } from './ingesting.js';

const DAY_MS = 86_400_000;

describeOnEachDatabase('POST /ingest', (dialect) => {
  let server: Ingesting;
  beforeAll(async () => {
    server = await ingesting(dialect);
  });
  afterAll(() => server.close());

  test('stores CSV, JSON and NDJSON alike, packed or not, and says what became of it', async () => {
    const token = await server.tokenFor('write:service/lpa');
    const csv = `${CSV}lpa,transactions,month,2014-01-01,digital,10\nlpa,transactions,month,2014-01-01,phone,5\n`;
    const first = await server.send(token, csv);
    expect(first).toMatchObject({
      status: 200,
      json: {
        submission: { id: expect.any(Number), receivedAt: NOW.toISOString() },
        received: 2,
        inserted: 2,
        updated: 0,
        unchanged: 0,
        withdrawn: 0,
        warnings: [],
      },
    });
    expect(first.headers.get('cache-control')).toBe('no-store');
    const row = { service: 'lpa', measure: 'transactions', period: 'month', start: '2014-01-01' };
    const json = JSON.stringify([
      { ...row, channel: 'digital', value: 11 },
      { ...row, channel: 'phone', value: '5' },
    ]);
    const second = await server.send(token, gzipSync(json), {
      'content-type': 'application/json; charset=utf-8',
      'content-encoding': 'gzip',
    });
    expect(second.json).toMatchObject({ received: 2, updated: 1, unchanged: 1 });
    expect(second.json.submission!.id).toBeGreaterThan(first.json.submission!.id);
    const ndjson = `${JSON.stringify({ ...row, channel: 'digital', value: null, status: 'withdrawn' })}\n\n${JSON.stringify({ ...row, channel: 'phone', value: 6 })}\n`;
    const third = await server.send(token, ndjson, { 'content-type': 'application/x-ndjson' });
    expect(third.json).toMatchObject({ received: 2, updated: 1, withdrawn: 1 });
    expect(await server.valuesOf('lpa', 'transactions')).toEqual([null, 6]);
    const [used] = (await listTokens(server.database.dataSource)).slice(-1);
    expect(used).toMatchObject({
      label: 'a team',
      scopes: ['write:service/lpa'],
      lastUsedAt: NOW.toISOString(),
    });
  });

  test('a dry run tells what would change and stores nothing', async () => {
    const token = await server.tokenFor('write:all');
    const before = await observations(server.database.dataSource);
    const body = `${CSV}tax-disc,transactions,month,2014-01-01,digital,7\n`;
    const { status, json } = await server.send(token, body, { query: '?dry-run', 'idempotency-key': 'dry' });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      submission: null,
      inserted: 1,
      changes: [
        {
          service: 'tax-disc',
          measure: 'transactions',
          period: 'month',
          start: '2014-01-01',
          dimensions: { channel: 'digital' },
          before: null,
          after: 7,
        },
      ],
    });
    expect(await observations(server.database.dataSource)).toEqual(before);
    // The key is still free: nothing was done with it.
    expect((await server.send(token, body, { 'idempotency-key': 'dry' })).json.submission).not.toBeNull();
  });

  test('refuses what is wrong as a whole, by row and column', async () => {
    const token = await server.tokenFor('write:all');
    const before = await observations(server.database.dataSource);
    const body = `# a comment\n${CSV}lpa,transactions,month,2014-02-01,digital,1\n\n"lpa",transactions,month,2014-02-02,digital,2\nlpa,transactions,month,2014-03-01,digital,many\n`;
    const { status, json } = await server.send(token, body);
    expect(status).toBe(422);
    expect(json.more).toBe(0);
    expect(json.errors).toEqual([
      { row: 2, column: 'start', code: 'BAD_START', message: expect.stringContaining('2014-02-02') },
      { row: 3, column: 'value', code: 'BAD_VALUE', message: expect.stringContaining('many') },
    ]);
    const rows = [
      { service: 'lpa', measure: 'transactions', period: 'month', start: '2014-02-01', value: true },
      'lpa',
      { service: 'lpa', measure: 'transactons', period: 'month', start: '2014-02-01', value: 1 },
    ];
    const asJson = await server.send(token, JSON.stringify(rows), { 'content-type': 'application/json' });
    expect(asJson.status).toBe(422);
    expect(asJson.json.errors).toEqual([
      { row: 1, column: 'value', code: 'BAD_VALUE', message: expect.stringContaining('is true') },
      { row: 2, column: null, code: 'BAD_JSON', message: expect.stringContaining('object') },
      {
        row: 3,
        column: 'measure',
        code: 'UNKNOWN_REFERENCE',
        message: expect.stringContaining('did you mean "transactions"?'),
      },
    ]);
    expect(await observations(server.database.dataSource)).toEqual(before);
  });

  test.each([
    ['a body that is no JSON', { 'content-type': 'application/json' }, '{', 422, 'BAD_JSON'],
    ['an object in the place of a list', { 'content-type': 'application/json' }, '{}', 422, 'BAD_JSON'],
    [
      'text that is not UTF-8',
      { 'content-type': 'application/json' },
      Buffer.from([0x5b, 0xff]),
      422,
      'BAD_ENCODING',
    ],
    ['nothing', {}, '', 422, 'BAD_HEADER'],
    ['figures', {}, 'service,metric,numerator,denominator,expected\n', 422, 'FIGURE_FILE'],
    [
      'a spreadsheet',
      { 'content-type': 'application/vnd.ms-excel' },
      'x',
      415,
      'FST_ERR_CTP_INVALID_MEDIA_TYPE',
    ],
    ['what is packed otherwise', { 'content-encoding': 'br' }, 'x', 415, 'UNSUPPORTED_ENCODING'],
    ['what is said to be packed', { 'content-encoding': 'gzip' }, 'x', 400, 'INVALID'],
    ['a slip in a parameter', { query: '?dry-rum' }, CSV, 400, 'INVALID'],
    ['another mode', { query: '?mode=delete' }, CSV, 400, 'INVALID'],
    ['a key with blanks', { 'idempotency-key': 'a b' }, CSV, 400, 'INVALID'],
  ])('refuses %s', async (_what, headers, body, status, code) => {
    const token = await server.tokenFor('write:all');
    const answer = await server.send(token, body, headers as Record<string, string>);
    expect(answer.status).toBe(status);
    expect(answer.json.errors?.[0].code ?? answer.json.error.code).toBe(code);
    expect(JSON.stringify(answer.json)).not.toMatch(/node_modules|\bat \w+ \(/);
  });

  test('mode=replace takes back what is not sent', async () => {
    const token = await server.tokenFor('write:service/tax-disc');
    const row = 'tax-disc,transactions,month,2014-04-01';
    await server.send(token, `${CSV}${row},digital,1\n${row},phone,2\n`);
    const { json } = await server.send(token, `${CSV}${row},digital,1\n`, {
      query: '?mode=replace&source=July%20file',
    });
    expect(json).toMatchObject({ received: 1, unchanged: 1, withdrawn: 1 });
    const [{ source }] = await server.database.dataSource.query(
      'SELECT source FROM submission ORDER BY id DESC LIMIT 1',
    );
    expect(source).toBe('July file');
  });

  test('a key is answered once: the same again is not stored again, anything else is refused', async () => {
    const token = await server.tokenFor('write:all');
    const other = await server.tokenFor('write:all');
    const body = `${CSV}lpa,transactions,month,2013-01-01,digital,1\n`;
    const key = { 'idempotency-key': 'january-2013' };
    const first = await server.send(token, body, key);
    await server.send(other, `${CSV}lpa,transactions,month,2013-01-01,digital,2\n`, key);
    expect((await server.send(token, body, key)).json).toEqual(first.json);
    expect(await server.valuesOf('lpa', 'transactions')).toContain(2);
    const changed = await server.send(token, `${body}lpa,transactions,month,2013-02-01,digital,1\n`, key);
    expect([changed.status, changed.json.error.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    expect((await server.send(token, body, { ...key, query: '?mode=replace' })).status).toBe(422);
    server.clock.now = new Date(NOW.getTime() + DAY_MS);
    const next = await server.send(token, body, key);
    server.clock.now = NOW;
    expect(next.json.submission!.id).toBeGreaterThan(first.json.submission!.id);
  });

  test('the same key sent ten times at once is stored once', async () => {
    const token = await server.tokenFor('write:all');
    const body = `${CSV}lpa,transactions,month,2012-01-01,digital,1\n`;
    const answers: Sent[] = [];
    // Four are taken at a time: whoever is told to come again does.
    const until = async (): Promise<void> => {
      for (;;) {
        const answer = await server.send(token, body, { 'idempotency-key': 'at-once' });
        if (answer.status !== 503) return void answers.push(answer);
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      }
    };
    await Promise.all(Array.from({ length: 10 }, until));
    expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1);
    expect(answers[0]!.json).toMatchObject({ inserted: 1 });
  });

  test('what unpacks to more than 20 MB is cut off, and so is what is longer as it is', async () => {
    const token = await server.tokenFor('write:all');
    const bomb = gzipSync(Buffer.alloc(400_000_000, '0'), { level: 9 });
    const before = process.memoryUsage.rss();
    const answer = await server.send(token, bomb, { 'content-encoding': 'gzip' });
    expect([answer.status, answer.json.error.code]).toEqual([413, 'LIMIT_EXCEEDED']);
    expect(process.memoryUsage.rss() - before).toBeLessThan(200_000_000);
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(
      `POST /ingest HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: text/csv\r\nContent-Length: 30000000\r\n\r\n`,
    );
    const [head] = (await once(socket, 'data')) as [Buffer];
    expect(head.toString()).toMatch(/^HTTP\/1\.1 413 /);
    socket.destroy();
  });
});
