/** Series of one service and of all, to be varied by the tests. */
import { narrativeSentences } from '../../../../server/wording/narrative/narrative.js';
import type {
  Narrated,
  NarratedContext,
  NarratedFigure,
} from '../../../../server/wording/narrative/narrated.js';
import type { Change, ChangeReason } from '../../../../server/metrics/comparison/change.js';
import type { Freshness } from '../../../../server/metrics/freshness.js';
import { metric } from '../../../support/engine.js';

export const rolling = (year: number) => ({
  period: 'ROLLING_YEAR' as const,
  start: `${year}-10-01`,
  end: `${year + 1}-10-01`,
});
const month = (start: string, end: string) => ({ period: 'MONTH' as const, start, end });

type Figure = Omit<NarratedFigure, 'answer'> & NarratedFigure['answer'];

/** March 2014 of a service, but for what is said. */
export const latest = (part: Partial<Figure> = {}): NarratedFigure => {
  const { formatted = '56.8%', target = null, reason = null, ...answer } = part;
  return {
    ...{ formatted, target, reason },
    answer: {
      period: month('2014-03-01', '2014-04-01'),
      value: 56.8,
      status: 'PROVIDED',
      flags: [],
      numerator: null,
      denominator: null,
      coverage: { provided: 1, expected: 1, share: 100 },
      change: null,
      mixed: null,
      ...answer,
    },
  };
};

export const change: Change = {
  comparedWith: month('2013-03-01', '2013-04-01'),
  current: 56.8,
  previous: 55.6,
  absolute: 1.2,
  relative: null,
  matched: null,
  verdict: 'BETTER',
  reason: null,
};
export const noChange = (reason: ChangeReason): Change => ({
  ...change,
  absolute: null,
  verdict: 'UNCLEAR',
  reason,
});

const namesOf = (key: string): Pick<NarratedContext, 'metric' | 'label' | 'unit'> => {
  const { label, unit } = metric(key);
  return { metric: metric(key), label: label.en, unit };
};

export const take: Narrated = {
  context: {
    ...namesOf('digital-take-up'),
    subject: { kind: 'SERVICE', name: 'Carer’s Allowance' },
    lang: 'en',
  },
  latest: latest(),
  freshness: null,
  dominating: null,
  sameServices: null,
  spans: [],
  points: null,
  annotations: [],
  parts: null,
};
/** A series whose context differs. */
export const withContext = (part: Partial<NarratedContext>, series: Narrated = take): Narrated => ({
  ...series,
  context: { ...series.context, ...part },
});
/** Of a built-in metric. */
export const ofMetric = (key: string, series: Narrated = take): Narrated => withContext(namesOf(key), series);

export const late: Freshness = {
  state: 'LATE',
  lastReceivedAt: '2017-06-01T00:00:00Z',
  latestPeriod: null,
  nextPeriod: { period: 'QUARTER', start: '2017-07-01', end: '2017-10-01' },
  expectedBy: '2017-11-30T00:00:00Z',
  counts: null,
};

/** Values from the first quarter of 2013 on, each with how many services it counts. */
export const quarters = (
  values: (number | null)[],
  provided = values.map(() => 1),
): Pick<Narrated, 'spans' | 'points'> => {
  const startOf = (i: number): string => new Date(Date.UTC(2013, 3 * i)).toISOString().slice(0, 10);
  return {
    spans: values.map((_, i) => ({ period: 'QUARTER', start: startOf(i), end: startOf(i + 1) })),
    points: { values, provided, flags: values.map(() => []), lowerBounds: null },
  };
};

export const PORTFOLIO: Partial<Figure> = {
  period: rolling(2013),
  value: 79.657,
  formatted: '79.7%',
  coverage: { provided: 435, expected: 734, share: 98.39 },
  change: {
    ...change,
    comparedWith: rolling(2012),
    absolute: 3.7,
    matched: { provided: 329, expected: 450, share: 90 },
  },
};
export const portfolio: Narrated = {
  ...withContext({ subject: { kind: 'PORTFOLIO', name: 'All services' } }),
  latest: latest(PORTFOLIO),
};

export const TRANSACTIONS: Partial<Figure> = {
  ...PORTFOLIO,
  value: 1642405895,
  formatted: '1,642,405,895',
  flags: ['MIXED'],
  coverage: { provided: 603, expected: 734, share: null },
  change: {
    ...change,
    comparedWith: rolling(2012),
    absolute: 300_000_000,
    relative: 27.6,
    verdict: 'NEUTRAL',
    matched: { provided: 554, expected: 620, share: 80 },
  },
  mixed: { services: 9, value: 24_800_000 },
};
export const transactions: Narrated = {
  ...ofMetric('transactions', portfolio),
  latest: latest(TRANSACTIONS),
};

export const RATED: Partial<Figure> = { value: 79.3, formatted: '79.3%', denominator: 1234 };
export const score: Narrated = {
  ...ofMetric('user-satisfaction'),
  latest: latest(RATED),
};

/** The sentences after the first. */
export const after = (series: Narrated): string => narrativeSentences(series).slice(1).join(' ');
