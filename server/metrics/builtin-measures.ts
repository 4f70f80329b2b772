/** The built-in measures (METRICS: "Measures"). `perfplat migrate up` writes them as rows. */
import type { MeasureDefinition, Unit } from './definitions.js';

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
    label: { en: label },
    unit,
    aggregation,
    dimensions: Object.entries(dimensions).map(([name, values]) =>
      values.length ? { name, values } : { name },
    ),
  };
}
