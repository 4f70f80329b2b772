/** The figures that a dashboard can have: those for which its subject has data. */
import { dividedSplits, isOwnMetric } from '../../modules/default-dashboard.js';
import { BY_SERVICE } from '../../metrics/presentation.js';
import type { MetricDefinition, Subject } from '../../store/subject.js';
import type { BuildQuestion } from './answers.js';

/** Those of lists first, then those that lists leave out; a department's own only of its own services. */
export function metricsToAdd(
  subject: Subject,
  { reading }: Pick<BuildQuestion, 'reading'>,
): MetricDefinition[] {
  const { catalogue, snapshot } = reading;
  const found = catalogue.metrics.filter(
    (metric) => catalogue.hasData(subject, metric) && isOwnMetric(metric, subject, snapshot),
  );
  const isUnlisted = ({ presentation }: MetricDefinition): boolean => presentation.isUnlisted === true;
  return [...found.filter((metric) => !isUnlisted(metric)), ...found.filter(isUnlisted)];
}

/** What a metric can be split by, and was sent by; of several services by each of them. */
export function splitsWithData(
  subject: Subject,
  metric: MetricDefinition,
  { reading }: Pick<BuildQuestion, 'reading'>,
): string[] {
  const splits = dividedSplits(subject, metric, reading.snapshot);
  return subject.kind !== 'SERVICE' && subject.services.length > 1 ? [...splits, BY_SERVICE] : splits;
}
