/** A table as an Excel workbook of one sheet. The same table makes the same bytes. */
import { ZipFile } from 'yazl';
import { cellName, type Table, type TableCell } from '../table.js';

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Positions in `cellXfs` below. */
const STYLE = { number: 0, bold: 1, date: 2, percent: 3 } as const;
const DAYS_TO_1970 = 25_569;

const PARTS: readonly (readonly [path: string, xml: string])[] = [
  [
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
  ],
  [
    'xl/styles.xml',
    `<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="11"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" xfId="0"/><xf numFmtId="0" fontId="1" applyFont="1" xfId="0"/><xf numFmtId="14" applyNumberFormat="1" xfId="0"/><xf numFmtId="10" applyNumberFormat="1" xfId="0"/></cellXfs></styleSheet>`,
  ],
];

/** @param boldRows rows of the sheet, from 1 */
export async function writeXlsx(
  { sheet = 'Sheet1', rows }: Pick<Table, 'sheet' | 'rows'>,
  boldRows: readonly number[] = [],
): Promise<Buffer> {
  const zip = new ZipFile();
  const add = (path: string, xml: string): void =>
    zip.addBuffer(Buffer.from(HEAD + xml), path, { mtime: new Date(Date.UTC(2020, 0, 1)) });
  for (const [path, xml] of PARTS) add(path, xml);
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escaped(sheet.slice(0, 31))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  );
  add(
    'xl/worksheets/sheet1.xml',
    `<worksheet xmlns="${MAIN}"><cols><col min="1" max="200" width="22" customWidth="1"/></cols><sheetData>${rows
      .map((row, index) => rowXml(row, index + 1, boldRows.includes(index + 1)))
      .join('')}</sheetData></worksheet>`,
  );
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const rowXml = (row: readonly TableCell[], number: number, isBold: boolean): string =>
  `<row r="${number}">${row.map((cell, at) => cellXml(cell, cellName(number, at), isBold)).join('')}</row>`;

function cellXml(cell: TableCell, name: string, isBold: boolean): string {
  const style = isBold ? ` s="${STYLE.bold}"` : '';
  switch (typeof cell) {
    case 'string':
      return `<c r="${name}" t="inlineStr"${style}><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
    case 'number':
      return `<c r="${name}"${style}><v>${cell}</v></c>`;
    case 'boolean':
      return `<c r="${name}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  }
  if (cell === null) return '';
  if (cell.kind === 'percent') return `<c r="${name}" s="${STYLE.percent}"><v>${cell.fraction}</v></c>`;
  return `<c r="${name}" s="${STYLE.date}"><v>${cell.day + DAYS_TO_1970 + cell.minute / 1440}</v></c>`;
}

const byNumber = (sign: string): string =>
  `_x${sign.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`;

/** What XML cannot have is written by its number, and so is a text that looks as if it were. */
const escaped = (text: string): string =>
  text
    .replace(/_(?=x[0-9A-F]{4}_)/gi, '_x005F_')
    .replace(/(?![\t\n])[\p{Cc}\uFFFE\uFFFF]/gu, byNumber)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
