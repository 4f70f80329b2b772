/** What a measure of a demonstration service is made by. */
import type { ServiceModel } from './service-model.js';
import type { ServiceSpec } from './specs.js';

/** The parts of one window's value: value by value of the measure's dimension; `''` = without dimension. */
export type Parts = ReadonlyMap<string, number>;

/** The days from `from` up to but not including `to` (numbers since 1970-01-01). */
export interface DaySpan {
  from: number;
  to: number;
}

export interface MeasureModel {
  /** What divides it; absent = nothing. */
  dimension?: string;
  /** The values of the dimension that the data set of a service declares, in order. */
  declared?(spec: ServiceSpec): string[];
  /** @returns a function of the window: made once a service, called for each window. */
  generator(service: ServiceModel): (span: DaySpan) => Parts;
  /** Divides a day's parts among its hours; only what can be published by the hour has it. */
  byHour?(service: ServiceModel): (day: number, parts: Parts, hours: number) => Parts[];
}
