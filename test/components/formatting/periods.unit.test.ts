import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  formatDate,
  formatPeriod,
  formatPeriodShort,
  formatRange,
  formatTick,
  periodNoun,
  periodWord,
  rollingYearNote,
  type TickStep,
} from '../../../components/formatting/periods.js';
import type { Period } from '../../../components/formatting/types.js';

describe('formatPeriod', () => {
  test.each<[Period, string, string, string]>([
    ['DAY', '2014-05-04', '2014-05-05', '4 May 2014'],
    ['DAY', '2016-02-29', '2016-03-01', '29 February 2016'],
    ['DAY', '2013-12-31', '2014-01-01', '31 December 2013'],
    ['DAY', '2014-05-01', '2014-05-02', '1 May 2014'],
    ['WEEK', '2014-03-10', '2014-03-17', '10 to 16 March 2014'],
    ['WEEK', '2014-04-28', '2014-05-05', '28 April to 4 May 2014'],
    ['WEEK', '2013-12-30', '2014-01-06', '30 December 2013 to 5 January 2014'],
    ['WEEK', '2016-02-22', '2016-02-29', '22 to 28 February 2016'],
    ['WEEK', '2016-02-29', '2016-03-07', '29 February to 6 March 2016'],
    ['WEEK', '2014-09-01', '2014-09-08', '1 to 7 September 2014'],
    ['MONTH', '2014-03-01', '2014-04-01', 'March 2014'],
    ['MONTH', '2016-02-01', '2016-03-01', 'February 2016'],
    ['MONTH', '2013-12-01', '2014-01-01', 'December 2013'],
    ['QUARTER', '2014-01-01', '2014-04-01', 'January to March 2014'],
    ['QUARTER', '2013-10-01', '2014-01-01', 'October to December 2013'],
    ['YEAR', '2014-01-01', '2015-01-01', '2014'],
    ['FINANCIAL_YEAR', '2016-04-01', '2017-04-01', 'April 2016 to March 2017'],
    ['ROLLING_YEAR', '2013-10-01', '2014-10-01', '12 months to September 2014'],
    ['ROLLING_YEAR', '2014-01-01', '2015-01-01', '12 months to December 2014'],
    ['HOUR', '2014-01-04T10:00:00Z', '2014-01-04T11:00:00Z', '10am to 11am on 4 January 2014'],
    ['HOUR', '2014-05-04T10:00:00Z', '2014-05-04T11:00:00Z', '11am to midday on 4 May 2014'],
    ['HOUR', '2014-01-04T00:00:00Z', '2014-01-04T01:00:00Z', 'midnight to 1am on 4 January 2014'],
    ['HOUR', '2014-01-04T23:00:00Z', '2014-01-05T00:00:00Z', '11pm to midnight on 4 January 2014'],
    ['HOUR', '2014-06-30T22:00:00Z', '2014-06-30T23:00:00Z', '11pm to midnight on 30 June 2014'],
    ['HOUR', '2013-12-31T23:00:00Z', '2014-01-01T00:00:00Z', '11pm to midnight on 31 December 2013'],
    ['MINUTE', '2014-01-04T10:05:00Z', '2014-01-04T10:06:00Z', '10:05am on 4 January 2014'],
    ['MINUTE', '2014-01-04T12:00:00Z', '2014-01-04T12:01:00Z', 'midday on 4 January 2014'],
    ['MINUTE', '2014-01-04T12:01:00Z', '2014-01-04T12:02:00Z', '12:01pm on 4 January 2014'],
    ['MINUTE', '2014-01-04T00:30:00Z', '2014-01-04T00:31:00Z', '12:30am on 4 January 2014'],
    // Clocks go forward: 1am to 2am does not exist. Clocks go back: it comes twice, and only then the zone is named.
    ['HOUR', '2014-03-30T00:00:00Z', '2014-03-30T01:00:00Z', 'midnight to 2am on 30 March 2014'],
    ['HOUR', '2014-03-30T01:00:00Z', '2014-03-30T02:00:00Z', '2am to 3am on 30 March 2014'],
    ['HOUR', '2014-10-25T23:00:00Z', '2014-10-26T00:00:00Z', 'midnight to 1am on 26 October 2014'],
    ['HOUR', '2014-10-26T00:00:00Z', '2014-10-26T01:00:00Z', '1am to 1am BST on 26 October 2014'],
    ['HOUR', '2014-10-26T01:00:00Z', '2014-10-26T02:00:00Z', '1am to 2am GMT on 26 October 2014'],
    ['HOUR', '2014-10-26T02:00:00Z', '2014-10-26T03:00:00Z', '2am to 3am on 26 October 2014'],
  ])('%s %s is "%4$s"', (period, start, end, text) => {
    expect(formatPeriod({ period, start, end })).toBe(text);
    expect(formatPeriod({ period, start, end }, 'cy')).toBe(text);
  });

  test('hours are shown in the zone of the data', () => {
    const span = { period: 'HOUR' as const, start: '2014-05-04T10:00:00Z', end: '2014-05-04T11:00:00Z' };
    expect(formatPeriod(span, 'en', 'UTC')).toBe('10am to 11am on 4 May 2014');
    expect(formatPeriod(span, 'en', 'Asia/Kolkata')).toBe('3:30pm to 4:30pm on 4 May 2014');
  });

  test('days of any length say each of day, month and year no more often than needed', () => {
    const day = fc.integer({ min: Date.UTC(1990, 0, 1) / 864e5, max: Date.UTC(2090, 0, 1) / 864e5 });
    const iso = (days: number): string => new Date(days * 864e5).toISOString().slice(0, 10);
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 800 }), (start, length) => {
        const text = formatRange(iso(start), iso(start + length));
        const years = new Set([iso(start).slice(0, 4), iso(start + length - 1).slice(0, 4)]);
        expect(text.match(/\d{4}/g)).toHaveLength(years.size);
        expect(text).toMatch(/^[A-Z0-9][\w ]+$/);
        expect(text).not.toContain('  ');
      }),
    );
  });
});

test.each([
  ['2014-05-04', '2014-05-05', '4 May 2014'],
  ['2012-10-01', '2017-10-01', 'October 2012 to September 2017'],
  ['2014-01-01', '2015-01-01', '2014'],
  ['2013-01-01', '2015-01-01', 'January 2013 to December 2014'],
  ['2014-01-04T10:00:00Z', '2014-01-05T15:00:00Z', '10am on 4 January 2014 to 3pm on 5 January 2014'],
  ['2014-01-04T10:00:00Z', '2014-01-06T00:00:00Z', '10am on 4 January 2014 to midnight on 5 January 2014'],
  ['2014-01-04T00:00:00Z', '2014-01-05T00:00:00Z', 'midnight to midnight on 4 January 2014'],
])('a range from %s to before %s is "%s"', (start, end, text) => {
  expect(formatRange(start, end)).toBe(text);
});

test('inside a sentence rolling years have an article', () => {
  const rolling = { period: 'ROLLING_YEAR' as const, start: '2013-10-01', end: '2014-10-01' };
  expect(periodNoun(rolling)).toBe('the 12 months to September 2014');
  expect(periodNoun({ ...rolling, period: 'FINANCIAL_YEAR' })).toBe('October 2013 to September 2014');
});

test.each<[Period, string, string, string]>([
  ['DAY', '2014-05-04', '2014-05-05', '4 May 2014'],
  ['WEEK', '2014-04-28', '2014-05-05', '28 Apr to 4 May 2014'],
  ['MONTH', '2014-09-01', '2014-10-01', 'Sep 2014'],
  ['QUARTER', '2014-01-01', '2014-04-01', 'Jan to Mar 2014'],
  ['YEAR', '2014-01-01', '2015-01-01', '2014'],
  ['FINANCIAL_YEAR', '2016-04-01', '2017-04-01', '2016 to 2017'],
  ['ROLLING_YEAR', '2013-10-01', '2014-10-01', 'Sep 2014'],
  ['HOUR', '2014-01-04T10:00:00Z', '2014-01-04T11:00:00Z', '10am'],
  ['MINUTE', '2014-01-04T10:05:00Z', '2014-01-04T10:06:00Z', '10:05am'],
])('short: %s %s is "%4$s"', (period, start, end, text) => {
  expect(formatPeriodShort({ period, start, end })).toBe(text);
});

test.each<[string, TickStep, string]>([
  ['2014-03-01', 'year', '2014'],
  ['2014-03-01', 'month', 'Mar 2014'],
  ['2014-05-04', 'day', '4 May'],
  ['2014-05-04T11:00:00Z', 'hour', 'midday'],
  ['2014-05-04T22:30:00Z', 'minute', '11:30pm'],
  ['2014-05-04T23:30:00Z', 'day', '5 May'],
])('tick at %s of a %s is "%s"', (at, step, text) => {
  expect(formatTick(at, step)).toBe(text);
});

test('dates, with and without their year', () => {
  expect(formatDate('2014-12-21')).toBe('21 December 2014');
  expect(formatDate('2014-12-21', { year: false })).toBe('21 December');
  expect(formatDate('2014-12-21', { short: true })).toBe('21 Dec 2014');
});

test('attribute words', () => {
  expect(periodWord('ROLLING_YEAR')).toBe('rolling-year');
  expect(periodWord('FINANCIAL_YEAR')).toBe('financial-year');
  expect(periodWord('MONTH')).toBe('month');
});

describe('the note on rolling years', () => {
  const note = (n: number): string =>
    `Each point is a total of 12 months, so neighbouring points share ${n} of them; compare points a year apart.`;

  test.each<[Period, string[], string | null]>([
    ['ROLLING_YEAR', ['2013-07-01', '2013-10-01', '2014-01-01'], note(9)],
    ['ROLLING_YEAR', ['2013-12-01', '2014-01-01'], note(11)],
    ['ROLLING_YEAR', ['2013-10-01'], null],
    ['ROLLING_YEAR', ['2013-10-01', '2014-10-01'], null],
    ['ROLLING_YEAR', [], null],
    ['QUARTER', ['2013-07-01', '2013-10-01'], null],
  ])('%s with starts %j', (period, starts, text) => {
    expect(rollingYearNote(period, starts)).toBe(text);
  });
});
