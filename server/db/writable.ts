/** Whether a database can be written, found out with the bare drivers: loading TypeORM takes 16 MB in each thread. */
import { databaseOf } from './database-url.js';
import type { OpenHere } from './data-source.js';
import { assertWritablePostgres } from './postgres.js';
import { assertWritableFile } from './sqlite/file.js';

/**
 * Begins to write and leaves it at that. A lock of somebody else is no reason why it cannot be done.
 *
 * @throws DatabaseError if it cannot be written: the message says what to do.
 */
export async function assertWritable(url: string, { isOpenHere = false }: OpenHere = {}): Promise<void> {
  const database = databaseOf(url);
  await (database.dialect === 'sqlite'
    ? assertWritableFile(database, isOpenHere)
    : assertWritablePostgres(database));
}
