import { describe, expect, it } from '@jest/globals';
import {
  AppError,
  ArgumentError,
  BusyError,
  DatabaseError,
  DiskFullError,
  InputError,
  messageOf,
  SystemError,
  UsageError,
} from '../../server/errors.js';

describe('errors', () => {
  it.each([
    [new InputError('a'), 422, 1, 'BAD_INPUT'],
    [new InputError('a', 413, 'TOO_LARGE'), 413, 1, 'TOO_LARGE'],
    [new ArgumentError('start', 'a'), 400, 1, 'BAD_ARGUMENT'],
    [new UsageError('a'), 500, 2, 'BAD_USAGE'],
    [new SystemError('a'), 500, 3, 'SYSTEM_FAILED'],
    [new DatabaseError('a'), 503, 3, 'DATABASE_UNUSABLE'],
    [new BusyError('a'), 503, 3, 'BUSY'],
    [new DiskFullError(), 507, 3, 'DISK_FULL'],
  ])('%s has a status, an exit code and a code', (error, httpStatus, exitCode, code) => {
    expect(error).toBeInstanceOf(AppError);
    expect(error).toMatchObject({ httpStatus, exitCode, code, name: error.constructor.name });
  });

  it('say when to try again where that helps', () => {
    expect([
      new BusyError().retryAfter,
      new DiskFullError().retryAfter,
      new InputError('a').retryAfter,
    ]).toEqual([5, 60, undefined]);
  });

  it('have a message, whatever is thrown', () => {
    expect([messageOf(new Error('a')), messageOf('b'), messageOf(undefined)]).toEqual([
      'a',
      'b',
      'undefined',
    ]);
  });
});
