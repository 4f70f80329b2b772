/** The same questions to the same data on PostgreSQL, against SQLite. */
import { asking, uncached } from './answers-part.js';
import { DifferentAnswer, type Bench } from './bench.js';
import { differenceOf } from './difference.js';
import { Connection } from './http-client.js';
import { postgresImport, PostgresServer } from './postgres-import.js';
import { perfplat, serve, type Running } from './processes.js';
import { TIMED } from './questions.js';
import { skipped, timed } from './report.js';
import { compare } from './rounds.js';

const TARGET = { most: 2 };

/** The two were imported at different instants. */
const withoutInstants = (text: string): unknown =>
  JSON.parse(text, (key, value: unknown) => (key === 'lastReceivedAt' ? null : value));

export async function postgresPart(
  bench: Bench,
  sqlite: Running,
  imported: readonly string[],
): Promise<void> {
  const address = process.env.TEST_POSTGRES_URL;
  if (!address) {
    bench.add(skipped('PostgreSQL against SQLite', 'TEST_POSTGRES_URL is not set', TARGET));
    return;
  }
  const server = new PostgresServer(address);
  bench.atEnd(() => server.close());
  const url = await server.create();
  await perfplat(url, 'migrate', 'up');
  // Organisations and services.
  await perfplat(url, 'import', ...imported.slice(0, 4));
  await postgresImport(bench, server, url);
  await perfplat(url, 'import', ...imported);
  const postgres = await serve(url);
  bench.atEnd(() => postgres.stop());
  const connections = [await Connection.open(postgres.port), await Connection.open(sqlite.port)];
  bench.atEnd(() => connections.forEach((connection) => connection.close()));
  for (const { question } of TIMED) {
    const [answer, expected] = await Promise.all(
      connections.map(async (connection) =>
        withoutInstants(JSON.stringify(uncached(await connection.send(question.ours)))),
      ),
    );
    const difference = differenceOf(answer, expected);
    if (difference)
      throw new DifferentAnswer(`${question.name}: PostgreSQL answers otherwise at ${difference}`);
    const comparison = await compare(
      [asking(connections[0], question.ours, postgres), asking(connections[1], question.ours, sqlite)],
      { budgetMs: 3_000 * bench.patience, warmUpMs: 700 },
    );
    bench.add(timed(`PostgreSQL against SQLite: ${question.name}`, comparison, TARGET));
  }
}
