/** The built-in measures and metrics (METRICS: "Measures", "Metrics"). `perfplat migrate up` writes them as rows. */
import type { Formula, MeasureDefinition, MetricDefinition, Term, Text, Unit } from './definitions.js';
import type { Period } from './periods.js';

const en = (text: string): Text => ({ en: text });

const CHANNELS = [
  'digital',
  'assisted-digital',
  'phone',
  'paper',
  'face-to-face',
  'other',
  'non-digital',
  'unspecified',
];

export const BUILT_IN_MEASURES: MeasureDefinition[] = [
  measure('transactions', 'Transactions', 'count', 'flow', { channel: CHANNELS }),
  measure('cost', 'Cost', '£', 'flow'),
  measure('starts', 'Starts', 'count', 'flow', { page: [] }),
  measure('completions', 'Completions', 'count', 'flow'),
  measure('ratings', 'Satisfaction ratings', 'count', 'flow', { rating: ['1', '2', '3', '4', '5'] }),
  measure('users', 'Users by stage', 'count', 'exact', { stage: [] }),
  measure('errors', 'Errors met by users', 'count', 'flow', { error: [] }),
  measure('help-requests', 'Requests for help', 'count', 'flow', { topic: [] }),
  measure('calls', 'Calls', 'count', 'flow', { reason: [] }),
  measure('time-to-complete', 'Time to complete, in seconds', 'count', 'histogram', { le: [] }),
  measure('time-to-outcome', 'Time to outcome, in days', 'count', 'histogram', { le: [] }),
  measure('page-load', 'Page load time, in milliseconds', 'count', 'histogram', { le: [] }),
  measure('monitored', 'Monitored time', 's', 'flow', { state: ['up', 'down'] }),
  measure('visits', 'Visits', 'count', 'flow', { device: [], browser: [] }),
  measure('page-views', 'Page views', 'count', 'flow', { page: [] }),
  measure('users-now', 'Users right now', 'count', 'exact'),
];

function measure(
  key: string,
  label: string,
  unit: Unit,
  aggregation: MeasureDefinition['aggregation'],
  dimensions: Record<string, string[]> = {},
): MeasureDefinition {
  return {
    key,
    label: en(label),
    unit,
    aggregation,
    dimensions: Object.entries(dimensions).map(([name, values]) =>
      values.length ? { name, values } : { name },
    ),
  };
}

const LONG: Period[] = ['MONTH', 'QUARTER', 'YEAR', 'FINANCIAL_YEAR', 'ROLLING_YEAR'];
const DAILY: Period[] = ['DAY', 'WEEK', ...LONG];
const HOURLY: Period[] = ['HOUR', ...DAILY];

const total = (key: string): Formula => ({ kind: 'total', measure: key });
const ratio = (numerator: Term | string, denominator: Term | string, scale: number): Formula => ({
  kind: 'ratio',
  numerator: term(numerator),
  denominator: term(denominator),
  scale,
});
const term = (part: Term | string): Term => (typeof part === 'string' ? { measure: part } : part);
const quantile = (key: string, share: number): Formula => ({
  kind: 'quantile',
  measure: key,
  quantile: share,
});

interface Metric extends Pick<MetricDefinition, 'unit' | 'direction' | 'formula' | 'defaultPeriod'> {
  key: string;
  label: string;
  description: string;
  periods: Period[];
  caveats?: string[];
}

const SATISFACTION_SCALE =
  'Users rate the service from 1 (very dissatisfied) to 5 (very satisfied). Those who answer may not be like those who do not.';
const COMPLETION_RULES =
  'Someone told that they are not eligible has completed; someone whose session timed out has not. Resuming is not a new start.';
const INTERPOLATED =
  'Worked out from counts in ranges of time, so it is exact only at the edges of a range. Above the last range it is shown with “>”.';

const METRICS: Metric[] = [
  {
    key: 'transactions',
    label: 'Transactions',
    description: 'Completed transactions: how often people got what they came for.',
    unit: 'count',
    direction: 'NEUTRAL',
    formula: total('transactions'),
    periods: DAILY,
    defaultPeriod: 'MONTH',
    caveats: ['Services count different things as a transaction, and some report a caseload.'],
  },
  {
    key: 'cost-per-transaction',
    label: 'Cost per transaction',
    description:
      'What it costs to provide the service, divided by the transactions completed in the same time.',
    unit: '£',
    direction: 'LOWER_IS_BETTER',
    formula: ratio('cost', 'transactions', 1),
    periods: ['QUARTER', 'YEAR', 'FINANCIAL_YEAR', 'ROLLING_YEAR'],
    defaultPeriod: 'ROLLING_YEAR',
    caveats: ['Services differ in what a transaction involves, so compare a service with its own past only.'],
  },
  {
    key: 'total-cost',
    label: 'Total cost',
    description: 'What it costs to provide the service.',
    unit: '£',
    direction: 'NEUTRAL',
    formula: total('cost'),
    periods: ['QUARTER', 'YEAR', 'FINANCIAL_YEAR', 'ROLLING_YEAR'],
    defaultPeriod: 'ROLLING_YEAR',
  },
  {
    key: 'digital-take-up',
    label: 'Digital take-up',
    description:
      'The share of transactions that users made online, alone or with help, of those whose channel is known.',
    unit: '%',
    direction: 'HIGHER_IS_BETTER',
    formula: ratio(
      { measure: 'transactions', dimension: 'channel', only: ['digital', 'assisted-digital'] },
      { measure: 'transactions', dimension: 'channel', except: ['unspecified'] },
      100,
    ),
    periods: LONG,
    defaultPeriod: 'MONTH',
    caveats: ['Transactions whose channel is not known are left out of both sides.'],
  },
  {
    key: 'completion-rate',
    label: 'Completion rate',
    description: 'The share of started transactions that users completed.',
    unit: '%',
    direction: 'HIGHER_IS_BETTER',
    formula: ratio('completions', 'starts', 100),
    periods: DAILY,
    defaultPeriod: 'MONTH',
    caveats: [COMPLETION_RULES],
  },
  {
    key: 'user-satisfaction',
    label: 'Satisfaction score',
    description:
      'The average rating on a scale from 0 (everyone very dissatisfied) to 100 (everyone very satisfied).',
    unit: '%',
    direction: 'HIGHER_IS_BETTER',
    formula: {
      kind: 'score',
      measure: 'ratings',
      dimension: 'rating',
      weights: { 1: 0, 2: 25, 3: 50, 4: 75, 5: 100 },
    },
    periods: DAILY,
    defaultPeriod: 'MONTH',
    caveats: [SATISFACTION_SCALE, 'Under 30 responses the score says little and is not compared.'],
  },
  {
    key: 'satisfied-share',
    label: 'Satisfied users',
    description: 'The share of ratings that are “satisfied” or “very satisfied”.',
    unit: '%',
    direction: 'HIGHER_IS_BETTER',
    formula: ratio(
      { measure: 'ratings', dimension: 'rating', only: ['4', '5'] },
      { measure: 'ratings', dimension: 'rating' },
      100,
    ),
    periods: DAILY,
    defaultPeriod: 'MONTH',
    caveats: [SATISFACTION_SCALE, 'Under 30 responses the share says little and is not compared.'],
  },
  {
    key: 'ratings',
    label: 'Satisfaction ratings',
    description: 'How many users rated the service, and how.',
    unit: 'count',
    direction: 'NEUTRAL',
    formula: total('ratings'),
    periods: DAILY,
    defaultPeriod: 'MONTH',
    caveats: [SATISFACTION_SCALE],
  },
  {
    key: 'journey',
    label: 'Users who reached the last stage',
    description: 'The share of the users at the first stage of the journey who reached its last stage.',
    unit: '%',
    direction: 'HIGHER_IS_BETTER',
    formula: ratio(
      { measure: 'users', dimension: 'stage', position: 'last' },
      { measure: 'users', dimension: 'stage', position: 'first' },
      100,
    ),
    periods: DAILY,
    defaultPeriod: 'WEEK',
    caveats: ['People are counted once in each period, so periods are never added up.'],
  },
  {
    key: 'errors-per-1000-starts',
    label: 'Errors per 1,000 starts',
    description: 'How many errors users met for every 1,000 transactions started.',
    unit: 'per 1,000',
    direction: 'LOWER_IS_BETTER',
    formula: ratio('errors', 'starts', 1000),
    periods: DAILY,
    defaultPeriod: 'MONTH',
  },
  {
    key: 'help-requests-per-1000-starts',
    label: 'Requests for help per 1,000 starts',
    description: 'How often users asked for help for every 1,000 transactions started.',
    unit: 'per 1,000',
    direction: 'LOWER_IS_BETTER',
    formula: ratio('help-requests', 'starts', 1000),
    periods: DAILY,
    defaultPeriod: 'MONTH',
  },
  {
    key: 'errors',
    label: 'Errors met by users',
    description: 'How many errors users met, by error.',
    unit: 'count',
    direction: 'NEUTRAL',
    formula: total('errors'),
    periods: DAILY,
    defaultPeriod: 'MONTH',
  },
  {
    key: 'help-requests',
    label: 'Requests for help',
    description: 'How often users asked for help, by topic.',
    unit: 'count',
    direction: 'NEUTRAL',
    formula: total('help-requests'),
    periods: DAILY,
    defaultPeriod: 'MONTH',
  },
  ...durations('time-to-complete', 'Time to complete', 'from start to end of the transaction', 's'),
  ...durations('time-to-outcome', 'Time to outcome', 'from application to decision', 'days'),
  {
    key: 'page-load-time',
    label: 'Page load time',
    description: 'Half of the pages loaded faster than this.',
    unit: 'ms',
    direction: 'LOWER_IS_BETTER',
    formula: quantile('page-load', 0.5),
    periods: HOURLY,
    defaultPeriod: 'DAY',
    caveats: [INTERPOLATED],
  },
  {
    key: 'page-load-time-p95',
    label: 'Page load time, 95th percentile',
    description: '95 of 100 pages loaded faster than this.',
    unit: 'ms',
    direction: 'LOWER_IS_BETTER',
    formula: quantile('page-load', 0.95),
    periods: HOURLY,
    defaultPeriod: 'DAY',
    caveats: [INTERPOLATED],
  },
  {
    key: 'availability',
    label: 'Availability',
    description: 'The share of monitored time in which the service could be used.',
    unit: '%',
    direction: 'HIGHER_IS_BETTER',
    formula: ratio(
      { measure: 'monitored', dimension: 'state', only: ['up'] },
      { measure: 'monitored', dimension: 'state', only: ['up', 'down'] },
      100,
    ),
    periods: HOURLY,
    defaultPeriod: 'DAY',
    caveats: ['Time that was not monitored counts neither as up nor as down.'],
  },
  {
    key: 'visits',
    label: 'Visits',
    description: 'How many visits the service’s pages had.',
    unit: 'count',
    direction: 'NEUTRAL',
    formula: total('visits'),
    periods: DAILY,
    defaultPeriod: 'MONTH',
  },
  {
    key: 'content-effectiveness',
    label: 'Content effectiveness',
    description: 'Of the views of pages about the service, the share that led to a start, by page.',
    unit: '%',
    direction: 'HIGHER_IS_BETTER',
    formula: ratio(
      { measure: 'starts', dimension: 'page' },
      { measure: 'page-views', dimension: 'page' },
      100,
    ),
    periods: DAILY,
    defaultPeriod: 'MONTH',
  },
  {
    key: 'calls',
    label: 'Calls',
    description: 'How many calls the service received, by reason.',
    unit: 'count',
    direction: 'NEUTRAL',
    formula: total('calls'),
    periods: DAILY,
    defaultPeriod: 'MONTH',
  },
  {
    key: 'users-now',
    label: 'Users right now',
    description:
      'How many people are using the service. “Now” only while the value is at most 10 minutes old.',
    unit: 'count',
    direction: 'NEUTRAL',
    formula: { kind: 'newest', measure: 'users-now' },
    periods: ['MINUTE', 'HOUR'],
    defaultPeriod: 'MINUTE',
  },
];

function durations(key: string, label: string, what: string, unit: Unit): Metric[] {
  const common = {
    direction: 'LOWER_IS_BETTER' as const,
    periods: DAILY,
    defaultPeriod: 'MONTH' as const,
    caveats: [INTERPOLATED],
  };
  return [
    {
      ...common,
      key,
      label,
      description: `Half of the users needed less than this, ${what}.`,
      unit,
      formula: quantile(key, 0.5),
    },
    {
      ...common,
      key: `${key}-p90`,
      label: `${label}, 90th percentile`,
      description: `9 of 10 users needed less than this, ${what}.`,
      unit,
      formula: quantile(key, 0.9),
    },
    {
      ...common,
      key: `${key}-within-target`,
      label: `${label}: within target`,
      description: `The share of users who needed no longer than the target, ${what}.`,
      unit: '%',
      direction: 'HIGHER_IS_BETTER',
      formula: { kind: 'share-within', measure: key },
      caveats: ['The target must be one of the bounds of the ranges that are counted.'],
    },
  ];
}

export const BUILT_IN_METRICS: MetricDefinition[] = METRICS.map(
  ({ label, description, caveats = [], ...metric }) => ({
    ...metric,
    label: en(label),
    description: en(description),
    caveats: caveats.map(en),
  }),
);
