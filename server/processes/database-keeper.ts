/** What looks after a database: one process does, whether it serves itself or leads those that do. */
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { type DatabaseGuard, guardDatabase, openReader, watchSchema } from '../db/index.js';
import { KeptWriter } from '../writer/kept-writer.js';

export interface DatabaseKeeper {
  reader: DataSource;
  guard: DatabaseGuard;
  writer: Pick<KeptWriter, 'started' | 'givenUp' | 'ping' | 'run'>;
  close(): Promise<void>;
}

/** @throws AppError if the database cannot be read. */
export async function keepDatabase(url: string, log: Logger): Promise<DatabaseKeeper> {
  const reader = await openReader(url);
  const guard = await guardDatabase(reader, url, log);
  const watch = watchSchema(reader, log);
  const writer = new KeptWriter(url, { log, guard });
  return {
    reader,
    guard,
    writer,
    close: async () => {
      guard.close();
      watch.close();
      await writer.close();
      await reader.destroy();
    },
  };
}
