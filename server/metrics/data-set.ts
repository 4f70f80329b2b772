/** What the engine knows of a data set besides its values. */
import type { AbsentParts, Aggregation, Unit } from './definitions.js';
import type { RecordedPeriod } from './periods.js';

/** What the engine needs to know of a data set. */
export interface DataSetFacts {
  id: number;
  serviceId: number;
  measure: string;
  unit: Unit;
  aggregation: Aggregation;
  cadence: RecordedPeriod;
  timeZone: string;
  graceDays: number;
  /** Counts above 0 and below this are suppressed; 0 = off. */
  suppressBelow: number;
  /** The values (or bounds) that the data set declares, in order, by dimension. */
  declared: Readonly<Record<string, readonly string[]>>;
  /** What a part means that was not sent; null = as usual for its dimension. */
  absentParts: AbsentParts | null;
  /** The rating 1 of this data set is the best one: it is read as 5, and so on. */
  isScaleReversed: boolean;
  /** Its durations count working days, not all days. */
  workingDays: boolean;
  /** The last civil day (`2014-03-31`) that is expected, or null. */
  endsOn: string | null;
  /** Days (since 1970) from which values cannot be compared with earlier ones, ascending. */
  breaks: readonly number[];
}
