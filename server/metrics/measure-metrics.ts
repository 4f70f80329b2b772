/** Every measure is itself a metric: its total, shown, charted, listed and asked for without being defined. */
import { HOURLY } from './builtin/builtin-terms.js';
import { inputsOf, type Formula, type MeasureDefinition } from './definitions.js';
import type { MetricDefinition } from './metric-definition.js';

/** The metric that a measure is: neither direction is better. Of an `exact` measure it is the value of its window. */
function metricOf(
  { key, label, unit, aggregation }: MeasureDefinition,
  isUnlisted: boolean,
): MetricDefinition {
  return {
    key,
    label,
    description: {
      en:
        aggregation === 'exact'
          ? 'As it was recorded: values are never added.'
          : 'The total of what was recorded.',
    },
    unit,
    direction: 'NEUTRAL',
    formula: { kind: 'total', measure: key },
    caveats: [],
    periods: aggregation === 'exact' ? ['MINUTE', ...HOURLY] : HOURLY,
    defaultPeriod: 'MONTH',
    presentation: isUnlisted ? { isUnlisted } : {},
  };
}

/**
 * The metrics that measures are, but for those that a metric of the same key stands for. One whose measure some metric
 * is made of alone is not listed: readers are shown that metric. A count of some categories stands for no total.
 */
export function measureMetrics(
  measures: readonly MeasureDefinition[],
  metrics: readonly { key: string; formula: Formula }[],
): MetricDefinition[] {
  const keys = new Set(metrics.map(({ key }) => key));
  const madeOfOne = new Set(
    metrics.flatMap(({ formula }) => {
      const isPart = formula.kind === 'total' && formula.dimension !== undefined;
      return inputsOf(formula).length === 1 && !isPart ? inputsOf(formula) : [];
    }),
  );
  return measures
    .filter(({ key }) => !keys.has(key))
    .map((measure) => metricOf(measure, madeOfOne.has(measure.key)));
}
