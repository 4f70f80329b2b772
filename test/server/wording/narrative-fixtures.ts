/** Narratives of one service and of all, to be varied by the tests. */
import { narrativeSentences } from '../../../server/wording/narrative.js';
import { narrativeRules, type NarrativeRules } from '../../../server/wording/narrative-rules.js';
import type {
  ChangeReason,
  FreshnessInput,
  NarrativeChange,
  NarrativeFigure,
  NarrativeInput,
  NarrativeSeries,
} from '../../../server/wording/engine-types.js';
import type { SubjectKind } from '../../../components/formatting/types.js';
import { metric } from '../../support/engine.js';

/** What is told of a built-in metric. */
export const rulesFor = (key: string, kind: SubjectKind = 'SERVICE'): NarrativeRules =>
  narrativeRules(metric(key), kind, 'en');

export const NOW = '2017-12-04T12:00:00Z';
export const rolling = (year: number) => ({
  period: 'ROLLING_YEAR' as const,
  start: `${year}-10-01`,
  end: `${year + 1}-10-01`,
});
export const month = (start: string, end: string) => ({ period: 'MONTH' as const, start, end });

export const figure: NarrativeFigure = {
  period: month('2014-03-01', '2014-04-01'),
  value: 56.8,
  status: 'PROVIDED',
  flags: [],
  formatted: '56.8%',
  coverage: { provided: 1, expected: 1, share: 100 },
  change: null,
  target: null,
};
export const change: NarrativeChange = {
  comparedWith: month('2013-03-01', '2013-04-01'),
  absolute: 1.2,
  relative: null,
  matched: null,
  verdict: 'BETTER',
  reason: null,
};
export const noChange = (reason: ChangeReason): NarrativeChange => ({
  ...change,
  absolute: null,
  verdict: 'UNCLEAR',
  reason,
});
export const take: NarrativeInput = {
  rules: rulesFor('digital-take-up'),
  subject: { kind: 'SERVICE', name: 'Carer’s Allowance' },
  metric: { key: 'digital-take-up', label: 'Digital take-up', unit: '%', direction: 'HIGHER_IS_BETTER' },
  figure,
  freshness: null,
  dominating: null,
  mixed: null,
  missing: null,
  series: null,
  annotations: [],
  responses: null,
};
export const late: FreshnessInput = {
  state: 'LATE',
  lastReceivedAt: '2017-06-01T00:00:00Z',
  latestPeriod: null,
  nextPeriod: { period: 'QUARTER', start: '2017-07-01', end: '2017-10-01' },
  expectedBy: '2017-11-30T00:00:00Z',
  counts: null,
};
export const quarters = (values: (number | null)[], provided = values.map(() => 1)): NarrativeSeries => {
  const starts = values.map((_, i) => new Date(Date.UTC(2013, 3 * i)).toISOString().slice(0, 10));
  const ends = values.map((_, i) => new Date(Date.UTC(2013, 3 * i + 3)).toISOString().slice(0, 10));
  return { period: 'QUARTER', starts, ends, values, provided };
};
export const portfolio: NarrativeInput = {
  ...take,
  subject: { kind: 'PORTFOLIO', name: 'All services' },
  figure: {
    ...figure,
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
  },
};
export const transactions: NarrativeInput = {
  ...portfolio,
  rules: rulesFor('transactions', 'PORTFOLIO'),
  metric: { key: 'transactions', label: 'Transactions', unit: 'count', direction: 'NEUTRAL', isTotal: true },
  figure: {
    ...portfolio.figure!,
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
  },
  mixed: { services: 9, value: 24_800_000 },
};
export const score: NarrativeInput = {
  ...take,
  rules: rulesFor('user-satisfaction'),
  metric: {
    key: 'user-satisfaction',
    label: 'Satisfaction score',
    unit: '%',
    direction: 'HIGHER_IS_BETTER',
  },
  figure: { ...figure, value: 79.3, formatted: '79.3%' },
  responses: 1234,
};

/** The sentences after the first, where the figure has these changes and the input these parts. */
export const after = (input: NarrativeInput): string => narrativeSentences(input, NOW).slice(1).join(' ');
