/** What the writer's thread and its handle send each other. All of it is plain data (structured clone). */
import { AppError, EXIT, InputError, messageOf, SystemError, UsageError } from '../errors.js';
import type { ImportOptions, ImportOutcome, ImportProgress } from '../ingest/import.js';
import type { ImportKind, RowKind } from '../ingest/kinds.js';
import type { Cell } from '../ingest/csv/records.js';

interface Named {
  kind: ImportKind;
  /** What messages call it. */
  name: string;
}

/** A source as it is sent: rows follow or precede it in chunks, under the number of the job and of the source. */
export type SentSource =
  | (Named & { path: string; bytes?: number })
  | (Named & { content: Uint8Array })
  | { kind: RowKind; name: string; header: readonly string[] };

export type SentOptions = Omit<ImportOptions, 'onProgress'>;

export type Request =
  | { type: 'rows'; job: number; source: number; rows: (readonly Cell[])[] }
  | { type: 'import'; job: number; sources: SentSource[]; options: SentOptions }
  /** Forget the rows of a job that will not come. */
  | { type: 'forget'; job: number }
  | { type: 'close' };

export type Reply =
  | { type: 'ready' }
  | { type: 'unusable'; error: SentError }
  | { type: 'progress'; job: number; progress: ImportProgress }
  | { type: 'done'; job: number; outcome: ImportOutcome }
  | { type: 'failed'; job: number; error: SentError };

/** An error as data: a class does not survive the way between threads. */
export interface SentError {
  message: string;
  stack?: string;
  /** Absent where the error was not expected. */
  known?: { code: string; httpStatus: number; exitCode: number; retryAfter?: number };
}

export function toSent(error: unknown): SentError {
  const stack = error instanceof Error ? error.stack : undefined;
  if (!(error instanceof AppError)) return { message: messageOf(error), stack };
  const { code, httpStatus, exitCode, retryAfter } = error;
  return { message: error.message, stack, known: { code, httpStatus, exitCode, retryAfter } };
}

/** The same error on this side, of the class that its exit code says. */
export function fromSent({ message, stack, known }: SentError): Error {
  const error = known ? expected(message, known) : new Error(message);
  if (stack) error.stack = stack;
  return error;
}

function expected(message: string, known: NonNullable<SentError['known']>): Error {
  const { code, httpStatus, exitCode, retryAfter } = known;
  if (exitCode === EXIT.inputWrong) {
    return new InputError(message, httpStatus as InputError['httpStatus'], code, { retryAfter });
  }
  if (exitCode === EXIT.usageWrong) return new UsageError(message, code);
  return new SystemError(message, code, httpStatus as SystemError['httpStatus'], { retryAfter });
}
