/**
 * Stopping without losing an answer: `/readyz` says so first and every answer ends its connection, then no new
 * connections, then the last answers.
 */
import type { Logger } from 'pino';

export interface Stoppable {
  /** From here on `/readyz` answers 503, and every answer is the last of its connection. */
  drain(): void;
  /** Refuses new connections, and resolves when the last answer is sent and what the app opened is closed. */
  close(): Promise<void>;
  /** Ends what is still open. */
  abort(): void;
}

export interface StopTimes {
  /** How long connections are still taken, for whoever balances the load to notice. */
  noticeMs: number;
  /** How long all of it may take; what is opened is closed after it, within 10 s of the signal in all. */
  limitMs: number;
}

export const STOP_TIMES: StopTimes = { noticeMs: 1000, limitMs: 8000 };

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** @returns true if everything was answered within the limit. */
export async function stop(app: Stoppable, log: Logger, times: StopTimes = STOP_TIMES): Promise<boolean> {
  const begun = performance.now();
  app.drain();
  await sleep(times.noticeMs);
  let isAborted = false;
  const limit = setTimeout(
    () => {
      isAborted = true;
      log.warn('some answers took too long: closing their connections');
      app.abort();
    },
    Math.max(0, times.limitMs - (performance.now() - begun)),
  );
  await app.close();
  clearTimeout(limit);
  return !isAborted;
}
