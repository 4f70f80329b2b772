/**
 * What goes wrong, once for every way in: a code for programs, a message that says what to do, the HTTP status and the
 * exit code. Anything that is not one of these is unexpected: readers get "Internal server error" and a request id.
 */

/** Exit codes of the command line. */
export const EXIT = { done: 0, inputWrong: 1, usageWrong: 2, systemFailed: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

interface AppErrorOptions {
  cause?: unknown;
  /** Seconds after which to try again (`Retry-After`). */
  retryAfter?: number;
}

/** An error whose message may be shown to whoever asked. */
export abstract class AppError extends Error {
  abstract readonly httpStatus: number;
  abstract readonly exitCode: ExitCode;
  readonly retryAfter?: number;

  constructor(
    readonly code: string,
    message: string,
    options: AppErrorOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = new.target.name;
    this.retryAfter = options.retryAfter;
  }
}

/** What was sent is wrong: 422 by default, exit 1. Sending it again does not help. */
export class InputError extends AppError {
  readonly exitCode = EXIT.inputWrong;

  constructor(
    message: string,
    readonly httpStatus: 400 | 401 | 403 | 404 | 405 | 406 | 409 | 413 | 415 | 422 = 422,
    code = 'BAD_INPUT',
    options?: AppErrorOptions,
  ) {
    super(code, message, options);
  }
}

/** One argument of a question is wrong; the error names it. */
export class ArgumentError extends InputError {
  constructor(
    readonly argument: string,
    message: string,
    code = 'BAD_ARGUMENT',
  ) {
    super(message, 400, code);
  }
}

/** The command line or the environment is wrong: exit 2. */
export class UsageError extends AppError {
  readonly httpStatus = 500;
  readonly exitCode = EXIT.usageWrong;

  constructor(message: string, code = 'BAD_USAGE') {
    super(code, message);
  }
}

/** The system cannot do it, and whoever runs it has to act: exit 3. */
export class SystemError extends AppError {
  readonly exitCode = EXIT.systemFailed;

  constructor(
    message: string,
    code = 'SYSTEM_FAILED',
    readonly httpStatus: 500 | 503 | 507 = 500,
    options?: AppErrorOptions,
  ) {
    super(code, message, options);
  }
}

/** Code: the database could not be reached, or went away before it answered. */
export const DATABASE_LOST = 'DATABASE_LOST';
/** Code: its stored bytes are damaged. */
export const DATABASE_DAMAGED = 'DATABASE_DAMAGED';

/** Code: what was to be written did not get to the disk; whether it is stored is not known. */
export const DISK_FAILED = 'DISK_FAILED';

/** Code: the thread that writes has ended before it was done. */
export const WRITER_STOPPED = 'WRITER_STOPPED';

/** The database is not there, not ours or not of this version. */
export class DatabaseError extends SystemError {
  constructor(message: string, code = 'DATABASE_UNUSABLE', options?: AppErrorOptions) {
    super(message, code, 503, options);
  }
}

/** The database takes no writes at the moment; reads go on. */
export class ReadOnlyError extends DatabaseError {
  constructor(cause?: unknown) {
    super('the database takes no writes at the moment: nothing was stored', 'DATABASE_READ_ONLY', {
      retryAfter: 5,
      cause,
    });
  }
}

/** The tables are of another version than when they were opened: whoever has them open has to start again. */
export class MigratedError extends SystemError {
  constructor() {
    super(
      'the database was migrated while this server ran: it must be started again, with the version that fits',
      'DATABASE_MIGRATED',
      503,
      { retryAfter: 60 },
    );
  }
}

/** Somebody else is writing; try again. */
export class BusyError extends SystemError {
  constructor(message = 'the database is busy with another write: try again shortly', cause?: unknown) {
    super(message, 'BUSY', 503, { retryAfter: 5, cause });
  }
}

/** There is no room on the disk; reads go on, writes resume when there is. */
export class DiskFullError extends SystemError {
  constructor(cause?: unknown) {
    super('the disk of the database is full: nothing was stored', 'DISK_FULL', 507, {
      retryAfter: 60,
      cause,
    });
  }
}

/** A write or fsync failed. What the system still says of that file is not to be relied on: the process has to end. */
export class DiskFailedError extends SystemError {
  constructor(cause?: unknown) {
    super(
      'the disk of the database does not work, and this may or may not be stored: send it again later, for what is stored already stays as it is',
      DISK_FAILED,
      503,
      { retryAfter: 30, cause },
    );
  }
}

/** The message of anything thrown, also of an error from another thread or realm, which is no `Error` of ours. */
export const messageOf = (thrown: unknown): string =>
  typeof thrown === 'object' && thrown !== null && 'message' in thrown
    ? String(thrown.message)
    : String(thrown);
