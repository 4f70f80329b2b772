/** The handle of the writer's thread. */
import { Worker } from 'node:worker_threads';
import { expect, test } from '@jest/globals';
import { Writer } from '../../../server/writer/writer.js';

test('callers do not learn what broke the thread: that is the cause, for the log', async () => {
  const writer = new Writer(new Worker("throw new Error('of no concern')", { eval: true }));
  const error = (await writer.ready.catch((thrown: unknown) => thrown)) as Error;
  expect(error.message).toBe('the writer has stopped');
  expect(error.cause).toMatchObject({ message: 'of no concern' });
});
