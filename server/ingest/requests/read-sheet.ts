/** A file that somebody has → rows of measurements, or what must be said before it can be. */
import { stringify } from 'csv-stringify/sync';
import { InputError } from '../../errors.js';
import { applyMapping } from '../sheets/apply.js';
import type { Applied } from '../sheets/applied.js';
import type { SheetContext } from '../sheets/context.js';
import { readTable } from '../sheets/files/read-table.js';
import type { Answers, Mapping } from '../sheets/mapping.js';
import { neededTable } from '../sheets/needed.js';
import { looksPersonal, personalWords } from '../sheets/personal/personal-data.js';
import { recognise } from '../sheets/recognise.js';
import type { Table } from '../sheets/table.js';

export interface SheetRequest {
  /** The file, or the table that was made of it before. */
  file: { name: string; content: Uint8Array } | { table: Table };
  context: SheetContext;
  answers: Answers;
}

/** Plain data. */
export interface ReadSheet {
  /** What of it may be kept. */
  table: Table;
  mapping: Mapping;
  /** Null while there are questions. */
  made: { csv: string; applied: Omit<Applied, 'rows'> } | null;
}

/** @throws InputError (413, 422) of a file that cannot be read, or in which columns look like people's */
export async function readSheet({ file, context, answers }: SheetRequest): Promise<ReadSheet> {
  const read = 'table' in file ? file.table : await readTable(file.name, file.content);
  const mapping = recognise(read, context, answers);
  // Of responses every column but two is dropped; in a table of measurements there is no place for people.
  if (mapping.shape !== 'responses') {
    const personal = looksPersonal(read);
    if (personal.length > 0) {
      throw new InputError(personal.map(personalWords).join('. '), 422, 'PERSONAL_DATA');
    }
  }
  const table = neededTable(read, mapping);
  if (mapping.questions.length > 0) return { table, mapping, made: null };
  const { rows, ...applied } = applyMapping(table, mapping);
  return { table, mapping, made: { csv: stringify([applied.header, ...rows]), applied } };
}
