/** Every measure is itself a metric, and a sum with its count makes a mean. */
import { describe, expect, test } from '@jest/globals';
import { BUILT_IN_MEASURES, BUILT_IN_METRICS } from '../../../../server/metrics/builtin/builtin.js';
import {
  formulaText,
  inputsOf,
  type Formula,
  type MeasureDefinition,
} from '../../../../server/metrics/definitions.js';
import { splitsOf } from '../../../../server/metrics/evaluate.js';
import { measureMetrics } from '../../../../server/metrics/measure-metrics.js';
import type { MetricDefinition } from '../../../../server/metrics/metric-definition.js';
import {
  dataSet,
  figureOf,
  lineOf,
  one,
  quarters,
  service,
  split,
  steps,
  told,
  type Row,
} from '../../../support/engine.js';

const MONTH = { period: 'MONTH', start: '2013-10-01' } as const;
const DECLARED: MeasureDefinition[] = [
  {
    key: 'licence-applications',
    label: { en: 'Licence applications', cy: 'Ceisiadau am drwydded' },
    unit: 'count',
    aggregation: 'flow',
    dimensions: [{ name: 'authority' }],
  },
  { key: 'backlog', label: { en: 'Backlog' }, unit: 'days', aggregation: 'stock', dimensions: [] },
  {
    key: 'people',
    label: { en: 'People' },
    unit: 'count',
    aggregation: 'exact',
    dimensions: [{ name: 'area' }],
  },
];
const MEASURES = [...BUILT_IN_MEASURES, ...DECLARED];
const made = measureMetrics(MEASURES, BUILT_IN_METRICS);
const metricOf = (key: string): MetricDefinition => made.find((one) => one.key === key)!;
const dimensionsOf = (measure: string): string[] =>
  MEASURES.find(({ key }) => key === measure)!.dimensions.map(({ name }) => name);

describe('a measure as a metric', () => {
  test('each measure has a metric of its key, built in or its own, and none has two', () => {
    const keys = [...BUILT_IN_METRICS, ...made].map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(MEASURES.filter(({ key }) => !keys.includes(key))).toEqual([]);
    expect(made.map(({ key }) => key)).toEqual([
      ...['cost', 'starts', 'completions', 'users', 'page-load', 'monitored'],
      ...['visitors', 'page-views', 'feedback'],
      ...['licence-applications', 'backlog', 'people'],
    ]);
  });

  test('has the unit and label of its measure, and no direction', () => {
    for (const { key, label, unit } of DECLARED) {
      expect(metricOf(key)).toMatchObject({ label, unit, direction: 'NEUTRAL' });
    }
    expect(metricOf('cost').unit).toBe('£');
  });

  test.each([
    ['cost', []],
    ['starts', ['page']],
    ['completions', []],
    ['page-views', ['page', 'device']],
    ['users', ['stage']],
    ['monitored', ['state']],
    ['page-load', ['le']],
    ['licence-applications', ['authority']],
  ])('%s can be asked for by %j', (key, expected) => {
    expect(splitsOf(metricOf(key).formula, dimensionsOf)).toEqual(expected);
  });

  test.each([
    ...['cost', 'monitored', 'page-load', 'users'].map((key) => [key, true] as const),
    ...['starts', 'completions', 'page-views', ...DECLARED.map(({ key }) => key)].map(
      (key) => [key, false] as const,
    ),
  ])('%s is left to the metrics that are made of it: %s', (key, isUnlisted) => {
    expect(metricOf(key).presentation.isUnlisted ?? false).toBe(isUnlisted);
  });

  test('gives way to a metric of its key that a department defines', () => {
    const own = { key: 'backlog', formula: { kind: 'total', measure: 'people' } as const };
    const keys = measureMetrics(MEASURES, [...BUILT_IN_METRICS, own]).map(({ key }) => key);
    expect(keys).not.toContain('backlog');
  });

  test('is the total of its window, or a part of it', () => {
    const { formula } = metricOf('licence-applications');
    const subject = one('licence-applications', split('authority', { north: 30, south: 12 }));
    expect(told(figureOf(subject, { metric: formula, ...MONTH }))).toBe(42);
    expect(told(figureOf(subject, { metric: formula, ...MONTH, by: lineOf('authority', 'south') }))).toBe(12);
    expect(figureOf([subject, subject], { metric: formula, ...MONTH }).value).toBe(84);
  });

  test('adds up as its measure does: the mean of a caseload', () => {
    const subject = one('backlog', quarters('2013-10-01', {}, [10, 20, 30, 40]), { aggregation: 'stock' });
    const question = {
      metric: metricOf('backlog').formula,
      period: 'ROLLING_YEAR',
      start: '2013-10-01',
    } as const;
    expect([told(figureOf(subject, question)), told(figureOf([subject, subject], question))]).toEqual([
      25, 50,
    ]);
  });
});

describe('an exact measure as a metric', () => {
  const { formula } = metricOf('people');
  const exact = { aggregation: 'exact' } as const;
  const byArea = split('area', { north: 30, south: 12 });

  test('is the value of exactly its window', () => {
    const subject = one('people', [['month', '2013-10-01', {}, 35], ...byArea], exact);
    expect(told(figureOf(subject, { metric: formula, ...MONTH }))).toBe(35);
    expect(told(figureOf(subject, { metric: formula, period: 'QUARTER', start: '2013-10-01' }))).toBe(
      'NOT_PROVIDED',
    );
    expect(metricOf('people').periods).toContain('MINUTE');
    expect(metricOf('starts').periods).not.toContain('MINUTE');
  });

  test('that is sent by a split only has no total: it is asked by that split', () => {
    const subject = one('people', byArea, exact);
    expect(figureOf(subject, { metric: formula, ...MONTH })).toMatchObject({
      value: null,
      status: 'NOT_PROVIDED',
      missing: [],
      obstacle: { code: 'ONLY_BY', split: 'area' },
    });
    expect(told(figureOf(subject, { metric: formula, ...MONTH, by: lineOf('area', 'south') }))).toBe(12);
  });

  test('keeps what its total says: one that is not available is not asked by a split', () => {
    const subject = one('people', [['month', '2013-10-01', {}, 'NOT_PROVIDED'], ...byArea], exact);
    expect(figureOf(subject, { metric: formula, ...MONTH })).toMatchObject({
      status: 'NOT_PROVIDED',
      missing: ['people'],
      obstacle: null,
    });
  });

  test('has no ratio either where its total is not there', () => {
    const perStart: Formula = {
      kind: 'ratio',
      numerator: { measure: 'people' },
      denominator: { measure: 'starts' },
      scale: 1,
    };
    const subject = service([
      dataSet('people', byArea, exact),
      dataSet('starts', steps('month', '2013-10-01', {}, [9])),
    ]);
    expect(figureOf(subject, { metric: perStart, ...MONTH }).obstacle).toEqual({
      code: 'ONLY_BY',
      split: 'area',
    });
  });

  test('is never added over services, by a split or not', () => {
    const subject = one('people', [['month', '2013-10-01', {}, 35], ...byArea], exact);
    for (const by of [undefined, lineOf('area', 'south')]) {
      expect(figureOf([subject, subject], { metric: formula, ...MONTH, by })).toMatchObject({
        value: null,
        status: 'NOT_APPLICABLE',
      });
    }
  });
});

describe('a mean', () => {
  const formula: Formula = { kind: 'mean', sum: 'waiting', count: 'patients' };
  const waits = (days: Row[], patients: Row[]) =>
    service([dataSet('waiting', days), dataSet('patients', patients)]);
  const at = (start: string, value: Row[3]): Row[] => [['month', start, {}, value]];

  test('is the sum ÷ the count of its window, not a mean of means', () => {
    const subject = waits(
      steps('month', '2013-10-01', {}, [100, 10, 10]),
      steps('month', '2013-10-01', {}, [10, 10, 10]),
    );
    expect(figureOf(subject, { metric: formula, period: 'QUARTER', start: '2013-10-01' })).toMatchObject({
      value: 4,
      numerator: 120,
      denominator: 30,
      coverage: { provided: 3, expected: 3, share: 100 },
    });
    expect([inputsOf(formula), formulaText(formula)]).toEqual([
      ['waiting', 'patients'],
      'waiting ÷ patients',
    ]);
  });

  test('needs both, and no mean of nobody', () => {
    const lacks = waits(at('2013-10-01', 9), []);
    expect(figureOf(lacks, { metric: formula, ...MONTH })).toMatchObject({
      status: 'NOT_PROVIDED',
      missing: ['patients'],
    });
    const nobody = waits(at('2013-10-01', 0), at('2013-10-01', 0));
    expect(told(figureOf(nobody, { metric: formula, ...MONTH }))).toBe('NOT_APPLICABLE');
  });

  test('of several services is over those that have both, with their share of the count', () => {
    const services = [
      waits(at('2013-10-01', 100), at('2013-10-01', 10)),
      waits(at('2013-10-01', 10), at('2013-10-01', 30)),
      waits([], at('2013-10-01', 60)),
    ];
    expect(figureOf(services, { metric: formula, ...MONTH })).toMatchObject({
      value: 2.75,
      coverage: { provided: 2, expected: 3, share: 40 },
      flags: ['PARTIAL'],
    });
  });

  test('cannot be split, and may be negative or above 100', () => {
    expect(splitsOf(formula, () => ['area'])).toEqual([]);
    const subject = waits(at('2013-10-01', -500), at('2013-10-01', 2));
    expect(figureOf(subject, { metric: formula, ...MONTH })).toMatchObject({ value: -250, flags: [] });
  });
});
