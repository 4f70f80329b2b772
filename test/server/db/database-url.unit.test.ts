import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { databaseOf } from '../../../server/db/database-url.js';
import pg from 'pg';
import { DIALECTS } from '../../../server/db/dialect.js';
import { UsageError } from '../../../server/errors.js';
import { maskSecrets } from '../../../server/log.js';

describe('databaseOf', () => {
  it.each([
    [
      'sqlite:./data/perf.sqlite',
      { dialect: 'sqlite', path: resolve('data/perf.sqlite'), label: './data/perf.sqlite' },
    ],
    ['sqlite:/var/perf.sqlite', { dialect: 'sqlite', path: '/var/perf.sqlite', label: '/var/perf.sqlite' }],
    ['postgres://me:secret@db/perf', { dialect: 'postgres', name: 'perf', label: 'db:5432/perf' }],
    ['postgresql://db:5433/my%20perf', { dialect: 'postgres', name: 'my perf', label: 'db:5433/my perf' }],
  ])('reads %s', (url, database) => {
    expect(databaseOf(url)).toMatchObject(database);
  });

  it.each([
    '',
    'perf.sqlite',
    'sqlite:',
    'sqlite://data/x',
    'sqlite::memory:',
    'mysql://db/x',
    'postgres://db',
    'postgres://',
  ])('refuses %p and says what to write', (url) => {
    expect(() => databaseOf(url)).toThrow(UsageError);
    expect(() => databaseOf(url)).toThrow(/sqlite:\.\/path\/to\/file.*postgres:\/\//);
  });

  it.each([
    'mysql://me:secret@db/x',
    'me:secret@db/x',
    '//me:secret@db/x',
    'postgres://me:secret@db:port/x',
    'postgres://me:secret@',
    'postgres://me:secret',
    'postgres://me:se/secret@db',
  ])('does not repeat the password of %s', (url) => {
    let said = '';
    try {
      databaseOf(url);
    } catch (error) {
      said = JSON.stringify(error) + String(error);
    }
    expect(said).toMatch(/postgres:\/\/user/);
    expect(said).not.toMatch(/secret/);
  });

  const PASSWORD = 'p@ss/w:rd#1%?&=x';
  it.each([
    ['as it is', PASSWORD],
    ['encoded', encodeURIComponent(PASSWORD)],
  ])('reads a password with signs of an address, %s', (_how, written) => {
    const database = databaseOf(`postgres://me:${written}@db:5433/perf?sslmode=disable`);
    if (database.dialect !== 'postgres') throw new Error('it is one of PostgreSQL');
    expect(database).toMatchObject({ name: 'perf', label: 'db:5433/perf' });
    const client = new pg.Client({ connectionString: database.url });
    const { user, password, host, port, database: name } = client;
    expect({ user, password, host, port, name }).toEqual({
      user: 'me',
      password: PASSWORD,
      host: 'db',
      port: 5433,
      name: 'perf',
    });
    expect(maskSecrets(database.url)).toBe('postgres://me:…@db:5433/perf?sslmode=disable');
    expect(maskSecrets(`postgres://me:${written}@db/perf`)).toBe('postgres://me:…@db/perf');
  });
});

describe('placeholders', () => {
  it('are numbered for PostgreSQL, outside quotes', () => {
    const sql = `SELECT '?', 'it''s ?', "a?" FROM t WHERE a = ? AND b IN (?, ?)`;
    expect(DIALECTS.postgres.placeholders(sql)).toBe(
      `SELECT '?', 'it''s ?', "a?" FROM t WHERE a = $1 AND b IN ($2, $3)`,
    );
    expect(DIALECTS.sqlite.placeholders(sql)).toBe(sql);
  });
});
