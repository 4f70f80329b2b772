/** Looks at the tables of a database that a server has open, for nobody may ask: says in the log when they are others. */
import type { Logger } from 'pino';
import type { DataSource } from 'typeorm';
import { isMigrated } from './schema-version.js';

const LOOK_MS = 5_000;

/** Close it before the reader. */
export function watchSchema(reader: DataSource, log: Logger): { close(): void } {
  let wasMigrated = false;
  const look = async (): Promise<void> => {
    const isNow = await isMigrated(reader);
    if (isNow && !wasMigrated) {
      log.fatal(
        'the database was migrated while this server ran: nothing is stored any more, and /readyz says so: stop this server, and start it again with the version that fits (`perfplat migrate status`)',
      );
    }
    if (!isNow && wasMigrated) log.info('the database has the tables of this version again');
    wasMigrated = isNow;
  };
  // Of a database that cannot be reached the requests say so.
  const looking = setInterval(() => void look().catch(() => undefined), LOOK_MS).unref();
  return { close: () => clearInterval(looking) };
}
