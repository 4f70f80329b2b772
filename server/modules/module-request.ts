/** What elements and pages ask of a module. */
import type { Comparison, Period } from '../metrics/periods.js';
import type { Range } from '../metrics/ranges.js';

/** One module as elements and pages ask for it. Starts and instants are texts, checked here. */
export interface ModuleRequest {
  dashboard?: string | null;
  module?: string | null;
  service?: string | null;
  organisation?: string | null;
  group?: string | null;
  portfolio?: boolean | null;
  metric?: string | null;
  title?: string | null;
  period?: Period | null;
  from?: string | null;
  to?: string | null;
  /** Any days, both included: only windows that lie wholly between them. */
  since?: string | null;
  until?: string | null;
  last?: number | null;
  /** A range by name, for modules of any period. */
  range?: Range | null;
  by?: string | null;
  top?: number | null;
  compareTo?: Comparison | null;
  /** A day: what came from it on is compared with as long before it. */
  splitOn?: string | null;
  asOf?: string | null;
  lang?: string | null;
}

/** What a request says about range and split: the part of a module's address after its path. */
export type ModuleRange = Pick<
  ModuleRequest,
  | 'period'
  | 'from'
  | 'to'
  | 'since'
  | 'until'
  | 'last'
  | 'range'
  | 'by'
  | 'top'
  | 'compareTo'
  | 'splitOn'
  | 'asOf'
  | 'lang'
>;

/** The part of a request that a module's address repeats. */
export const moduleRangeOf = (request: ModuleRequest): ModuleRange => {
  const { period, from, to, since, until, last, range, by, top, compareTo, splitOn, asOf, lang } = request;
  return { period, from, to, since, until, last, range, by, top, compareTo, splitOn, asOf, lang };
};
