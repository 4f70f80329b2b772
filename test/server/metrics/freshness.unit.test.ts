import { describe, expect, test } from '@jest/globals';
import { formatFreshness } from '../../../server/wording/freshness.js';
import {
  freshnessOf,
  freshnessOfMany,
  worstOf,
  type Freshness,
  type FreshnessState,
} from '../../../server/metrics/freshness.js';
import { Clock } from '../../../server/metrics/clock.js';
import type { RecordedPeriod } from '../../../server/metrics/periods.js';
import type { DataSetFacts } from '../../../server/metrics/data-set.js';
import { dataSet, recorded } from '../../support/engine.js';

const GRACE: Record<RecordedPeriod, number> = {
  minute: 0,
  hour: 0,
  day: 1,
  week: 4,
  month: 21,
  quarter: 60,
  year: 120,
};
const RECEIVED = '2026-07-03T09:00:00.000Z';

interface At {
  cadence: RecordedPeriod;
  /** The newest value; by default of the cadence's period. */
  newest: string | null;
  period?: RecordedPeriod;
  now: string;
  isClosed?: boolean;
  facts?: Partial<DataSetFacts>;
}

function fresh({ cadence, newest, period = cadence, now, isClosed = false, facts = {} }: At): Freshness {
  const { dataSet: set } = dataSet('transactions', [], { cadence, graceDays: GRACE[cadence], ...facts });
  const value = newest === null ? null : { window: recorded(period, newest), receivedAt: RECEIVED };
  return freshnessOf(set, value, { isClosed, clock: new Clock(Date.parse(now)) });
}

describe('a data set is', () => {
  // The instants on both sides of each boundary, in summer and in winter time.
  test.each<[RecordedPeriod, string, string, FreshnessState]>([
    ['quarter', '2026-04-01', '2026-07-02T12:00:00Z', 'FRESH'],
    ['quarter', '2026-04-01', '2026-09-30T22:59:59Z', 'FRESH'],
    ['quarter', '2026-04-01', '2026-09-30T23:00:00Z', 'DUE'],
    ['quarter', '2026-04-01', '2026-11-29T23:59:59Z', 'DUE'],
    ['quarter', '2026-04-01', '2026-11-30T00:00:00Z', 'LATE'],
    ['month', '2026-10-01', '2026-11-30T23:59:59Z', 'FRESH'],
    ['month', '2026-10-01', '2026-12-01T00:00:00Z', 'DUE'],
    ['month', '2026-10-01', '2026-12-21T23:59:59Z', 'DUE'],
    ['month', '2026-10-01', '2026-12-22T00:00:00Z', 'LATE'],
    ['week', '2026-10-19', '2026-11-01T23:59:59Z', 'FRESH'],
    ['week', '2026-10-19', '2026-11-02T00:00:00Z', 'DUE'],
    ['week', '2026-10-19', '2026-11-05T23:59:59Z', 'DUE'],
    ['week', '2026-10-19', '2026-11-06T00:00:00Z', 'LATE'],
    ['day', '2026-07-01', '2026-07-02T22:59:59Z', 'FRESH'],
    ['day', '2026-07-01', '2026-07-02T23:00:00Z', 'DUE'],
    ['day', '2026-07-01', '2026-07-03T22:59:59Z', 'DUE'],
    ['day', '2026-07-01', '2026-07-03T23:00:00Z', 'LATE'],
    ['hour', '2026-07-01T09:00:00Z', '2026-07-01T10:59:59Z', 'FRESH'],
    ['hour', '2026-07-01T09:00:00Z', '2026-07-01T11:00:00Z', 'DUE'],
    ['hour', '2026-07-01T09:00:00Z', '2026-07-01T11:14:59Z', 'DUE'],
    ['hour', '2026-07-01T09:00:00Z', '2026-07-01T11:15:00Z', 'LATE'],
    ['year', '2025-04-01', '2027-03-31T22:59:59Z', 'FRESH'],
    ['year', '2025-04-01', '2027-03-31T23:00:00Z', 'DUE'],
    ['year', '2025-04-01', '2027-07-29T22:59:59Z', 'DUE'],
    ['year', '2025-04-01', '2027-07-29T23:00:00Z', 'LATE'],
  ])('by %s with a value of %s, at %s: %s', (cadence, newest, now, state) => {
    expect(fresh({ cadence, newest, now }).state).toBe(state);
  });

  // Four periods late, or two years; and ninety days at least.
  test.each<[RecordedPeriod, string, string]>([
    ['hour', '2026-01-01T09:00:00Z', '2026-04-01T11:15:00Z'],
    ['day', '2026-01-01', '2026-04-03T23:00:00Z'],
    ['week', '2026-01-05', '2026-04-22T23:00:00Z'],
    ['month', '2026-01-01', '2026-07-21T23:00:00Z'],
    ['quarter', '2017-07-01', '2019-03-02T00:00:00Z'],
    ['year', '2017-04-01', '2021-07-29T23:00:00Z'],
  ])('by %s with a value of %s, late until %s: stopped', (cadence, newest, since) => {
    const before = new Date(Date.parse(since) - 1000).toISOString();
    expect([before, since].map((now) => fresh({ cadence, newest, now }).state)).toEqual(['LATE', 'STOPPED']);
    const stopped = fresh({ cadence, newest, now: since });
    expect(stopped.expectedBy).toBe(fresh({ cadence, newest, now: before }).expectedBy);
    expect(stopped.nextPeriod).not.toBeNull();
  });

  test('stopped by its own days of grace, and by the clocks of its zone', () => {
    const at: At = { cadence: 'month', newest: '2026-01-01', now: '2026-07-21T23:00:00Z' };
    expect(fresh({ ...at, facts: { graceDays: 22 } }).state).toBe('LATE');
    expect(fresh({ ...at, facts: { timeZone: 'America/New_York' } }).state).toBe('LATE');
    // No grace at all: ninety days after the end of the next window would come before four periods.
    expect(fresh({ ...at, facts: { graceDays: 0 }, now: '2026-06-30T22:59:59Z' }).state).toBe('LATE');
    expect(fresh({ ...at, facts: { graceDays: 0 }, now: '2026-06-30T23:00:00Z' }).state).toBe('STOPPED');
  });

  test.each<[string, string, string]>([
    ['fresh until it is due', '2026-11-20T00:00:00Z', '2026-12-01T00:00:00Z'],
    ['due until it is late', '2026-12-01T00:00:00Z', '2026-12-22T00:00:00Z'],
    ['late until it has stopped', '2026-12-22T00:00:00Z', '2027-04-21T23:00:00Z'],
  ])('%s: the answer lasts until then', (_, now, changesAt) => {
    const { dataSet: set } = dataSet('transactions', [], { cadence: 'month', graceDays: 21 });
    const clock = new Clock(Date.parse(now));
    const value = { window: recorded('month', '2026-10-01'), receivedAt: RECEIVED };
    freshnessOf(set, value, { isClosed: false, clock });
    expect(new Date(clock.changesAt).toISOString()).toBe(new Date(changesAt).toISOString());
  });

  test('stopped for good: nothing about it changes with time', () => {
    const { dataSet: set } = dataSet('transactions', [], { cadence: 'month', graceDays: 21 });
    const clock = new Clock(Date.parse('2030-01-01T00:00:00Z'));
    const value = { window: recorded('month', '2026-10-01'), receivedAt: RECEIVED };
    expect(freshnessOf(set, value, { isClosed: false, clock }).state).toBe('STOPPED');
    expect(clock.changesAt).toBe(Infinity);
  });

  test.each<[string, Partial<At>, FreshnessState]>([
    ['never provided', { newest: null }, 'NEVER'],
    ['ended with its service', { isClosed: true }, 'ENDED'],
    ['ended with its service, though it never had a value', { isClosed: true, newest: null }, 'ENDED'],
    ['ended the day after its last', { facts: { endsOn: '2027-02-28' } }, 'ENDED'],
    ['not ended on its last day', { facts: { endsOn: '2027-03-01' } }, 'LATE'],
    ['ended, and not stopped', { facts: { endsOn: '2027-02-28' }, now: '2031-01-01T00:00:00Z' }, 'ENDED'],
  ])('%s', (_, at, state) => {
    const given = { cadence: 'quarter', newest: '2026-04-01', now: '2027-03-01T12:00:00Z', ...at } as const;
    const result = fresh(given);
    expect(result.state).toBe(state);
    if (state === 'ENDED' || state === 'NEVER') {
      expect(result).toMatchObject({ nextPeriod: null, expectedBy: null });
    }
  });

  test('due by the clocks of its zone', () => {
    const at: At = { cadence: 'day', newest: '2026-07-01', now: '2026-07-03T02:00:00Z' };
    expect(fresh(at).state).toBe('DUE');
    expect(fresh({ ...at, facts: { timeZone: 'America/New_York' } }).state).toBe('FRESH');
  });

  test('late as soon as it is due without a grace', () => {
    const at: At = {
      cadence: 'day',
      newest: '2026-07-01',
      now: '2026-07-02T23:00:00Z',
      facts: { graceDays: 0 },
    };
    expect(fresh(at).state).toBe('LATE');
  });
});

describe('the next period', () => {
  const span = (at: Omit<At, 'now'>) => {
    const { nextPeriod, expectedBy } = fresh({ ...at, now: '2026-12-01T00:00:00Z' });
    return [nextPeriod?.start, nextPeriod?.end, expectedBy];
  };

  test('of July to September 2026 is late from 30 November, of November from 22 December', () => {
    expect(span({ cadence: 'quarter', newest: '2026-04-01' })).toEqual([
      '2026-07-01',
      '2026-10-01',
      '2026-11-30T00:00:00.000Z',
    ]);
    expect(span({ cadence: 'month', newest: '2026-10-01' })).toEqual([
      '2026-11-01',
      '2026-12-01',
      '2026-12-22T00:00:00.000Z',
    ]);
  });

  test.each<[RecordedPeriod, RecordedPeriod, string, string, string]>([
    // A quarterly data set whose newest value is of 12 months, or of the first month of a quarter.
    ['quarter', 'year', '2025-07-01', '2026-07-01', '2026-10-01'],
    ['quarter', 'month', '2026-07-01', '2026-07-01', '2026-10-01'],
    ['month', 'week', '2026-10-12', '2026-10-01', '2026-11-01'],
    ['month', 'day', '2026-10-31', '2026-11-01', '2026-12-01'],
    ['week', 'day', '2026-10-21', '2026-10-19', '2026-10-26'],
    ['day', 'month', '2026-10-01', '2026-11-01', '2026-11-02'],
    ['day', 'hour', '2026-07-01T12:00:00Z', '2026-07-01', '2026-07-02'],
    ['day', 'hour', '2026-07-01T22:00:00Z', '2026-07-02', '2026-07-03'],
    ['hour', 'day', '2026-07-01', '2026-07-01T23:00:00Z', '2026-07-02T00:00:00Z'],
    ['hour', 'minute', '2026-07-01T12:29:00Z', '2026-07-01T12:00:00Z', '2026-07-01T13:00:00Z'],
    ['year', 'quarter', '2026-04-01', '2026-07-01', '2027-07-01'],
  ])('of the cadence %s after a value by %s of %s is %s to %s', (cadence, period, newest, start, end) => {
    expect(span({ cadence, period, newest }).slice(0, 2)).toEqual([start, end]);
  });

  test('comes with the newest one and when it was received', () => {
    const result = fresh({ cadence: 'year', newest: '2025-02-01', now: '2026-07-02T12:00:00Z' });
    expect(result).toMatchObject({
      lastReceivedAt: RECEIVED,
      latestPeriod: { period: 'ROLLING_YEAR', start: '2025-02-01', end: '2026-02-01' },
      nextPeriod: { period: 'ROLLING_YEAR', start: '2026-02-01', end: '2027-02-01' },
      counts: null,
    });
  });
});

describe('in words', () => {
  test.each<[RecordedPeriod, string, string, string]>([
    ['quarter', '2026-04-01', '2026-11-30T00:00:00Z', 'Late: July to September 2026 was due by 29 November'],
    [
      'month',
      '2026-10-01',
      '2026-11-30T12:00:00Z',
      'Data to October 2026, received 3 July; next due by 21 December 2026',
    ],
    [
      'month',
      '2026-10-01',
      '2026-12-21T23:00:00Z',
      'Data to October 2026, received 3 July; November 2026 is due by 21 December',
    ],
    [
      'quarter',
      '2017-07-01',
      '2026-12-21T23:00:00Z',
      'No new data since September 2017; was due by 1 March 2018',
    ],
    [
      'hour',
      '2026-07-01T09:00:00Z',
      '2026-07-01T11:14:00Z',
      'Data to 11am on 1 July 2026, received 3 July; 11am to midday on 1 July 2026 is due by 12:15pm on 1 July',
    ],
  ])('by %s after %s, at %s: %s', (cadence, newest, now, words) => {
    expect(formatFreshness(fresh({ cadence, newest, now }))).toBe(words);
  });
});

const of = (state: FreshnessState, received: string | null = null, end: string | null = null): Freshness => ({
  state,
  lastReceivedAt: received,
  latestPeriod: end ? { period: 'MONTH', start: '2000-01-01', end } : null,
  nextPeriod: null,
  expectedBy: null,
  counts: null,
});

describe('a metric', () => {
  test.each<[FreshnessState[], FreshnessState]>([
    [['FRESH', 'DUE'], 'DUE'],
    [['LATE', 'DUE'], 'LATE'],
    [['STOPPED', 'LATE', 'FRESH'], 'STOPPED'],
    [['FRESH', 'NEVER', 'LATE', 'STOPPED'], 'NEVER'],
    [['ENDED', 'STOPPED'], 'ENDED'],
    [['FRESH', 'ENDED'], 'ENDED'],
    [['FRESH'], 'FRESH'],
  ])('with inputs %j is %s', (states, worst) => {
    const inputs = states.map((state) => of(state));
    expect(worstOf(inputs).state).toBe(worst);
    expect(worstOf([...inputs].reverse()).state).toBe(worst);
  });
});

describe('several services', () => {
  test('are counted by state', () => {
    const states: FreshnessState[] = [
      ...(['FRESH', 'FRESH', 'DUE', 'LATE', 'NEVER'] as const),
      ...(['STOPPED', 'STOPPED', 'STOPPED', 'STOPPED', 'ENDED', 'ENDED', 'ENDED'] as const),
    ];
    expect(freshnessOfMany(states.map((state) => of(state)))).toMatchObject({
      state: 'LATE',
      counts: { fresh: 2, due: 1, late: 1, stopped: 4, never: 1, ended: 3 },
    });
  });

  test.each<[FreshnessState[], FreshnessState]>([
    [['ENDED', 'FRESH'], 'FRESH'],
    [['NEVER', 'FRESH', 'DUE'], 'DUE'],
    [['STOPPED', 'FRESH', 'NEVER'], 'FRESH'],
    [['STOPPED', 'LATE', 'DUE'], 'LATE'],
    [['NEVER', 'STOPPED', 'ENDED'], 'STOPPED'],
    [['NEVER', 'ENDED'], 'NEVER'],
    [['ENDED', 'ENDED'], 'ENDED'],
    [[], 'NEVER'],
  ])('%j are %s', (states, state) => {
    expect(freshnessOfMany(states.map((each) => of(each))).state).toBe(state);
  });

  test('have the newest period and the newest delivery of any', () => {
    const many = freshnessOfMany([
      of('FRESH', '2026-07-01T00:00:00.000Z', '2026-07-01'),
      of('ENDED', '2026-07-09T00:00:00.000Z', '2026-03-01'),
      of('NEVER'),
      of('LATE', null, '2026-08-01'),
    ]);
    expect(many).toMatchObject({
      lastReceivedAt: '2026-07-09T00:00:00.000Z',
      latestPeriod: { end: '2026-08-01' },
    });
  });
});
