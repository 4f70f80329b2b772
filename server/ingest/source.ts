/**
 * Where records come from. Everything that goes into the store goes in as an `ImportSource`: a file of the command
 * line, the body of a request, the rows of the demo's generator.
 */
import { createReadStream } from 'node:fs';
import { InputError } from '../errors.js';
import type { ImportKind } from './kinds.js';
import { parseCsv } from './parse.js';
import type { Problems } from './problems.js';
import type { Cell, RecordBatch } from './records.js';

export interface ImportSource {
  kind: ImportKind;
  /** What messages call it: a path, `body`. */
  name: string;
  /** Size in bytes, where it is known before reading. */
  bytes?: number;
  /**
   * The records from the first; the very first one holds the names of the columns. Called again from the start if
   * another process changed the catalogue between validation and storing.
   */
  read(problems: Problems): AsyncIterable<RecordBatch> | Iterable<RecordBatch>;
}

const CHUNK_BYTES = 256 * 1024;

/**
 * A CSV file.
 *
 * @throws InputError on reading, if it is not there, may not be read or is a directory.
 */
export const fileSource = (kind: ImportKind, path: string, bytes?: number, name = path): ImportSource => ({
  kind,
  name,
  bytes,
  read: (problems) => parseCsv(name, fileChunks(path, name), problems),
});

const UNREADABLE: Record<string, string> = {
  ENOENT: 'there is no such file',
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
  EISDIR: 'it is a directory',
  ENOTDIR: 'there is no such file',
};

async function* fileChunks(path: string, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>;
  } catch (error) {
    const reason = UNREADABLE[(error as NodeJS.ErrnoException).code ?? ''];
    if (reason === undefined) throw error;
    throw new InputError(`${name}: ${reason}`, 422, 'FILE_UNREADABLE', { cause: error });
  }
}

/** CSV in memory: the body of a request, an uploaded file. */
export const bytesSource = (kind: ImportKind, name: string, bytes: Uint8Array): ImportSource => ({
  kind,
  name,
  bytes: bytes.byteLength,
  read: (problems) => parseCsv(name, slices(bytes), problems),
});

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) yield bytes.subarray(from, from + CHUNK_BYTES);
}

/** Rows that never were a file. `rows` is called for each reading; the first row has line 2, as in a file. */
export const tableSource = (
  kind: ImportKind,
  name: string,
  header: readonly string[],
  rows: () => Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): ImportSource => ({ kind, name, read: () => tableBatches(header, rows()) });

const BATCH_ROWS = 5_000;

async function* tableBatches(
  header: readonly string[],
  rows: Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): AsyncGenerator<RecordBatch> {
  let records: (readonly Cell[])[] = [header];
  let line = 1;
  const batch = (): RecordBatch => ({ records, lines: records.map((_, i) => line + i) });
  const next = (): void => {
    line += records.length;
    records = [];
  };
  if (Symbol.iterator in rows) {
    for (const row of rows) {
      if (records.push(row) < BATCH_ROWS) continue;
      yield batch();
      next();
    }
  } else {
    for await (const row of rows) {
      if (records.push(row) < BATCH_ROWS) continue;
      yield batch();
      next();
    }
  }
  yield batch();
}
