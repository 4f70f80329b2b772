/**
 * How a demonstration service is described. A service is data: one more service, or one more oddity of one, needs no
 * code. All dates are absolute, so that a figure never depends on when the demo is made.
 */
import type { RecordedPeriod } from '../metrics/periods.js';

/** One value, or straight lines between dated values (`2024-03-31`, in order); before and after them it is level. */
export type Curve = number | readonly (readonly [on: string, value: number])[];

export interface OrganisationSpec {
  slug: string;
  name: string;
  abbreviation?: string;
  kind: string;
  /** Slug; listed before its children. */
  parent?: string;
  description: string;
}

/** Days on which things were different; both dates are included. */
export interface Incident {
  from: string;
  to: string;
  /** How many times as many transactions as on other days. */
  demand?: number;
  /** Which share of those who would have finished online could not, 0 to 1. */
  failed?: number;
}

/** Windows without values: those that touch the days from `from` to `to`. */
interface Gap {
  from: string;
  to: string;
  /** Whether rows say that there is no value, or there is no row. */
  how: 'NOT_PROVIDED' | 'ABSENT';
}

/** Every year the same month (or quarter that begins with it) is published too low and corrected later. */
interface YearlyRevision {
  /** The month in which the window starts, 1 to 12. */
  month: number;
  /** Days from the end of the window to the correction. */
  afterDays: number;
  /** What was counted at first, as a share of the final value, by value of the measure's dimension. */
  firstShares: Readonly<Record<string, number>>;
}

export interface DataSetSpec {
  cadence: Exclude<RecordedPeriod, 'minute' | 'hour'>;
  /** Days from the end of a window to its publication; beyond the cadence and its grace the publisher is late. */
  lagDays?: number;
  /** Number of the newest days that are published by the hour as well. */
  hourlyDays?: number;
  /** The first window starts on or after this day (default: the service's opening). */
  from?: string;
  graceDays?: number;
  suppressBelow?: number;
  /** The last day, for what is no longer recorded. */
  endsOn?: string;
  basis?: string;
  gaps?: readonly Gap[];
  revision?: YearlyRevision;
}

interface AnnotationSpec {
  kind: 'NOTE' | 'BREAK' | 'OUTAGE';
  from: string;
  to?: string;
  /** The measure it is about; absent = the whole service. */
  measure?: string;
  text: string;
}

interface TargetSpec {
  metric: string;
  value: number;
  tolerance?: number;
  from: string;
}

/** The measures that can be generated. */
export type DemoMeasure =
  | 'transactions'
  | 'starts'
  | 'completions'
  | 'ratings'
  | 'cost'
  | 'errors'
  | 'help-requests'
  | 'calls'
  | 'users'
  | 'visits'
  | 'page-views'
  | 'time-to-complete'
  | 'time-to-outcome'
  | 'page-load'
  | 'monitored';

/** Numbers by the value of a dimension. */
export type Rates = Readonly<Record<string, number>>;

/** How using a service goes; needed by the measures of experience.ts that its data sets name. */
export interface ExperienceSpec {
  /** For every 1,000 starts; `service-unavailable` also counts those who were turned away by incidents. */
  errors: Rates;
  help: Rates;
  calls: Rates;
  /** The stages in order, each with the share (0 to 1) of all who are lost that is lost before it. */
  stages: Rates;
  /** Against each other. */
  devices: Rates;
  browsers: Rates;
  /** Pages that lead to the service: which share of the starts comes from each, and how many views a start takes. */
  pages: Readonly<Record<string, { starts: number; views: number }>>;
  /** Against each other, by the upper bound of the range: seconds, days, milliseconds; the last is `+Inf`. */
  timeToComplete: Rates;
  timeToOutcome?: Rates;
  pageLoad: Rates;
}

export interface ServiceSpec {
  slug: string;
  name: string;
  /** In Welsh. */
  nameCy?: string;
  organisation: string;
  description: string;
  url?: string;
  category: string;
  customerType: string;
  businessModel: string;
  notesOnCosts?: string;
  openedOn: string;
  closedOn?: string;

  /** Transactions a year, by all channels. */
  volume: Curve;
  /** How busy the days of a week are against each other, from Monday, and the months of a year, from January. */
  week: readonly number[];
  year: readonly number[];
  /** The standard deviation of a day's volume, as a share of it. */
  spread: number;
  incidents?: readonly Incident[];

  /** Transactions by the online journey, 0 to 100 % of all. */
  takeUp: Curve;
  /** How the rest divides among the other channels, against each other. */
  otherChannels: Readonly<Record<string, Curve>>;
  /** Before this day transactions are published with an unknown split. */
  splitKnownFrom?: string;
  /** Of those who start online, 0 to 100 %. */
  completionRate: Curve;
  /** The satisfaction score to expect, 44 to 90. */
  satisfaction: Curve;
  /** Of those who complete online, who rate it; 0 to 100 %. */
  responseRate: Curve;
  /** Pounds: a year, and for each transaction by channel. */
  cost: { fixed: Curve; perTransaction: Readonly<Record<string, number>> };

  experience?: ExperienceSpec;
  dataSets: Readonly<Partial<Record<DemoMeasure, DataSetSpec>>>;
  annotations?: readonly AnnotationSpec[];
  targets?: readonly TargetSpec[];
}

export interface GroupSpec {
  slug: string;
  name: string;
  description: string;
  services: readonly string[];
}

/** A module in the words of the import (docs/data.md). */
interface ModuleSpec {
  slug: string;
  title?: string;
  /** In the place of a metric. */
  text?: string;
  metric?: string;
  subject?: string;
  period?: string;
  last?: number;
  by?: string;
  top?: number;
  'compare-to'?: 'previous-period' | 'previous-year';
  chart?: string;
  view?: string;
  size?: string;
}

export interface DashboardSpec {
  slug: string;
  title: string;
  description: string;
  subject: string;
  owner?: string;
  'is-own-page'?: boolean;
  sections: readonly { title: string; modules: readonly ModuleSpec[] }[];
}
