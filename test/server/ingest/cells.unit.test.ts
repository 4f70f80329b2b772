import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  CellProblem,
  dimensionWordProblem,
  plainNumber,
  slugCell,
  textCell,
  timeZoneCell,
  urlCell,
} from '../../../server/ingest/cells/cells.js';
import { formatDimensionCell, parseDimensionCell } from '../../../server/ingest/cells/dimension-cell.js';
import { Problems, problemLines } from '../../../server/ingest/problems.js';
import { didYouMean, editDistance, nearestWord } from '../../../server/ingest/message-words.js';
import { readFlags, readValue } from '../../../server/ingest/cells/value-cells.js';
import { WindowReader } from '../../../server/ingest/cells/window-cells.js';
import { flagBits, statusCode } from '../../../server/metrics/status.js';

describe('numbers', () => {
  test.each([
    ['0', 0],
    ['12', 12],
    ['-3.5', -3.5],
    ['+3', 3],
    ['.5', 0.5],
    ['5.', 5],
    ['1e6', 1_000_000],
    ['1.5E-3', 0.0015],
    ['007', 7],
  ])('%s is one', (text, value) => expect(plainNumber(text)).toBe(value));

  test('-0 is 0: it would be stored as another value', () =>
    expect(Object.is(plainNumber('-0'), 0)).toBe(true));

  test.each([
    '1,000',
    '0x10',
    'Infinity',
    '-Infinity',
    'NaN',
    '1 000',
    ' 1',
    '1 ',
    '£5',
    '5%',
    '1e',
    'e5',
    '.',
    '١',
    '1e400',
  ])('%s is none', (text) => expect(plainNumber(text)).toBeInstanceOf(CellProblem));

  test('the message says what to write', () => {
    expect((plainNumber('£1,000.50') as CellProblem).message).toContain('write 1000.50');
  });

  test('every finite number reads as itself', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(plainNumber(String(value))).toBe(value + 0);
      }),
    );
  });
});

describe('texts', () => {
  test.each(['Carer’s Allowance', 'שירות', 'الخدمة', 'Two\nlines,\tand a tab', '<b>&', 'Ffi\u200dl'])(
    '%j is kept',
    (text) => expect(textCell(text)).toBe(text),
  );

  test.each([
    ['a\u202eb', 'U+202E'],
    ['a\u2066b', 'U+2066'],
    ['a\u0007b', 'U+0007'],
    ['a\u001b[31mb', 'U+001B'],
  ])('%j is refused: figures beside it would not be read as they are', (text, name) => {
    expect((textCell(text) as CellProblem).message).toContain(`holds ${name}`);
  });

  test('so it is in a dimension', () => {
    expect(dimensionWordProblem('by\u202ephone')).toContain('U+202E');
    expect(dimensionWordProblem('by phone')).toBeUndefined();
  });
});

describe('values and statuses', () => {
  test.each([
    ['5', '', 5, 'PROVIDED'],
    [5, null, 5, 'PROVIDED'],
    ['5', 'provided', 5, 'PROVIDED'],
    ['', 'not_provided', NaN, 'NOT_PROVIDED'],
    [null, 'SUPPRESSED', NaN, 'SUPPRESSED'],
    ['[x]', '', NaN, 'NOT_PROVIDED'],
    ['[z]', '', NaN, 'NOT_APPLICABLE'],
    ['[c]', 'Suppressed', NaN, 'SUPPRESSED'],
  ] as const)('%p with status %p', (value, status, number, word) => {
    expect(readValue(value, status)).toEqual({ number, status: statusCode(word) });
  });

  test.each([
    ['', '', 'value', /^is empty/],
    ['', 'PROVIDED', 'value', /^is empty/],
    ['5', 'SUPPRESSED', 'value', /leave one of them out/],
    ['[x]', 'SUPPRESSED', 'value', /means NOT_PROVIDED/],
    ['5', 'unknown', 'status', /is not one of PROVIDED/],
    [NaN, '', 'value', /is not a plain number/],
    [Infinity, '', 'value', /is not a plain number/],
  ] as const)('%p with status %p is refused', (value, status, column, message) => {
    expect(readValue(value, status)).toMatchObject({ column, message: expect.stringMatching(message) });
  });

  test('flags are words separated by spaces, in any case', () => {
    expect(readFlags('provisional  ESTIMATED')).toBe(flagBits(['PROVISIONAL', 'ESTIMATED']));
    expect(readFlags('')).toBe(0);
    expect(readFlags('PROVISONAL')).toMatchObject({
      message: expect.stringContaining('did you mean "PROVISIONAL"?'),
    });
  });
});

describe('windows', () => {
  const windows = new WindowReader(new Date('2014-04-01T23:30:00Z'));

  test.each([
    ['quarter', '2014-01-01'],
    ['week', '2014-03-31'],
    ['year', '2013-05-01'],
    ['hour', '2014-03-31T14:00:00Z'],
    ['day', '2012-02-29'],
  ])('%s from %s', (period, start) => expect(windows.read(period, start)).not.toBeInstanceOf(CellProblem));

  test.each([
    ['quarter', '2014-02-01', 'start', /must be 1 January, 1 April/],
    ['week', '2014-04-01', 'start', /must be a Monday/],
    ['month', '2014-03-15', 'start', /first day of a month/],
    ['year', '2013-05-02', 'start', /first day of a month/],
    ['hour', '2014-03-31T14:30:00Z', 'start', /a full hour/],
    ['day', '31/03/2014', 'start', /must be a date, written like/],
    ['day', '2013-02-29', 'start', /is no start of a day/],
    ['day', '', 'start', /^is empty/],
    ['Quarter', '2014-01-01', 'period', /did you mean "quarter"\?/],
    ['rolling-year', '2014-01-01', 'period', /write year/],
    ['decade', '2010-01-01', 'period', /is not one of minute, hour/],
  ])('%s from %s is refused', (period, start, column, message) => {
    expect(windows.read(period, start)).toMatchObject({ column, message: expect.stringMatching(message) });
  });

  test('the future begins at midnight of the data set’s zone', () => {
    const day = windows.read('day', '2014-04-02');
    if (day instanceof CellProblem) throw new Error(day.message);
    // 23:30 UTC is 00:30 in London's summer and 19:30 in New York.
    expect(day.isNearNow).toBe(true);
    expect(windows.isInFuture(day, 'Europe/London')).toBe(false);
    expect(windows.isInFuture(day, 'America/New_York')).toBe(true);
    expect(windows.read('day', '2014-03-20')).toMatchObject({ isNearNow: false });
  });
});

describe('dimension cells', () => {
  test('names, values and quotes', () => {
    expect(parseDimensionCell('channel=digital phone;page; le=10 20 +Inf')).toEqual([
      { name: 'channel', values: ['digital', 'phone'] },
      { name: 'page' },
      { name: 'le', values: ['10', '20', '+Inf'] },
    ]);
    expect(parseDimensionCell('reason="no form" "a; b=""c"""')).toEqual([
      { name: 'reason', values: ['no form', 'a; b="c"'] },
    ]);
    expect(parseDimensionCell('')).toEqual([]);
  });

  test.each([
    ['channel=', /followed by no value/],
    ['channel digital', /"=" is missing/],
    ['=digital', /must follow the name/],
    ['a=b=c', /must follow the name/],
    ['a=x x', /has the value x twice/],
    ['a=x;a=y', /stands there twice/],
    ['a="x', /is not closed/],
  ])('%s is refused', (cell, message) => expect(() => parseDimensionCell(cell)).toThrow(message));

  test('what is written reads as what it was', () => {
    const word = fc.string({ minLength: 1, maxLength: 8 });
    const dimension = fc.record(
      { name: word, values: fc.uniqueArray(word, { minLength: 1, maxLength: 4 }) },
      { requiredKeys: ['name'] },
    );
    fc.assert(
      fc.property(fc.uniqueArray(dimension, { selector: ({ name }) => name, maxLength: 4 }), (dimensions) => {
        expect(parseDimensionCell(formatDimensionCell(dimensions))).toEqual(dimensions);
      }),
    );
  });
});

describe('other cells', () => {
  test('slugs', () => {
    expect(slugCell('dwp-carers-allowance-2')).toBe('dwp-carers-allowance-2');
    for (const wrong of ['DWP', 'a--b', '-a', 'a-', 'a b', 'é', 'x'.repeat(251)]) {
      expect(slugCell(wrong)).toBeInstanceOf(CellProblem);
    }
  });

  test('addresses cannot run anything', () => {
    expect(urlCell('https://www.gov.uk/x?y=1')).toBe('https://www.gov.uk/x?y=1');
    for (const wrong of [
      'javascript:alert(1)',
      'data:text/html,x',
      '//x.org',
      'http://',
      'https://a b',
      ' https://a',
    ]) {
      expect(urlCell(wrong)).toBeInstanceOf(CellProblem);
    }
  });

  test('time zones are those that Intl knows', () => {
    expect(timeZoneCell('Europe/London')).toBe('Europe/London');
    expect(timeZoneCell('Europe/Londn')).toBeInstanceOf(CellProblem);
  });
});

describe('messages', () => {
  test('a slip of the pen is suggested, another word is not', () => {
    const words = ['transactions', 'cost', 'starts', 'completions'];
    expect(nearestWord('transaction', words)).toBe('transactions');
    expect(nearestWord('Transactions', words)).toBe('transactions');
    expect(nearestWord('trasnactions', words)).toBe('transactions');
    expect(nearestWord('tax', words)).toBeUndefined();
    expect(didYouMean('strats', words)).toBe('; did you mean "starts"?');
  });

  test('distances', () => {
    expect(editDistance('kitten', 'sitting', 5)).toBe(3);
    expect(editDistance('ab', 'ba', 3)).toBe(1);
    expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3);
  });

  test('a hundred problems are listed, the rest counted', () => {
    const problems = new Problems();
    for (let row = 250; row >= 1; row--)
      problems.add({ file: 'f.csv', row, column: 2 }, 'BAD_VALUE', 'wrong');
    const lines = problemLines(problems.sorted(), problems.rest);
    expect(lines).toHaveLength(101);
    expect(lines[0]).toBe('f.csv:151:2: wrong');
    expect(lines[100]).toBe('… and 150 more');
  });
});
