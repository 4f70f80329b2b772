/** A file that somebody has → rows of measurements, or what must be said before it can be. */
import { stringify } from 'csv-stringify/sync';
import { InputError } from '../../errors.js';
import type { RememberedSheet } from '../../access/sheet-answers.js';
import { applyMapping } from '../sheets/apply.js';
import type { Applied } from '../sheets/applied.js';
import type { SheetContext } from '../sheets/context.js';
import { readTable } from '../sheets/files/read-table.js';
import { KnownWords } from '../sheets/known-words.js';
import { type Answers, fingerprint, lasting, type Mapping, without } from '../sheets/mapping.js';
import { neededTable } from '../sheets/needed.js';
import { looksPersonal, personalWords } from '../sheets/personal/personal-data.js';
import { recognise } from '../sheets/recognise.js';
import type { Table } from '../sheets/table.js';

export interface SheetRequest {
  /** The file, or the table that was made of it before. */
  file: { name: string; content: Uint8Array } | { table: Table };
  context: SheetContext;
  /** Null where nothing was said yet: what was said of the last file with such headers, and still holds, is taken up. */
  answers: Answers | null;
}

/** Plain data. */
export interface ReadSheet {
  /** What of it may be kept. */
  table: Table;
  mapping: Mapping;
  /** Of its headers; null where nothing was recognised. */
  fingerprint: string | null;
  /** What was said of the last file with such headers, and taken up. */
  remembered: RememberedSheet | null;
  /** Null while there are questions. */
  made: { csv: string; applied: Omit<Applied, 'rows'> } | null;
}

/** @throws InputError (413, 422) of a file that cannot be read, or in which columns look like people's */
export async function readSheet(
  { file, context, answers }: SheetRequest,
  remember: (fingerprint: string) => Promise<RememberedSheet | null>,
): Promise<ReadSheet> {
  const read = 'table' in file ? file.table : await readTable(file.name, file.content);
  const first = recognise(read, context);
  const print = first.columns.length > 0 ? fingerprint(read, first) : null;
  const kept = answers === null && print !== null ? await remember(print) : null;
  const remembered = kept && stillSaid(kept, first);
  const said = answers ?? remembered?.answers ?? {};
  const mapping = Object.keys(said).length > 0 ? recognise(read, context, said) : first;
  // Of responses every column but two is dropped; in a table of measurements there is no place for people.
  if (mapping.shape !== 'responses') {
    const words = new KnownWords(context);
    const personal = looksPersonal(
      read,
      (text) => words.service(text) !== undefined || words.value(text) !== undefined,
    );
    if (personal.length > 0) {
      throw new InputError(personal.map(personalWords).join('. '), 422, 'PERSONAL_DATA');
    }
  }
  const table = neededTable(read, mapping);
  const known = { table, mapping, fingerprint: print, remembered };
  if (mapping.questions.length > 0) return { ...known, made: null };
  const { rows, ...applied } = applyMapping(table, mapping);
  return { ...known, made: { csv: stringify([applied.header, ...rows]), applied } };
}

/** What was said of the last file with such headers, as far as this one does not say it itself; null if that is nothing. */
function stillSaid(kept: RememberedSheet, { titled }: Mapping): RememberedSheet | null {
  const isTitledOtherwise = titled !== undefined && titled !== kept.answers.measure;
  // Older versions have kept windows, too.
  const said = without(lasting(kept), isTitledOtherwise ? ['measure'] : []);
  return Object.keys(said.answers).length > 0 ? said : null;
}
