/** Exports in tests: the files of one database as texts, and imports of them. */
import { expect } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { migrateUp, openInspector } from '../../../server/db/index.js';
import { everyFile, type ExportedFile } from '../../../server/export/everything.js';
import { importSources, type ImportOutcome } from '../../../server/ingest/import.js';
import { bytesSource } from '../../../server/ingest/source.js';
import type { TestDialect } from '../../support/databases.js';
import { importing, type Importing, NOW } from '../ingest/importing.js';

/** By name, in the order of the export. */
export type Texts = Readonly<Record<string, string>>;

interface Exported {
  files: readonly Pick<ExportedFile, 'name' | 'kind'>[];
  texts: Texts;
}

export async function exported(url: string): Promise<Exported> {
  const dataSource = await openInspector(url);
  try {
    const files = await everyFile(dataSource);
    const texts: Record<string, string> = {};
    for (const { name, content } of files) {
      texts[name] = '';
      for await (const text of content()) texts[name] += text;
    }
    return { files, texts };
  } finally {
    await dataSource.destroy();
  }
}

const imported = (dataSource: DataSource, { files, texts }: Exported, now = NOW): Promise<ImportOutcome> =>
  importSources(
    dataSource,
    files.map(({ kind, name }) => bytesSource(kind, name, Buffer.from(texts[name]!))),
    { now, source: 'an export' },
  );

const DIALECTS: readonly TestDialect[] = process.env.TEST_POSTGRES_URL ? ['sqlite', 'postgres'] : ['sqlite'];

/** The export of an empty database of each kind into which an export was imported. */
export async function roundTrips(database: Importing): Promise<{ first: Texts; others: Texts[] }> {
  const first = await exported(database.url);
  const others: Texts[] = [];
  for (const dialect of DIALECTS) {
    const copy = await importing(dialect);
    try {
      const outcome = await imported(copy.dataSource, first);
      expect(outcome).toMatchObject({ isAccepted: true });
      await migrateUp(copy.url);
      others.push((await exported(copy.url)).texts);
    } finally {
      await copy.close();
    }
  }
  return { first: first.texts, others };
}
