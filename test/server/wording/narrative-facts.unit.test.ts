import { describe, expect, test } from '@jest/globals';
import { formatNarrative, narrativeSentences } from '../../../server/wording/narrative.js';
import type { NarrativeFigure, NarrativeInput } from '../../../server/wording/engine-types.js';
import {
  NOW,
  after,
  change,
  figure,
  late,
  noChange,
  portfolio,
  quarters,
  rolling,
  rulesFor,
  take,
  transactions,
} from './narrative-fixtures.js';

describe('what weakens it', () => {
  const withFigure = (part: Partial<NarrativeFigure>): Partial<NarrativeInput> => ({
    figure: { ...figure, ...part },
  });
  const breakOn = (from: string) => ({
    kind: 'BREAK' as const,
    from,
    to: null,
    text: 'New form',
    link: null,
  });

  test.each<[string, Partial<NarrativeInput>, string]>([
    [
      'coverage of a service',
      withFigure({ period: rolling(2013), coverage: { provided: 3, expected: 4, share: 76 } }),
      'It counts 3 of 4 quarters, 76% of the volume.',
    ],
    ['lateness', { freshness: late }, 'July to September 2017 was due by 29 November and has not arrived.'],
    [
      'lateness of a year',
      { freshness: { ...late, nextPeriod: rolling(2013) } },
      'The 12 months to September 2014 was due by 29 November and has not arrived.',
    ],
    ['lateness since an unknown day', { freshness: { ...late, expectedBy: null } }, 'New data is late.'],
    [
      'late services',
      { freshness: { ...late, counts: { fresh: 1, due: 0, late: 50, never: 0, ended: 0 } } },
      'Data of 50 services is late.',
    ],
    [
      'no late service',
      { freshness: { ...late, counts: { fresh: 1, due: 0, late: 0, never: 3, ended: 0 } } },
      '',
    ],
    ['ended', { freshness: { ...late, state: 'ENDED' } }, 'It is no longer updated.'],
    ['fresh', { freshness: { ...late, state: 'FRESH' } }, ''],
    [
      'low reliability',
      withFigure({ flags: ['LOW_RELIABILITY'] }),
      'It rests on too few responses to be reliable.',
    ],
    [
      'low reliability, said once',
      withFigure({
        flags: ['LOW_RELIABILITY'],
        change: noChange({ code: 'LOW_RELIABILITY', responses: 12, minimum: 30 }),
      }),
      'No change is shown because one of the periods has only 12 responses, fewer than 30.',
    ],
    [
      'flags',
      withFigure({ flags: ['PROVISIONAL', 'REVISED', 'UNFINISHED'] }),
      'It is provisional; the period is not finished.',
    ],
    [
      'the newest break inside the span',
      {
        series: quarters([1, 2]),
        annotations: [
          breakOn('2013-04-01'),
          breakOn('2013-01-01'),
          breakOn('2015-01-01'),
          breakOn('2013-02-01'),
        ],
      },
      'Figures before 1 April 2013 are made in another way.',
    ],
    ['a break at the beginning', { series: quarters([1, 2]), annotations: [breakOn('2013-01-01')] }, ''],
    ['a note', { series: quarters([1, 2]), annotations: [{ ...breakOn('2013-02-01'), kind: 'NOTE' }] }, ''],
    ['a break by flag', withFigure({ flags: ['BREAK'] }), 'It is made in another way than earlier figures.'],
  ])('%s', (_, part, text) => {
    expect(after({ ...take, ...part })).toBe(text);
  });

  test('one dominating service and caseloads of a portfolio', () => {
    const input = { ...transactions, dominating: { name: 'Checks of  vehicle details', share: 63.5 } };
    expect(narrativeSentences(input, NOW)).toEqual([
      'Transactions for all services were 1,642,405,895 in the 12 months to September 2014, based on 603 of 734 services.',
      'Like for like, the 554 services with a value in both periods are up 27.6% on the 12 months to September 2013.',
      'It includes caseloads of 9 services (24.8 million); one service, Checks of vehicle details, makes up 63.5% of the figure.',
    ]);
  });
});

describe('target, highest and lowest, gaps', () => {
  const target = { value: 50, formatted: '50%', met: true };

  test.each<[string, Partial<NarrativeInput>, string]>([
    ['target met', { figure: { ...figure, target } }, 'The target of 50% is met.'],
    [
      'target missed',
      { figure: { ...figure, target: { ...target, met: false } } },
      'The target of 50% is not met.',
    ],
    [
      'target without a value to hold against it',
      { figure: { ...figure, target: { ...target, met: null } } },
      '',
    ],
    [
      'highest and lowest, then gaps',
      { series: quarters([40, 60, null, 56.8]) },
      'Of the 4 quarters shown, the highest was April to June 2013 (60%) and the lowest January to March 2013 (40%). There is no value for July to September 2013.',
    ],
    [
      'two gaps',
      { series: quarters([40, null, null, 56.8]) },
      'There is no value for April to June 2013 and July to September 2013.',
    ],
    ['many gaps', { series: quarters([null, null, null, 56.8]) }, '3 of the 4 quarters shown have no value.'],
    [
      'always the same',
      { series: quarters([56.81, 56.8, 56.84]) },
      'It was 56.8% in each of the 3 quarters shown.',
    ],
    ['too few for a highest', { series: quarters([40, 60]) }, ''],
  ])('%s', (_, part, text) => {
    expect(after({ ...take, ...part })).toBe(text);
  });

  test('totals of changing coverage have no highest and lowest', () => {
    const input = { ...transactions, mixed: null, figure: { ...transactions.figure!, change: null } };
    expect(after({ ...input, series: quarters([1, 2, 3], [600, 601, 603]) })).toBe('');
    expect(after({ ...input, series: quarters([1, 2, 3], [603, 603, 603]) })).toContain('the highest was');
    expect(after({ ...portfolio, series: quarters([1, 2, 3], [3, 4, 5]) })).toContain('the highest was');
  });

  test('what comes first fills the three sentences', () => {
    const full: NarrativeInput = {
      ...take,
      figure: { ...figure, change, target },
      freshness: late,
      series: quarters([40, 60, null, 56.8]),
    };
    expect(narrativeSentences(full, NOW)).toEqual([
      'Digital take-up for Carer’s Allowance was 56.8% in March 2014.',
      'That is up 1.2 points on March 2013, which is better.',
      'July to September 2017 was due by 29 November and has not arrived.',
    ]);
  });
});

test('a portfolio’s cost per transaction has coverage and share, but no verdict and no target', () => {
  const input: NarrativeInput = {
    ...portfolio,
    rules: rulesFor('cost-per-transaction', 'PORTFOLIO'),
    metric: {
      key: 'cost-per-transaction',
      label: 'Cost per transaction',
      unit: '£',
      direction: 'LOWER_IS_BETTER',
    },
    figure: {
      ...portfolio.figure!,
      value: 2.52,
      formatted: '£2.52',
      coverage: { provided: 142, expected: 734, share: 61.5 },
      change: { ...portfolio.figure!.change!, absolute: -0.2, relative: -8, verdict: 'BETTER' },
      target: { value: 2, formatted: '£2', met: false },
    },
  };
  expect(formatNarrative(input, NOW)).toBe(
    'Cost per transaction for all services was £2.52 in the 12 months to September 2014, based on 142 of 734 services, carrying 61.5% of the volume. Like for like, the 329 services with a value in both periods are down 8% on the 12 months to September 2013.',
  );
  const ofService: NarrativeInput = {
    ...input,
    rules: rulesFor('cost-per-transaction'),
    subject: { kind: 'SERVICE', name: 'Tax disc renewal' },
    figure: { ...input.figure!, coverage: { provided: 4, expected: 4, share: null } },
  };
  expect(formatNarrative(ofService, NOW)).toContain('which is better. The target of £2 is not met.');
});
