/** A survey's responses: counted, and nothing else of them kept or said. */
import { describe, expect, test } from '@jest/globals';
import type { SheetContext } from '../../../../server/ingest/sheets/context.js';
import { neededTable } from '../../../../server/ingest/sheets/needed.js';
import { recognise } from '../../../../server/ingest/sheets/recognise.js';
import type { TableCell } from '../../../../server/ingest/sheets/table.js';
import { asked, dataSet, date, PERMIT, readAll, table } from './tables.js';

const HEADER = ['Timestamp', 'Name', 'E-mail', 'How satisfied were you?', 'How could we improve?'];
const SECRET = ['Ada Lovelace', 'ada@example.org', 'AB123456C is my number'];

const survey = (...answers: [TableCell, TableCell][]): ReturnType<typeof table> =>
  table([HEADER, ...answers.map(([at, rating]) => [at, SECRET[0], SECRET[1], rating, SECRET[2]])]);

const counts = (lines: readonly string[]): string[] =>
  lines.map((line) => line.replace('renew-a-permit ratings ', ''));

const withScale = (own: Partial<SheetContext['dataSets'][number]>): SheetContext => ({
  ...PERMIT,
  dataSets: [dataSet('renew-a-permit', 'ratings', own)],
});

test('each window has all five ratings, zeros too', () => {
  const read = readAll(
    survey(
      ['14/01/2026 10:31', '5 - Very satisfied'],
      ['15/01/2026 09:00', 'Very dissatisfied'],
      ['15/01/2026 09:05', 'Very Satisfied'],
      ['28/02/2026 23:59', 4],
      [date(2026, 2, 1), 'Neither satisfied nor dissatisfied'],
    ),
  );
  expect(read.mapping.shape).toBe('responses');
  expect(counts(read.lines)).toEqual([
    'month 2026-01-01 rating=1 1',
    'month 2026-01-01 rating=2 0',
    'month 2026-01-01 rating=3 0',
    'month 2026-01-01 rating=4 0',
    'month 2026-01-01 rating=5 2',
    'month 2026-02-01 rating=1 0',
    'month 2026-02-01 rating=2 0',
    'month 2026-02-01 rating=3 1',
    'month 2026-02-01 rating=4 1',
    'month 2026-02-01 rating=5 0',
  ]);
  expect(read.said).toContain('5 responses are counted, in 2 windows');
});

test('nothing of other columns is said, or left in what may be kept', () => {
  const given = survey(['14/01/2026', 5], ['14/01/2026', 'Ada Lovelace']);
  const read = readAll({
    ...given,
    rows: [
      ...given.rows,
      ['15/01/2026', 'x', 'y', 4, 'z'],
      ['16/01/2026', 'x', 'y', 4, 'z'],
      ['17/01/2026', 'x', 'y', 4, 'z'],
    ],
  });
  expect(read.said).toContain(
    'Nothing of the other columns is read or kept: Name, E-mail, How could we improve?',
  );
  expect(read.said).toContain('1 rows without a rating are left out');
  const kept = JSON.stringify([read.mapping, read.rows, read.notes, neededTable(given, read.mapping)]);
  for (const text of ['Lovelace', 'ada@', 'AB123456C']) expect(kept).not.toContain(text);
  expect(neededTable(given, read.mapping).rows[1]).toEqual(['14/01/2026', null, null, 5, null]);
});

test('a response in the first row is no name of columns', () => {
  const rows = [1, 2, 3].map((day): TableCell[] => [
    `${day + 12}/01/2026`,
    SECRET[0],
    'Very satisfied',
    SECRET[2],
  ]);
  const read = readAll(table(rows));
  expect(counts(read.lines).at(-1)).toBe('month 2026-01-01 rating=5 3');
  expect(JSON.stringify([read.mapping, read.notes, neededTable(table(rows), read.mapping)])).not.toMatch(
    /Lovelace|AB123456C/,
  );
});

test('responses without a rating or a date are counted and said', () => {
  const read = readAll(
    survey(
      ['14/01/2026', 5],
      ['14/01/2026', null],
      [null, 5],
      ['15/01/2026', 3],
      ['16/01/2026', 3],
      ['17/01/2026', 3],
    ),
  );
  expect(read.said).toContain('1 rows without a rating are left out');
  expect(read.said).toContain('1 rows with a rating and without a date are left out');
  expect(read.said).toContain('4 responses are counted, in 1 windows');
});

test('instants are of the day that they are in the zone of the data set', () => {
  const read = readAll(survey(['2026-06-30T23:30:00Z', 5], ['2026-06-30T22:30:00+00:00', 1]));
  expect(counts(read.lines).filter((line) => !line.endsWith(' 0'))).toEqual([
    'month 2026-06-01 rating=1 1',
    'month 2026-07-01 rating=5 1',
  ]);
});

test('by how often the data set comes, else it is asked', () => {
  const given = survey(['14/01/2026', 5], ['15/01/2026', 4]);
  expect(counts(readAll(given, withScale({ cadence: 'week' })).lines)[0]).toBe('week 2026-01-12 rating=1 0');
  const none = { ...PERMIT, dataSets: [] };
  expect(asked(given, none)).toEqual(['dates']);
  expect(readAll(given, none, { dates: 'quarter' }).lines).toHaveLength(5);
});

test('the order of days and months is asked where no date shows it', () => {
  const given = survey(['1/2/2026', 5], ['2/3/2026', 4]);
  expect(asked(given)).toEqual(['order']);
  expect(JSON.stringify(recognise(given, PERMIT).questions)).not.toContain('1/2/2026');
});

describe('which end of the scale is the best', () => {
  const many = (rating: number): [TableCell, TableCell][] =>
    Array.from({ length: 40 }, (_, i): [TableCell, TableCell] => [date(2026, 1, 1 + (i % 28)), rating]);

  test('words beside the numbers say it', () => {
    const read = readAll(
      survey([date(2026, 1, 1), '1 - Very satisfied'], [date(2026, 1, 2), '5 - Very dissatisfied']),
    );
    expect(counts(read.lines).filter((line) => !line.endsWith(' 0'))).toEqual([
      'month 2026-01-01 rating=1 1',
      'month 2026-01-01 rating=5 1',
    ]);
    expect(read.mapping.best).toEqual({ given: 1, stored: 5 });
  });

  test('so does the header', () => {
    const given = table([
      ['Date', 'Rating (1 = very satisfied, 5 = very dissatisfied)'],
      [date(2026, 1, 1), 1],
    ]);
    expect(readAll(given).mapping.best).toEqual({ given: 1, stored: 5 });
    expect(readAll(given).lines.at(-1)).toMatch(/rating=5 1$/);
  });

  test('numbers that look turned around are asked about', () => {
    expect(asked(survey(...many(1)), withScale({ score: 92 }))).toEqual(['best-rating']);
    expect(asked(survey(...many(1)))).toEqual(['best-rating']);
    expect(asked(survey(...many(5)), withScale({ score: 92 }))).toEqual([]);
    expect(asked(survey(...many(1)), withScale({ score: 4 }))).toEqual([]);
    const read = readAll(survey(...many(1)), PERMIT, { 'best-rating': '1' });
    expect(read.lines.at(-1)).toMatch(/rating=5 40$/);
  });

  test('a data set of which 1 is the best gets its own scale', () => {
    const context = withScale({ bestRating: 1 });
    const words = readAll(survey([date(2026, 1, 1), 'Very satisfied']), context);
    expect(words.lines[0]).toMatch(/rating=1 1$/);
    const numbers = readAll(survey([date(2026, 1, 1), 2]), context);
    expect(numbers.lines[1]).toMatch(/rating=2 1$/);
  });
});

test('counts of responses are none themselves', () => {
  const read = readAll(
    table([
      ['Month', 'Rating', 'Responses'],
      ['Jan 2026', 1, 10],
      ['Jan 2026', 2, 20],
    ]),
  );
  expect(read.mapping.shape).toBe('values');
  expect(read.lines).toEqual([
    'renew-a-permit ratings month 2026-01-01 rating=1 10',
    'renew-a-permit ratings month 2026-01-01 rating=2 20',
  ]);
});

test('of several columns with dates it is asked which, and a date of birth is none of them', () => {
  const row = (day: number): TableCell[] => [date(1980, 1, 1), date(2026, 1, day), date(2026, 2, day), 5];
  const head = ['Date of birth', 'Date of visit', 'Date', 'How satisfied were you?'];
  const given = table([head, row(1), row(2)]);
  expect(asked(given)).toEqual(['date-column']);
  expect(readAll(given, PERMIT, { 'date-column': 'column:date' }).lines[0]).toMatch(/month 2026-02-01/);
  const submitted = table([[...head.slice(0, 2), 'Date submitted', head[3]], row(1), row(2)]);
  expect(readAll(submitted).lines[0]).toMatch(/month 2026-02-01/);
});

test('of several columns with ratings it is asked which', () => {
  const given = table([
    ['Submitted', 'How satisfied were you with the website?', 'How satisfied were you with staff?'],
    [date(2026, 1, 1), 5, 1],
    [date(2026, 1, 2), 5, 1],
  ]);
  expect(asked(given)).toEqual(['rating-column']);
  const read = readAll(given, PERMIT, { 'rating-column': 'column:how satisfied were you with staff?' });
  expect(read.lines[0]).toMatch(/rating=1 2$/);
});
