/** An error as data: a class does not survive the way between threads. */
import { AppError, EXIT, InputError, messageOf, SystemError, UsageError } from '../errors.js';

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
