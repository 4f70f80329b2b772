/** The names of the columns, and rows that spreadsheets save. */
import { describe, expect, test } from '@jest/globals';
import {
  fitsHeader,
  isBlank,
  readHeader,
  reportWidth,
  type Header,
} from '../../../server/ingest/csv/header.js';
import { problemLine, Problems } from '../../../server/ingest/problems.js';

const RULES = { kind: 'measurements', required: ['service', 'value'], optional: ['status', 'flags'] };
const PLACE = { file: 'f.csv', line: 1 };

function headerOf(...names: string[]): { header?: Header; problems: string[] } {
  const problems = new Problems();
  const header = readHeader(PLACE, names, RULES, problems);
  return { header, problems: problems.sorted().map(problemLine) };
}

/** What is said of a row under a header; null = it fits. */
function saidOf(names: readonly string[], record: readonly string[]): string | null {
  const { header } = headerOf(...names);
  if (fitsHeader(header!, record)) return null;
  const problems = new Problems();
  reportWidth(PLACE, header!, record, problems);
  return problemLine(problems.sorted()[0]);
}

describe('rows and columns with nothing in them', () => {
  test.each([[['', '', '']], [['', ' ', '\t']], [['\u00a0', '']], [['']], [[]]])(
    '%j is a blank row',
    (record) => {
      expect(isBlank(record)).toBe(true);
    },
  );

  test.each([[['', '0', '']], [['a', '', '']], [['', '', '-']]])('%j is none', (record) => {
    expect(isBlank(record)).toBe(false);
  });

  test('columns without a name may be anywhere, and are none of the file', () => {
    const { header, problems } = headerOf('service', '', 'value', '', ' ');
    expect(problems).toEqual([]);
    expect(header).toMatchObject({ names: ['service', '', 'value'], hasNameless: true });
    expect([...header!.at]).toEqual([
      ['service', 0],
      ['value', 2],
    ]);
  });

  test.each([[['licence', '1']], [['licence', '1', '', '']], [['licence', '1', ' ', '', '', '', '']]])(
    '%j fits two columns, whatever blanks follow',
    (record) => {
      expect(saidOf(['service', 'value', '', ''], record)).toBeNull();
      expect(saidOf(['service', 'value'], record)).toBeNull();
    },
  );

  test.each([
    [
      ['service', 'value', '', ''],
      ['licence', '1', '', 'x'],
      'f.csv:1:4: the row has 4 fields, the header 2: "x" is under no header',
    ],
    [
      ['service', '', 'value'],
      ['licence', 'x', '1'],
      'f.csv:1:2: "x" stands in a column without a name: name the column, or take it out',
    ],
    [
      ['service', 'value', 'status'],
      ['licence', '1'],
      'f.csv:1:3: the row has 2 fields, the header 3: status and what follows it is missing',
    ],
    [
      ['service', 'value'],
      ['licence', '18500', '50'],
      'f.csv:1:3: the row has 3 fields, the header 2: "50" is under no header; a comma in a number divides it: write a decimal point, and no sign between thousands',
    ],
  ])('%j over %j', (names, record, message) => expect(saidOf(names, record)).toBe(message));
});

describe('lines that are one field', () => {
  test.each([
    [
      ['service,value'],
      /^f\.csv:1: the whole line stands in double quotes, .*: take out the quotes around it$/,
    ],
    [['service,value', '', ''], /^f\.csv:1: the whole line stands in double quotes/],
    [['service;value'], /^f\.csv:1: fields are separated by semicolons: /],
    [['service\tvalue', ''], /^f\.csv:1: fields are separated by tabs: /],
  ])('the header %j', (names, message) => {
    expect(headerOf(...names)).toMatchObject({
      header: undefined,
      problems: [expect.stringMatching(message)],
    });
  });

  test.each([
    [
      ['licence,1,PROVIDED'],
      /^f\.csv:1:2: the row has 1 field, the header 3: the whole line stands in double quotes/,
    ],
    [['licence;1;'], /^f\.csv:1:2: the row has 1 field, the header 3: fields are separated by semicolons/],
    [
      ['licence;18500', '50;'],
      /^f\.csv:1:3: the row has 2 fields, the header 3: fields are separated by semicolons/,
    ],
    [['licence'], /: value and what follows it is missing$/],
  ])('the row %j', (record, message) => {
    expect(saidOf(['service', 'value', 'status'], record)).toMatch(message);
  });
});

test('what is unknown, twice or missing is said all at once', () => {
  expect(headerOf('valu', 'status', 'status').problems).toEqual([
    'f.csv:1: the columns service and value of measurements are missing',
    'f.csv:1:1: "valu" is no column of measurements; did you mean "value"?',
    'f.csv:1:3: the column "status" stands there twice (first as column 2)',
  ]);
});
