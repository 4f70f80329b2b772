/**
 * The writer of a server. If its thread ends, another one takes its place; if that happens again and again, or the
 * database cannot be written, the server's readiness says so.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { DatabaseGuard } from '../db/index.js';
import { DATABASE_DAMAGED, DISK_FAILED, messageOf, SystemError, WRITER_STOPPED } from '../errors.js';
import type { CommandName, Commands } from './commands.js';
import { Replacements, REFUSED_PAUSE_MS } from './replacements.js';
import { startWriter, type Writer } from './writer.js';

/** How long a command may go on when the server stops: whoever asked for it has been answered before. */
const CLOSE_MS = 500;

const isEnd = (error: unknown): boolean => error instanceof SystemError && error.code === WRITER_STOPPED;

/** What callers learn of a database that cannot be written: the log has where it is, and what is wrong. */
function nothingIsWritten(): SystemError {
  const message = 'nothing can be written at the moment: try again shortly';
  return new SystemError(message, WRITER_STOPPED, 503, { retryAfter: 5 });
}

export class KeptWriter {
  /** Fulfilled when the first thread is ready, or has said why it cannot be. */
  readonly started: Promise<void>;
  /** Fulfilled with what to say when the thread has ended too often, or the disk fails: then nothing is tried any more. */
  readonly givenUp: Promise<string>;
  readonly #databaseUrl: string;
  readonly #log: Logger;
  readonly #guard: DatabaseGuard;
  readonly #closing = new AbortController();
  readonly #replacements = new Replacements();
  #writer: Writer | undefined;
  #fault = 'it is starting';
  /** From the first write on that met a database which cannot be written: what is ready has opened it since. */
  #opensAtOnce = false;
  #pinging: Promise<void> | undefined;
  #giveUp!: (reason: string) => void;

  constructor(databaseUrl: string, { log, guard }: { log: Logger; guard: DatabaseGuard }) {
    this.#databaseUrl = databaseUrl;
    this.#log = log;
    this.#guard = guard;
    this.givenUp = new Promise((resolve) => (this.#giveUp = resolve));
    this.started = this.#start();
  }

  async #start(): Promise<void> {
    try {
      const writer = await startWriter(this.#databaseUrl, {
        isOpenHere: true,
        opensAtOnce: this.#opensAtOnce,
      });
      if (this.#closing.signal.aborted) return await writer.close();
      this.#writer = writer;
      void writer.ended.then((error) => {
        if (!writer.refusal) this.#replace(error);
      });
    } catch (error) {
      if (isEnd(error)) return this.#replace(error);
      this.#refuse(error);
    }
  }

  /** The database cannot be written: it is tried again. */
  #refuse(error: unknown): void {
    this.#fault = messageOf(error);
    this.#log.error({ err: error }, 'nothing can be written, and /readyz says so; readers are answered');
    this.#startIn(REFUSED_PAUSE_MS);
  }

  #startIn(ms: number): void {
    void delay(ms, undefined, { signal: this.#closing.signal }).then(
      () => this.#start(),
      () => undefined,
    );
  }

  /** After a thread that nobody told to end. */
  #replace(error: unknown): void {
    this.#writer = undefined;
    if (this.#closing.signal.aborted) return;
    const { pauseMs, times, next } = this.#replacements.afterEnd();
    this.#fault = 'its thread has ended';
    this.#log.error({ err: error }, `the writer has ended: ${next}`);
    if (pauseMs !== undefined) this.#startIn(pauseMs);
    else this.#giveUp(`the writer has ended ${times} times within a minute`);
  }

  /**
   * Does a command after all that was asked for before: see `Writer.run`. What was stored in a file that is damaged, or
   * no longer the database, fails.
   *
   * @throws also SystemError WRITER_STOPPED while there is no thread, or the database cannot be written.
   */
  async run<Name extends CommandName>(
    name: Name,
    input: Commands[Name]['input'],
    onProgress?: (progress: Commands[Name]['progress']) => void,
  ): Promise<Commands[Name]['answer']> {
    await this.#guard.assertSound();
    const writer = this.#writer;
    if (!writer) throw nothingIsWritten();
    try {
      const answer = await writer.run(name, input, onProgress);
      await this.#guard.assertSound();
      return answer;
    } catch (error) {
      if (error instanceof SystemError && error.code === DATABASE_DAMAGED) this.#guard.report(error);
      if (error instanceof SystemError && error.code === DISK_FAILED) this.#end(error);
      if (!writer.refusal) throw error;
      this.#leave(writer);
      throw nothingIsWritten();
    }
  }

  /** The database cannot be written: the thread ends by itself. */
  #leave(writer: Writer): void {
    if (this.#writer !== writer || this.#closing.signal.aborted) return;
    this.#writer = undefined;
    this.#opensAtOnce = true;
    this.#refuse(writer.refusal);
  }

  /** After a write that failed, with which the thread ends by itself. */
  #end(error: SystemError): void {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    this.#fault = 'the disk of the database does not work';
    this.#log.fatal({ err: error }, 'the database could not be written');
    this.#writer = undefined;
    this.#giveUp(this.#fault);
  }

  /** Fulfilled if the thread answers. @throws Error that says why there is none. */
  async ping(): Promise<void> {
    if (!this.#writer) throw new Error(`there is no writer: ${this.#fault}`);
    // Asked often while the thread does not answer, it has one question to answer.
    this.#pinging ??= this.#writer.ping().finally(() => (this.#pinging = undefined));
    await this.#pinging;
  }

  /** Ends the thread when all that was asked for is done, or is not done in time. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.started;
    const writer = this.#writer;
    if (!writer) return;
    const late = setTimeout(() => void writer.terminate(), CLOSE_MS);
    await writer.close();
    clearTimeout(late);
  }
}
