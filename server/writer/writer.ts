/**
 * The handle of the writer's thread. Every write of a process goes through one of these: SQLite has one writer, and a
 * write that waits for its disk or for a lock must not block the event loop that answers readers.
 */
import { Worker } from 'node:worker_threads';
import { SystemError, WRITER_STOPPED } from '../errors.js';
import type { CommandName, Commands } from './commands.js';
import type { Reply, Request, WriterData } from './protocol.js';
import { fromSent } from './sent-error.js';

interface Job {
  resolve(answer: unknown): void;
  reject(error: Error): void;
  onProgress?: (progress: never) => void;
}

/**
 * Starts the writer of a database.
 *
 * @throws DatabaseError's message and code (as a SystemError) if the database cannot be written.
 */
export async function startWriter(
  databaseUrl: string,
  { isOpenHere = false, opensAtOnce = false }: Omit<WriterData, 'databaseUrl'> = {},
): Promise<Writer> {
  const workerData: WriterData = { databaseUrl, isOpenHere, opensAtOnce };
  const writer = new Writer(new Worker(new URL('./worker.js', import.meta.url), { workerData }));
  await writer.ready;
  return writer;
}

export class Writer {
  readonly ready: Promise<void>;
  /** Fulfilled when the thread has ended, asked to or not; with the error if it broke. */
  readonly ended: Promise<Error | undefined>;
  readonly #worker: Worker;
  readonly #jobs = new Map<number, Job>();
  #lastJob = 0;
  #isEnding = false;
  #broken: Error | undefined;
  #refusal: Error | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    let isReady!: () => void;
    let isOver!: (error: Error) => void;
    this.ready = new Promise((resolve, reject) => {
      isReady = resolve;
      isOver = reject;
    });
    const failAll = (error: Error): void => {
      this.#isEnding = true;
      isOver(error);
      for (const job of this.#jobs.values()) job.reject(error);
      this.#jobs.clear();
    };
    worker.on('message', (reply: Reply) => {
      if (reply.type === 'ready') isReady();
      else if (reply.type === 'unusable') failAll((this.#refusal = fromSent(reply.error)));
      else this.#take(reply);
    });
    worker.on('error', (error) => (this.#broken = error));
    this.ended = new Promise((resolve) => {
      worker.once('exit', () => {
        failAll(this.#stopped());
        resolve(this.#broken);
      });
    });
  }

  /** Why the database cannot be written, where that has ended the thread or is about to. */
  get refusal(): Error | undefined {
    return this.#refusal;
  }

  /** Callers read the message: why it broke is in the cause, for the log. */
  #stopped(): SystemError {
    return new SystemError('the writer has stopped', WRITER_STOPPED, 503, {
      cause: this.#broken,
      retryAfter: 5,
    });
  }

  #take(reply: Exclude<Reply, { type: 'ready' | 'unusable' }>): void {
    const job = this.#jobs.get(reply.job);
    if (!job) return;
    if (reply.type === 'progress') return job.onProgress?.(reply.progress as never);
    this.#jobs.delete(reply.job);
    if (reply.type === 'answer') job.resolve(reply.answer);
    else job.reject(fromSent(reply.error));
  }

  #send(request: Request): void {
    this.#worker.postMessage(request);
  }

  #ask(request: (job: number) => Request, onProgress?: Job['onProgress']): Promise<unknown> {
    if (this.#isEnding) return Promise.reject(this.#stopped());
    const job = ++this.#lastJob;
    return new Promise((resolve, reject) => {
      this.#jobs.set(job, { resolve, reject, onProgress });
      this.#send(request(job));
    });
  }

  /**
   * Does a command after all that was asked for before.
   *
   * @throws the errors of the command, what is wrong with the database, and SystemError WRITER_STOPPED once the thread
   *   has ended.
   */
  run<Name extends CommandName>(
    name: Name,
    input: Commands[Name]['input'],
    onProgress?: (progress: Commands[Name]['progress']) => void,
  ): Promise<Commands[Name]['answer']> {
    const answer = this.#ask((job) => ({ type: 'command', job, name, input }), onProgress);
    return answer as Promise<Commands[Name]['answer']>;
  }

  /** Fulfilled as soon as the thread has a moment, also while it is busy with a command. */
  async ping(): Promise<void> {
    await this.#ask((job) => ({ type: 'ping', job }));
  }

  /** Ends the thread when all that was asked for is done. */
  async close(): Promise<void> {
    if (!this.#isEnding) {
      this.#isEnding = true;
      this.#send({ type: 'close' });
    }
    await this.ended;
  }

  /** Ends the thread now: what it has not committed is not stored. */
  async terminate(): Promise<void> {
    this.#isEnding = true;
    await this.#worker.terminate();
    await this.ended;
  }
}
