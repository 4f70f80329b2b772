import type { Doing, NewToken } from '../../access/token-table.js';
import type { Refused } from '../../authoring/problems.js';
import type { RemoveRow } from '../../authoring/remove-row.js';
import type { NewerVersion, SaveDashboard, SavedDashboard } from '../../authoring/save-dashboard.js';
import type { SavedRow, SaveRow } from '../../authoring/save-row.js';
import type { EditableDashboard } from '../../authoring/stored.js';
import type { ChangeDashboard, DashboardChange, PreviewDashboard } from '../../authoring/workflow.js';
import type { TokenPlace, TokenScope } from '../../entities/index.js';
import type { IngestAnswer, IngestRequest } from '../../ingest/requests/ingest.js';
import type { SaveOutcome, Saving } from '../../ingest/saving/save.js';
import type { Withdrawal, WithdrawalReceipt } from '../../ingest/saving/withdraw.js';
import type { Undoing, UndoReceipt } from '../../submissions/undo/undo.js';

/** What mutations do: see the functions of these names in ingest, submissions and access. */
export interface Writing {
  deliver(request: IngestRequest): Promise<IngestAnswer>;
  save(saving: Saving): Promise<SaveOutcome>;
  withdraw(withdrawal: Withdrawal): Promise<WithdrawalReceipt>;
  undo(undoing: Undoing): Promise<UndoReceipt>;
  /** Dashboards, and the groups, targets, annotations and metrics beside them: see the functions in authoring. */
  authoring: {
    saveDashboard(asked: SaveDashboard): Promise<SavedDashboard | (Refused & { newer?: NewerVersion })>;
    changeDashboard(
      asked: ChangeDashboard & { action: DashboardChange; replacedBy: string | null },
    ): Promise<SavedDashboard | Refused>;
    previewDashboard(asked: PreviewDashboard): Promise<{ key: string; expiresAt: string } | Refused>;
    saveRow(asked: SaveRow): Promise<SavedRow | Refused>;
    removeRow(asked: RemoveRow): Promise<SavedRow | Refused>;
    /** Those that somebody may edit. */
    dashboards(places: readonly TokenPlace[]): Promise<EditableDashboard[]>;
    /** What a version says. */
    definition(dashboard: EditableDashboard, version: number): Promise<Readonly<Record<string, unknown>>>;
  };
  tokens: {
    create(token: NewToken, doing: Doing): Promise<{ id: number; token: string }>;
    revoke(id: number, doing: Doing): Promise<void>;
    /** Scopes in words. */
    words(scopes: readonly TokenScope[]): Promise<string[]>;
  };
}
