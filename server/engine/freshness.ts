/** How up to date a metric of a subject is: the worst of its inputs; of several services how many are in which state. */
import type { MetricDefinition, Service } from '../entities/index.js';
import { inputsOf } from '../metrics/definitions.js';
import { parseDate, dayAt } from '../metrics/calendar.js';
import {
  freshnessOf,
  freshnessOfMany,
  worstOf,
  type Freshness,
  type NewestValue,
} from '../metrics/freshness.js';
import { RECORDED_PERIODS, windowEndsAt, type Window } from '../metrics/periods.js';
import type { DataSetFacts } from '../metrics/values.js';
import type { Subject } from '../store/subject.js';
import type { Snapshot } from '../store/snapshot.js';
import type { SubmissionFacts } from '../store/submission-log.js';
import { DEFAULT_ZONE } from './windows.js';

/** The submissions that a freshness needs to know of. */
export function submissionsBehind(subject: Subject, metric: MetricDefinition, snapshot: Snapshot): number[] {
  return subject.services.flatMap(({ id }) =>
    inputsOf(metric.formula).flatMap((measure) => {
      const entry = snapshot.catalogue.dataSet(id, measure);
      return snapshot.changedBy.get(entry?.facts.id ?? -1) ?? [];
    }),
  );
}

function newestValue(
  dataSet: DataSetFacts,
  snapshot: Snapshot,
  submissions: ReadonlyMap<number, SubmissionFacts>,
): NewestValue | null {
  let window: Window | null = null;
  let last = -Infinity;
  for (const { period, latestValueStart } of snapshot.extents.get(dataSet.id) ?? []) {
    if (latestValueStart === null) continue;
    const candidate: Window = { recorded: RECORDED_PERIODS[period], start: latestValueStart };
    const end = windowEndsAt(candidate, dataSet.timeZone);
    if (end > last) [window, last] = [candidate, end];
  }
  const receivedAt = submissions.get(snapshot.changedBy.get(dataSet.id) ?? -1)?.receivedAt;
  return window && receivedAt ? { window, receivedAt } : null;
}

const isClosed = ({ closedOn }: Service, now: number): boolean =>
  closedOn !== null && parseDate(closedOn)! < dayAt(DEFAULT_ZONE, Math.floor(now / 60_000));

/** One data set of a service by itself. */
export interface DataSetFreshness {
  service: Service;
  dataSet: DataSetFacts;
  freshness: Freshness;
}

/** `submissions` must hold those that `snapshot.changedBy` names for the data sets of these services. */
export function dataSetStates(
  services: readonly Service[],
  snapshot: Snapshot,
  submissions: ReadonlyMap<number, SubmissionFacts>,
  now: number,
): DataSetFreshness[] {
  return services.flatMap((service) => {
    const options = { isClosed: isClosed(service, now), now };
    return snapshot.catalogue.dataSetsOf(service.id).map(({ facts }) => ({
      service,
      dataSet: facts,
      freshness: freshnessOf(facts, newestValue(facts, snapshot, submissions), options),
    }));
  });
}

/** `submissions` must hold those of `submissionsBehind`; `now` is milliseconds since 1970. */
export function metricFreshness(
  { subject, metric }: { subject: Subject; metric: MetricDefinition },
  snapshot: Snapshot,
  submissions: ReadonlyMap<number, SubmissionFacts>,
  now: number,
): Freshness {
  const ofService = (service: Service): Freshness | null => {
    const inputs = inputsOf(metric.formula).map((measure) => snapshot.catalogue.dataSet(service.id, measure));
    if (inputs.some((entry) => !entry)) return null;
    const options = { isClosed: isClosed(service, now), now };
    return worstOf(
      inputs.map((entry) =>
        freshnessOf(entry!.facts, newestValue(entry!.facts, snapshot, submissions), options),
      ),
    );
  };
  const never: Freshness = {
    state: 'NEVER',
    lastReceivedAt: null,
    latestPeriod: null,
    nextPeriod: null,
    expectedBy: null,
    counts: null,
  };
  if (subject.kind === 'SERVICE') return ofService(subject.service) ?? never;
  return freshnessOfMany(subject.services.map((service) => ofService(service) ?? never));
}
