import { describe, expect, test } from '@jest/globals';
import { formatStart, partsOf, windowEnd, type RecordedPeriod } from '../../../server/metrics/periods.js';
import { recorded } from '../../support/engine.js';

const LONDON = 'Europe/London';
const starts = (period: RecordedPeriod, start: string, zone = LONDON): string[] =>
  partsOf(recorded(period, start), zone).map(
    (part) => `${part.recorded} ${formatStart(part.recorded, part.start)}`,
  );

describe('the standard parts', () => {
  test.each<[RecordedPeriod, string, string[]]>([
    [
      'year',
      '2013-01-01',
      ['2013-01-01', '2013-04-01', '2013-07-01', '2013-10-01'].map((day) => `quarter ${day}`),
    ],
    [
      'year',
      '2013-10-01',
      ['2013-10-01', '2014-01-01', '2014-04-01', '2014-07-01'].map((day) => `quarter ${day}`),
    ],
    ['quarter', '2013-10-01', ['2013-10-01', '2013-11-01', '2013-12-01'].map((day) => `month ${day}`)],
    [
      'week',
      '2015-12-28',
      ['2015-12-28', '2015-12-29', '2015-12-30', '2015-12-31', '2016-01-01', '2016-01-02', '2016-01-03'].map(
        (day) => `day ${day}`,
      ),
    ],
    ['hour', '2013-10-01T14:00:00Z', []],
    ['minute', '2013-10-01T14:00:00Z', []],
  ])('of a %s from %s', (period, start, expected) => {
    expect(starts(period, start)).toEqual(expected);
  });

  test('of a year that does not start on a quarter are its 12 months', () => {
    const months = starts('year', '2013-02-01');
    expect(months).toHaveLength(12);
    expect([months[0], months[11]]).toEqual(['month 2013-02-01', 'month 2014-01-01']);
  });

  test.each([
    ['2016-02-01', 29],
    ['2015-02-01', 28],
    ['2015-03-01', 31],
    ['2015-04-01', 30],
  ])('of the month %s are %s days', (start, days) => {
    expect(starts('month', start)).toHaveLength(days);
  });

  test.each([
    ['2014-03-29', LONDON, 24, '2014-03-29T00:00:00Z'],
    ['2014-03-30', LONDON, 23, '2014-03-30T00:00:00Z'],
    ['2014-03-31', LONDON, 24, '2014-03-30T23:00:00Z'],
    ['2014-10-26', LONDON, 25, '2014-10-25T23:00:00Z'],
    ['2014-10-27', LONDON, 24, '2014-10-27T00:00:00Z'],
    ['2014-03-30', 'UTC', 24, '2014-03-30T00:00:00Z'],
    ['2014-03-09', 'America/New_York', 23, '2014-03-09T05:00:00Z'],
  ])('of the day %s in %s are %s hours from %s', (start, zone, count, first) => {
    const hours = starts('day', start, zone);
    expect(hours).toHaveLength(count);
    expect(hours[0]).toBe(`hour ${first}`);
  });

  test('nothing consists of weeks', () => {
    for (const period of ['year', 'quarter', 'month', 'day'] as const) {
      expect(starts(period, '2013-04-01').filter((part) => part.startsWith('week'))).toEqual([]);
    }
  });

  test.each([
    ['Asia/Kolkata', '2014-03-30'],
    // Half an hour forward: it begins on a full UTC hour and ends off it.
    ['Australia/Lord_Howe', '2014-04-06'],
    ['Australia/Lord_Howe', '2014-10-05'],
  ])('a day of %s that is no number of full UTC hours has none (%s)', (zone, day) => {
    expect(starts('day', day, zone)).toEqual([]);
  });

  test.each<[RecordedPeriod, string]>([
    ['year', '2012-02-01'],
    ['year', '2012-01-01'],
    ['quarter', '2012-01-01'],
    ['month', '2012-02-01'],
    ['week', '2012-02-27'],
  ])('of the %s %s follow each other and fill it', (period, start) => {
    const window = recorded(period, start);
    let next = window.start;
    for (const part of partsOf(window, LONDON)) {
      expect(part.start).toBe(next);
      next = windowEnd(part);
    }
    expect(next).toBe(windowEnd(window));
  });
});
