/**
 * What the writer can be told to do. A command is an entry here and a function in perform.ts; all that it takes and
 * answers is plain data.
 */
import type { deleteDashboardDraft, KeepDashboardDraft } from '../authoring/dashboard-drafts.js';
import type { RefusedRow } from '../authoring/not-written-over.js';
import type { Refused } from '../authoring/problems.js';
import type { RemoveRow } from '../authoring/remove-row.js';
import type { saveDashboard, SaveDashboard, SavedDashboard } from '../authoring/save-dashboard.js';
import type { SavedRow, SaveRow } from '../authoring/save-row.js';
import type { ChangeDashboard, DashboardChange, PreviewDashboard } from '../authoring/workflow.js';
import type { Cell } from '../ingest/csv/records.js';
import type { DryRunOutcome, ImportOutcome } from '../ingest/import.js';
import type { NewRequest } from '../access/dashboard-requests.js';
import type { NewDraft, OpenDraft, SavedDraft } from '../access/drafts.js';
import type { NewSession } from '../access/sessions.js';
import type { SaidOfSheet, SheetKind } from '../access/sheet-answers.js';
import type { Doing, NewToken } from '../access/token-table.js';
import type { ReadSheet, SheetRequest } from '../ingest/requests/read-sheet.js';
import type { IngestAnswer, IngestRequest } from '../ingest/requests/ingest.js';
import type { SaveOutcome, Saving } from '../ingest/saving/save.js';
import type { Withdrawal, WithdrawalReceipt } from '../ingest/saving/withdraw.js';
import type { ImportKind, RowKind } from '../ingest/kinds.js';
import type { Undoing, UndoReceipt } from '../submissions/undo/undo.js';
import type { ImportOptions, ImportProgress } from '../ingest/options.js';

export interface Commands {
  /** Imports sources as one submission: see `importSources`. */
  import: { input: ImportInput; answer: ImportOutcome; progress: ImportProgress };
  /** What that would do: see `compareSources`. */
  compare: { input: ImportInput; answer: DryRunOutcome; progress: ImportProgress };
  /** Imports the body of a request, or says what that would do: see `ingest`. */
  ingest: { input: IngestRequest; answer: IngestAnswer; progress: never };
  /** Takes a submission back: see `undo`. */
  undo: { input: Undoing; answer: UndoReceipt; progress: never };
  /** Saves rows of the catalogue: see `save`. */
  save: { input: Saving; answer: SaveOutcome; progress: never };
  /** Takes back what a data set holds: see `withdraw`. */
  withdraw: { input: Withdrawal; answer: WithdrawalReceipt; progress: never };
  createToken: {
    input: { token: NewToken; doing: Doing };
    answer: { id: number; token: string };
    progress: never;
  };
  revokeToken: { input: { id: number; doing: Doing }; answer: void; progress: never };
  /** Begin and end sessions of the publishing pages: see access/sessions.ts. */
  signInWithToken: { input: { token: string; now: Date }; answer: NewSession; progress: never };
  signInWithLink: { input: { link: string; now: Date }; answer: NewSession; progress: never };
  signOut: { input: { cookie: string }; answer: void; progress: never };
  /** Requests for access: see access/dashboard-requests.ts. */
  keepRequest: { input: { request: NewRequest; now: Date }; answer: void; progress: never };
  grantRequest: { input: { id: number; service: string; doing: Doing }; answer: string; progress: never };
  declineRequest: { input: { id: number; now: Date }; answer: void; progress: never };
  /** Reads a spreadsheet, which nothing is written of: see `readSheet`. */
  readSheet: { input: SheetRequest; answer: ReadSheet; progress: never };
  /** Keeps what was said of a spreadsheet: see `rememberSheet`. */
  rememberSheet: { input: { kind: SheetKind; said: SaidOfSheet; now: Date }; answer: void; progress: never };
  /** Dashboards and what belongs to them: see authoring. */
  saveDashboard: {
    input: SaveDashboard;
    answer: Awaited<ReturnType<typeof saveDashboard>>;
    progress: never;
  };
  changeDashboard: {
    input: ChangeDashboard & { action: DashboardChange; replacedBy: string | null };
    answer: SavedDashboard | Refused;
    progress: never;
  };
  previewDashboard: {
    input: PreviewDashboard;
    answer: { key: string; expiresAt: string } | Refused;
    progress: never;
  };
  saveRow: { input: SaveRow; answer: SavedRow | RefusedRow; progress: never };
  removeRow: { input: RemoveRow; answer: SavedRow | Refused; progress: never };
  /** What is still edited of dashboards: see authoring/dashboard-drafts.ts. */
  keepDashboardDraft: { input: KeepDashboardDraft; answer: SavedDraft; progress: never };
  deleteDashboardDraft: {
    input: Parameters<typeof deleteDashboardDraft>[1];
    answer: void;
    progress: never;
  };
  /** Keeps what somebody has entered: see `keepDraft`. */
  keepDraft: { input: { draft: NewDraft; now: Date }; answer: string; progress: never };
  /** Keeps what is still being typed: see `saveDraft`. */
  saveDraft: { input: { open: OpenDraft; draft: NewDraft; now: Date }; answer: SavedDraft; progress: never };
  deleteDraft: { input: { key: string; tokenId: number }; answer: void; progress: never };
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
