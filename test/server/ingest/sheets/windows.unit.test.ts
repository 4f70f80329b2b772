/** Months, quarters and years as people write them, one by one and in columns. */
import { describe, expect, test } from '@jest/globals';
import { dayNumber } from '../../../../server/metrics/calendar.js';
import type { RecordedPeriod } from '../../../../server/metrics/periods.js';
import type { TableCell } from '../../../../server/ingest/sheets/table.js';
import {
  decideReading,
  readWindow,
  type WindowReading,
} from '../../../../server/ingest/sheets/windows/window-column.js';
import { windowIn } from '../../../../server/ingest/sheets/windows/window-words.js';

const NOW = new Date('2026-11-29T12:00:00Z');

const read = (cell: TableCell, reading: WindowReading = {}): string | null => {
  const window = readWindow(cell, reading);
  return window && `${window.period} ${window.start}`;
};

describe('texts that mean one window', () => {
  test.each([
    ['Jan 2026', 'month 2026-01-01'],
    ['january 2026', 'month 2026-01-01'],
    ['Jan-26', 'month 2026-01-01'],
    ['Sept 26', 'month 2026-09-01'],
    ["Sep '26", 'month 2026-09-01'],
    ['2026 March', 'month 2026-03-01'],
    ['2026-01', 'month 2026-01-01'],
    ['2026/03', 'month 2026-03-01'],
    ['2026M03', 'month 2026-03-01'],
    ['03/2026', 'month 2026-03-01'],
    ['Q1 2025/26', 'quarter 2025-04-01'],
    ['2025-26 Q4', 'quarter 2026-01-01'],
    ['Quarter 2 of 2025/26', 'quarter 2025-07-01'],
    ['January to March 2026', 'quarter 2026-01-01'],
    ['Jan-Mar 2026', 'quarter 2026-01-01'],
    ['Jan – Mar 26', 'quarter 2026-01-01'],
    ['Oct 2025 to Dec 2025', 'quarter 2025-10-01'],
    ['1 April 2026 - 30 June 2026', 'quarter 2026-04-01'],
    ['01/04/2026 to 30/06/2026', null],
    ['13/07/2026 to 19/07/2026', 'week 2026-07-13'],
    ['quarter ending June 2026', 'quarter 2026-04-01'],
    ['2025/26', 'year 2025-04-01'],
    ['2025-26', 'year 2025-04-01'],
    ['2025-2026', 'year 2025-04-01'],
    ['FY 2025/26', 'year 2025-04-01'],
    ['FY25/26', 'year 2025-04-01'],
    ['2011/12', 'year 2011-04-01'],
    ['April 2016 to March 2017', 'year 2016-04-01'],
    ['12 months to September 2026', 'year 2025-10-01'],
    ['Year ending 31 March 2026', 'year 2025-04-01'],
    ['November to January 2026', null],
    ['Oct to Sep 2026', 'year 2025-10-01'],
    ['w/c 9 March 2026', 'week 2026-03-09'],
    ['Week commencing 9 March 2026', 'week 2026-03-09'],
    ['Week ending 15 March 2026', 'week 2026-03-09'],
    ['10 to 16 March 2014', 'week 2014-03-10'],
    ['On 9 March 2026', 'day 2026-03-09'],
    ['Digital', null],
    ['Marketing 26', null],
    ['May', null],
    ['26-Jan', null],
    ['13/2026', null],
    ['2026-13', null],
    ['31 February 2026', null],
    ['1826', null],
    ['', null],
  ])('%s', (text, window) => expect(read(text)).toBe(window));

  test.each([
    ['Q1 2026', 'quarters'],
    ['2011-12', 'pairs'],
    ['2026', 'years'],
    [2026, 'years'],
    ['1/2/2026', 'order'],
    ['01/02/2026 10:30', 'order'],
  ])('%s can mean two: it is asked', (text, key) => expect(windowIn(text)).toBe(key));

  test.each([
    ['Q1 2026', { quarters: 'calendar' }, 'quarter 2026-01-01'],
    ['Q1 2026', { quarters: 'financial' }, 'quarter 2026-04-01'],
    ['2011-12', { pairs: 'month' }, 'month 2011-12-01'],
    ['2011-12', { pairs: 'financial-year' }, 'year 2011-04-01'],
    [2026, { years: 'financial' }, 'year 2026-04-01'],
    ['1/2/26', { order: 'day-first', dates: 'month' }, 'month 2026-02-01'],
    ['1/2/26', { order: 'month-first', dates: 'day' }, 'day 2026-01-02'],
    ['31 Jan 2026', { dates: 'month' }, 'month 2026-01-01'],
    ['31 March 2026', { dates: 'quarter' }, 'quarter 2026-01-01'],
    ['31 March 2026', { dates: 'year' }, 'year 2025-04-01'],
    ['15 March 2026', { dates: 'year' }, null],
    ['15 March 2026', { dates: 'week' }, 'week 2026-03-09'],
    ['March 1, 2026', { dates: 'day' }, 'day 2026-03-01'],
    ['2026-03-01T10:00:00Z', { dates: 'month' }, 'month 2026-03-01'],
  ] as [TableCell, WindowReading, string | null][])('%s, once %j is said', (text, reading, window) =>
    expect(read(text, reading)).toBe(window),
  );
});

describe('cells that decide for one another', () => {
  const decide = (
    cells: readonly TableCell[],
    cadences: RecordedPeriod[] = [],
    given: WindowReading = {},
  ): unknown => decideReading(cells, { given, now: NOW, cadences });
  const date = (year: number, month: number, day: number): TableCell => ({
    kind: 'date',
    day: dayNumber(year, month, day),
    minute: 0,
  });

  test('a day after the twelfth shows the order of all', () => {
    expect(decide(['1/2/2026', '13/2/2026'], ['day'])).toEqual({
      reading: { order: 'day-first', dates: 'day' },
      open: [],
    });
    expect(decide(['1/2/2026', '2/13/2026'], ['day'])).toEqual({
      reading: { order: 'month-first', dates: 'day' },
      open: [],
    });
  });

  test('dates to come show it', () =>
    expect(decide(['1/12/2026', '1/11/2026'], ['day'])).toMatchObject({ reading: { order: 'month-first' } }));

  test('so does how often the data set comes, and nothing else', () => {
    const months = ['1/1/2026', '1/2/2026', '1/3/2026'];
    expect(decide(months, ['month'])).toEqual({ reading: { order: 'day-first', dates: 'month' }, open: [] });
    expect(decide(months)).toEqual({ reading: {}, open: ['order', 'dates'] });
    expect(decide(months, ['day'])).toEqual({ reading: {}, open: ['order', 'dates'] });
    expect(decide(months, [], { order: 'day-first' })).toEqual({
      reading: { order: 'day-first', dates: 'month' },
      open: [],
    });
  });

  test('quarters that would not have begun', () => {
    expect(decide(['Q4 2026'])).toEqual({ reading: { quarters: 'calendar' }, open: [] });
    expect(decide(['Q1 2026', 'Q2 2026'])).toEqual({ reading: {}, open: ['quarters'] });
  });

  test('financial years beside financial years', () => {
    expect(decide(['2010-11', '2011-12', '2012-13'])).toEqual({
      reading: { pairs: 'financial-year' },
      open: [],
    });
    expect(decide(['2011-10', '2011-11', '2011-12'])).toEqual({ reading: { pairs: 'month' }, open: [] });
    expect(decide(['2011-12'])).toEqual({ reading: {}, open: ['pairs'] });
  });

  test.each([
    ['month', [date(2026, 1, 1), date(2026, 2, 1), date(2026, 3, 1)], 'month'],
    ['month', [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)], 'month'],
    ['quarter', [date(2026, 1, 1), date(2026, 4, 1)], 'quarter'],
    ['week', [date(2026, 3, 15), date(2026, 3, 22)], 'week'],
    ['day', [date(2026, 3, 15), date(2026, 3, 16)], 'day'],
    ['year', [date(2025, 3, 31), date(2026, 3, 31)], 'year'],
    ['month', [date(2026, 1, 1)], 'month'],
    ['month', [date(2026, 1, 1), date(2026, 4, 1)], undefined],
    ['month', [date(2026, 1, 15), date(2026, 2, 15)], undefined],
    ['month', [date(2026, 1, 1), date(2026, 1, 2)], undefined],
    ['week', [date(2026, 3, 13), date(2026, 3, 20)], undefined],
  ] as [RecordedPeriod, TableCell[], string | undefined][])(
    'a data set that comes each %s, %j',
    (cadence, cells, dates) => {
      expect(decide(cells, [cadence])).toEqual(
        dates ? { reading: { dates }, open: [] } : { reading: {}, open: ['dates'] },
      );
    },
  );
});
