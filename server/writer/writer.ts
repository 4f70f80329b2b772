/**
 * The handle of the writer's thread. Every write of a process goes through one of these: SQLite has one writer, and a
 * write must not block the event loop that answers readers (RELIABILITY: "One writer, many readers").
 */
import { Worker } from 'node:worker_threads';
import { messageOf, SystemError } from '../errors.js';
import type { ImportOutcome, ImportProgress } from '../ingest/import.js';
import type { ImportKind, RowKind } from '../ingest/kinds.js';
import type { Cell } from '../ingest/csv/records.js';
import { fromSent, type Reply, type Request, type SentOptions, type SentSource } from './protocol.js';

/** What can be handed to the writer: a file, its content in memory, or rows that never were a file. */
export type WriterSource =
  | ({ kind: ImportKind; name: string } & ({ path: string; bytes?: number } | { content: Uint8Array }))
  | {
      kind: RowKind;
      name: string;
      header: readonly string[];
      rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>;
    };

export interface Writer {
  /**
   * Imports sources as one submission, after all that was asked for before; see `importSources`.
   *
   * @throws the errors of `importSources`, and SystemError WRITER_STOPPED once the thread has ended.
   */
  import(
    sources: readonly WriterSource[],
    options: SentOptions,
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<ImportOutcome>;
  /** Ends the thread when all that was asked for is done. */
  close(): Promise<void>;
  /** Fulfilled when the thread has ended, asked to or not; with the error if it broke. */
  readonly ended: Promise<Error | undefined>;
}

interface Job {
  resolve(outcome: ImportOutcome): void;
  reject(error: Error): void;
  onProgress?: (progress: ImportProgress) => void;
}

const CHUNK_ROWS = 5_000;

/**
 * Starts the writer of a database.
 *
 * @throws DatabaseError's message and code (as a SystemError) if the database cannot be written.
 */
export async function startWriter(databaseUrl: string): Promise<Writer> {
  const worker = new Worker(new URL('./worker.js', import.meta.url), { workerData: { databaseUrl } });
  const handle = new WriterHandle(worker);
  await handle.ready;
  return handle;
}

class WriterHandle implements Writer {
  readonly ready: Promise<void>;
  readonly ended: Promise<Error | undefined>;
  readonly #worker: Worker;
  readonly #jobs = new Map<number, Job>();
  #lastJob = 0;
  #isEnding = false;
  #broken: Error | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    let isReady!: () => void;
    let isUnusable!: (error: Error) => void;
    this.ready = new Promise((resolve, reject) => {
      isReady = resolve;
      isUnusable = reject;
    });
    worker.on('message', (reply: Reply) => {
      if (reply.type === 'ready') isReady();
      else if (reply.type === 'unusable') isUnusable(fromSent(reply.error));
      else this.#answer(reply);
    });
    worker.on('error', (error) => (this.#broken = error));
    this.ended = new Promise((resolve) => {
      worker.once('exit', () => {
        this.#isEnding = true;
        const stopped = this.#stopped();
        isUnusable(stopped);
        for (const job of this.#jobs.values()) job.reject(stopped);
        this.#jobs.clear();
        resolve(this.#broken);
      });
    });
  }

  #stopped(): SystemError {
    const because = this.#broken ? `: ${messageOf(this.#broken)}` : '';
    return new SystemError(`the writer has stopped${because}`, 'WRITER_STOPPED', 503, {
      cause: this.#broken,
    });
  }

  #answer(reply: Exclude<Reply, { type: 'ready' | 'unusable' }>): void {
    const job = this.#jobs.get(reply.job);
    if (!job) return;
    if (reply.type === 'progress') return job.onProgress?.(reply.progress);
    this.#jobs.delete(reply.job);
    if (reply.type === 'done') job.resolve(reply.outcome);
    else job.reject(fromSent(reply.error));
  }

  #send(request: Request): void {
    this.#worker.postMessage(request);
  }

  async import(
    sources: readonly WriterSource[],
    options: SentOptions,
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<ImportOutcome> {
    const job = ++this.#lastJob;
    try {
      const sent: SentSource[] = [];
      for (const [index, source] of sources.entries()) {
        if ('rows' in source) await this.#sendRows(job, index, source.rows);
        sent.push(toSentSource(source));
      }
      if (this.#isEnding) throw this.#stopped();
      return await new Promise((resolve, reject) => {
        this.#jobs.set(job, { resolve, reject, onProgress });
        this.#send({ type: 'import', job, sources: sent, options });
      });
    } catch (error) {
      // Rows of a generator that failed half-way stay in the thread otherwise.
      if (!this.#isEnding) this.#send({ type: 'forget', job });
      throw error;
    }
  }

  async #sendRows(
    job: number,
    source: number,
    rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
  ): Promise<void> {
    let chunk: (readonly Cell[])[] = [];
    const flush = (): void => {
      this.#send({ type: 'rows', job, source, rows: chunk });
      chunk = [];
    };
    if (Symbol.iterator in rows) {
      for (const row of rows) if (chunk.push(row) >= CHUNK_ROWS) flush();
    } else {
      for await (const row of rows) if (chunk.push(row) >= CHUNK_ROWS) flush();
    }
    flush();
  }

  async close(): Promise<void> {
    if (!this.#isEnding) {
      this.#isEnding = true;
      this.#send({ type: 'close' });
    }
    await this.ended;
  }
}

function toSentSource(source: WriterSource): SentSource {
  if ('rows' in source) return { kind: source.kind, name: source.name, header: source.header };
  const { kind, name } = source;
  return 'path' in source
    ? { kind, name, path: source.path, bytes: source.bytes }
    : { kind, name, content: source.content };
}
