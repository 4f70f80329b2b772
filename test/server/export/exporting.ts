/** Exports in tests: the files of one database as texts, and imports of them. */
import type { DataSource } from 'typeorm';
import { openInspector } from '../../../server/db/index.js';
import { everyFile, type ExportedFile } from '../../../server/export/everything.js';
import { importSources, type ImportOutcome } from '../../../server/ingest/import.js';
import { bytesSource } from '../../../server/ingest/source.js';
import { NOW } from '../ingest/importing.js';

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

export const imported = (
  dataSource: DataSource,
  { files, texts }: Exported,
  now = NOW,
): Promise<ImportOutcome> =>
  importSources(
    dataSource,
    files.map(({ kind, name }) => bytesSource(kind, name, Buffer.from(texts[name]!))),
    { now, source: 'an export' },
  );
