/** The engine's evaluation of readable rows, without a database: a catalogue of services, targets and nothing else. */
import type { MetricDefinition, Service as ServiceRow } from '../../server/entities/index.js';
import { Evaluation } from '../../server/engine/evaluation.js';
import type { SeriesQuestion } from '../../server/engine/questions.js';
import { Clock } from '../../server/metrics/clock.js';
import { stepWindow, type Period, type Window } from '../../server/metrics/periods.js';
import type { DataSetValues } from '../../server/metrics/rows/values.js';
import type { Snapshot } from '../../server/store/snapshot.js';
import { serviceSubject, subjectId, type Subject } from '../../server/store/subject.js';
import { asked, metric as definition, type Service } from './engine.js';

/** Holds for a service by its id, for all services together where that is null. */
export interface GivenTarget {
  metric: string;
  value: number;
  serviceId?: number;
  tolerance?: number;
  /** The first and the last day, as `2014-03-31`. */
  fromOn?: string;
  toOn?: string;
}

interface Given {
  targets?: readonly GivenTarget[];
  now?: string;
}

export interface Evaluated {
  evaluation: Evaluation;
  snapshot: Snapshot;
  /** A question about all services, or about the only one as a service. */
  question(metric: string, period: Period, isOfOne?: boolean): SeriesQuestion;
}

/** Windows from a start on, oldest first. */
export const windowsFrom = (period: Period, start: string, count: number): Window[] =>
  Array.from({ length: count }, (_, index) => stepWindow(period, asked(period, start), index, 'quarter'));

export function evaluationOf(
  services: readonly Service[],
  { targets = [], now = '2030-01-01T00:00:00Z' }: Given = {},
): Evaluated {
  const sets = new Map(services.map(({ id, values }) => [id, values]));
  const catalogue = {
    tables: { dataSets: [] },
    dataSet: (id: number, measure: string) => {
      const facts = sets.get(id)?.get(measure)?.dataSet;
      return facts && { facts };
    },
    annotations: () => [],
    hasTargets: (key: string) => targets.some((target) => target.metric === key),
    target: (subject: Subject, key: string, on: string) =>
      targets.find(
        ({ metric, serviceId = null, fromOn = '', toOn = '9999' }) =>
          metric === key && serviceId === subjectId(subject) && fromOn <= on && on <= toOn,
      ),
  };
  const rows = services.map(({ id }): ServiceRow => {
    const row = { id, slug: `s${id}`, openedOn: null, closedOn: null, texts: { name: { en: `S${id}` } } };
    return row as unknown as ServiceRow;
  });
  const read = new Map<number, DataSetValues>();
  for (const { values } of services) for (const set of values.values()) read.set(set.dataSet.id, set);
  const snapshot = { catalogue } as unknown as Snapshot;
  return {
    snapshot,
    evaluation: new Evaluation(snapshot, read, new Clock(Date.parse(now))),
    question: (key, period, isOfOne = false) => ({
      kind: 'series',
      subject: isOfOne ? serviceSubject(rows[0]) : { kind: 'PORTFOLIO', slug: 'portfolio', services: rows },
      metric: definition(key) as unknown as MetricDefinition,
      period,
    }),
  };
}
