/**
 * The writer's thread: it has the only connection that writes and does one job after another. A long import keeps
 * neither readers nor the event loop of the server waiting.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { openForSubmissions } from '../submissions/submissions.js';
import { importSources } from '../ingest/import.js';
import type { Cell } from '../ingest/csv/records.js';
import { bytesSource, fileSource, type ImportSource, tableSource } from '../ingest/source.js';
import { type Reply, type Request, type SentSource, toSent } from './protocol.js';

const PROGRESS_EVERY_MS = 100;

const port = parentPort!;
const { databaseUrl } = workerData as { databaseUrl: string };
const send = (reply: Reply): void => port.postMessage(reply);

/** Chunks of rows of jobs that have not begun, by job and source. */
const waitingRows = new Map<string, (readonly Cell[])[][]>();
const rowsKey = (job: number, source: number): string => `${job} ${source}`;

function forget(job: number): void {
  for (const key of waitingRows.keys()) if (key.startsWith(`${job} `)) waitingRows.delete(key);
}

function sourceOf(job: number, sent: SentSource, index: number): ImportSource {
  if ('path' in sent) return fileSource(sent.kind, sent.path, sent.bytes, sent.name);
  if ('content' in sent) return bytesSource(sent.kind, sent.name, sent.content);
  const chunks = waitingRows.get(rowsKey(job, index)) ?? [];
  return tableSource(sent.kind, sent.name, sent.header, function* () {
    for (const chunk of chunks) yield* chunk;
  });
}

try {
  const dataSource = await openForSubmissions(databaseUrl);
  let queue = Promise.resolve();

  const runImport = async ({
    job,
    sources,
    options,
  }: Extract<Request, { type: 'import' }>): Promise<void> => {
    let shown = 0;
    try {
      const outcome = await importSources(
        dataSource,
        sources.map((source, index) => sourceOf(job, source, index)),
        {
          ...options,
          onProgress: (progress) => {
            if (Date.now() < shown + PROGRESS_EVERY_MS) return;
            shown = Date.now();
            send({ type: 'progress', job, progress });
          },
        },
      );
      send({ type: 'done', job, outcome });
    } catch (error) {
      send({ type: 'failed', job, error: toSent(error) });
    } finally {
      forget(job);
    }
  };

  port.on('message', (request: Request) => {
    if (request.type === 'rows') {
      const key = rowsKey(request.job, request.source);
      const chunks = waitingRows.get(key);
      if (chunks) chunks.push(request.rows);
      else waitingRows.set(key, [request.rows]);
    } else if (request.type === 'forget') forget(request.job);
    else if (request.type === 'import') queue = queue.then(() => runImport(request));
    else {
      queue = queue.then(async () => {
        await dataSource.destroy();
        port.close();
      });
    }
  });
  send({ type: 'ready' });
} catch (error) {
  send({ type: 'unusable', error: toSent(error) });
}
