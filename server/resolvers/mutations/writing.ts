import type { Doing, NewToken } from '../../access/token-table.js';
import type { TokenScope } from '../../entities/index.js';
import type { IngestAnswer, IngestRequest } from '../../ingest/requests/ingest.js';
import type { Undoing, UndoReceipt } from '../../submissions/undo/undo.js';

/** What mutations do: see the functions of these names in ingest, submissions and access. */
export interface Writing {
  deliver(request: IngestRequest): Promise<IngestAnswer>;
  undo(undoing: Undoing): Promise<UndoReceipt>;
  tokens: {
    create(token: NewToken, doing: Doing): Promise<{ id: number; token: string }>;
    revoke(id: number, doing: Doing): Promise<void>;
    /** Scopes in words. */
    words(scopes: readonly TokenScope[]): Promise<string[]>;
  };
}
