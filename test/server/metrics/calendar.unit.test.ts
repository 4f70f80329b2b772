import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  addMonths,
  civilDate,
  dayAt,
  dayNumber,
  dayStart,
  parseDate,
  parseInstant,
} from '../../../server/metrics/calendar.js';

const iso = (minutes: number): string => new Date(minutes * 60_000).toISOString().slice(0, 16) + 'Z';

describe('civil dates', () => {
  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-03-01', 11_017],
    ['2016-02-29', 16_860],
  ])('%s is day %s', (text, days) => {
    expect(parseDate(text)).toBe(days);
  });

  test.each(['', '2013-02-30', '2013-10-32', '20131001', '+2013-10-01', '2013-10-01 ', '２013-10-01'])(
    'there is no date %p',
    (text) => {
      expect(parseDate(text)).toBeNull();
    },
  );

  test('minutes count from 1970, also before it', () => {
    expect(parseInstant('1970-01-01T00:01:00Z')).toBe(1);
    expect(parseInstant('1969-12-31T23:59:00Z')).toBe(-1);
  });

  test('adding months gives the first day of a month, over years', () => {
    const days = dayNumber(2016, 2, 29);
    expect(civilDate(addMonths(days, 12))).toEqual({ year: 2017, month: 2, day: 1 });
    expect(civilDate(addMonths(days, -2))).toEqual({ year: 2015, month: 12, day: 1 });
  });

  test('dates are those of the platform’s calendar, on either side of the years that are looked up', () => {
    const around = (text: string): number => Date.parse(text) / 86_400_000;
    const ends = ['1900-01-01', '2000-02-29', '2199-12-31', '2200-01-01', '2400-03-01'].map(around);
    const days = fc.oneof(
      fc.integer({ min: -300_000, max: 400_000 }),
      ...ends.map((end) => fc.integer({ min: end - 40, max: end + 40 })),
    );
    fc.assert(
      fc.property(days, fc.integer({ min: -40, max: 40 }), (day, months) => {
        const date = new Date(day * 86_400_000);
        const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1];
        expect(civilDate(day)).toEqual({ year, month, day: date.getUTCDate() });
        expect(addMonths(day, months)).toBe(Date.UTC(year, month - 1 + months) / 86_400_000);
      }),
    );
  });

  test('number and date are inverse', () => {
    fc.assert(
      fc.property(fc.integer({ min: -300_000, max: 100_000 }), (days) => {
        const { year, month, day } = civilDate(days);
        expect(dayNumber(year, month, day)).toBe(days);
      }),
    );
  });
});

describe('the start of a day', () => {
  test.each([
    ['Europe/London', '2014-01-15', '2014-01-15T00:00Z'],
    ['Europe/London', '2014-07-15', '2014-07-14T23:00Z'],
    ['Europe/London', '2014-03-30', '2014-03-30T00:00Z'],
    ['Europe/London', '2014-03-31', '2014-03-30T23:00Z'],
    ['Europe/London', '2014-10-26', '2014-10-25T23:00Z'],
    ['Europe/London', '2014-10-27', '2014-10-27T00:00Z'],
    ['America/New_York', '2014-07-15', '2014-07-15T04:00Z'],
    ['Pacific/Auckland', '2014-01-15', '2014-01-14T11:00Z'],
    // Here the clocks go from 00:00 to 01:00: the day begins at the change.
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00Z'],
    ['America/Sao_Paulo', '2018-02-18', '2018-02-18T03:00Z'],
    ['Asia/Beirut', '2014-03-30', '2014-03-29T22:00Z'],
  ])('in %s, %s: %s', (zone, day, expected) => {
    const days = parseDate(day)!;
    expect(iso(dayStart(zone, days))).toBe(expected);
    expect(dayAt(zone, dayStart(zone, days))).toBe(days);
  });

  test('lies in its day, and the days follow each other', () => {
    const zones = fc.constantFrom('Europe/London', 'UTC', 'America/Sao_Paulo', 'Asia/Beirut', 'Asia/Kolkata');
    fc.assert(
      fc.property(zones, fc.integer({ min: 12_000, max: 20_000 }), (zone, days) => {
        const start = dayStart(zone, days);
        expect(dayAt(zone, start)).toBe(days);
        const minutes = dayStart(zone, days + 1) - start;
        expect([1380, 1440, 1500]).toContain(minutes);
      }),
    );
  });

  test.each([
    ['2014-07-14T22:59:00Z', '2014-07-14'],
    ['2014-07-14T23:00:00Z', '2014-07-15'],
    ['2014-01-14T23:59:00Z', '2014-01-14'],
  ])('at %s it is %s in London', (instant, day) => {
    expect(dayAt('Europe/London', parseInstant(instant)!)).toBe(parseDate(day));
  });
});
