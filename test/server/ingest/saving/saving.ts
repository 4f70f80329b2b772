/** Tokens in tests, and what is done with them. */
import { createToken, findBearer, type Bearer } from '../../../../server/access/token-table.js';
import { placesOf } from '../../../../server/access/rights.js';
import type { SavedKind, SavedRow } from '../../../../server/ingest/saving/save-rights.js';
import { save, type SaveOutcome, type Saving } from '../../../../server/ingest/saving/save.js';
import {
  withdraw,
  type Withdrawal,
  type WithdrawalReceipt,
} from '../../../../server/ingest/saving/withdraw.js';
import { undo, type UndoReceipt } from '../../../../server/submissions/undo/undo.js';
import { exported, type Texts } from '../../export/exporting.js';
import { type Importing, NOW } from '../importing.js';

async function bearerWith(store: Importing, ...scopes: string[]): Promise<Bearer> {
  const made = { label: scopes.join(' '), scopes, expiresAt: null };
  const { token } = await createToken(store.dataSource, made, { actor: 'test', now: NOW });
  return (await findBearer(store.dataSource, token, NOW))!;
}

/** Saves one row with scopes of its own. */
export const saveWith = async (
  store: Importing,
  scope: string | string[],
  kind: SavedKind,
  row: SavedRow,
  more: Partial<Saving> = {},
): Promise<SaveOutcome> => {
  const by = await bearerWith(store, ...[scope].flat());
  return save(store.dataSource, { kind, rows: [row], by, source: 'test', now: NOW, ...more });
};

export const withdrawWith = async (
  store: Importing,
  scope: string,
  what: Withdrawal['what'],
  more: Partial<Withdrawal> = {},
): Promise<WithdrawalReceipt> => {
  const { tokenId, scopes } = await bearerWith(store, scope);
  const places = placesOf(scopes, 'write');
  const asked = { service: 'lpa', measure: 'transactions', source: 'test', now: NOW };
  return withdraw(store.dataSource, { ...asked, what, tokenId, places, ...more });
};

export const takeBack = (store: Importing, id: number | null): Promise<UndoReceipt> =>
  undo(store.dataSource, { id: id!, now: NOW, mayUndoAll: true });

export function submissionOf(outcome: SaveOutcome): number {
  if (!outcome.isAccepted) throw new Error(JSON.stringify(outcome.errors));
  return outcome.submission!;
}

export const textsOf = async (store: Importing): Promise<Texts> => (await exported(store.url)).texts;
