import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { databaseOf } from '../../../server/db/database-url.js';
import { DIALECTS } from '../../../server/db/dialect.js';
import { UsageError } from '../../../server/errors.js';

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

  it('does not repeat a password', () => {
    expect(() => databaseOf('mysql://me:secret@db/x')).not.toThrow(/secret/);
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
