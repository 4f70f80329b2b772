/** What the engine needs to know of a data set, from its row. */
import type { Annotation, DataSet } from '../entities/index.js';
import { parseDate } from '../metrics/calendar.js';
import type { Unit } from '../metrics/definitions.js';
import type { RecordedPeriod } from '../metrics/periods.js';
import type { DataSetFacts } from '../metrics/data-set.js';

/** Grace periods in days by cadence, where a data set declares none. */
const GRACE_DAYS: Record<RecordedPeriod, number> = {
  minute: 0,
  hour: 0,
  day: 1,
  week: 4,
  month: 21,
  quarter: 60,
  year: 120,
};

export function factsOf(entity: DataSet, unit: Unit, breaks: readonly Annotation[]): DataSetFacts {
  return {
    id: entity.id,
    serviceId: entity.serviceId,
    measure: entity.measureKey,
    unit,
    aggregation: entity.aggregation,
    cadence: entity.cadence,
    timeZone: entity.timeZone,
    graceDays: entity.graceDays ?? GRACE_DAYS[entity.cadence],
    suppressBelow: entity.suppressBelow,
    declared: entity.dimensionValues,
    absentParts: entity.absentParts,
    isScaleReversed: entity.bestRating === 1,
    workingDays: entity.workingDays,
    endsOn: entity.endsOn,
    breaks: breaks.map(({ fromOn }) => parseDate(fromOn)!).sort((a, b) => a - b),
  };
}
