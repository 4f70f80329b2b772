import { describe, expect, test } from '@jest/globals';
import {
  alignStart,
  comparedWindow,
  formatStart,
  parseRecordedWindow,
  parseWindow,
  PERIODS,
  recordedPeriod,
  shiftStart,
  spanOf,
  startRule,
  stepWindow,
  windowEnd,
  windowEndsAt,
  RECORDED_PERIODS,
  windowKey,
  type Comparison,
  type Period,
  type RecordedPeriod,
} from '../../../server/metrics/periods.js';
import { asked, recorded } from '../../support/engine.js';

const LONDON = 'Europe/London';

describe('a start', () => {
  test.each<[Period, string, boolean]>([
    ['MINUTE', '2013-10-01T14:05:00Z', true],
    ['MINUTE', '2013-10-01T14:05Z', true],
    ['MINUTE', '2013-10-01T14:05:30Z', false],
    ['MINUTE', '2013-10-01T14:60:00Z', false],
    ['MINUTE', '2013-10-01', false],
    ['HOUR', '2013-10-01T14:00:00Z', true],
    ['HOUR', '2013-10-01T14:00:00.000Z', true],
    ['HOUR', '2013-10-01T14:30:00Z', false],
    ['HOUR', '2013-10-01T24:00:00Z', false],
    ['HOUR', '2013-10-01T14:00:00+01:00', false],
    ['HOUR', '2013-02-29T14:00:00Z', false],
    ['DAY', '2016-02-29', true],
    ['DAY', '2013-02-29', false],
    ['DAY', '1900-02-29', false],
    ['DAY', '2000-02-29', true],
    ['DAY', '2013-13-01', false],
    ['DAY', '2013-00-01', false],
    ['DAY', '2013-10-00', false],
    ['DAY', '0999-10-01', false],
    ['DAY', '2013-10-01T00:00:00Z', false],
    ['DAY', '13-10-01', false],
    ['DAY', '2013-1-1', false],
    ['DAY', ' 2013-10-01', false],
    ['WEEK', '2013-09-30', true],
    ['WEEK', '2013-10-01', false],
    ['WEEK', '1969-12-29', true],
    ['WEEK', '1969-12-28', false],
    ['MONTH', '2013-10-01', true],
    ['MONTH', '2013-10-02', false],
    ['QUARTER', '2013-01-01', true],
    ['QUARTER', '2013-04-01', true],
    ['QUARTER', '2013-07-01', true],
    ['QUARTER', '2013-10-01', true],
    ['QUARTER', '2013-11-01', false],
    ['QUARTER', '2013-10-02', false],
    ['YEAR', '2013-01-01', true],
    ['YEAR', '2013-04-01', false],
    ['FINANCIAL_YEAR', '2013-04-01', true],
    ['FINANCIAL_YEAR', '2013-01-01', false],
    ['ROLLING_YEAR', '2013-02-01', true],
    ['ROLLING_YEAR', '2013-02-02', false],
  ])('%s %s fits: %s', (period, text, fits) => {
    expect(parseWindow(period, text) !== null).toBe(fits);
  });

  test.each<[RecordedPeriod, string, boolean]>([
    ['year', '2013-02-01', true],
    ['year', '2013-02-02', false],
    ['quarter', '2013-02-01', false],
    ['week', '2013-10-01', false],
    ['hour', '2013-10-01', false],
  ])('of a recorded %s may be %s: %s', (period, text, fits) => {
    expect(parseRecordedWindow(period, text) !== null).toBe(fits);
  });

  test('every period says in words what its start must be', () => {
    for (const period of PERIODS) expect(startRule(period)).toMatch(/written like|1 (January|April)/);
  });

  test.each<[Period, string, string]>([
    ['MINUTE', '2013-10-01T14:05:00Z', '2013-10-01T14:05:00Z'],
    ['HOUR', '2013-10-01T14:05:00Z', '2013-10-01T14:00:00Z'],
    ['HOUR', '1969-12-31T23:59:00Z', '1969-12-31T23:00:00Z'],
    ['DAY', '2013-10-01', '2013-10-01'],
    ['WEEK', '2013-10-06', '2013-09-30'],
    ['WEEK', '2013-10-07', '2013-10-07'],
    ['WEEK', '1969-12-31', '1969-12-29'],
    ['MONTH', '2016-02-29', '2016-02-01'],
    ['QUARTER', '2013-12-31', '2013-10-01'],
    ['QUARTER', '2013-03-31', '2013-01-01'],
    ['YEAR', '2013-12-31', '2013-01-01'],
    ['FINANCIAL_YEAR', '2013-03-31', '2012-04-01'],
    ['FINANCIAL_YEAR', '2013-04-01', '2013-04-01'],
    ['ROLLING_YEAR', '2013-05-17', '2013-05-01'],
  ])('of the %s at %s is %s', (period, at, expected) => {
    const { start } = asked(at.includes('T') ? 'MINUTE' : 'DAY', at);
    const aligned = alignStart(period, start);
    expect(formatStart(recordedPeriod(period), aligned)).toBe(expected);
    expect(parseWindow(period, expected)).toEqual({ recorded: recordedPeriod(period), start: aligned });
  });
});

describe('a window', () => {
  test.each<[Period, string, string]>([
    ['MINUTE', '2013-12-31T23:59:00Z', '2014-01-01T00:00:00Z'],
    ['HOUR', '2013-12-31T23:00:00Z', '2014-01-01T00:00:00Z'],
    ['DAY', '2016-02-28', '2016-02-29'],
    ['DAY', '2015-02-28', '2015-03-01'],
    // Week 53 of 2015: it begins in one year and ends in the next.
    ['WEEK', '2015-12-28', '2016-01-04'],
    ['MONTH', '2016-02-01', '2016-03-01'],
    ['QUARTER', '2013-10-01', '2014-01-01'],
    ['YEAR', '2013-01-01', '2014-01-01'],
    ['FINANCIAL_YEAR', '2013-04-01', '2014-04-01'],
    ['ROLLING_YEAR', '2015-03-01', '2016-03-01'],
  ])('%s from %s ends before %s', (period, start, end) => {
    expect(spanOf(period, asked(period, start))).toEqual({ period, start, end });
  });

  test('of 12 months from the same start is one and the same, whatever it is called', () => {
    const financial = asked('FINANCIAL_YEAR', '2013-04-01');
    expect(asked('ROLLING_YEAR', '2013-04-01')).toEqual(financial);
    expect(recorded('year', '2013-04-01')).toEqual(financial);
    expect(asked('YEAR', '2013-01-01')).toEqual(asked('ROLLING_YEAR', '2013-01-01'));
  });

  test('has a key of its own, also before 1970, in any year and of several at once', () => {
    const edge = 2 ** 27;
    const starts = [-719_528, -24_047, -3, 0, 47_482, 2_932_896].flatMap((day) => [day, day * 1440]);
    const windows = RECORDED_PERIODS.flatMap((period) =>
      [...starts, -edge - 1, -edge, edge - 1, edge].flatMap((start) =>
        [undefined, 2, 12, 4_000].map((count) => ({ recorded: period, start, count })),
      ),
    );
    const keys = new Set(windows.map(windowKey));
    const distinct = new Set(windows.map((window) => JSON.stringify(window)));
    expect(keys.size).toBe(distinct.size);
    expect([...keys].every(Number.isSafeInteger)).toBe(true);
  });

  test('of a usual start has a small integer as its key', () => {
    const usual = RECORDED_PERIODS.flatMap((period) =>
      ['1900-01-01', '1969-12-31', '2100-01-01'].map((text) => {
        const { start } = asked('DAY', text);
        return windowKey({ recorded: period, start: period === 'minute' ? start * 1440 : start });
      }),
    );
    expect(usual.every((key) => (key | 0) === key)).toBe(true);
  });

  test.each<[RecordedPeriod, string, number, string]>([
    ['month', '2013-10-01', -1, '2013-09-01'],
    ['month', '2013-12-01', 3, '2014-03-01'],
    ['quarter', '2013-01-01', -1, '2012-10-01'],
    ['year', '2016-02-01', -1, '2015-02-01'],
    ['week', '2016-01-04', -1, '2015-12-28'],
    ['day', '2016-03-01', -1, '2016-02-29'],
    ['hour', '2016-03-01T00:00:00Z', -1, '2016-02-29T23:00:00Z'],
  ])('%s %s moved by %s is %s', (period, start, count, expected) => {
    expect(formatStart(period, shiftStart(recorded(period, start), count))).toBe(expected);
  });

  test.each<[RecordedPeriod, string, string, string]>([
    ['day', '2014-03-30', LONDON, '2014-03-30T23:00:00.000Z'],
    ['day', '2014-10-25', LONDON, '2014-10-25T23:00:00.000Z'],
    ['day', '2014-10-26', LONDON, '2014-10-27T00:00:00.000Z'],
    ['quarter', '2014-07-01', LONDON, '2014-09-30T23:00:00.000Z'],
    ['quarter', '2014-07-01', 'UTC', '2014-10-01T00:00:00.000Z'],
    ['quarter', '2014-07-01', 'America/New_York', '2014-10-01T04:00:00.000Z'],
    ['hour', '2014-07-01T12:00:00Z', LONDON, '2014-07-01T13:00:00.000Z'],
  ])('%s %s in %s ends at %s', (period, start, zone, expected) => {
    expect(new Date(windowEndsAt(recorded(period, start), zone)).toISOString()).toBe(expected);
  });
});

describe('the window that one is compared with', () => {
  test.each<[Period, string, Comparison, string]>([
    ['MINUTE', '2014-01-01T00:00:00Z', 'PREVIOUS_PERIOD', '2013-12-31T23:59:00Z'],
    ['HOUR', '2014-01-01T00:00:00Z', 'PREVIOUS_PERIOD', '2013-12-31T23:00:00Z'],
    ['HOUR', '2016-02-29T10:00:00Z', 'PREVIOUS_YEAR', '2015-02-28T10:00:00Z'],
    ['DAY', '2016-03-01', 'PREVIOUS_PERIOD', '2016-02-29'],
    ['DAY', '2016-02-29', 'PREVIOUS_YEAR', '2015-02-28'],
    ['DAY', '2017-02-28', 'PREVIOUS_YEAR', '2016-02-28'],
    ['WEEK', '2016-01-04', 'PREVIOUS_PERIOD', '2015-12-28'],
    ['WEEK', '2015-12-28', 'PREVIOUS_YEAR', '2014-12-29'],
    ['MONTH', '2014-01-01', 'PREVIOUS_PERIOD', '2013-12-01'],
    ['MONTH', '2014-01-01', 'PREVIOUS_YEAR', '2013-01-01'],
    ['QUARTER', '2014-01-01', 'PREVIOUS_PERIOD', '2013-10-01'],
    ['QUARTER', '2014-01-01', 'PREVIOUS_YEAR', '2013-01-01'],
    ['YEAR', '2014-01-01', 'PREVIOUS_PERIOD', '2013-01-01'],
    ['FINANCIAL_YEAR', '2014-04-01', 'PREVIOUS_YEAR', '2013-04-01'],
    ['ROLLING_YEAR', '2014-10-01', 'PREVIOUS_PERIOD', '2013-10-01'],
    ['ROLLING_YEAR', '2014-10-01', 'PREVIOUS_YEAR', '2013-10-01'],
  ])('%s %s, %s: %s', (period, start, comparison, expected) => {
    const window = asked(period, start);
    const before = comparedWindow(period, window, comparison);
    expect(formatStart(before.recorded, before.start)).toBe(expected);
    expect(parseWindow(period, expected)).toEqual(before);
    expect(windowEnd(before)).toBeLessThanOrEqual(window.start);
  });
});

describe('a series', () => {
  test.each<[Period, string, number, 'quarter' | 'month', string]>([
    ['ROLLING_YEAR', '2013-10-01', -1, 'quarter', '2013-07-01'],
    ['ROLLING_YEAR', '2013-10-01', 2, 'month', '2013-12-01'],
    ['FINANCIAL_YEAR', '2013-04-01', -1, 'quarter', '2012-04-01'],
    ['WEEK', '2016-01-04', -1, 'quarter', '2015-12-28'],
    ['MONTH', '2016-01-01', -11, 'quarter', '2015-02-01'],
  ])('of %s from %s, %s along, by %s: %s', (period, start, count, step, expected) => {
    const window = stepWindow(period, asked(period, start), count, step);
    expect(window).toEqual(asked(period, expected));
  });
});
