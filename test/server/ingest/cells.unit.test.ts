import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  CellProblem,
  dimensionWordProblem,
  slugCell,
  textCell,
  urlCell,
} from '../../../server/ingest/cells/cells.js';
import {
  formatDimensionCell,
  formatLabelsCell,
  parseDimensionCell,
  parseLabelsCell,
} from '../../../server/ingest/cells/dimension-cell.js';
import { isSource } from '../../../server/ingest/delivery-limits.js';
import { Problems, problemLines } from '../../../server/ingest/problems.js';
import { didYouMean } from '../../../server/ingest/message-words.js';
import { editDistance, nearestWord } from '../../../server/modules/nearest-word.js';
import { timeZoneCell } from '../../../server/ingest/cells/time-zone-cell.js';
import { WindowReader } from '../../../server/ingest/cells/window-cells.js';

describe('texts', () => {
  test.each([
    'Carer’s Allowance',
    'שירות',
    'الخدمة',
    'Two\nlines,\tand a tab',
    '<b>&',
    'Ffi\u200dl',
    'A thumb 👍',
  ])('%j is kept', (text) => expect(textCell(text)).toBe(text));

  test.each([
    ['a\u202eb', 'U+202E'],
    ['a\u2066b', 'U+2066'],
    ['a\u0007b', 'U+0007'],
    ['a\u001b[31mb', 'U+001B'],
    ['a\ud83d', 'U+D83D'],
    ['\udc1ca', 'U+DC1C'],
  ])('%j is refused: figures beside it would not be read as they are', (text, name) => {
    expect((textCell(text) as CellProblem).message).toContain(`holds ${name}`);
  });

  test('so it is in a dimension', () => {
    expect(dimensionWordProblem('by\u202ephone')).toContain('U+202E');
    expect(dimensionWordProblem('Upload failed \ud83d')).toContain('U+D83D');
    expect(dimensionWordProblem('by phone')).toBeUndefined();
  });

  test('half a character is in no address, and in no word on what something came from', () => {
    expect(urlCell('https://example.org/\ud83d')).toBeInstanceOf(CellProblem);
    expect([isSource('a file \ud83d'), isSource('a file 👍')]).toEqual([false, true]);
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
    ['month', '1990-01-01'],
    ['minute', '1990-01-01T00:00:00Z'],
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
    ['month', '1989-12-01', 'start', /^1989-12-01 is before 1990, .*: is the year right\?$/],
    ['year', '1989-02-01', 'start', /is before 1990/],
    ['minute', '1989-12-31T23:59:00Z', 'start', /is before 1990/],
    ['day', '1926-09-01', 'start', /is before 1990/],
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

describe('cells of labels', () => {
  test('labels follow their values, and stand in quotes where they need them', () => {
    expect(
      parseLabelsCell('channel=digital:Online phone:"By telephone"; rating=1:Poor 5:"Good: very"'),
    ).toEqual({
      channel: { digital: 'Online', phone: 'By telephone' },
      rating: { 1: 'Poor', 5: 'Good: very' },
    });
    expect(parseLabelsCell('page="a:b":"The ""first"" page"')).toEqual({
      page: { 'a:b': 'The "first" page' },
    });
    expect(parseLabelsCell('')).toEqual({});
  });

  test.each([
    ['channel=', /followed by no label/],
    ['channel', /the name of a dimension and "=" must come first/],
    ['channel=digital', /channel: each label follows its value and ":" \(digital\)/],
    ['channel=digital Online', /each label follows its value/],
    ['channel=digital:', /each label follows its value/],
    ['channel=:Online', /each label follows its value/],
    ['channel=digital:Online digital:Web', /has the value digital twice/],
    ['a=x:X;a=y:Y', /stands there twice/],
    ['a=x:"X', /is not closed/],
  ])('%s is refused', (cell, message) => expect(() => parseLabelsCell(cell)).toThrow(message));

  test('what is written reads as what it was', () => {
    const word = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => text !== '__proto__');
    const own = fc.dictionary(word, word, { minKeys: 1, maxKeys: 4, noNullPrototype: true });
    fc.assert(
      fc.property(fc.dictionary(word, own, { maxKeys: 3, noNullPrototype: true }), (labels) => {
        expect(parseLabelsCell(formatLabelsCell(labels))).toEqual(labels);
      }),
    );
  });
});

describe('time zones', () => {
  test.each([
    ['Europe/London', 'Europe/London'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['UTC', 'UTC'],
    ['utc', 'UTC'],
    ['europe/london', 'Europe/London'],
  ])('%s is one', (cell, zone) => expect(timeZoneCell(cell)).toBe(zone));

  // Node itself takes all but two of them; BST is Dhaka to it.
  test.each(['BST', 'bst', 'EST', 'CET', 'GMT', 'GB', 'GMT+1', 'UTC+1', 'Etc/GMT+1', 'EST5EDT', 'GMT0'])(
    '%s does not say which one is meant',
    (cell) => {
      const { message } = timeZoneCell(cell) as CellProblem;
      expect(message).toBe(
        `"${cell}" is an abbreviation or offset, which does not say which time zone is meant: write a name like Europe/London (Area/City of the IANA list), or UTC`,
      );
    },
  );

  test.each(['Europe/Londn', 'London', '+01:00', 'British Summer Time', '../etc', ''])(
    '%j is none',
    (cell) => {
      expect((timeZoneCell(cell) as CellProblem).message).toBe(
        `"${cell}" is no time zone: write a name like Europe/London (Area/City of the IANA list), or UTC`,
      );
    },
  );
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
