import { BUILT_IN_MEASURES, BUILT_IN_METRICS } from '../metrics/builtin/builtin.js';
import type { Measure } from './measure.js';
import type { MetricDefinition } from './metric-definition.js';

/** The built-in measures as rows. */
export const MEASURE_ROWS: readonly Measure[] = BUILT_IN_MEASURES.map(({ label, ...measure }) => ({
  ...measure,
  texts: { label },
}));

/** The built-in metrics as rows, in the order of lists; their versions are counted where they are stored. */
export const METRIC_ROWS: readonly Omit<MetricDefinition, 'version'>[] = BUILT_IN_METRICS.map(
  ({ label, description, ...metric }, position) => ({
    ...metric,
    ownerOrganisationId: null,
    texts: { label, description },
    position,
  }),
);
