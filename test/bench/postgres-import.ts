/** Import into PostgreSQL, against `\copy` of psql with the same rows into the same tables. */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import pg from 'pg';
import type { Bench } from './bench.js';
import { writeImportFiles } from './data.js';
import { perfplat } from './processes.js';
import { skipped, timed } from './report.js';
import { compare } from './rounds.js';

const run = promisify(execFile);
const TARGET = { most: 2 };
/** 1 million rows. */
const SERVICES = 250;
const TABLES = ['observation', 'rollup'];

/** The databases that a run makes, all of which go away with it. */
export class PostgresServer {
  readonly #names: string[] = [];

  constructor(private readonly address: string) {}

  /** Makes one, empty or as a copy. @returns its address. */
  async create(template?: string): Promise<string> {
    const name = `perf_bench_${randomBytes(6).toString('hex')}`;
    const url = new URL(this.address);
    url.pathname = `/${name}`;
    this.#names.push(name);
    await this.#run(
      `CREATE DATABASE ${name} ${template ? `TEMPLATE ${new URL(template).pathname.slice(1)}` : ''}`,
    );
    return url.href;
  }

  async #run(statement: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.address });
    await client.connect();
    await client.query(statement);
    await client.end();
  }

  async drop(url: string): Promise<void> {
    await this.#run(`DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
  }

  async close(): Promise<void> {
    for (const name of this.#names) await this.#run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

const psql = async (url: string, ...commands: string[]): Promise<void> => {
  const options = ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', '--single-transaction'];
  await run('psql', [url, ...options, ...commands.flatMap((command) => ['-c', command])]);
};

/** `services` is a database in which all services are, and nothing else. */
export async function postgresImport(bench: Bench, server: PostgresServer, services: string): Promise<void> {
  const { measurements, rows } = writeImportFiles(bench.directory, true, SERVICES);
  const what = `PostgreSQL: import of ${rows.toLocaleString('en-GB')} rows against \\copy`;
  const hasPsql = await run('psql', ['--version']).then(
    () => true,
    () => false,
  );
  if (!hasPsql) {
    bench.add(skipped(what, 'the command psql is not on the path', TARGET));
    return;
  }
  const file = (table: string): string => bench.file(`${table}.tsv`);
  const tables = await server.create(services);
  await perfplat(tables, 'import', '--measurements', measurements);
  await psql(tables, ...TABLES.map((table) => `\\copy ${table} to '${file(table)}'`));
  await psql(tables, `TRUNCATE ${TABLES.join()}`);
  /** Each turn has a new database: what is left of a turn before would be in the way. */
  const turn = (template: string, load: (url: string) => Promise<unknown>) => {
    let url: string | undefined;
    return {
      // The work is the server's, which does not tell how much of its time was for whom.
      cpu: () => null,
      prepare: async () => {
        if (url) await server.drop(url);
        url = await server.create(template);
      },
      run: () => load(url!),
    };
  };
  const comparison = await compare(
    [
      turn(services, (url) => perfplat(url, 'import', '--measurements', measurements)),
      turn(tables, (url) => psql(url, ...TABLES.map((table) => `\\copy ${table} from '${file(table)}'`))),
    ],
    { budgetMs: 30_000 * bench.patience, leastRounds: 3, mostRounds: 7 },
  );
  bench.add(timed(what, comparison, TARGET));
}
