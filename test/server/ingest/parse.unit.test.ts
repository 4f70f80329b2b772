import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parse as parseWhole } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { parseCsv } from '../../../server/ingest/csv/parse.js';
import { problemLine, Problems } from '../../../server/ingest/problems.js';

interface Read {
  records: string[][];
  lines: number[];
  problems: string[];
}

async function read(content: string | Buffer, chunkBytes = 1_000_000): Promise<Read> {
  const bytes = Buffer.from(content as string);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += chunkBytes) chunks.push(bytes.subarray(at, at + chunkBytes));
  const problems = new Problems();
  const records: string[][] = [];
  const lines: number[] = [];
  for await (const batch of parseCsv('f.csv', chunks, problems)) {
    records.push(...(batch.records as string[][]));
    lines.push(...batch.lines);
  }
  return { records, lines, problems: problems.sorted().map(problemLine) };
}

const withByte = (before: string, byte: number, after: string): Buffer =>
  Buffer.concat([Buffer.from(before), Buffer.from([byte]), Buffer.from(after)]);

describe('CSV', () => {
  test('a BOM, CRLF, comments, empty lines and a missing last line end are no part of the records', async () => {
    const text = '\uFEFFa,b\r\n# a "comment, \r\n\r\n1,2\r\n#3,4\r\n"5","6"';
    expect(await read(text)).toEqual({
      records: [
        ['a', 'b'],
        ['1', '2'],
        ['5', '6'],
      ],
      lines: [1, 4, 6],
      problems: [],
    });
  });

  test('a field in quotes may hold commas, quotes and line ends; the line is where the record starts', async () => {
    const { records, lines } = await read('a,b\n"x,""y""","two\nlines\n"\n1,2\n"#",3\n');
    expect(records).toEqual([
      ['a', 'b'],
      ['x,"y"', 'two\nlines\n'],
      ['1', '2'],
      ['#', '3'],
    ]);
    expect(lines).toEqual([1, 2, 5, 6]);
  });

  test('what is in the records does not depend on how the bytes were cut', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', '"', ',', '\n', 'é', '\u{1F600}', ' ', '#'),
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 20 }),
        async (rows, size) => {
          const text = stringify([['name', 'value'], ...rows], { quoted: true });
          expect((await read(text, size)).records).toEqual([['name', 'value'], ...rows]);
        },
      ),
    );
  });

  test('what csv-parse accepts is read as csv-parse reads it', async () => {
    const line = fc.string({ unit: fc.constantFrom('a', 'b', '"', ',', ' '), maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 6 }), async (lines) => {
        const text = ['head,er', ...lines.filter((each) => each !== '')].join('\n');
        let expected: string[][];
        try {
          expected = parseWhole(text, { relax_column_count: true, record_delimiter: '\n' });
        } catch {
          expect((await read(text)).problems).not.toEqual([]);
          return;
        }
        expect(await read(text, 3)).toMatchObject({ records: expected, problems: [] });
      }),
    );
  });

  test.each([
    [
      'Latin-1',
      withByte('a,name\n1,2\n3,caf', 0xe9, '\n'),
      /^f\.csv:3:2: "name": byte 0xE9 is not UTF-8: save the file as UTF-8/,
    ],
    [
      'a byte in a record that began earlier',
      withByte('a,b\n1,"x\ny', 0xff, '"\n'),
      /^f\.csv:2:2: "b": byte 0xFF/,
    ],
    ['UTF-16', Buffer.from('\uFEFFa,b\n1,2\n', 'utf16le'), /^f\.csv:1:1: this is UTF-16/],
    ['a NUL', Buffer.from('a,b\n1,\0\n'), /^f\.csv:2:2: "b": a byte 0x00/],
  ])('another encoding is found where it shows: %s', async (_name, bytes, message) => {
    for (const size of [1_000_000, 3]) {
      const { problems } = await read(bytes, size);
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatch(message);
    }
  });

  test('a replacement character that was really written is text', async () => {
    expect((await read('a\n\uFFFD\n')).problems).toEqual([]);
    expect((await read(withByte('a\n\uFFFD', 0xc3, '\n'))).problems[0]).toMatch(
      /^f\.csv:2:1: "a": byte 0xC3/,
    );
  });

  test('a quote inside a field is reported where it stands, and reading goes on', async () => {
    const { records, problems } = await read('a,b\n1,5" pipe\n"2"x,3\n4,"ok"\n5,6" x "7"\n8,9\n');
    expect(problems).toEqual([
      expect.stringMatching(/^f\.csv:2:2: b: a double quote stands inside a field/),
      expect.stringMatching(/^f\.csv:3:1: a: a double quote stands inside/),
      expect.stringMatching(/^f\.csv:5:2: b: a double quote stands inside/),
    ]);
    expect(records).toEqual([
      ['a', 'b'],
      ['4', 'ok'],
      ['8', '9'],
    ]);
  });

  test('a quote that is never closed ends the reading, with the place of its record', async () => {
    const { problems } = await read('a,b\n1,2\n3,"x\n4,5\n6,7\n');
    expect(problems).toEqual([expect.stringMatching(/^f\.csv:3:2: b: a double quote opens .* not closed/)]);
    const long = await read(`a,b\n3,"x\n${'4,5\n'.repeat(30_000)}`, 10_000);
    expect(long.problems).toEqual([expect.stringMatching(/^f\.csv:2:2: b: a double quote opens/)]);
  });

  test('a record is at most 64 KiB, counted in bytes', async () => {
    const fits = 'é'.repeat(32_767);
    expect((await read(`a\n${fits}\n`)).problems).toEqual([]);
    expect((await read(`a\n1\n${fits}éé\n2\n`)).problems).toEqual([
      expect.stringMatching(/^f\.csv:3: the record is longer than 64 KiB/),
    ]);
    expect((await read(`a\n"${fits}éé"\n2\n`)).problems).toHaveLength(1);
    expect((await read('x'.repeat(200_000), 10_000)).problems).toEqual([
      expect.stringMatching(/^f\.csv:1: the record is longer/),
    ]);
  });

  test('line ends of old Macs are named', async () => {
    expect((await read('a,b\r1,2\r')).problems).toEqual([
      expect.stringMatching(/^f\.csv:1: lines end with a carriage return alone/),
    ]);
  });
});

describe('what spreadsheets make of CSV', () => {
  const commas = 'save the file with commas between them (in Excel: "CSV UTF-8 (Comma delimited)")';

  test.each([
    ['service;measure;value\nlicence;cost;1\n', 'semicolons'],
    ['\uFEFF"service";"measure";"value"\n"licence";"cost";"18500,50"\n', 'semicolons'],
    ['service\tmeasure\tvalue\nlicence\tcost\t1\n', 'tabs'],
    ['service|measure|value\n', 'vertical bars'],
    ['\n# a remark\nservice;measure;a note, or two\n', 'semicolons'],
  ])('another separator is named: %j', async (text, name) => {
    const { records, problems } = await read(text);
    expect(records).toEqual([]);
    expect(problems).toEqual([expect.stringMatching(/^f\.csv:[13]: fields are separated by /)]);
    expect(problems[0]).toContain(`fields are separated by ${name}: ${commas}`);
  });

  test.each([
    'sep=,\na,b\n1,2\n',
    '\uFEFFsep=,\r\na,b\r\n1,2\r\n',
    '"sep=,"\na,b\n1,2\n',
    'SEP=,,,\na,b\n1,2\n',
  ])('the line that names the comma is no row: %j', async (text) => {
    const { records, lines, problems } = await read(text);
    expect({ records, lines, problems }).toEqual({
      records: [
        ['a', 'b'],
        ['1', '2'],
      ],
      lines: [2, 3],
      problems: [],
    });
  });

  test.each([
    ['sep=;\na;b\n', 'the first line says that fields are separated by semicolons: '],
    ['"sep=;"\na;b\n', 'the first line says that fields are separated by semicolons: '],
    ['sep=\\t\na\tb\n', 'the first line says that fields are separated by tabs: '],
    ['sep=|\na,b\n', 'the first line says that fields are separated by vertical bars: '],
    ['sep=^\na^b\n', 'the first line says that fields are separated by "^": '],
    ['sep=\na,b\n', 'the line sep= names no separator: take it out'],
  ])('the line that names another is refused: %j', async (text, message) => {
    const { records, problems } = await read(text);
    expect(records).toEqual([]);
    expect(problems).toEqual([expect.stringContaining(`f.csv:1: ${message}`)]);
  });

  test('a column that is called sep is no such line', async () => {
    expect((await read('sep,b\n1,2\n')).records).toEqual([
      ['sep', 'b'],
      ['1', '2'],
    ]);
  });

  test('empty rows before the names of the columns are none', async () => {
    expect(await read(',,\n" ",,\n\na,b,\n1,2,\n')).toEqual({
      records: [
        ['a', 'b', ''],
        ['1', '2', ''],
      ],
      lines: [4, 5],
      problems: [],
    });
  });
});
