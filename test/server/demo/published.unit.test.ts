/** What the demo publishes: the same in every run, plausible, and never against the rules of its own story. */
import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { along, dayOf, weekly, yearly } from '../../../server/demo/rhythm.js';
import { firstDay, published, type Published, type Stretch } from '../../../server/demo/publishing.js';
import { DEFINITIONS } from '../../../server/demo/services/index.js';

/** The three that are told in full, and all that something special happened to. */
const NAMED = DEFINITIONS.services.slice(0, 3).map(({ slug }) => slug);
const TOLD = DEFINITIONS.services.filter(
  ({ slug, annotations, incidents, closedOn, dataSets }) =>
    NAMED.includes(slug) ||
    annotations ||
    incidents ||
    closedOn ||
    Object.values(dataSets).some(({ gaps, suppressBelow, revision }) => gaps ?? suppressBelow ?? revision),
);

const upTo = (until: string, since?: string): Stretch => ({
  from: firstDay(dayOf(since ?? until)),
  since: since === undefined ? -Infinity : dayOf(since),
  until: dayOf(until),
});
const made = (until: string, since?: string, services = TOLD): Published[] => [
  ...published(services, upTo(until, since)),
];
/** One of each kind of data set, gap, correction and cadence: runs are compared with each other many times. */
const FEW = DEFINITIONS.services.filter(({ slug }) =>
  ['carers-allowance', 'student-finance', 'gambling-duties', 'report-pollution'].includes(slug),
);
const keyOf = ({ service, measure, period, start, part }: Published): string =>
  [service, measure, period, start, part].join(' ');
const byKey = (list: readonly Published[]): Map<string, Published> =>
  new Map(list.map((row) => [keyOf(row), row]));

const UNTIL = '2026-11-21';
const ALL = made(UNTIL);
const BY_KEY = byKey(ALL);
const OF_FEW = made(UNTIL, undefined, FEW);
const of = (service: string, measure: string): Published[] =>
  ALL.filter((row) => row.service === service && row.measure === measure);
const value = (...key: string[]): number => BY_KEY.get(key.join(' '))?.value ?? NaN;

describe('the rows of the demo', () => {
  it('have each key once, and are made alike again', () => {
    expect(BY_KEY.size).toBe(ALL.length);
    expect(isDeepStrictEqual(made(UNTIL, undefined, FEW), OF_FEW)).toBe(true);
  });

  it('stay what they were: where code changes them, raise GENERATOR; then put the new hash here', () => {
    const hash = createHash('sha256');
    for (const row of published(DEFINITIONS.services, upTo('2025-12-31')))
      if (row.start < '2025-11') hash.update(JSON.stringify(row));
    expect(hash.digest('hex').slice(0, 16)).toBe('4b189b00950cde0e');
  });

  it('are of three years', () => {
    expect(firstDay(dayOf(UNTIL))).toBe(dayOf('2023-10-01'));
    expect(firstDay(dayOf('2024-02-29'))).toBe(dayOf('2021-01-01'));
    const starts = of('carers-allowance', 'starts').filter(({ dimension }) => !dimension);
    const days = starts.map(({ start }) => start);
    expect([days[0], days.at(-1), days.length]).toEqual(['2023-10-01', UNTIL, 1148]);
  });

  it.each(['2024-12-31', '2026-02-28', '2026-10-05', '2026-11-20'])(
    'are the same whether made up to %s or later',
    (until) => {
      const others = made(until, undefined, FEW).filter((row) => {
        const later = BY_KEY.get(keyOf(row));
        // What comes before the three years of the later run, and what that run knows the correction of.
        // Hours are there of the newest days only.
        return later
          ? later.flags !== 'REVISED' && !isDeepStrictEqual(row, later)
          : row.start >= '2023-10-01' && row.period !== 'hour';
      });
      expect(others).toEqual([]);
    },
  );

  it.each(['2024-12-31', '2026-06-08', '2026-06-09', '2026-11-20', UNTIL])(
    'continued from %s end up as made at once',
    (since) => {
      const first = byKey(made(since, undefined, FEW));
      for (const row of made(UNTIL, since, FEW)) first.set(keyOf(row), row);
      expect(OF_FEW.filter((row) => !isDeepStrictEqual(first.get(keyOf(row)), row))).toEqual([]);
    },
  );

  it('of one more day are the values of that day only', () => {
    const added = made(UNTIL, '2026-11-20');
    expect(new Set(added.map(({ start }) => start.slice(0, 10)))).toEqual(new Set([UNTIL]));
    // Starts, completions, 5 ratings, 3 devices, 6 browsers, 2 states, 6 ranges of page loads; pages twice, and the
    // ranges of times to complete; hours of states and page loads; the journeys and ratings of other large services.
    const others = TOLD.filter(
      ({ slug, dataSets }) => !NAMED.includes(slug) && dataSets.starts?.cadence === 'day',
    );
    expect(others.length).toBeGreaterThan(1);
    expect(added).toHaveLength(3 * 24 + 2 * (4 + 4 + 3) + 19 + 3 * 24 * (2 + 6) + 7 * others.length);
    expect(made(UNTIL, UNTIL)).toEqual([]);
  });
});

describe('the figures of the demo', () => {
  it.each(NAMED)('%s: nobody finishes who did not start, nobody rates who did not finish', (service) => {
    const ratings = new Map<string, number>();
    for (const { start, value: count } of of(service, 'ratings'))
      ratings.set(start, (ratings.get(start) ?? 0) + count!);
    const completions = of(service, 'completions');
    expect(completions.length).toBeGreaterThan(900);
    for (const { start, value: count } of completions) {
      expect(count).toBeLessThanOrEqual(value(service, 'starts', 'day', start, ''));
      expect(ratings.get(start) ?? 0).toBeLessThanOrEqual(count!);
    }
  });

  it.each(NAMED)('%s: what is done online in a month is what was finished on its days', (service) => {
    const finished = new Map<string, number>();
    for (const { start, value: count } of of(service, 'completions'))
      finished.set(start.slice(0, 7), (finished.get(start.slice(0, 7)) ?? 0) + count!);
    for (const row of of(service, 'transactions')) {
      if (row.part !== 'digital' || row.value === null || row.start < '2024-06') continue;
      expect(row.value).toBe(finished.get(row.start.slice(0, 7)));
    }
  });

  it('are whole numbers, none negative, and missing only where a gap is', () => {
    const isRight = ({ value: count, status }: Published): boolean =>
      status === '' ? Number.isSafeInteger(count) && count! >= 0 : count === null;
    expect(ALL.filter((row) => !isRight(row))).toEqual([]);
    const gaps = ALL.filter(({ status }) => status !== '');
    expect(new Set(gaps.map(({ service, measure, start }) => `${service} ${measure} ${start}`))).toEqual(
      new Set([
        'lasting-power-of-attorney transactions 2024-08-01',
        'student-finance transactions 2025-11-01',
        'student-finance transactions 2025-12-01',
        'student-finance transactions 2026-01-01',
      ]),
    );
    const days = of('carers-allowance', 'ratings').map(({ start }) => start);
    expect(days).toContain('2025-02-09');
    expect(days).toContain('2025-02-24');
    expect(days.filter((day) => day > '2025-02-09' && day < '2025-02-24')).toEqual([]);
  });

  it('of Carer’s Allowance: about 65,000 claims a quarter, online from 60 to 85 %', () => {
    const quarter = (...months: string[]): { total: number; online: number } => {
      const rows = of('carers-allowance', 'transactions').filter(({ start }) => months.includes(start));
      const sum = (list: Published[]): number => list.reduce((all, row) => all + row.value!, 0);
      return { total: sum(rows), online: sum(rows.filter(({ part }) => part === 'digital')) };
    };
    const first = quarter('2023-10-01', '2023-11-01', '2023-12-01');
    const last = quarter('2026-07-01', '2026-08-01', '2026-09-01');
    expect(first.total).toBeGreaterThan(55_000);
    expect(last.total).toBeLessThan(72_000);
    expect(Math.abs((100 * first.online) / first.total - 61)).toBeLessThan(2);
    expect(Math.abs((100 * last.online) / last.total - 85)).toBeLessThan(2);
  });

  it('of a tax disc have an unknown split until April 2024', () => {
    const parts = new Map<string, Set<string>>();
    for (const { start, part } of of('renew-tax-disc', 'transactions'))
      parts.set(start, (parts.get(start) ?? new Set()).add(part));
    expect([...parts.get('2024-03-01')!]).toEqual(['unspecified']);
    expect([...parts.get('2024-04-01')!]).toEqual(['digital', 'phone', 'face-to-face', 'paper']);
  });

  it('of a month that is corrected: too low at first, flagged afterwards', () => {
    const key = 'carers-allowance transactions month 2026-03-01 paper';
    const first = byKey(made('2026-06-08', undefined, FEW)).get(key)!;
    const final = byKey(made('2026-06-09', undefined, FEW)).get(key)!;
    expect([first.flags, final.flags]).toEqual(['', 'REVISED']);
    expect(first.value! / final.value!).toBeCloseTo(0.87, 2);
    expect(made('2026-06-09', '2026-06-08', FEW).filter(({ period }) => period === 'month')).toEqual([final]);
  });
});

describe('trends and seasons', () => {
  it('run straight between dated values and are level beyond them', () => {
    const curve = along([
      ['2024-01-01', 10],
      ['2024-01-11', 20],
    ]);
    const days = ['2020-01-01', '2024-01-01', '2024-01-06', '2024-01-11', '2030-01-01'];
    expect(days.map((day) => curve(dayOf(day)))).toEqual([10, 10, 15, 20, 20]);
    expect(() => dayOf('2024-02-30')).toThrow('2024-02-30 in the definitions of the demo is no date');
  });

  it('have the mean 1', () => {
    const week = weekly([2, 1, 1, 1, 1, 0.5, 0.5]);
    const year = yearly([2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    const mean = (factor: (day: number) => number, from: string, days: number): number =>
      Array.from({ length: days }, (_, i) => factor(dayOf(from) + i)).reduce((a, b) => a + b, 0) / days;
    expect(week(dayOf('2024-01-01'))).toBe(2);
    expect(mean(week, '2024-01-01', 7)).toBeCloseTo(1, 10);
    expect(mean(year, '2024-01-01', 366)).toBeCloseTo(1, 3);
  });
});
