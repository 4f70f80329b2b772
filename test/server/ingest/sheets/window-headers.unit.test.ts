/** What the header of a column of days or months says of them: which end they are, and of what. */
import { describe, expect, test } from '@jest/globals';
import { recognise } from '../../../../server/ingest/sheets/recognise.js';
import type { TableCell } from '../../../../server/ingest/sheets/table.js';
import { asked, dataSet, date, PERMIT, readAll, table } from './tables.js';

const NEW = { ...PERMIT, dataSets: [] };
const WEEKLY = { ...PERMIT, dataSets: [dataSet('renew-a-permit', 'transactions', { cadence: 'week' })] };

const column = (header: string, cells: readonly TableCell[]): ReturnType<typeof table> =>
  table([[header, 'Transactions'], ...cells.map((cell, at) => [cell, at + 1])]);

const windows = (header: string, cells: readonly TableCell[], context = NEW, answers = {}): string[] =>
  readAll(column(header, cells), context, answers).lines.map((line) => line.split(' ').slice(2, 4).join(' '));

describe('a day or a month below a header that says what begins or ends with it', () => {
  test.each<[string, TableCell[], string[]]>([
    ['Quarter ending', ['Mar 2026', 'Jun 2026'], ['quarter 2026-01-01', 'quarter 2026-04-01']],
    ['Quarter ending', [date(2026, 3, 31), date(2026, 6, 1)], ['quarter 2026-01-01', 'quarter 2026-04-01']],
    ['Quarter to', ['30 June 2026'], ['quarter 2026-04-01']],
    ['q/e', ['2026-06'], ['quarter 2026-04-01']],
    ['3 months to', ['June 2026'], ['quarter 2026-04-01']],
    ['Quarter beginning', ['Apr 2026', date(2026, 7, 1)], ['quarter 2026-04-01', 'quarter 2026-07-01']],
    ['Quarter ending', ['January to March 2026', 'Q2 2025/26'], ['quarter 2026-01-01', 'quarter 2025-07-01']],
    ['Year ending', ['March 2025'], ['year 2024-04-01']],
    ['Year ending', [date(2025, 3, 1), date(2026, 3, 31)], ['year 2024-04-01', 'year 2025-04-01']],
    ['y/e', ['31/12/2025'], ['year 2025-01-01']],
    ['Financial year ending', ['2024/25'], ['year 2024-04-01']],
    ['Year ending 31 March', [2025, 2026], ['year 2024-04-01', 'year 2025-04-01']],
    ['Year from', ['April 2025'], ['year 2025-04-01']],
    ['Month ending', [date(2026, 1, 31), 'Feb 2026'], ['month 2026-01-01', 'month 2026-02-01']],
    ['Week ending', [date(2026, 3, 15)], ['week 2026-03-09']],
    ['w/e', ['15/03/2026', '8/3/2026'], ['week 2026-03-09', 'week 2026-03-02']],
    ['Week commencing', [date(2026, 3, 9)], ['week 2026-03-09']],
    ['w/c', ['9/3/2026', '1/6/2026'], ['week 2026-03-09', 'week 2026-06-01']],
    ['Period ending', ['Mar 2026', 'Jun 2026'], ['quarter 2026-01-01', 'quarter 2026-04-01']],
  ])('%s, %j', (header, cells, expected) => expect(windows(header, cells)).toEqual(expected));

  test('in the corner of a wide table it says so of all days beside it', () => {
    const given = table([
      ['Week ending', date(2026, 3, 15), date(2026, 3, 22)],
      ['Online', 5, 6],
    ]);
    expect(readAll(given, PERMIT, { measure: 'transactions' }).lines).toEqual([
      'renew-a-permit transactions week 2026-03-09 channel=digital 5',
      'renew-a-permit transactions week 2026-03-16 channel=digital 6',
    ]);
  });

  test('“2025” below “Year ending” is the year that ends then', () => {
    expect(asked(column('Year ending', [2025]), NEW)).toEqual(['years']);
    expect(windows('Year ending', [2025], NEW, { years: 'financial' })).toEqual(['year 2024-04-01']);
    expect(windows('Year ending', [2025], NEW, { years: 'calendar' })).toEqual(['year 2025-01-01']);
  });
});

describe('days that begin or end no such window are asked about', () => {
  test.each<[string, TableCell[]]>([
    ['Week commencing', [date(2026, 3, 8), date(2026, 3, 15)]],
    ['Week ending', [date(2026, 3, 13), date(2026, 3, 20)]],
    ['Week ending', [date(2026, 3, 15), date(2026, 3, 20)]],
    ['Start date', [date(2026, 3, 8), date(2026, 3, 15)]],
    ['Period ending', [date(2026, 3, 13), date(2026, 3, 20)]],
    ['Quarter ending', ['Feb 2026', 'May 2026']],
    ['Year ending', [date(2026, 4, 1)]],
  ])('%s, %j', (header, cells) => {
    for (const context of [NEW, WEEKLY]) expect(asked(column(header, cells), context)).toEqual(['dates']);
  });

  test('with the header, and with what a week is', () => {
    const given = column('Week commencing', [date(2026, 3, 8)]);
    const [question] = recognise(given, WEEKLY).questions;
    expect(question.text).toBe('What does a date such as “week commencing 2026-03-08” stand for?');
    expect(question.choices.map(({ label }) => label)).toContain(
      'The week that it is in, from Monday to Sunday',
    );
    expect(readAll(given, WEEKLY, { dates: 'week' }).lines).toEqual([
      'renew-a-permit transactions week 2026-03-02 1',
    ]);
  });
});
