/** How up to date a metric of a subject is: the worst of its inputs; of several services how many are in which state. */
import type { MetricDefinition, Service } from '../entities/index.js';
import { inputsOf } from '../metrics/definitions.js';
import { dayEndsAt, parseDate } from '../metrics/calendar.js';
import type { Clock } from '../metrics/clock.js';
import {
  freshnessOf,
  freshnessOfMany,
  worstOf,
  type Freshness,
  type NewestValue,
} from '../metrics/freshness.js';
import { RECORDED_PERIODS, windowEndsAt, type Window } from '../metrics/periods.js';
import type { DataSetFacts } from '../metrics/data-set.js';
import { mapWithPauses } from '../store/pauses.js';
import type { Subject } from '../store/subject.js';
import type { Snapshot } from '../store/snapshot.js';
import { DEFAULT_ZONE } from './windows.js';

function newestValue(dataSet: DataSetFacts, snapshot: Snapshot): NewestValue | null {
  let window: Window | null = null;
  let last = -Infinity;
  let shortest = Infinity;
  for (const { period, latestValueStart } of snapshot.extents.get(dataSet.id) ?? []) {
    if (latestValueStart === null) continue;
    const candidate: Window = { recorded: RECORDED_PERIODS[period], start: latestValueStart };
    const end = windowEndsAt(candidate, dataSet.timeZone);
    // Of those that end together the shortest, in whatever order they were delivered.
    if (end < last || (end === last && period > shortest)) continue;
    [window, last, shortest] = [candidate, end, period];
  }
  return window && { window, receivedAt: snapshot.changedBy.get(dataSet.id)?.receivedAt ?? null };
}

/** Whether a day, like `2014-03-31`, is over in the platform’s zone. */
export const isDayOver = (day: string, clock: Clock): boolean =>
  clock.hasCome(dayEndsAt(DEFAULT_ZONE, parseDate(day)!));

const isClosed = ({ closedOn }: Service, clock: Clock): boolean =>
  closedOn !== null && isDayOver(closedOn, clock);

/** One data set of a service by itself. */
export interface DataSetFreshness {
  service: Service;
  dataSet: DataSetFacts;
  freshness: Freshness;
}

export async function dataSetStates(
  services: readonly Service[],
  snapshot: Snapshot,
  clock: Clock,
): Promise<DataSetFreshness[]> {
  const states = await mapWithPauses(services, (service) => {
    const options = { isClosed: isClosed(service, clock), clock };
    return snapshot.catalogue.dataSetsOf(service.id).map(({ facts }) => ({
      service,
      dataSet: facts,
      freshness: freshnessOf(facts, newestValue(facts, snapshot), options),
    }));
  });
  return states.flat();
}

export function metricFreshness(
  { subject, metric }: { subject: Subject; metric: MetricDefinition },
  snapshot: Snapshot,
  clock: Clock,
): Freshness {
  const ofService = (service: Service): Freshness | null => {
    const inputs = inputsOf(metric.formula).map((measure) => snapshot.catalogue.dataSet(service.id, measure));
    if (inputs.some((entry) => !entry)) return null;
    const options = { isClosed: isClosed(service, clock), clock };
    return worstOf(
      inputs.map((entry) => freshnessOf(entry!.facts, newestValue(entry!.facts, snapshot), options)),
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
