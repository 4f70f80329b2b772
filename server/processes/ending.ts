/** Why a process that serves comes to its end, and what it does then. */
import type { Logger } from 'pino';
import { EXIT, type ExitCode } from '../errors.js';
import { STOP_TIMES } from '../http/shutdown.js';

/** A signal to stop, why the process cannot go on, or how long the primary lets connections be taken. */
export type Ending = { signal: NodeJS.Signals } | { failure: string } | { noticeMs: number };

const WHAT_TO_DO =
  'what ended it stands in the lines above; see that disk and memory are not full, run `perfplat check`, start it again';

/** Fulfilled with the first signal to stop. A second one ends the process as it always does. */
export const stopSignal = (): Promise<Ending> =>
  new Promise((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.once(name, (signal) => resolve({ signal }));
  });

/** What goes wrong where nothing awaits it leaves the process in no known state: say so and end. */
export function endWhenUnexpected(log: Logger): void {
  process.once('uncaughtException', (error) => {
    log.fatal({ err: error }, 'unexpected failure: the process ends');
    process.exit(EXIT.systemFailed);
  });
}

export function logEnding(log: Logger, ending: Ending): void {
  if ('failure' in ending) log.fatal(`${ending.failure}: the process ends; ${WHAT_TO_DO}`);
  else log.info(ending, 'stopping');
}

/** How long connections are still taken. Nobody balances the load of a terminal. */
export function noticeOf(ending: Ending): number {
  if ('noticeMs' in ending) return ending.noticeMs;
  return 'signal' in ending && ending.signal === 'SIGINT' ? 0 : STOP_TIMES.noticeMs;
}

export const exitCodeOf = (ending: Ending): ExitCode => ('failure' in ending ? EXIT.systemFailed : EXIT.done);
