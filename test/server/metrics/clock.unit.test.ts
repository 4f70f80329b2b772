import { describe, expect, test } from '@jest/globals';
import { Clock, isOver } from '../../../server/metrics/clock.js';
import { windowEndsAt } from '../../../server/metrics/periods.js';
import { asked } from '../../support/engine.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

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

  test('no more once it is as of an instant that has come; until then as it does now, and at that instant', () => {
    const clock = new Clock(10);
    const then = clock.atMost(5);
    expect([then.now, then.hasCome(7), clock.changesAt]).toEqual([5, false, Infinity]);
    expect(clock.atMost(30)).toBe(clock);
    expect(clock.changesAt).toBe(30);
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
