/** The form of a metric says what files would say, and goes back to its fields unchanged. */
import { expect, test } from '@jest/globals';
import {
  definitionOfMetric,
  fieldOf,
  metricOfDefinition,
  metricOfForm,
} from '../../../../server/pages/build/metrics/metric-words.js';

const HEAD = {
  key: 'late-claims',
  owner: 'dwp',
  label: { en: 'Late claims', cy: 'Hawliadau hwyr' },
  description: 'Claims that came late.',
  unit: '%',
  direction: 'lower-is-better',
  caveats: ['One.', { en: 'Two.', cy: 'Dau.' }],
  periods: ['month', 'year'],
  'default-period': 'month',
  story: {
    companions: ['claims', 'cost'],
    breakdown: { metric: 'claims', by: 'reason', top: 5 },
    shortfall: '{n} of {of} claims were late',
    cases: 'claims',
  },
};

const FORMULAS = [
  { total: { measure: 'claims' } },
  {
    ratio: {
      numerator: { measure: 'claims', dimension: 'state', only: ['late', 'very late'] },
      denominator: { measure: 'claims', dimension: 'state', except: ['unknown'] },
      scale: 100,
    },
  },
  { ratio: { numerator: { measure: 'cost' }, denominator: { measure: 'claims' } } },
  {
    score: {
      measure: 'answers',
      dimension: 'answer',
      weights: [
        { value: 'yes', weight: 100 },
        { value: 'not sure', weight: 0 },
      ],
    },
  },
  { quantile: { measure: 'time', quantile: 0.9 } },
  { shareWithin: { measure: 'time' } },
  { mean: { sum: 'minutes', count: 'calls' } },
];

/** Files hold numbers as texts, and nothing where there is nothing. */
const plain = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, each: unknown) =>
      typeof each === 'object' || each === undefined ? each : String(each),
    ),
  );

test.each(FORMULAS)('%j', (formula) => {
  const definition = { ...HEAD, formula };
  const metric = metricOfDefinition(definition);
  expect(plain(definitionOfMetric(metric))).toEqual(plain(definition));
  const fields = new URLSearchParams(metric.words);
  for (const side of ['numerator', 'denominator'] as const) {
    for (const category of metric.ticked[side]) fields.append(`${side}-category`, category);
  }
  for (const [category, weight] of Object.entries(metric.weights))
    fields.append(`weight ${category}`, weight);
  expect(metricOfForm(fields)).toEqual(metric);
});

test('what is no number is said so where it is checked', () => {
  const { words, ...rest } = metricOfDefinition({
    ...HEAD,
    formula: { quantile: { measure: 'time', quantile: 0.5 } },
  });
  const typed = { ...rest, words: { ...words, percent: 'half' } };
  expect(definitionOfMetric(typed).formula).toEqual({ quantile: { measure: 'time', quantile: 'half' } });
});

test.each([
  ['label', 'label'],
  ['label.cy', 'label-cy'],
  ['caveats.0', 'caveats'],
  ['formula', 'kind'],
  ['formula.total.measure', 'measure'],
  ['formula.ratio.numerator.only', 'numerator'],
  ['formula.ratio.scale', 'scale'],
  ['formula.quantile.quantile', 'percent'],
  ['formula.score.weights.1.weight', 'weights'],
  ['formula.mean.count', 'count'],
  ['story.breakdown.by', 'breakdown-by'],
  ['story.shortfall', 'shortfall'],
  ['', 'label'],
])('%s is about the field %s', (path, field) => expect(fieldOf(path)).toBe(field));
