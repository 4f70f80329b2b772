/**
 * The writer's thread: it has the only connection that writes and does one command after another. A long import keeps
 * neither readers nor the event loop of the server waiting.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { DataSource } from 'typeorm';
import { assertWritable } from '../db/writable.js';
import { DatabaseError, DISK_FAILED, SystemError } from '../errors.js';
import type { CommandName } from './commands.js';
import type { CommandRequest, Reply, Request, WriterData } from './protocol.js';
import { toSent } from './sent-error.js';

const PROGRESS_EVERY_MS = 100;
/** For what was answered last to be on its way. */
const ANSWER_MS = 50;

const port = parentPort!;
const { databaseUrl, opensAtOnce, ...here } = workerData as WriterData;
const send = (reply: Reply): void => port.postMessage(reply);

/** From the first command on, or from the start. */
let open: Awaited<ReturnType<typeof openDatabase>> | undefined;
let queue = Promise.resolve();

async function openDatabase(): Promise<
  Pick<typeof import('./perform.js'), 'PERFORM'> & { connection: DataSource }
> {
  const [{ PERFORM }, { openWriter }] = await Promise.all([import('./perform.js'), import('../db/index.js')]);
  return { PERFORM, connection: await openWriter(databaseUrl, here) };
}

async function perform<Name extends CommandName>({ job, name, input }: CommandRequest<Name>): Promise<void> {
  let told = 0;
  const tell = (progress: unknown): void => {
    if (Date.now() < told + PROGRESS_EVERY_MS) return;
    told = Date.now();
    send({ type: 'progress', job, progress });
  };
  try {
    open ??= await openDatabase();
  } catch (error) {
    return refuse(error);
  }
  try {
    send({ type: 'answer', job, answer: await open.PERFORM[name](open.connection, input, tell) });
  } catch (error) {
    if (error instanceof DatabaseError) return refuse(error);
    send({ type: 'failed', job, error: toSent(error) });
    if (error instanceof SystemError && error.code === DISK_FAILED) await endThread();
  }
}

/**
 * After a write that failed the system may say of the next one that it is on disk, and it is not: nothing that waits is
 * begun. The thread ends by itself: told to from outside while a statement fails, it would take the process with it.
 */
const endThread = (): Promise<never> => new Promise(() => setTimeout(() => process.exit(), ANSWER_MS));

/** The database cannot be opened, whatever the reason, or takes no writes any more. */
function refuse(error: unknown): Promise<never> {
  send({ type: 'unusable', error: toSent(error) });
  return endThread();
}

async function close(): Promise<void> {
  await open?.connection.destroy();
  port.close();
}

try {
  await assertWritable(databaseUrl, here);
  if (opensAtOnce) open = await openDatabase();
  port.on('message', (request: Request) => {
    if (request.type === 'ping') send({ type: 'answer', job: request.job, answer: null });
    else if (request.type === 'command') queue = queue.then(() => perform(request));
    else queue = queue.then(close);
  });
  send({ type: 'ready' });
} catch (error) {
  send({ type: 'unusable', error: toSent(error) });
}
