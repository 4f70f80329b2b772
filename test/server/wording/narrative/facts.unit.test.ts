import { describe, expect, test } from '@jest/globals';
import {
  formatNarrative,
  formatSummary,
  narrativeSentences,
} from '../../../../server/wording/narrative/narrative.js';
import type { ValueFlag } from '../../../../server/metrics/status.js';
import type { Narrated } from '../../../../server/wording/narrative/narrated.js';
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
  rolling,
  take,
  transactions,
  TRANSACTIONS,
  withContext,
} from './fixtures.js';

describe('what weakens it', () => {
  const withFigure = (part: Parameters<typeof latest>[0]): Partial<Narrated> => ({ latest: latest(part) });
  const breakOn = (from: string) => ({
    kind: 'BREAK' as const,
    from,
    to: null,
    text: 'New form',
    link: null,
  });

  test.each<[string, Partial<Narrated>, string]>([
    [
      'coverage of a service',
      withFigure({ period: rolling(2013), coverage: { provided: 3, expected: 4, share: 76 } }),
      'It counts 3 of 4 quarters, 76% of the volume.',
    ],
    [
      'coverage of a service over a range',
      withFigure({
        period: { period: 'MONTH', start: '2013-01-01', end: '2013-07-01' },
        coverage: { provided: 5, expected: 6, share: null },
      }),
      'It counts 5 of 6 months.',
    ],
    ['lateness', { freshness: late }, 'July to September 2017 was due by 29 November and has not arrived.'],
    [
      'lateness of a year',
      { freshness: { ...late, nextPeriod: rolling(2013) } },
      'The 12 months to September 2014 was due by 29 November 2017 and has not arrived.',
    ],
    ['lateness since an unknown day', { freshness: { ...late, expectedBy: null } }, 'New data is late.'],
    [
      'late services',
      { freshness: { ...late, counts: { fresh: 1, due: 0, late: 50, stopped: 0, never: 0, ended: 0 } } },
      'Data of 50 services is late.',
    ],
    [
      'late and stopped services',
      { freshness: { ...late, counts: { fresh: 1, due: 0, late: 1, stopped: 60, never: 0, ended: 0 } } },
      'Data of 1 service is late; data of 60 services has stopped coming.',
    ],
    [
      'data that stopped',
      {
        freshness: {
          ...late,
          state: 'STOPPED',
          latestPeriod: { period: 'QUARTER', start: '2017-04-01', end: '2017-07-01' },
        },
      },
      'There has been no new data since June 2017, though it was due by 29 November 2017.',
    ],
    [
      'no late service',
      { freshness: { ...late, counts: { fresh: 1, due: 0, late: 0, stopped: 0, never: 3, ended: 0 } } },
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
        ...quarters([1, 2]),
        annotations: [
          breakOn('2013-04-01'),
          breakOn('2013-01-01'),
          breakOn('2015-01-01'),
          breakOn('2013-02-01'),
        ],
      },
      'Figures before 1 April 2013 are made in another way.',
    ],
    ['a break at the beginning', { ...quarters([1, 2]), annotations: [breakOn('2013-01-01')] }, ''],
    ['a note', { ...quarters([1, 2]), annotations: [{ ...breakOn('2013-02-01'), kind: 'NOTE' }] }, ''],
    ['a break by flag', withFigure({ flags: ['BREAK'] }), 'It is made in another way than earlier figures.'],
  ])('%s', (_, part, text) => {
    expect(after({ ...take, ...part })).toBe(text);
  });

  test('one dominating service and caseloads of a portfolio', () => {
    const input = { ...transactions, dominating: { name: 'Checks of  vehicle details', share: 63.5 } };
    expect(narrativeSentences(input)).toEqual([
      'Transactions for all services were 1,642,405,895 in the 12 months to September 2014, based on 603 of 734 services.',
      'Like for like, the 554 services with a value in both periods are up 27.6% on the 12 months to September 2013.',
      'It includes caseloads of 9 services (24.8 million); one service, Checks of vehicle details, makes up 63.5% of the figure.',
    ]);
  });
});

describe('target, highest and lowest, gaps', () => {
  const target = { value: 50, formatted: '50%', met: true };

  test.each<[string, Partial<Narrated>, string]>([
    ['target met', { latest: latest({ target }) }, 'The target of 50% is met.'],
    [
      'target missed',
      { latest: latest({ target: { ...target, met: false } }) },
      'The target of 50% is not met.',
    ],
    [
      'target without a value to hold against it',
      { latest: latest({ target: { ...target, met: null } }) },
      '',
    ],
    [
      'highest and lowest, then gaps',
      { ...quarters([40, 60, null, 56.8]) },
      'Of the 3 quarters with a value, the highest was April to June 2013 (60%) and the lowest January to March 2013 (40%). There is no value for July to September 2013.',
    ],
    [
      'two gaps',
      { ...quarters([40, null, null, 56.8]) },
      'There is no value for April to June 2013 and July to September 2013.',
    ],
    ['many gaps', { ...quarters([null, null, null, 56.8]) }, '3 of the 4 quarters shown have no value.'],
    [
      'always the same',
      { ...quarters([56.81, 56.8, 56.84]) },
      'It was 56.8% in each of the 3 quarters shown.',
    ],
    [
      'often the most there can be',
      { ...quarters([100, 98.2, 100, 99]) },
      'It was 100% in 2 of the 4 quarters shown; the lowest was April to June 2013 (98.2%).',
    ],
    ['too few for a highest', { ...quarters([40, 60]) }, ''],
  ])('%s', (_, part, text) => {
    expect(after({ ...take, ...part })).toBe(text);
  });

  test.each<[string, (number | null)[], ValueFlag, string]>([
    ['unfinished', [40, 60, 50, 90], 'UNFINISHED', 'Of the 3 quarters with a complete and final value, the'],
    ['partial', [40, 60, 50, 90], 'PARTIAL', 'Of the 3 quarters with a complete and final value, the'],
    ['provisional', [40, null, 50, 60, 9], 'PROVISIONAL', 'Of the 3 quarters with a complete and final'],
    ['of few responses, which counts', [40, 60, 50, 90], 'LOW_RELIABILITY', 'Of the 4 quarters shown, the'],
    [
      'whole and unfinished',
      [100, 98, 100, 100],
      'UNFINISHED',
      'It was 100% in 2 of the 3 quarters with a complete and final value; the',
    ],
  ])('the quarters that are counted are those compared: the newest is %s', (_, values, flag, text) => {
    const series = quarters(values);
    const flags = values.map((_, i): ValueFlag[] => (i === values.length - 1 ? [flag] : []));
    const points = { ...series.points!, flags };
    expect(after({ ...take, spans: series.spans, points })).toContain(text);
  });

  test('totals of changing coverage have no highest and lowest', () => {
    const input = { ...transactions, latest: latest({ ...TRANSACTIONS, mixed: null, change: null }) };
    expect(after({ ...input, ...quarters([1, 2, 3], [600, 601, 603]) })).toBe('');
    expect(after({ ...input, ...quarters([1, 2, 3], [603, 603, 603]) })).toContain('the highest was');
    expect(after({ ...portfolio, ...quarters([1, 2, 3], [3, 4, 5]) })).toContain('the highest was');
  });

  test('what comes first fills the three sentences', () => {
    const full: Narrated = {
      ...take,
      latest: latest({ change, target }),
      freshness: late,
      ...quarters([40, 60, null, 56.8]),
    };
    expect(narrativeSentences(full)).toEqual([
      'Digital take-up for Carer’s Allowance was 56.8% in March 2014.',
      'That is up 1.2 points on March 2013, which is better.',
      'July to September 2017 was due by 29 November and has not arrived.',
    ]);
  });
});

test('a portfolio’s cost per transaction has coverage and share, but no verdict and no target', () => {
  const COST = {
    ...PORTFOLIO,
    value: 2.52,
    formatted: '£2.52',
    coverage: { provided: 142, expected: 734, share: 61.5 },
    change: { ...PORTFOLIO.change!, absolute: -0.2, relative: -8 },
    target: { value: 2, formatted: '£2', met: false },
  };
  const input: Narrated = {
    ...ofMetric('cost-per-transaction', portfolio),
    latest: latest(COST),
  };
  expect(formatNarrative(input)).toBe(
    'Cost per transaction for all services was £2.52 in the 12 months to September 2014, based on 142 of 734 services, carrying 61.5% of the volume. Like for like, the 329 services with a value in both periods are down 8% on the 12 months to September 2013.',
  );
  const ofService: Narrated = {
    ...withContext({ subject: { kind: 'SERVICE', name: 'Tax disc renewal' } }, input),
    latest: latest({ ...COST, coverage: { provided: 4, expected: 4, share: null } }),
  };
  expect(formatNarrative(ofService)).toContain('which is better. The target of £2 is not met.');
});

describe('what is said beside a figure', () => {
  test('is what its lines do not say', () => {
    const target = { value: 50, formatted: '50%', met: true };
    const service = { ...take, latest: latest({ change, target }), ...quarters([40, 50, 56.8]) };
    expect(formatNarrative(service)).toContain('was 56.8%');
    expect(formatSummary(service)).toMatch(/^Of the 3 quarters shown, the highest was/);
    expect(formatSummary(service)).not.toMatch(/1\.2 points|target/i);
    expect(formatSummary({ ...service, freshness: late })).toBe(formatSummary(service));
  });

  test('says no reason a second time', () => {
    const series = { ...take, latest: latest({ change: noChange({ code: 'NO_MATCH' }) }) };
    expect(formatNarrative(series)).toContain('No change is shown');
    expect(formatSummary(series)).toBe('');
  });

  test('names the services that a change is of', () => {
    expect(formatSummary(portfolio)).toBe('The change is of the 329 services with a value in both periods.');
  });

  test('says why a value is missing, which its words do not', () => {
    const missing = latest({ value: null, status: 'NOT_PROVIDED', reason: 'phone not provided' });
    expect(formatSummary({ ...take, latest: missing })).toBe('Phone not provided.');
  });
});
