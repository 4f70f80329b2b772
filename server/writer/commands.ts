/**
 * What the writer can be told to do. A command is an entry here and a function in perform.ts; all that it takes and
 * answers is plain data.
 */
import type { Cell } from '../ingest/csv/records.js';
import type { DryRunOutcome, ImportOutcome } from '../ingest/import.js';
import type { Doing, NewToken } from '../access/token-table.js';
import type { IngestAnswer, IngestRequest } from '../ingest/requests/ingest.js';
import type { ImportKind, RowKind } from '../ingest/kinds.js';
import type { ImportOptions, ImportProgress } from '../ingest/options.js';

export interface Commands {
  /** Imports sources as one submission: see `importSources`. */
  import: { input: ImportInput; answer: ImportOutcome; progress: ImportProgress };
  /** What that would do: see `compareSources`. */
  compare: { input: ImportInput; answer: DryRunOutcome; progress: ImportProgress };
  /** Imports the body of a request, or says what that would do: see `ingest`. */
  ingest: { input: IngestRequest; answer: IngestAnswer; progress: never };
  createToken: {
    input: { token: NewToken; doing: Doing };
    answer: { id: number; token: string };
    progress: never;
  };
  revokeToken: { input: { id: number; doing: Doing }; answer: void; progress: never };
}

export type CommandName = keyof Commands;

interface ImportInput {
  sources: readonly WriterSource[];
  options: Omit<ImportOptions, 'onProgress'>;
}

/** A file, its content in memory, or rows that never were a file. `name` is what messages call it. */
export type WriterSource =
  | { kind: ImportKind; name: string; path: string; bytes?: number }
  | { kind: ImportKind; name: string; content: Uint8Array }
  | { kind: RowKind; name: string; header: readonly string[]; rows: readonly (readonly Cell[])[] };
