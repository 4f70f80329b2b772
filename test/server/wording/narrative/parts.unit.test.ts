import { describe, expect, test } from '@jest/globals';
import { narrativeSentences } from '../../../../server/wording/narrative/narrative.js';
import type { Narrated } from '../../../../server/wording/narrative/narrated.js';
import type { FigureParts } from '../../../../server/wording/parts.js';
import { latest, ofMetric, take } from './fixtures.js';

const part = (label: string, value: number | null, count: number | null = null, isOthers = false) => ({
  label,
  value,
  isLowerBound: false,
  count,
  isOthers,
});
const above = (label: string, bound: number) => ({ ...part(label, bound), isLowerBound: true });
const split = (isSum: boolean, items: FigureParts['items'], stagesOf: string | null = null): Narrated => ({
  ...take,
  parts: { isSum, stagesOf, items },
});
const first = (series: Narrated): string => narrativeSentences(series)[0];
const clause = (series: Narrated): string => first(series).split('; ')[1] ?? '';

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
    [
      'shows a highest that is only known to lie above a bound as that',
      split(false, [above('One', 80), part('Two', 42.5)]),
      'the highest is One (>80%) and the lowest Two (42.5%).',
    ],
    ['says nothing where a lesser one may be higher', split(false, [above('One', 80), above('Two', 60)]), ''],
    ['says nothing where the lowest may not be', split(false, [part('One', 80), above('Two', 60)]), ''],
    ['says nothing where all are alike', split(false, [part('One', 80), part('Two', 80)]), ''],
  ])('%s', (_name, input, expected) => {
    expect(clause(input)).toBe(expected);
  });

  test('counts the starts that were not completed', () => {
    const completion = ofMetric('completion-rate');
    const completed = (numerator: number): Narrated => ({
      ...completion,
      latest: latest({ numerator, denominator: 1000 }),
    });
    expect(clause(completed(688))).toBe('312 of 1,000 starts were not completed.');
    expect(clause(completed(1001))).toBe('');
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
  expect(first({ ...take, latest: latest({ period }) })).toBe(
    `Digital take-up for Carer’s Allowance was 56.8% ${expected}.`,
  );
});
