import { describe, expect, test } from '@jest/globals';
import { formatNarrative } from '../../../../server/wording/narrative/narrative.js';
import type { Narrated } from '../../../../server/wording/narrative/narrated.js';
import type { Change } from '../../../../server/metrics/comparison/change.js';
import {
  after,
  change,
  late,
  latest,
  noChange,
  ofMetric,
  portfolio,
  PORTFOLIO,
  quarters,
  RATED,
  rolling,
  score,
  take,
  withContext,
} from './fixtures.js';

describe('the latest value with its period', () => {
  test.each<[string, Narrated, string]>([
    ['a service', take, 'Digital take-up for Carer’s Allowance was 56.8% in March 2014.'],
    [
      'plural labels',
      {
        ...ofMetric('transactions'),
        latest: latest({ value: 9994, formatted: '9,994', period: quarterOf() }),
      },
      'Transactions for Carer’s Allowance were 9,994 from January to March 2014.',
    ],
    [
      'a rate',
      {
        ...ofMetric('errors-per-1000-starts'),
        latest: latest({
          value: 12,
          formatted: '12 per 1,000',
          period: { period: 'FINANCIAL_YEAR', start: '2013-04-01', end: '2014-04-01' },
        }),
      },
      'Errors per 1,000 starts for Carer’s Allowance were 12 per 1,000 from April 2013 to March 2014.',
    ],
    [
      'an hour',
      {
        ...take,
        latest: latest({
          period: { period: 'HOUR', start: '2014-01-04T10:00:00Z', end: '2014-01-04T11:00:00Z' },
        }),
      },
      'Digital take-up for Carer’s Allowance was 56.8% from 10am to 11am on 4 January 2014.',
    ],
    [
      'ratings, always with their scale and responses',
      score,
      'Satisfaction score for Carer’s Allowance was 79.3% in March 2014, with 1,234 responses; 0 is everyone very dissatisfied and 100 everyone very satisfied.',
    ],
    [
      'a portfolio, never without its coverage',
      { ...portfolio, latest: latest({ ...PORTFOLIO, change: null }) },
      'Digital take-up for all services was 79.7% in the 12 months to September 2014, based on 435 of 734 services, carrying 98.4% of the volume.',
    ],
    [
      'names as people typed them',
      withContext({ subject: { kind: 'SERVICE', name: ' Tax\u00a0 disc\n renewal ' } }),
      'Digital take-up for Tax disc renewal was 56.8% in March 2014.',
    ],
  ])('%s', (_, input, text) => {
    expect(formatNarrative(input)).toBe(text);
    expect(formatNarrative(withContext({ lang: 'cy' }, input))).toBe(text);
  });

  function quarterOf() {
    return { period: 'QUARTER' as const, start: '2014-01-01', end: '2014-04-01' };
  }
});

describe('no value', () => {
  const MISSING = { value: null, status: 'NOT_PROVIDED' as const, formatted: 'Not provided' };

  test.each<[string, Partial<Narrated>, string]>([
    ['no window at all', { latest: null }, 'Digital take-up for Carer’s Allowance has no values to show.'],
    [
      'not provided',
      { latest: latest(MISSING) },
      'Digital take-up for Carer’s Allowance has no values to show.',
    ],
    [
      'not applicable',
      { latest: latest({ ...MISSING, status: 'NOT_APPLICABLE', formatted: 'Not applicable' }) },
      'Digital take-up for Carer’s Allowance has no values to show (not applicable).',
    ],
    [
      'inputs missing',
      {
        latest: latest({ ...MISSING, reason: 'phone, paper not provided' }),
        ...quarters([null, null]),
      },
      'Digital take-up for Carer’s Allowance has no values to show (phone, paper not provided).',
    ],
    [
      'late as well',
      { latest: latest(MISSING), freshness: late },
      'Digital take-up for Carer’s Allowance has no values to show. July to September 2017 was due by 29 November and has not arrived.',
    ],
    [
      'older values',
      {
        latest: latest({
          ...MISSING,
          status: 'INCOMPLETE',
          formatted: 'Incomplete: 3 of 4 quarters',
          change: noChange({ code: 'CURRENT_MISSING' }),
        }),
        ...quarters([50, 51, null]),
      },
      'Digital take-up for Carer’s Allowance has no value in March 2014 (incomplete: 3 of 4 quarters). The newest value is 51%, from April to June 2013. There is no value for July to September 2013.',
    ],
  ])('%s', (_, part, text) => {
    expect(formatNarrative({ ...take, ...part })).toBe(text);
  });
});

describe('the change', () => {
  const withChange = (part: Partial<Change>): Narrated => ({
    ...take,
    latest: latest({ change: { ...change, ...part } }),
  });
  const ofPortfolio = (part: Partial<Change>): Narrated => ({
    ...portfolio,
    latest: latest({ ...PORTFOLIO, change: { ...PORTFOLIO.change!, ...part } }),
  });

  test.each<[string, Narrated, string]>([
    ['better', withChange({}), 'That is up 1.2 points on March 2013, which is better.'],
    [
      'worse',
      withChange({ absolute: -1.2, verdict: 'WORSE' }),
      'That is down 1.2 points on March 2013, which is worse.',
    ],
    [
      'the same, with its number',
      withChange({ absolute: 0.05, verdict: 'SAME' }),
      'That is up 0.1 points on March 2013, about the same.',
    ],
    ['nothing', withChange({ absolute: 0, verdict: 'SAME' }), 'There is no change on March 2013.'],
    ['neutral', withChange({ verdict: 'NEUTRAL' }), 'That is up 1.2 points on March 2013.'],
    [
      'within the margin',
      { ...score, latest: latest({ ...RATED, change: { ...change, verdict: 'UNCLEAR' } }) },
      'That is up 1.2 points on March 2013, which is no clear change.',
    ],
    [
      'why there is none',
      withChange(noChange({ code: 'PREVIOUS_MISSING' })),
      'No change is shown because there is no value for March 2013.',
    ],
    [
      'of a portfolio, like with like',
      portfolio,
      'Like for like, the 329 services with a value in both periods are up 3.7 points on the 12 months to September 2013, which is better.',
    ],
    [
      'of a portfolio, nothing',
      ofPortfolio({ absolute: 0, matched: { provided: 1, expected: 1, share: 100 } }),
      'Like for like, there is no change on the 12 months to September 2013 for the 1 service with a value in both periods.',
    ],
    [
      'of a portfolio whose matched services carry too little',
      ofPortfolio({
        ...noChange({ code: 'FEW_MATCHED', share: 25.3, window: 'previous' }),
        comparedWith: rolling(2012),
      }),
      'No change is shown because the services with a value in both periods carry only 25.3% of the volume of the 12 months to September 2013.',
    ],
  ])('%s', (_, input, text) => {
    expect(after(input)).toBe(text);
  });
});
