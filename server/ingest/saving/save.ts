/**
 * Saves rows of the catalogue one by one, as a submission: what a data set says of itself, a service, an organisation, a
 * measure, a remark. The rows are those of the import's files, and go the same way.
 */
import type { DataSource } from 'typeorm';
import { type Bearer, noteUse } from '../../access/token-table.js';
import { InputError } from '../../errors.js';
import { compareSources, type ImportOutcome, importSources, type Refusal } from '../import.js';
import { NumberedSource, type RowProblem } from '../requests/row-numbers.js';
import type { ImportOptions } from '../options.js';
import { tableSource } from '../source.js';
import { assertMaySave, type SavedKind, type SavedRow } from './save-rights.js';

/** The code of an addition that would change what is there. */
export const ALREADY_THERE = 'ALREADY_THERE';

/** Plain data. */
export interface Saving {
  kind: SavedKind;
  /** At most a few: columns that a row does not have leave what is stored. All have the same columns. */
  rows: readonly SavedRow[];
  /** The rows are taken away instead: only remarks can be. */
  isRemoval?: boolean;
  /** The rows are new ones: nothing is stored where that would change one that is there. */
  isAddition?: boolean;
  /** Only says what would change. */
  isDryRun?: boolean;
  by: Pick<Bearer, 'tokenId' | 'scopes'>;
  /** What it came from, in words. */
  source: string;
  now: Date;
}

export type SaveOutcome =
  | {
      isAccepted: true;
      /** Null where nothing is new, or it was only asked. */
      submission: number | null;
      inserted: number;
      updated: number;
      withdrawn: number;
      unchanged: number;
      warnings: RowProblem[];
    }
  | { isAccepted: false; errors: RowProblem[] };

/**
 * Saves rows, or says what that would do. When the promise is fulfilled it is on disk.
 *
 * @throws InputError 403 where the scopes do not allow it, 409 of an addition that would change what is there, and the errors of `importSources`
 */
export async function save(dataSource: DataSource, saving: Saving): Promise<SaveOutcome> {
  const { kind, rows, isRemoval = false, isAddition, isDryRun, by, source: from, now } = saving;
  if (isRemoval && kind !== 'annotations') throw new Error(`${kind} cannot be taken away`);
  const header = Object.keys(rows[0]);
  const source = new NumberedSource(
    tableSource(kind, 'input', header, () => rows.map((row) => header.map((name) => row[name]))),
  );
  const options: ImportOptions = {
    ...{ now, source: from, tokenId: by.tokenId, isRemoval },
    assertMay: (catalogue) => assertMaySave(catalogue, { kind, rows }, by.scopes),
  };
  const outcome: ImportOutcome | Refusal = isDryRun
    ? await compareSources(dataSource, [source], options)
    : await importSources(dataSource, [source], options, ({ total }, manager) => {
        if (isAddition && total.updated > 0) throw new InputError('it is there already', 409, ALREADY_THERE);
        return noteUse(manager, by.tokenId, now);
      });
  if (!outcome.isAccepted) return { isAccepted: false, errors: source.numbered(outcome.problems) };
  const { submission, total, warnings } = outcome.receipt;
  const { inserted, updated, withdrawn, unchanged } = total;
  return {
    ...{ isAccepted: true, submission, inserted, updated, withdrawn, unchanged },
    warnings: source.numbered(warnings),
  };
}
