/** What it means that a rating, state or stage was not sent, once others of its split were. */
import { describe, expect, test } from '@jest/globals';
import type { ValueStatus } from '../../../../server/metrics/status.js';
import type { DataSetFacts } from '../../../../server/metrics/data-set.js';
import {
  dataSet,
  figureOf,
  lineOf,
  one,
  service,
  split,
  steps,
  told,
  type Row,
} from '../../../support/engine.js';

type Counts = Readonly<Record<string, number | ValueStatus>>;
const ZERO: Partial<DataSetFacts> = { absentParts: 'zero' };
const DAY = { period: 'DAY', start: '2013-10-07' } as const;
const WEEK = { period: 'WEEK', start: '2013-10-07' } as const;
const DAYS = [7, 8, 9, 10, 11, 12, 13].map((day) => `2013-10-${String(day).padStart(2, '0')}`);

/** Seven days: the first as given, the others whole. */
const week = (dimension: string, first: Counts, others: Counts): Row[] =>
  DAYS.flatMap((start, index) => split(dimension, index ? others : first, ['day', start]));

const WHOLE = { 1: 10, 2: 10, 3: 10, 4: 10, 5: 60 };
const { 2: _, ...WITHOUT_2 } = WHOLE;
const question = (metric: string, window: typeof DAY | typeof WEEK, by?: [string, string]) => ({
  metric,
  ...window,
  ...(by && { by: lineOf(...by) }),
});

describe('a rating that was not sent', () => {
  const rows = week('rating', WITHOUT_2, WHOLE);

  test.each(['user-satisfaction', 'satisfied-share'])(
    'is missing to %s, for a day as for a week',
    (metric) => {
      const subject = one('ratings', rows);
      expect(figureOf(subject, question(metric, DAY))).toMatchObject({
        value: null,
        status: 'NOT_PROVIDED',
        missing: ['rating 2'],
      });
      expect(figureOf(subject, question(metric, WEEK))).toMatchObject({
        value: null,
        status: 'INCOMPLETE',
        coverage: { provided: 6, expected: 7 },
      });
    },
  );

  test('is named, with all the others that are missing', () => {
    const figure = figureOf(
      one('ratings', week('rating', { 4: 10, 5: 40 }, WHOLE)),
      question('user-satisfaction', DAY),
    );
    expect(figure.missing).toEqual(['rating 1', 'rating 2', 'rating 3']);
  });

  test('is null in a split, for a day as for a week, and its neighbours are there', () => {
    const subject = one('ratings', rows);
    const at = (value: string, window: typeof DAY | typeof WEEK) =>
      told(figureOf(subject, question('ratings', window, ['rating', value])));
    expect([at('2', DAY), at('2', WEEK)]).toEqual(['NOT_PROVIDED', 'INCOMPLETE']);
    expect([at('5', DAY), at('5', WEEK)]).toEqual([60, 420]);
  });

  test('is not missing to the total, which adds what was delivered', () => {
    const subject = one('ratings', rows);
    expect([DAY, WEEK].map((window) => told(figureOf(subject, question('ratings', window))))).toEqual([
      90, 690,
    ]);
  });

  test('is 0 where the data set says so: to every metric and in a split', () => {
    const subject = one('ratings', rows, ZERO);
    const at = (metric: string, window: typeof DAY | typeof WEEK, by?: [string, string]) =>
      told(figureOf(subject, question(metric, window, by)));
    expect(at('ratings', DAY, ['rating', '2'])).toBe(0);
    expect(at('ratings', WEEK, ['rating', '2'])).toBe(60);
    expect(at('satisfied-share', DAY)).toBeCloseTo(700 / 9, 9);
    expect(at('user-satisfaction', DAY)).toBeCloseTo((10 * 50 + 10 * 75 + 60 * 100) / 90, 9);
    expect(at('user-satisfaction', WEEK)).not.toBe('INCOMPLETE');
  });

  test('is still missing where the data set says "missing" of what is absent', () => {
    const subject = one('ratings', rows, { absentParts: 'missing' });
    expect(figureOf(subject, question('satisfied-share', DAY)).missing).toEqual(['rating 2']);
  });

  test('is no absent part where no split was delivered, whatever absent means', () => {
    for (const facts of [{}, ZERO]) {
      const subject = one('ratings', steps('day', DAY.start, {}, [100]), facts);
      expect(figureOf(subject, question('user-satisfaction', DAY))).toMatchObject({
        status: 'NOT_PROVIDED',
        missing: ['ratings by rating'],
      });
      expect(told(figureOf(subject, question('ratings', DAY)))).toBe(100);
    }
  });

  test('is another than one that says why there is none', () => {
    const hidden = one('ratings', split('rating', { ...WHOLE, 2: 'SUPPRESSED' }, ['day', DAY.start]), ZERO);
    expect(told(figureOf(hidden, question('user-satisfaction', DAY)))).toBe('SUPPRESSED');
    const gap = one('ratings', split('rating', { ...WHOLE, 2: 'NOT_PROVIDED' }, ['day', DAY.start]), ZERO);
    expect(figureOf(gap, question('user-satisfaction', DAY)).missing).toEqual(['rating 2']);
  });

  test('takes its service out of a figure of several, and that alone', () => {
    const services = [one('ratings', rows), one('ratings', week('rating', WHOLE, WHOLE))];
    expect(figureOf(services, question('satisfied-share', DAY))).toMatchObject({
      value: 70,
      denominator: 100,
      coverage: { provided: 1, expected: 2 },
    });
    expect(figureOf(services, question('ratings', DAY)).coverage).toMatchObject({ provided: 2, expected: 2 });
  });
});

describe('a state that was not sent', () => {
  const rows = week('state', { up: 86_400 }, { up: 86_000, down: 400 });

  test('is missing to availability, for a day as for a week', () => {
    const subject = one('monitored', rows);
    expect(figureOf(subject, question('availability', DAY))).toMatchObject({
      value: null,
      missing: ['down'],
    });
    expect(told(figureOf(subject, question('availability', WEEK)))).toBe('INCOMPLETE');
  });

  test('is 0 where the data set says so: all of the time it was up, or down', () => {
    expect(told(figureOf(one('monitored', rows, ZERO), question('availability', DAY)))).toBe(100);
    const down = split('state', { down: 60 }, ['day', DAY.start]);
    expect(told(figureOf(one('monitored', down, ZERO), question('availability', DAY)))).toBe(0);
    expect(figureOf(one('monitored', down), question('availability', DAY)).missing).toEqual(['up']);
  });

  test('is not needed where others are asked for: only up and down are', () => {
    const subject = one('monitored', split('state', { up: 9, down: 1, planned: 5 }, ['day', DAY.start]));
    expect(told(figureOf(subject, question('availability', DAY)))).toBe(90);
  });
});

describe('a stage that was not sent', () => {
  const declared = { stage: ['start', 'details', 'done'] };
  const journey = (counts: Counts, facts: Partial<DataSetFacts> = {}) =>
    one('users', split('stage', counts, ['day', DAY.start]), { declared, ...facts });

  test.each<[Counts, number | ValueStatus, string[]]>([
    [{ start: 80, done: 20 }, 25, []],
    [{ start: 80, details: 50 }, 'NOT_PROVIDED', ['done']],
    [{ details: 50, done: 20 }, 'NOT_PROVIDED', ['start']],
  ])('of %j: %s, missing %j', (counts, expected, missing) => {
    const figure = figureOf(journey(counts), question('journey', DAY));
    expect([told(figure), figure.missing]).toEqual([expected, missing]);
  });

  test('is null in a split, and 0 where the data set says so', () => {
    const counts = { start: 80, done: 20 };
    const at = (facts: Partial<DataSetFacts>) =>
      told(figureOf(journey(counts, facts), question('journey', DAY, ['stage', 'details'])));
    expect([at({}), at(ZERO)]).toEqual(['NOT_PROVIDED', 0]);
  });

  test('is 0 at an end of the journey where the data set says so: nobody got there, or nobody began', () => {
    expect(told(figureOf(journey({ start: 80 }, ZERO), question('journey', DAY)))).toBe(0);
    const nobody = figureOf(journey({ done: 20 }, ZERO), question('journey', DAY));
    expect(nobody).toMatchObject({ value: null, status: 'NOT_APPLICABLE', denominator: 0 });
  });

  test('is told by what to declare where there is no order', () => {
    const figure = figureOf(journey({ start: 80, done: 20 }, { declared: {} }), question('journey', DAY));
    expect(figure.missing).toEqual(['the declared order of its stages (dimension_values)']);
  });

  test('is counted in users by stage as it was sent, in any order', () => {
    const subject = service([dataSet('users', split('stage', { start: 80, done: 20 }, ['day', DAY.start]))]);
    const formula = { kind: 'total', measure: 'users' } as const;
    const at = (value: string) =>
      told(figureOf(subject, { metric: formula, ...DAY, by: lineOf('stage', value) }));
    expect([at('start'), at('details'), at('done')]).toEqual([80, 'NOT_PROVIDED', 20]);
  });
});
