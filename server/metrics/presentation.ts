/**
 * How a metric is shown, as data of its definition. What a definition does not say follows from its formula, unit and
 * direction (presentation-rules.ts), so that a metric that a department defines is shown like a built-in one.
 */
import type { Text } from './definitions.js';

export const CHART_KINDS = ['LINE', 'STACKED', 'SHARE', 'BAR', 'FUNNEL', 'MULTIPLES', 'UPTIME'] as const;
export type ChartKind = (typeof CHART_KINDS)[number];
export const VIEW_KINDS = ['CHART', 'TABLE', 'FIGURE'] as const;
export type ViewKind = (typeof VIEW_KINDS)[number];

/** How small charts of one module are scaled. */
export const SCALES = ['OWN', 'SHARED'] as const;
export type Scale = (typeof SCALES)[number];

/** How much of a row of a dashboard something takes. */
export const SIZES = ['FULL', 'TWO_THIRDS', 'HALF', 'THIRD'] as const;
export type Size = (typeof SIZES)[number];

/** The lines of several services, one a service: no dimension of a measure. */
export const BY_SERVICE = 'service';

/** A split that explains a headline, of the metric itself or of another one. */
export interface Breakdown {
  /** Key of the metric. */
  metric: string;
  by: string;
  /** Maximum number of parts, the largest; the others make one more. Absent = all parts. */
  top?: number;
}

/** The sections that the default dashboards have besides their headlines. */
export type SectionKey =
  'use' | 'obstacles' | 'duration' | 'operation' | 'users' | 'services' | 'cost' | 'other';

/** One module on a default dashboard. */
export interface Place {
  section: SectionKey;
  /** Within the section; equal ones in the order of lists. 0 if absent. */
  order?: number;
  /** The metric's label if absent. */
  title?: Text;
  by?: string;
  top?: number;
  /** With the year before; weeks and days with the period before. */
  isCompared?: boolean;
  /** Where nothing is delivered by this split the metric is shown whole; otherwise the module is left out. */
  orWhole?: boolean;
}

/** Every part may be absent: then it follows from the definition. */
export interface Presentation {
  /** Its number (from 1) among the figures that every service must publish (GOV.UK Service Manual). Absent = none of them. */
  indicator?: number;
  /** Lists and default dashboards leave it to the metrics made of it; it can be asked for all the same. */
  isUnlisted?: boolean;
  /** One of the few metrics that come first in lists of services, on the first page and in totals of several services. */
  isHeadline?: boolean;
  /** Keys of the metrics beside the headline: of the same subject, over the same windows. */
  companions?: readonly string[];
  /** null = none. */
  breakdown?: Breakdown | null;
  /** How it is drawn without a split. LINE if absent. */
  chart?: ChartKind;
  /** How a split is drawn, by its dimension. */
  charts?: Readonly<Record<string, ChartKind>>;
  /** The modules on default dashboards, of one service and of several. */
  places?: Readonly<Record<'service' | 'several', readonly Place[]>>;
  /** Of a ratio, what its denominator holds more than its numerator: a sentence with `{n}` and `{of}`. */
  shortfall?: Text;
  /** What the figure counts, in the plural: "transactions". */
  cases?: Text;
}
