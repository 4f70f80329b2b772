/** The process that leads several which serve: it owns the one writer and the guard of the file, and serves nothing. */
import type { Config } from '../config.js';
import type { ExitCode } from '../errors.js';
import { createLog } from '../log.js';
import { keepDatabase } from './database-keeper.js';
import { endWhenUnexpected, exitCodeOf, logEnding, noticeOf, stopSignal, type Ending } from './ending.js';
import { Members } from './members.js';

/**
 * Serves with `config.processes` processes until SIGTERM or SIGINT, or until nothing can be written any more or they end
 * again and again; resolves with the exit code when all have ended.
 *
 * @throws AppError if the database cannot be read or the address is taken.
 */
export async function lead(config: Config): Promise<ExitCode> {
  const log = createLog(config.logLevel);
  endWhenUnexpected(log);
  const stopped = stopSignal();
  const keeper = await keepDatabase(config.databaseUrl, log);
  const members = new Members(config.processes, keeper, log);
  try {
    const ended: Promise<Ending> = Promise.race([
      stopped,
      Promise.race([keeper.writer.givenUp, members.givenUp]).then((failure) => ({ failure })),
    ]);
    const ready = Promise.all([members.started, keeper.writer.started]).then(([address]) => {
      process.stdout.write(`perfplat is ready at ${address}\n`);
    });
    await Promise.race([ready, ended]);
    const ending = await ended;
    logEnding(log, ending);
    await members.stop(noticeOf(ending));
    return exitCodeOf(ending);
  } finally {
    members.kill();
    await keeper.close();
  }
}
