/** A file that somebody has → a table: an Excel workbook, or CSV. What it is is seen in its bytes, not in its name. */
import { AppError, InputError } from '../../../errors.js';
import { parseCsv } from '../../csv/parse.js';
import { Problems, problemLines } from '../../problems.js';
import { readSheetRows } from './sheet-rows.js';
import { MOST_BYTES, MOST_COLUMNS, MOST_ROWS } from '../../delivery-limits.js';
import type { Table, TableCell } from '../table.js';
import { readWorkbook } from './workbook.js';
import { withPassword, ZipParts } from './zip-parts.js';

const SAVE = 'in Excel choose File, Save As, "Excel Workbook (.xlsx)" or "CSV UTF-8 (Comma delimited)"';

/**
 * The first sheet that is not hidden, or the one with this name.
 *
 * @throws InputError of what cannot be read, with what to do about it
 */
export async function readTable(name: string, bytes: Uint8Array, sheet?: string): Promise<Table> {
  if (bytes.length > MOST_BYTES) {
    throw new InputError(
      `${name} has more than 20 MB, and no more is taken: send it in parts`,
      413,
      'TOO_LARGE',
    );
  }
  const head = Buffer.from(bytes.subarray(0, 512)).toString('latin1');
  if (head.startsWith('PK')) return readXlsx(name, bytes, sheet);
  const refusal = otherFile(name, head, bytes);
  if (refusal) throw refusal;
  return readCsv(name, bytes);
}

const unreadable = (message: string, cause?: unknown): InputError =>
  new InputError(message, 422, 'FILE_UNREADABLE', { cause });

/** The old container of Microsoft's programs; workbooks with a password are kept in one, too. */
const OLE = '\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1';

function otherFile(name: string, head: string, bytes: Uint8Array): InputError | undefined {
  if (head.startsWith(OLE)) {
    const hasPassword = Buffer.from(bytes).includes(Buffer.from('EncryptedPackage', 'utf16le'));
    return hasPassword
      ? withPassword(name)
      : unreadable(`${name} is a workbook of Excel 97 to 2003 (.xls), which is not read: ${SAVE}`);
  }
  if (head.startsWith('%PDF')) {
    return unreadable(
      `${name} is a PDF, which is not read: send the spreadsheet that it was made from (.xlsx or .csv)`,
    );
  }
  if (/^\s*(?:<\?xml|<!doctype|<html|<table)/i.test(head.replace(/^\xEF\xBB\xBF/, ''))) {
    return unreadable(
      `${name} is a web page or XML, whatever its name ends with: open it in Excel, then ${SAVE.replace('in Excel ', '')}`,
    );
  }
  return undefined;
}

async function readXlsx(name: string, bytes: Uint8Array, wanted?: string): Promise<Table> {
  try {
    const parts = await ZipParts.open(name, bytes);
    const workbook = await readWorkbook(parts);
    if (!workbook) throw otherArchive(name, parts);
    const { sheets } = workbook;
    const sheet =
      wanted === undefined
        ? (sheets.find(({ isHidden }) => !isHidden) ?? sheets.at(0))
        : sheets.find((one) => one.name === wanted);
    if (!sheet) {
      throw unreadable(`${name} has no sheet ${wanted === undefined ? 'with rows' : JSON.stringify(wanted)}`);
    }
    const read = await readSheetRows(name, parts.read(sheet.path), workbook);
    const otherSheets = sheets.filter((one) => one !== sheet).map((one) => one.name);
    return { name, sheet: sheet.name, otherSheets, ...read };
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw unreadable(
      `${name} is damaged, or not what its name says: open it in Excel or LibreOffice and save it again as .xlsx`,
      error,
    );
  }
}

function otherArchive(name: string, parts: ZipParts): InputError {
  if (parts.has('xl/workbook.bin')) {
    return unreadable(`${name} is a binary workbook (.xlsb), which is not read: ${SAVE}`);
  }
  if (parts.has('content.xml') && parts.has('mimetype')) {
    return unreadable(
      `${name} is an OpenDocument spreadsheet (.ods), which is not read: in LibreOffice choose File, Save As, "Excel 2007-365 (.xlsx)" or "Text CSV (.csv)"`,
    );
  }
  return unreadable(
    `${name} is an archive without a workbook in it: send the spreadsheet itself (.xlsx or .csv)`,
  );
}

/** A row where its line is; lines of nothing are empty rows. */
async function readCsv(name: string, bytes: Uint8Array): Promise<Table> {
  const problems = new Problems();
  const rows: TableCell[][] = [];
  for await (const { records, lines } of parseCsv(name, [bytes], problems)) {
    for (const [index, record] of records.entries()) {
      if (lines[index] > MOST_ROWS + 1) {
        throw new InputError(
          `${name} has more than ${MOST_ROWS.toLocaleString('en-GB')} rows: send them in parts`,
          413,
          'TOO_MANY_ROWS',
        );
      }
      while (rows.length < lines[index] - 1) rows.push([]);
      rows[lines[index] - 1] = record.map((cell) => (cell === '' ? null : cell));
    }
  }
  if (problems.count > 0) {
    throw unreadable(problemLines(problems.sorted().slice(0, 5), Math.max(0, problems.count - 5)).join('\n'));
  }
  const wide = rows.findIndex((row) => row.findLastIndex((cell) => cell !== null) >= MOST_COLUMNS);
  if (wide >= 0) {
    throw new InputError(
      `${name}: row ${wide + 1} has more than ${MOST_COLUMNS} columns: take out those that are not needed`,
      413,
      'TOO_MANY_COLUMNS',
    );
  }
  return { name, rows };
}
