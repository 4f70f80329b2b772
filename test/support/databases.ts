/**
 * The databases that tests run on: SQLite always, PostgreSQL where TEST_POSTGRES_URL names a server, which
 * postgres-setup.mjs starts where it does not. Each test gets databases of its own, which go away with it.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync } from 'node:fs';
import { copyFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe } from '@jest/globals';
import pg from 'pg';
import { migrateUp } from '../../server/db/index.js';

export type TestDialect = 'sqlite' | 'postgres';

export interface TestDatabase {
  dialect: TestDialect;
  /** As in PERF_DATABASE_URL. */
  url: string;
  /** Removes it. Close what is open on it first. */
  drop(): Promise<void>;
}

/** An address at which there is no database yet. */
export function nowhere(dialect: TestDialect): TestDatabase {
  return dialect === 'sqlite' ? nowhereSqlite() : nowherePostgres();
}

/** A new database with all tables and the built-in measures and metrics, but no data. */
export async function freshDatabase(dialect: TestDialect): Promise<TestDatabase> {
  const database = nowhere(dialect);
  const folder = process.env.TEST_TEMPLATES;
  if (!folder) await migrateUp(database.url);
  else if (dialect === 'sqlite') await copySqlite(folder, database.url);
  else await copyPostgres(folder, database.url);
  return database;
}

/** One a worker: several make none at the same time. */
const templateOf = (folder: string): string =>
  `${basename(folder)}-${process.env.JEST_WORKER_ID ?? '0'}`.replaceAll('-', '_').toLowerCase();

/** To make all tables takes several times as long as to copy them. */
async function copySqlite(folder: string, url: string): Promise<void> {
  const template = join(folder, `${templateOf(folder)}.sqlite`);
  if (!existsSync(template)) await migrateUp(`sqlite:${template}`);
  await copyFile(template, url.slice('sqlite:'.length));
}

async function copyPostgres(folder: string, url: string): Promise<void> {
  const template = templateOf(folder);
  const made = join(folder, `${template}.postgres`);
  if (!existsSync(made)) {
    const address = new URL(url);
    address.pathname = `/${template}`;
    await migrateUp(address.href);
    await writeFile(made, '');
  }
  await onPostgres(`CREATE DATABASE ${new URL(url).pathname.slice(1)} TEMPLATE ${template}`);
}

async function onPostgres(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.TEST_POSTGRES_URL });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function nowhereSqlite(): TestDatabase {
  const directory = mkdtempSync(join(tmpdir(), 'perf-test-'));
  return {
    dialect: 'sqlite',
    url: `sqlite:${join(directory, 'perf.sqlite')}`,
    drop: () => rm(directory, { recursive: true, force: true }),
  };
}

function nowherePostgres(): TestDatabase {
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) throw new Error('TEST_POSTGRES_URL is not set');
  const name = `perf_test_${randomBytes(6).toString('hex')}`;
  const address = new URL(server);
  address.pathname = `/${name}`;
  return {
    dialect: 'postgres',
    url: address.href,
    drop: () => onPostgres(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

/** Runs the same tests on each database; a database that is not there is left out, and omissions.mjs says so. */
export function describeOnEachDatabase(name: string, tests: (dialect: TestDialect) => void): void {
  describe(`${name} (SQLite)`, () => tests('sqlite'));
  if (process.env.TEST_POSTGRES_URL) describe(`${name} (PostgreSQL)`, () => tests('postgres'));
  else describe.skip(`${name} (PostgreSQL)`, () => tests('postgres'));
}
