/** The built-in metrics. `perfplat migrate up` writes them, and the built-in measures, as rows. */
import { EXPERIENCE_METRICS } from './builtin-experience.js';
import { compared, DAILY, LONG, ratio, total, type BuiltInMetric } from './builtin-terms.js';
import type { Text } from '../definitions.js';
import type { MetricDefinition } from '../metric-definition.js';
import { BY_SERVICE } from '../presentation.js';

export { BUILT_IN_MEASURES } from './builtin-measures.js';

const SATISFACTION_SCALE =
  'Users rate the service from 1 (very dissatisfied) to 5 (very satisfied). Those who answer may not be like those who do not.';
const COMPLETION_RULES =
  'Someone told that they are not eligible has completed; someone whose session timed out has not. Resuming is not a new start.';
const OUTCOME_METRICS: BuiltInMetric[] = [
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
    presentation: {
      isHeadline: true,
      places: {
        service: [{ section: 'use', by: 'channel', orWhole: true }],
        several: [{ section: 'use', by: 'channel', orWhole: true, title: { en: 'Transactions by channel' } }],
      },
    },
  },
  {
    key: 'cost-per-transaction',
    label: 'Cost per transaction',
    description:
      'What it costs to provide the service, divided by the transactions completed in the same time.',
    unit: '£',
    direction: 'LOWER_IS_BETTER',
    formula: ratio('cost', 'transactions', 1, { isOwnPastOnly: true }),
    periods: ['QUARTER', 'YEAR', 'FINANCIAL_YEAR', 'ROLLING_YEAR'],
    defaultPeriod: 'ROLLING_YEAR',
    caveats: ['Services differ in what a transaction involves, so compare a service with its own past only.'],
    presentation: {
      indicator: 1,
      isHeadline: true,
      companions: [],
      places: { service: [], several: [compared('cost')] },
    },
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
    presentation: { places: { service: [compared('cost')], several: [compared('cost')] } },
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
      { measure: 'transactions', dimension: 'channel', except: ['unspecified'], remainder: 'non-digital' },
      100,
    ),
    periods: LONG,
    defaultPeriod: 'MONTH',
    caveats: ['Transactions whose channel is not known are left out of both sides.'],
    presentation: {
      indicator: 4,
      isHeadline: true,
      companions: [],
      places: {
        service: [],
        several: [{ section: 'services', by: BY_SERVICE, title: { en: 'Digital take-up of each service' } }],
      },
    },
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
    presentation: {
      indicator: 3,
      isHeadline: true,
      breakdown: { metric: 'journey', by: 'stage' },
      shortfall: { en: '{n} of {of} starts were not completed' },
      cases: { en: 'transactions' },
    },
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
      sampleMinimum: 30,
    },
    periods: DAILY,
    defaultPeriod: 'MONTH',
    caveats: [SATISFACTION_SCALE, 'Under 30 responses the score says little and is not compared.'],
    presentation: {
      indicator: 2,
      isHeadline: true,
      companions: ['satisfied-share', 'ratings'],
      places: {
        service: [],
        several: [{ section: 'services', by: BY_SERVICE, title: { en: 'Satisfaction with each service' } }],
      },
    },
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
      { sampleMinimum: 30 },
    ),
    periods: DAILY,
    defaultPeriod: 'MONTH',
    caveats: [SATISFACTION_SCALE, 'Under 30 responses the share says little and is not compared.'],
    presentation: { companions: ['user-satisfaction', 'ratings'] },
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
    presentation: { charts: { rating: 'SHARE' } },
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
    presentation: {
      places: {
        service: [{ ...compared('obstacles'), by: 'stage', title: { en: 'The journey, stage by stage' } }],
        several: [],
      },
    },
  },
];

const en = (text: string): Text => ({ en: text });

/** Of these only what is named stands on default dashboards. */
const NOWHERE = { service: [], several: [] };

export const BUILT_IN_METRICS: MetricDefinition[] = [...OUTCOME_METRICS, ...EXPERIENCE_METRICS].map(
  ({ label, description, caveats = [], presentation, ...metric }) => ({
    ...metric,
    label: en(label),
    description: en(description),
    caveats: caveats.map(en),
    presentation: { places: NOWHERE, ...presentation },
  }),
);
