/**
 * Where records come from. Everything that goes into the store goes in as an `ImportSource`: a file of the command
 * line, the body of a request, the rows of the demo's generator.
 */
import { createReadStream } from 'node:fs';
import { InputError } from '../errors.js';
import { type DocumentKind, type ImportKind, isDocument, type RowKind } from './kinds.js';
import { parseCsv } from './csv/parse.js';
import type { Problems } from './problems.js';
import type { Cell, RecordBatch } from './csv/records.js';

interface Named {
  /** What messages call it: a path, `body`. */
  name: string;
  /** Size in bytes, where it is known before reading. */
  bytes?: number;
}

export interface RowSource extends Named {
  kind: RowKind;
  /**
   * The records from the first; the very first one holds the names of the columns. Called again from the start if
   * another process changed the catalogue between validation and storing.
   */
  read(problems: Problems): AsyncIterable<RecordBatch> | Iterable<RecordBatch>;
}

export interface DocumentSource extends Named {
  kind: DocumentKind;
  /** The document, in chunks: whoever reads it stops where it becomes too long. */
  chunks(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

export type ImportSource = RowSource | DocumentSource;

const CHUNK_BYTES = 256 * 1024;

/**
 * A file: YAML of metrics and dashboards, CSV of all else.
 *
 * @throws InputError on reading, if it is not there, may not be read or is a directory.
 */
export const fileSource = (kind: ImportKind, path: string, bytes?: number, name = path): ImportSource =>
  textSource(kind, name, bytes, () => fileChunks(path, name));

const textSource = (
  kind: ImportKind,
  name: string,
  bytes: number | undefined,
  chunks: DocumentSource['chunks'],
): ImportSource =>
  isDocument(kind)
    ? { kind, name, bytes, chunks }
    : { kind, name, bytes, read: (problems) => parseCsv(name, chunks(), problems) };

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

/** The same in memory: the body of a request, an uploaded file. */
export const bytesSource = (kind: ImportKind, name: string, bytes: Uint8Array): ImportSource =>
  textSource(kind, name, bytes.byteLength, () => slices(bytes));

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) yield bytes.subarray(from, from + CHUNK_BYTES);
}

/** Rows that never were a file. `rows` is called for each reading; the first row has line 2, as in a file. */
export const tableSource = (
  kind: RowKind,
  name: string,
  header: readonly string[],
  rows: () => Iterable<readonly Cell[]> | AsyncIterable<readonly Cell[]>,
): RowSource => ({ kind, name, read: () => tableBatches(header, rows()) });

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
