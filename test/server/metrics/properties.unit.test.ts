/** What must hold whatever was delivered. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BUILT_IN_METRICS } from '../../../server/metrics/builtin/builtin.js';
import {
  formatStart,
  partsOf,
  windowEnd,
  type RecordedPeriod,
  type Window,
} from '../../../server/metrics/periods.js';
import type { ValueStatus } from '../../../server/metrics/status.js';
import { lineOf, figureOf, one, recorded, service, type Dimensions, type Row } from '../../support/engine.js';

const LONDON = 'Europe/London';
const YEAR = recorded('year', '2014-01-01');
const QUESTION = { metric: 'transactions', period: 'YEAR', start: '2014-01-01' } as const;
const startOf = ({ recorded: period, start }: Window): string => formatStart(period, start);

/** A year with its quarters and months, and the days of February: 45 windows that overlap in every way. */
const quarters = partsOf(YEAR, LONDON);
const months = quarters.flatMap((quarter) => partsOf(quarter, LONDON));
const days = partsOf(months[1], LONDON);
const WINDOWS = [YEAR, ...quarters, ...months, ...days];

const rowAt = (window: Window, value: number | ValueStatus, dimensions: Dimensions = {}): Row => [
  window.recorded,
  startOf(window),
  dimensions,
  value,
];

/** Finer windows are likelier, so that about one year in seven is made from parts. */
const presence = fc.tuple(
  fc.constantFrom(0, 0, 0, 1),
  ...quarters.map(() => fc.constantFrom(0, 1)),
  ...months.map(() => fc.constantFrom(0, 1, 1, 1)),
  ...days.map(() => fc.constantFrom(0, ...Array<number>(60).fill(1))),
);

describe('no observation', () => {
  test('is used twice, or together with its own parts, and those used fill the window', () => {
    let composed = 0;
    fc.assert(
      fc.property(presence, (is) => {
        // Every observation has a bit of its own, so that the sum tells which were used, and how often.
        const present = WINDOWS.map((window, index) => ({ window, bit: 2 ** index })).filter(
          (_, i) => is[i] === 1,
        );
        const rows = present.map(({ window, bit }) => rowAt(window, bit));
        const { value } = figureOf(one('transactions', rows, { cadence: 'day' }), QUESTION);
        const expected = cover(
          YEAR,
          new Set(present.map(({ window }) => `${window.recorded} ${window.start}`)),
        );
        expect(value !== null).toBe(expected !== null);
        if (value === null) return;
        const used = WINDOWS.filter((_, index) => (BigInt(value) >> BigInt(index)) & 1n);
        expect(used.every((window) => present.some((row) => row.window === window))).toBe(true);
        expect(used).toHaveLength(expected!.length);
        composed += used.length > 1 ? 1 : 0;
        let next = YEAR.start;
        for (const window of [...used].sort((a, b) => a.start - b.start)) {
          expect(window.start).toBe(next);
          next = windowEnd(window);
        }
        expect(next).toBe(windowEnd(YEAR));
      }),
      { numRuns: 500 },
    );
    expect(composed).toBeGreaterThan(5);
  });
});

/** The coarsest windows that were delivered and fill `window`, or null: the rule, written a second time. */
function cover(window: Window, present: ReadonlySet<string>): Window[] | null {
  if (present.has(`${window.recorded} ${window.start}`)) return [window];
  const parts = window.recorded === 'day' ? [] : partsOf(window, LONDON);
  const covers = parts.map((part) => cover(part, present));
  return parts.length && covers.every((each) => each !== null) ? covers.flatMap((each) => each!) : null;
}

const CHANNELS = ['digital', 'phone', 'paper', 'unspecified'];
const amount = fc.nat(1_000_000);

describe('a split', () => {
  test('that is complete sums to the total, in every window', () => {
    const quarter = fc.dictionary(fc.constantFrom(...CHANNELS), amount, { minKeys: 1 });
    fc.assert(
      fc.property(fc.array(quarter, { minLength: 4, maxLength: 4 }), (given) => {
        const rows = given.flatMap((counts, index) =>
          Object.entries(counts).map(([channel, value]) => rowAt(quarters[index], value, { channel })),
        );
        const subject = one('transactions', rows);
        const lines = CHANNELS.map(
          (value) => figureOf(subject, { ...QUESTION, by: lineOf('channel', value) }).value,
        );
        const total = figureOf(subject, QUESTION).value;
        expect(lines.reduce<number>((sum, value) => sum + (value ?? 0), 0)).toBe(total);
      }),
    );
  });

  test('is never added to the total beside it, nor to another split', () => {
    fc.assert(
      fc.property(
        amount,
        fc.array(amount, { minLength: 3, maxLength: 3 }),
        fc.boolean(),
        (total, parts, isTotal) => {
          const rows = parts.flatMap((value, index) => [
            rowAt(months[0], value, { channel: CHANNELS[index] }),
            rowAt(months[0], value, { channel: CHANNELS[index], region: 'north' }),
          ]);
          if (isTotal) rows.push(rowAt(months[0], total));
          const figure = figureOf(one('transactions', rows), { ...QUESTION, period: 'MONTH' });
          expect(figure.value).toBe(isTotal ? total : parts.reduce((a, b) => a + b, 0));
        },
      ),
    );
  });
});

describe('the order', () => {
  const value = fc.oneof(
    fc.double({ min: 0, max: 1e9, noNaN: true }),
    fc.constantFrom<ValueStatus>('SUPPRESSED', 'NOT_PROVIDED'),
  );

  test('of the rows does not matter, to the last bit', () => {
    const row = fc.record({
      window: fc.constantFrom(...WINDOWS),
      channel: fc.constantFrom('', ...CHANNELS),
      value,
    });
    const rows = fc.uniqueArray(row, {
      selector: ({ window, channel }) => `${window.recorded} ${window.start} ${channel}`,
      maxLength: 60,
    });
    const shuffled = rows.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, (orders) => {
        const [a, b] = orders.map((order) =>
          one(
            'transactions',
            order.map(({ window, channel, value: given }) =>
              rowAt(window, given, channel ? { channel } : {}),
            ),
            { cadence: 'month' },
          ),
        );
        for (const metric of ['transactions', 'digital-take-up']) {
          for (const [period, start] of [
            ['YEAR', '2014-01-01'],
            ['QUARTER', '2014-01-01'],
            ['MONTH', '2014-02-01'],
          ] as const) {
            const [first, second] = [a, b].map((subject) => figureOf(subject, { metric, period, start }));
            expect({ ...second, outcomes: [] }).toEqual({ ...first, outcomes: [] });
          }
        }
      }),
    );
  });
});

describe('a gap', () => {
  test('is never 0: a window without one of its parts is incomplete, never a smaller number', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...months.keys()], { minLength: 12 }),
        fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 12, maxLength: 12 }),
        fc.constantFrom('flow', 'stock'),
        (removal, values, aggregation) => {
          const left = new Set(months.keys());
          for (const index of [null, ...removal]) {
            if (index !== null) left.delete(index);
            const rows = [...left].map((month) => rowAt(months[month], values[month]));
            const figure = figureOf(one('transactions', rows, { aggregation, cadence: 'month' }), QUESTION);
            if (index === null) expect(figure.status).toBe('PROVIDED');
            else
              expect([figure.value, figure.status]).toEqual([
                null,
                left.size ? 'INCOMPLETE' : 'NOT_PROVIDED',
              ]);
          }
        },
      ),
      { numRuns: 50 },
    );
  });

  test('stays a gap in every metric: nothing delivered has no value', () => {
    for (const { key, defaultPeriod } of BUILT_IN_METRICS) {
      const start =
        defaultPeriod === 'MINUTE'
          ? '2014-01-01T00:00:00Z'
          : defaultPeriod === 'WEEK'
            ? '2014-01-06'
            : '2014-01-01';
      const question = { metric: key, period: defaultPeriod, start, target: 10 };
      expect(figureOf(service([]), question)).toMatchObject({ value: null, status: 'NOT_PROVIDED' });
      expect(figureOf([service([]), service([])], question)).toMatchObject({
        value: null,
        status: 'NOT_PROVIDED',
        coverage: { provided: 0, expected: 2, share: null },
      });
    }
  });
});

describe('exact measures', () => {
  test('are never added: a value is one that was delivered for exactly that window', () => {
    const is = fc.array(fc.boolean(), { minLength: WINDOWS.length, maxLength: WINDOWS.length });
    fc.assert(
      fc.property(is, (flags) => {
        const present = WINDOWS.map((window, index) => ({ window, value: index + 1 })).filter(
          (_, i) => flags[i],
        );
        const subject = one(
          'users-now',
          present.map(({ window, value }) => rowAt(window, value)),
        );
        const valueAt = (period: RecordedPeriod, start: string): number | null =>
          figureOf(subject, {
            ...QUESTION,
            metric: 'users-now',
            period: period.toUpperCase() as 'DAY',
            start,
          }).value;
        for (const [index, window] of WINDOWS.entries()) {
          expect(valueAt(window.recorded, startOf(window))).toBe(flags[index] ? index + 1 : null);
        }
        expect(figureOf([subject, subject], { ...QUESTION, metric: 'users-now' }).value).toBeNull();
      }),
      { numRuns: 30 },
    );
  });
});
