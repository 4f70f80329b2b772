/** Files that people have: what is read of them, and what they are told of those that are not. */
import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { InputError } from '../../../../server/errors.js';
import { dayNumber } from '../../../../server/metrics/calendar.js';
import { readTable } from '../../../../server/ingest/sheets/files/read-table.js';
import { styleOfFormat } from '../../../../server/ingest/sheets/files/workbook.js';
import { writeXlsx } from '../../../../server/ingest/sheets/files/write-xlsx.js';
import { workbook, workbookParts, zip } from './workbooks.js';

const refused = async (bytes: Uint8Array, name = 'figures.xlsx'): Promise<InputError> => {
  const error: unknown = await readTable(name, bytes).then(
    () => new Error('it was read'),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof InputError)) throw error;
  return error;
};

const date = (year: number, month: number, day: number, minute = 0): unknown => ({
  kind: 'date',
  day: dayNumber(year, month, day),
  minute,
});

describe('the cells of a workbook', () => {
  const STYLES =
    '<numFmts><numFmt numFmtId="164" formatCode="[$-809]d mmmm yyyy;@"/><numFmt numFmtId="165" formatCode="0.0%"/><numFmt numFmtId="166" formatCode="&quot;days&quot; 0"/></numFmts>' +
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="9"/></cellXfs>';

  test('texts, numbers, truth, failed formulas and nothing', async () => {
    const rows =
      '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><r><t>in </t></r><r><t>line</t></r></is></c></row>' +
      '<row r="4"><c r="A4"><f>1+1</f><v>2</v></c><c r="B4" t="str"><f>A1</f><v>text of a formula</v></c><c r="C4" t="b"><v>1</v></c><c r="D4" t="e"><v>#N/A</v></c><c r="E4" s="1"/></row>';
    const strings =
      '<si><t xml:space="preserve"> Service &amp; more_x000D_</t></si><si><r><t>rich</t></r><r><rPr><b/></rPr><t xml:space="preserve"> text</t></r><rPh sb="0" eb="1"><t>said so</t></rPh></si>';
    const table = await readTable('a.xlsx', await workbook({ rows, strings, styles: STYLES }));
    expect(table).toEqual({
      ...{ name: 'a.xlsx', sheet: 'Figures', otherSheets: ['Lists'] },
      rows: [
        [],
        [' Service & more\r', 'rich text', null, 'in line'],
        [],
        [2, 'text of a formula', true, '#N/A'],
      ],
    });
  });

  test('cells without addresses follow one another', async () => {
    const rows = '<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>';
    expect((await readTable('a.xlsx', await workbook({ rows }))).rows).toEqual([[1, 2], [3]]);
  });

  test('dates and percentages are told by their formats', async () => {
    const cells = [
      [1, 46023],
      [2, 46023.4375],
      [3, 0.568],
      [4, 12],
      [5, 1],
      [0, 46023],
    ];
    const row = cells.map(([style, value]) => `<c s="${style}"><v>${value}</v></c>`).join('');
    const { rows } = await readTable('a.xlsx', await workbook({ rows: `<row>${row}</row>`, styles: STYLES }));
    expect(rows[0]).toEqual([
      date(2026, 1, 1),
      date(2026, 1, 1, 630),
      { kind: 'percent', fraction: 0.568 },
      12,
      { kind: 'percent', fraction: 1 },
      46023,
    ]);
  });

  test('days may be counted from 1904', async () => {
    const made = { rows: '<row><c s="1"><v>44561</v></c></row>', styles: STYLES, is1904: true };
    expect((await readTable('a.xlsx', await workbook(made))).rows).toEqual([[date(2026, 1, 1)]]);
  });

  test('dates written as texts of ISO 8601', async () => {
    const rows = '<row><c t="d"><v>2026-01-01T10:30:00</v></c></row>';
    expect((await readTable('a.xlsx', await workbook({ rows }))).rows).toEqual([[date(2026, 1, 1, 630)]]);
  });

  test('a text that is merged downwards stands in each row, a number in the first alone', async () => {
    const rows =
      '<row r="1"><c r="A1" t="str"><v>Permit</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c></row><row r="3"><c r="C3"><v>3</v></c></row>';
    const after =
      '<mergeCells><mergeCell ref="A1:A3"/><mergeCell ref="B2:B3"/><mergeCell ref="A5:F9"/></mergeCells>';
    expect((await readTable('a.xlsx', await workbook({ rows, after }))).rows).toEqual([
      ['Permit', 1],
      ['Permit', 2],
      ['Permit', null, 3],
    ]);
  });

  test.each([
    ['General', 'number'],
    ['#,##0', 'number'],
    ['0.00E+00', 'number'],
    ['[Red]-0', 'number'],
    ['[h]:mm', 'number'],
    ['hh:mm:ss', 'number'],
    ['"of the day" 0', 'number'],
    ['\\d0', 'number'],
    ['dd/mm/yyyy', 'date'],
    ['mmm-yy', 'date'],
    ['mmmm', 'date'],
    ['[$-809]d mmm yyyy', 'date'],
    ['0%', 'percent'],
    ['0.0%;[Red]-0.0%', 'percent'],
  ])('%s shows a %s', (format, style) => expect(styleOfFormat(format)).toBe(style));
});

describe('files of spreadsheet programs', () => {
  test('what LibreOffice writes', async () => {
    const bytes = readFileSync('test/server/ingest/sheets/libreoffice.xlsx');
    const { rows, sheet } = await readTable('libreoffice.xlsx', bytes);
    expect(sheet).toBe('Figures');
    expect(rows).toEqual([
      ['Renew a permit: transactions by channel'],
      [],
      ['Month', 'Online', 'Phone', 'Total', 'Share online'],
      [date(2026, 1, 1), 1200, 300, 1500, { kind: 'percent', fraction: 0.8 }],
      [date(2026, 2, 1), 1300, 200, 1500, { kind: 'percent', fraction: expect.closeTo(13 / 15, 12) }],
    ]);
  });

  test.each(['xls', 'ods'])('its .%s is refused', async (type) => {
    const error = await refused(readFileSync(`test/server/ingest/sheets/libreoffice.${type}`), `a.${type}`);
    expect(error.message).toMatch(
      new RegExp(`^a\\.${type} is .*\\(\\.${type}\\), which is not read: in .* choose File, Save As`),
    );
  });

  test('CSV, each row where its line is', async () => {
    const text = 'Figures for January\n\nMonth,Number\n"Jan 2026","1,234"\n';
    expect(await readTable('figures.csv', Buffer.from(text))).toEqual({
      name: 'figures.csv',
      rows: [['Figures for January'], [], ['Month', 'Number'], ['Jan 2026', '1,234']],
    });
  });
});

describe('what cannot be read', () => {
  const OLE = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

  test.each([
    [Buffer.concat([OLE, Buffer.alloc(600)]), /Excel 97 to 2003 \(\.xls\).*Save As/],
    [
      Buffer.concat([OLE, Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
      /protected with a password.*clear the password/,
    ],
    [Buffer.from('%PDF-1.7\n'), /is a PDF.*spreadsheet that it was made from/],
    [Buffer.from('<html><table><tr><td>1</td></tr></table></html>'), /web page or XML.*Save As/],
    [Buffer.from('a;b\n1;2\n'), /semicolons.*CSV UTF-8/],
    [Buffer.from('PK\x03\x04 and no more'), /damaged.*save it again/],
  ])('%#: says what it is and what to do', async (bytes, message) => {
    const error = await refused(bytes);
    expect(error.message).toMatch(message);
    expect(error.httpStatus).toBe(422);
  });

  test('archives of other kinds', async () => {
    const ods = await zip({
      mimetype: 'application/vnd.oasis.opendocument.spreadsheet',
      'content.xml': '<a/>',
    });
    expect((await refused(ods)).message).toMatch(/OpenDocument.*LibreOffice.*Save As/);
    const xlsb = await zip({ 'xl/workbook.bin': 'x' });
    expect((await refused(xlsb)).message).toMatch(/binary workbook \(\.xlsb\).*Save As/);
    expect((await refused(await zip({ 'word/document.xml': '<a/>' }))).message).toMatch(/without a workbook/);
  });

  test('a part that is encrypted', async () => {
    const bytes = await workbook({ rows: '' });
    for (let at = bytes.indexOf('PK\x01\x02'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4))
      bytes[at + 8] |= 1;
    expect((await refused(bytes)).message).toMatch(/protected with a password/);
  });

  test.each([
    ['an entity of its own', '<!DOCTYPE a [<!ENTITY x "y">]>', '<row><c t="str"><v>&x;</v></c></row>'],
    ['an entity of a file', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', ''],
    ['an entity that nobody declared', '', '<row><c t="str"><v>&x;</v></c></row>'],
    ['a tag that is not closed', '', '<row>'],
    ['tags in tags in tags', '', '<a>'.repeat(10_000)],
    ['a tag of many attributes', '', `<row ${Array.from({ length: 200 }, (_, i) => `a${i}=""`).join(' ')}/>`],
    ['a text that is not there', '', '<row><c t="s"><v>7</v></c></row>'],
    ['a number that is none', '', '<row><c><v>1e999</v></c></row>'],
  ])('%s', async (_, before, rows) => {
    const parts = workbookParts({ rows });
    const bytes = await zip({
      ...parts,
      'xl/worksheets/sheet2.xml': before + String(parts['xl/worksheets/sheet2.xml']),
    });
    const error = await refused(bytes);
    expect(error.message).toBe(
      'figures.xlsx is damaged, or not what its name says: open it in Excel or LibreOffice and save it again as .xlsx',
    );
  });

  test('bytes that are changed at random are read or refused, and nothing else', async () => {
    const bytes = await workbook({ rows: '<row><c t="str"><v>Month</v></c><c><v>12</v></c></row>' });
    for (let at = 0; at < bytes.length; at += 3) {
      const changed = Buffer.from(bytes);
      changed[at] ^= 0x55;
      await readTable('a.xlsx', changed).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
    }
  });
});

describe('limits', () => {
  const row = (cell: string): string => `<row>${cell}</row>`;

  test('a file that unpacks to more than 20 MB', async () => {
    const bytes = await workbook({ rows: row('<c><v>1</v></c>').repeat(900_000) });
    expect(bytes.length).toBeLessThan(200_000);
    const error = await refused(bytes);
    expect(error.httpStatus).toBe(413);
    expect(error.message).toMatch(/unpacks to more than 20 MB.*CSV file, or in parts/);
  });

  test('a file that says that it unpacks to less', async () => {
    const path = 'xl/worksheets/sheet2.xml';
    const honest = workbookParts({ rows: row('<c><v>1</v></c>').repeat(900_000) });
    const bytes = await zip(honest);
    const size = Buffer.byteLength(String(honest[path]));
    const lying = Buffer.from(bytes);
    for (let at = lying.indexOf(path); at >= 0; at = lying.indexOf(path, at + 1)) {
      const [local, central] = [at - 30 + 22, at - 46 + 24];
      for (const place of [local, central]) {
        if (place >= 0 && lying.readUInt32LE(place) === size) lying.writeUInt32LE(1000, place);
      }
    }
    expect(lying.equals(bytes)).toBe(false);
    const began = process.hrtime.bigint();
    expect((await refused(lying)).message).toMatch(/damaged|unpacks to more than 20 MB/);
    expect(Number(process.hrtime.bigint() - began) / 1e6).toBeLessThan(2_000);
  });

  test('columns and rows beyond those that are read', async () => {
    const wide = await refused(await workbook({ rows: row('<c r="GS1"><v>1</v></c>') }));
    expect(wide.message).toMatch(/column GS.*at most 200 columns.*take out/);
    expect(wide.httpStatus).toBe(413);
    const long = await refused(await workbook({ rows: '<row r="200002"><c r="A200002"><v>1</v></c></row>' }));
    expect(long.message).toMatch(/row 200002.*at most 200,000 rows.*in parts/);
    const empty = await workbook({ rows: '<row r="1048576"><c r="XFD1048576" s="1"/></row>' });
    expect((await readTable('a.xlsx', empty)).rows).toEqual([]);
  });

  test('more than 20 MB as they come', async () => {
    expect((await refused(Buffer.alloc(20_000_001, 'a'))).message).toMatch(/more than 20 MB.*in parts/);
  });

  test('bytes that are no deflated data', async () => {
    const bytes = await zip(workbookParts({ rows: '' }));
    const packed = deflateRawSync(Buffer.from('x'));
    bytes.fill(packed, 60, 120);
    await readTable('a.xlsx', bytes).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
  });
});

test('what is written is what is read', async () => {
  const rows = [
    ['Service', 'a_x000D_b', '<&">', 'line\nbreak', '\u0001'],
    [1, 0.1, -5, true, false],
    [null, date(2026, 2, 28), { kind: 'percent', fraction: 0.25 }],
  ] as never;
  const bytes = await writeXlsx({ sheet: 'A & B', rows });
  expect(await readTable('a.xlsx', bytes)).toEqual({ name: 'a.xlsx', sheet: 'A & B', otherSheets: [], rows });
  expect((await writeXlsx({ sheet: 'A & B', rows })).equals(bytes)).toBe(true);
});
