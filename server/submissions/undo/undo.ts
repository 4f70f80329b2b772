/**
 * Takes a submission back, as a new submission: each value that it brought becomes what it was before, or is withdrawn.
 * What a later submission has changed since is left as it is, and named, unless that was taken back itself.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { inTransaction, rows } from '../../db/index.js';
import { Submission } from '../../entities/index.js';
import { InputError } from '../../errors.js';
import { applyValues, insertSubmission } from '../apply.js';
import { isChanged, type Counts } from '../counts.js';
import { RowChanges } from '../rows/row-changes.js';
import { ScratchFile } from '../rows/scratch-file.js';
import { assertDeclared } from './declared.js';
import { Found, type LeftValue, type TouchedDataSet } from './found.js';
import { assertTogether } from './together.js';
import { type LeftRow, undoCatalogue } from './undo-catalogue.js';

export interface Undoing {
  /** The submission to take back. */
  id: number;
  now: Date;
  /** Who takes it back: none for the command line. */
  tokenId?: number;
  /** Whether submissions of others may be taken back, too. */
  mayUndoAll: boolean;
}

/** What became of values: `updated` and `inserted` are as they were before, `withdrawn` were not there before. */
export interface UndoReceipt extends Counts {
  submission: number;
  /** The first of the values that were left. */
  left: LeftValue[];
  /** How many there are beyond those listed. */
  moreLeft: number;
  /** Rows of the catalogue that were left. */
  leftRows: LeftRow[];
}

/**
 * Takes a submission back, all of it or nothing; when the promise is fulfilled it is on disk.
 *
 * @param conclude does something more in the same transaction.
 * @throws InputError 403 or 404 where it may not be taken back or is not there, 409 where nothing of it is left to take
 *   back; BusyError, DiskFullError.
 */
export const undo = (
  dataSource: DataSource,
  undoing: Undoing,
  conclude: (manager: EntityManager) => Promise<void> = () => Promise.resolve(),
): Promise<UndoReceipt> =>
  inTransaction(dataSource, async (manager) => {
    await assertMayUndo(manager, undoing);
    const scratch = new ScratchFile();
    try {
      const receipt = await takeBack(manager, undoing, new RowChanges(scratch));
      await conclude(manager);
      return receipt;
    } finally {
      scratch.close();
    }
  });

async function assertMayUndo(manager: EntityManager, { id, tokenId, mayUndoAll }: Undoing): Promise<void> {
  const [known] = await rows<{ token_id: number | null }>(
    manager,
    'SELECT token_id FROM submission WHERE id = ?',
    [id],
  );
  if (mayUndoAll && known) return;
  if (mayUndoAll) throw new InputError(`there is no submission ${id}`, 404, 'NOT_FOUND');
  if (known?.token_id !== tokenId) {
    throw new InputError(
      `this token may not take back submission ${id}: it did not send it`,
      403,
      'FORBIDDEN',
    );
  }
}

async function takeBack(
  manager: EntityManager,
  { id, now, tokenId }: Undoing,
  changes: RowChanges,
): Promise<UndoReceipt> {
  const found = new Found(manager, id, changes);
  for (const dataSet of await touchedDataSets(manager, id)) await found.look(dataSet);
  const submission = await insertSubmission(manager, {
    ...{ receivedAt: now, source: `undo of submission ${id}`, tokenId },
    ...{ counts: changes.counts, undoes: id, changesCatalogue: false },
  });
  if (isChanged(changes.counts)) await applyValues(manager, changes, { ...found.ids, submission });
  const catalogue = await undoCatalogue(manager, id, submission, now);
  if (!isChanged(changes.counts) && catalogue.changed === 0) throw nothingLeft(id, found, catalogue.left);
  await assertDeclared(manager, found.cameBack);
  await assertTogether(manager, submission, found.names);
  await manager.update(Submission, submission, { changesCatalogue: catalogue.changed > 0 });
  return {
    submission,
    ...changes.counts,
    left: found.left,
    moreLeft: found.leftCount - found.left.length,
    leftRows: catalogue.left,
  };
}

function nothingLeft(id: number, { left: [value] }: Found, [row]: readonly LeftRow[]): InputError {
  const why =
    value !== undefined
      ? `submission ${value.changedBy} has changed what it brought`
      : row !== undefined
        ? `${row.name} stays: ${row.reason}`
        : 'it changed nothing';
  return new InputError(`nothing of submission ${id} is left to take back: ${why}`, 409, 'NOTHING_TO_UNDO');
}

/** Data sets that were changed by a submission or later. */
const touchedDataSets = (manager: EntityManager, id: number): Promise<TouchedDataSet[]> =>
  rows<TouchedDataSet>(
    manager,
    `SELECT d.id, s.slug AS service, d.measure_key AS measure
     FROM data_set d JOIN service s ON s.id = d.service_id WHERE d.version >= ? ORDER BY d.id`,
    [id],
  );
