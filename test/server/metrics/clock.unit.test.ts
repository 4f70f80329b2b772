import { describe, expect, test } from '@jest/globals';
import { Clock, isOver } from '../../../server/metrics/clock.js';
import { windowEndsAt } from '../../../server/metrics/periods.js';
import { formatAge, formatDeadline } from '../../../server/wording/freshness.js';
import { asked } from '../../support/engine.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOON = Date.parse('2026-11-28T12:00:30Z');

/** The same every time: 0 ≤ value < most. */
function* numbers(most: number, count: number): Generator<number> {
  for (let index = 1, state = 7; index <= count; index++) {
    state = (state * 48_271) % 2_147_483_647;
    yield state % most;
  }
}

describe('an answer changes', () => {
  test('at the first instant that was asked for and has not come', () => {
    const clock = new Clock(10);
    expect(clock.changesAt).toBe(Infinity);
    expect([5, 10, 30, 20, 40].map((instant) => clock.hasCome(instant))).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect(clock.changesAt).toBe(20);
  });

  test.each([
    ['in winter', '2026-11-28T12:00:30Z', '2026-11-29T00:00:00Z'],
    ['in summer', '2026-07-01T22:59:59Z', '2026-07-01T23:00:00Z'],
    ['at midnight', '2026-07-01T23:00:00Z', '2026-07-02T23:00:00Z'],
    ['on the day of a clock change', '2026-10-25T10:00:00Z', '2026-10-26T00:00:00Z'],
  ])('with the day, %s', (_when, now, midnight) => {
    const clock = new Clock(Date.parse(now));
    clock.tellDay('Europe/London');
    expect(new Date(clock.changesAt)).toEqual(new Date(midnight));
  });

  test('where the words for an age change, and not before', () => {
    const ages = [...numbers(90 * DAY, 500), ...numbers(2 * HOUR, 500), 0, -5 * MINUTE, HOUR, DAY, 60 * DAY];
    for (const age of ages) {
      const clock = new Clock(NOON);
      clock.tellAge(NOON - age);
      const at = new Date(NOON - age).toISOString();
      const wordsAt = (instant: number): string => formatAge(at, new Date(instant).toISOString());
      expect(clock.changesAt).toBeGreaterThan(NOON);
      expect(wordsAt(clock.changesAt - 1)).toBe(wordsAt(NOON));
      if (age >= 0 && age < 60 * DAY) expect(wordsAt(clock.changesAt)).not.toBe(wordsAt(NOON));
    }
  });

  test('with the day at the latest where deadlines are told', () => {
    for (const offset of numbers(400 * DAY, 500)) {
      const now = NOON + offset;
      const clock = new Clock(now);
      clock.tellDay('Europe/London');
      const wordsAt = (instant: number): string =>
        formatDeadline(new Date(NOON + 200 * DAY).toISOString(), new Date(instant).toISOString());
      expect(wordsAt(clock.changesAt - 1)).toBe(wordsAt(now));
    }
  });

  test.each(['Europe/London', 'America/New_York', 'Pacific/Auckland'])(
    'when a window ends, or a day before, in %s',
    (zone) => {
      const window = asked('MONTH', '2026-11-01');
      const end = windowEndsAt(window, zone);
      for (const offset of [...numbers(6 * DAY, 300)].flatMap((number) => [-number, number])) {
        const clock = new Clock(end + offset);
        expect(isOver(window, zone, clock)).toBe(offset >= 0);
        if (offset >= 0) expect(clock.changesAt).toBe(Infinity);
        else expect(clock.changesAt).toBeLessThanOrEqual(end);
      }
    },
  );
});
