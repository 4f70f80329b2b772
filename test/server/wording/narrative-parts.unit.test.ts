import { describe, expect, test } from '@jest/globals';
import { narrativeSentences } from '../../../server/wording/narrative.js';
import type { NarrativeInput, NarrativeParts } from '../../../server/wording/engine-types.js';
import { figure, NOW, rulesFor, take } from './narrative-fixtures.js';

const part = (label: string, value: number | null, count: number | null = null, isOthers = false) => ({
  label,
  value,
  count,
  isOthers,
});
const split = (
  isSum: boolean,
  items: NarrativeParts['items'],
  stagesOf: string | null = null,
): NarrativeInput => ({
  ...take,
  parts: { isSum, stagesOf, items },
});
const first = (input: NarrativeInput): string => narrativeSentences(input, NOW)[0];
const clause = (input: NarrativeInput): string => first(input).split('; ')[1] ?? '';

describe('what the latest figure is made of', () => {
  const stages = (...counts: (number | null)[]) =>
    split(
      false,
      counts.map((count, index) => part(['Start', 'Evidence', 'Declaration', 'Done'][index], null, count)),
      'users',
    );

  test.each([
    [
      'names the largest drop of a journey',
      stages(1000, 900, 619, 600),
      'the largest drop in users is between Evidence and Declaration: 281 fewer, 31.2% of those at Evidence.',
    ],
    [
      'never guesses what happened around a gap',
      stages(1000, null, 300, 290),
      'the largest drop in users is between Declaration and Done: 10 fewer, 3.3% of those at Declaration.',
    ],
    ['says nothing of a journey that loses nobody', stages(10, 10, 12), ''],
    [
      'names the largest part of a sum',
      split(true, [part('Digital', 60), part('Paper', 30), part('Phone', 10)]),
      'the largest part is Digital, with 60%.',
    ],
    [
      'counts all others in the whole, but never calls them the largest',
      split(true, [part('Timeout', 30), part('Card', 20), part('All others (9)', 50, null, true)]),
      'the largest part is Timeout, with 30%.',
    ],
    [
      'gives no share of a sum with a part that is not there',
      split(true, [part('Digital', 60), part('Paper', null), part('Phone', 10)]),
      '',
    ],
    [
      'names the highest and the lowest where parts do not add up',
      split(false, [part('One', 80), part('Two', 42.5), part('Three', null)]),
      'the highest is One (80%) and the lowest Two (42.5%).',
    ],
    ['says nothing where all are alike', split(false, [part('One', 80), part('Two', 80)]), ''],
  ])('%s', (_name, input, expected) => {
    expect(clause(input)).toBe(expected);
  });

  test('counts the starts that were not completed', () => {
    const completion = {
      ...take,
      rules: rulesFor('completion-rate'),
      metric: { ...take.metric, key: 'completion-rate', label: 'Completion rate' },
      figure: { ...figure, numerator: 688, denominator: 1000 },
    };
    expect(clause(completion)).toBe('312 of 1,000 starts were not completed.');
    expect(clause({ ...completion, figure: { ...completion.figure, numerator: 1001 } })).toBe('');
  });
});

test.each([
  [
    'several months',
    { period: 'MONTH', start: '2025-03-01', end: '2025-09-01' },
    'from March to August 2025',
  ],
  ['several weeks', { period: 'WEEK', start: '2025-03-03', end: '2025-03-17' }, 'from 3 to 16 March 2025'],
  ['months that are a year', { period: 'MONTH', start: '2025-01-01', end: '2026-01-01' }, 'in 2025'],
  ['one month', { period: 'MONTH', start: '2025-03-01', end: '2025-04-01' }, 'in March 2025'],
  ['one week', { period: 'WEEK', start: '2025-03-03', end: '2025-03-10' }, 'in the week 3 to 9 March 2025'],
] as const)('the figure of %s is told', (_name, period, expected) => {
  expect(first({ ...take, figure: { ...figure, period } })).toBe(
    `Digital take-up for Carer’s Allowance was 56.8% ${expected}.`,
  );
});
