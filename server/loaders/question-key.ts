/** When two questions of one reading are the same question: they are then answered once. */
import type { MetricDefinition, Service, Subject } from '../store/subject.js';
import type { Question } from '../engine/questions.js';

/** The ids of a subject's services, by the list of them: a list is asked about by many questions. */
const idsOf = new WeakMap<readonly Service[], string>();

function subjectKey({ kind, slug, services }: Subject): string {
  let ids = idsOf.get(services);
  if (ids === undefined) idsOf.set(services, (ids = services.map(({ id }) => id).join()));
  return `${kind} ${slug} ${ids}`;
}

const isMetric = (value: unknown): value is MetricDefinition =>
  typeof value === 'object' && value !== null && 'formula' in value && 'key' in value;

/** Metrics by their keys: within one reading a key has one definition. */
const namingMetrics = (_name: string, value: unknown): unknown => (isMetric(value) ? value.key : value);

export function questionKey(question: Question): string {
  const { kind, subject, ...rest } = question;
  if (subject.kind === 'SERVICE' && (question.kind === 'figure' || question.kind === 'latest')) {
    // Lists of services ask thousands of these.
    const { metric, period, compareTo, asOf } = question;
    const start = question.kind === 'figure' ? question.window.start : '';
    return `${kind} ${subject.service.id} ${metric.key} ${period} ${start} ${compareTo ?? ''} ${asOf ?? ''}`;
  }
  return `${kind} ${subjectKey(subject)} ${JSON.stringify(rest, namingMetrics)}`;
}
