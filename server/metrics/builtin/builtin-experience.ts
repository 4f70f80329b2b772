/** The built-in metrics of how using a service goes: errors, help, durations, availability, visits. */
import type { Unit } from '../definitions.js';
import { compared, DAILY, HOURLY, quantile, ratio, total, type BuiltInMetric } from './builtin-terms.js';
import { BY_SERVICE, type Presentation } from '../presentation.js';

/** It stands beside others, which are explained: nothing stands beside it. */
const ALONE: Presentation = { companions: [], breakdown: null };
const INTERPOLATED =
  'Worked out from counts in ranges of time, so it is exact only at the edges of a range. Above the last range it is shown with “>”.';

export const EXPERIENCE_METRICS: BuiltInMetric[] = [
  {
    key: 'errors-per-1000-starts',
    label: 'Errors per 1,000 starts',
    description: 'How many errors users met for every 1,000 transactions started.',
    unit: 'per 1,000',
    direction: 'LOWER_IS_BETTER',
    formula: ratio('errors', 'starts', 1000),
    periods: DAILY,
    defaultPeriod: 'MONTH',
    presentation: { places: { service: [compared('obstacles')], several: [] } },
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
    presentation: { places: { service: [compared('obstacles')], several: [] } },
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
    presentation: {
      companions: ['page-load-time-p95', 'page-loads'],
      places: { service: [{ section: 'operation', order: 1 }], several: [] },
    },
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
    presentation: ALONE,
  },
  counted({
    key: 'page-loads',
    label: 'Page loads measured',
    description: 'How many page loads were measured.',
    formula: total('page-load'),
    periods: HOURLY,
    defaultPeriod: 'DAY',
  }),
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
    presentation: {
      ...ALONE,
      chart: 'UPTIME',
      charts: { [BY_SERVICE]: 'UPTIME' },
      places: { service: [{ section: 'operation' }], several: [] },
    },
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
    presentation: {
      breakdown: { metric: 'visits', by: 'device' },
      charts: { device: 'STACKED', browser: 'STACKED' },
      places: {
        service: [
          compared('use'),
          { section: 'users', by: 'device', title: { en: 'Visits by device' } },
          { section: 'users', by: 'browser', top: 4, title: { en: 'Visits by browser' } },
        ],
        several: [],
      },
    },
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
    presentation: {
      places: {
        service: [{ section: 'users', by: 'page', title: { en: 'Which content gets users to the service' } }],
        several: [],
      },
    },
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
    presentation: {
      places: {
        service: [{ section: 'obstacles', by: 'reason', title: { en: 'Why users call' } }],
        several: [],
      },
    },
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

/** How many times a histogram holds: what a quantile rests on, and by `le` how they are spread. */
function counted(metric: Omit<BuiltInMetric, 'unit' | 'direction' | 'presentation'>): BuiltInMetric {
  return { ...metric, unit: 'count', direction: 'NEUTRAL', presentation: ALONE };
}

function durations(key: string, label: string, what: string, unit: Unit): BuiltInMetric[] {
  const counts = key.replace('time-', 'times-');
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
      presentation: {
        companions: [`${key}-p90`, `${key}-within-target`, counts],
        places: { service: [compared('duration')], several: [] },
      },
    },
    {
      ...common,
      key: `${key}-p90`,
      label: `${label}, 90th percentile`,
      description: `9 of 10 users needed less than this, ${what}.`,
      unit,
      formula: quantile(key, 0.9),
      presentation: ALONE,
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
      presentation: ALONE,
    },
    counted({
      key: counts,
      label: `${label}: users measured`,
      description: 'How many users’ times were measured.',
      formula: total(key),
      periods: DAILY,
      defaultPeriod: 'MONTH',
    }),
  ];
}
