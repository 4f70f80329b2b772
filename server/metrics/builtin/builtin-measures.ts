/** The built-in measures. `perfplat migrate up` writes them as rows. */
import type { Aggregation, MeasureDefinition } from '../definitions.js';

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
  measure('transactions', 'Transactions', 'flow', { channel: CHANNELS }),
  { ...measure('cost', 'Cost', 'flow'), unit: '£' },
  measure('starts', 'Starts', 'flow', { page: [] }),
  measure('completions', 'Completions', 'flow'),
  measure('ratings', 'Satisfaction ratings', 'flow', { rating: ['1', '2', '3', '4', '5'] }),
  measure('users', 'Users by stage', 'exact', { stage: [] }),
  measure('errors', 'Errors met by users', 'flow', { error: [] }),
  measure('help-requests', 'Requests for help', 'flow', { topic: [] }),
  measure('calls', 'Calls', 'flow', { reason: [] }),
  measure('time-to-complete', 'Time to complete, in seconds', 'histogram', { le: [] }),
  measure('time-to-outcome', 'Time to outcome, in days', 'histogram', { le: [] }),
  measure('page-load', 'Page load time, in milliseconds', 'histogram', { le: [] }),
  { ...measure('monitored', 'Monitored time', 'flow', { state: ['up', 'down'] }), unit: 's' },
  measure('visits', 'Visits', 'flow', {
    device: [],
    browser: [],
    'visitor-type': [],
    source: [],
    'search-term': [],
    'social-network': [],
  }),
  measure('visitors', 'Visitors', 'exact', { device: [], browser: [], 'visitor-type': [], page: [] }),
  measure('page-views', 'Page views', 'flow', { page: [], device: [] }),
  measure('feedback', 'Comments and complaints', 'flow', { page: [], topic: [] }),
  measure('users-now', 'Users right now', 'exact'),
];

/** Counts, divided by dimensions with these values; none = any. */
function measure(
  key: string,
  label: string,
  aggregation: Aggregation,
  dimensions: Record<string, string[]> = {},
): MeasureDefinition {
  return {
    key,
    label: { en: label },
    unit: 'count',
    aggregation,
    dimensions: Object.entries(dimensions).map(([name, values]) =>
      values.length ? { name, values } : { name },
    ),
  };
}
