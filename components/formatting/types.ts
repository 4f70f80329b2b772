/**
 * The shapes of the answers that pages and elements show: the names are GraphQL's, and a `ModuleData` is what
 * `.json` of a figure holds. Nothing here computes: the metric engine is on the server.
 */
export type Language = 'en' | 'cy';

export type Period =
  'MINUTE' | 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR' | 'FINANCIAL_YEAR' | 'ROLLING_YEAR';
export type Comparison = 'PREVIOUS_PERIOD' | 'PREVIOUS_YEAR';
export type ValueStatus = 'PROVIDED' | 'NOT_PROVIDED' | 'NOT_APPLICABLE' | 'SUPPRESSED' | 'INCOMPLETE';
export type ValueFlag =
  | 'PROVISIONAL'
  | 'REVISED'
  | 'ESTIMATED'
  | 'UNFINISHED'
  | 'LOW_RELIABILITY'
  | 'BREAK'
  | 'MIXED'
  | 'INCONSISTENT';
export type Direction = 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER' | 'NEUTRAL';
export type Verdict = 'BETTER' | 'WORSE' | 'SAME' | 'NEUTRAL' | 'UNCLEAR';
export type LineRole = 'PRIMARY' | 'COMPARISON' | 'TARGET';
export type FreshnessState = 'FRESH' | 'DUE' | 'LATE' | 'NEVER' | 'ENDED';
export type SubjectKind = 'SERVICE' | 'ORGANISATION' | 'GROUP' | 'PORTFOLIO';
/**
 * `count`, `£`, `%` (0–100), `per 1,000`, `s`, `ms`, `days`. A series whose data sets count working days has the
 * unit `working days`, although its metric's is `days`.
 */
export type Unit = 'count' | '£' | '%' | 'per 1,000' | 's' | 'ms' | 'days' | 'working days';

/** `[start, end)`: both as the API writes them (`2013-10-01`, or `2013-10-01T14:00:00Z` for hours and minutes). */
export interface SpanData {
  period: Period;
  start: string;
  end: string;
}

export interface CoverageData {
  provided: number;
  expected: number;
  /** 0–100, or null where the metric has none. */
  share: number | null;
}

export interface ChangeData {
  comparedWith: SpanData & { label: string };
  current: number | null;
  previous: number | null;
  absolute: number | null;
  /** Percent (5.2), null for percentages, whose difference is in points (`absolute`). */
  relative: number | null;
  matched: CoverageData | null;
  formatted: string;
  verdict: Verdict;
  reason: string | null;
}

export interface TargetData {
  value: number;
  formatted: string;
  /** null while there is no value to hold against it. */
  met: boolean | null;
}

export interface FigureData {
  period: SpanData & { label: string };
  value: number | null;
  status: ValueStatus;
  flags: readonly ValueFlag[];
  formatted: string;
  numerator: number | null;
  denominator: number | null;
  coverage: CoverageData;
  change: ChangeData | null;
  target: TargetData | null;
}

export interface SeriesLineData {
  key: string;
  label: string;
  role: LineRole;
  values: readonly (number | null)[];
  numerators: readonly (number | null)[];
  denominators: readonly (number | null)[];
  shares: readonly (number | null)[];
  statuses: readonly ValueStatus[];
  flags: readonly (readonly ValueFlag[])[];
  provided: readonly number[];
  expected: readonly number[];
  /** True where the value is a lower limit, shown with ">" (a quantile beyond the highest bound); absent = nowhere. */
  lowerBounds?: readonly boolean[] | null;
}

export interface AnnotationData {
  kind: 'NOTE' | 'BREAK';
  from: string;
  to: string | null;
  text: string;
  link: string | null;
}

/** The change of each point of the primary line against `compareTo`, in columns aligned with `starts`. */
export interface SeriesChangesData {
  absolutes: readonly (number | null)[];
  relatives: readonly (number | null)[];
  verdicts: readonly Verdict[];
  /** Why there is no change, where there is none. */
  reasons: readonly (string | null)[];
}

export interface SeriesData {
  period: Period;
  unit: Unit;
  starts: readonly string[];
  ends: readonly string[];
  lines: readonly SeriesLineData[];
  /** null if no comparison was asked for. */
  changes: SeriesChangesData | null;
  narrative: string;
  annotations: readonly AnnotationData[];
  /** The dimension that the lines are split by; absent or null = not split. */
  by?: string | null;
  /** Counts above 0 and below it are suppressed; absent, null or 0 = none are, or it is not the same for all. */
  suppressBelow?: number | null;
}

/** Services by freshness. */
export interface FreshnessCounts {
  fresh: number;
  due: number;
  late: number;
  never: number;
  ended: number;
}

export interface FreshnessData {
  state: FreshnessState;
  lastReceivedAt: string | null;
  latestPeriod: (SpanData & { label: string }) | null;
  expectedBy: string | null;
  /** Of a portfolio: its services by state. */
  counts?: FreshnessCounts | null;
  text: string;
}

export interface MetricData {
  key: string;
  label: string;
  description: string;
  unit: Unit;
  direction: Direction;
  formula: string;
  caveats: readonly string[];
}

export interface SubjectData {
  kind: SubjectKind;
  slug: string;
  name: string;
  /** Address of the subject's page on the platform. */
  pageUrl: string;
}

export interface PublisherData {
  name: string;
  contact: string | null;
  licence: string;
  source: string | null;
}

export interface ModuleErrorData {
  code: string;
  argument: string | null;
  message: string;
}

/** One module: what `modules(requests)` answers and what `.json` of a figure holds. */
export interface ModuleData {
  title: string | null;
  metric: MetricData | null;
  subject: SubjectData | null;
  figure: FigureData | null;
  series: SeriesData | null;
  freshness: FreshnessData | null;
  publisher: PublisherData | null;
  /** Address of the figure's own page; with `.csv`, `.svg`, `.json` its downloads. */
  url: string | null;
  error: ModuleErrorData | null;
}

/** Why two windows have no change, or no clear one: a code and what the sentence needs (reasons.ts). */
export type ChangeReason =
  | { code: 'CURRENT_MISSING' }
  | { code: 'PREVIOUS_MISSING' }
  /** No service has a value in both windows. */
  | { code: 'NO_MATCH' }
  /** The services with a value in both windows carry only `share` (0–100) of the volume of `window`. */
  | { code: 'FEW_MATCHED'; share: number; window: 'current' | 'previous' }
  /** `on` is the first day after the break. */
  | { code: 'BREAK'; on: string }
  | { code: 'LOW_RELIABILITY'; responses: number; minimum: number }
  /** The current window is not over. */
  | { code: 'UNFINISHED' }
  | { code: 'NOT_COMPARABLE' }
  /** There is a change, but no larger than chance makes of such samples: up to `margin` points. */
  | { code: 'WITHIN_MARGIN'; margin: number };

/** What the engine knows about the delivery of a metric's inputs, to be put in words (freshness.ts). */
export interface FreshnessInput {
  state: FreshnessState;
  /** When the newest delivery came in. */
  lastReceivedAt: string | null;
  /** The newest period with a value. */
  latestPeriod: SpanData | null;
  /** The period that is expected next: if DUE or LATE the one that has ended and is not there. */
  nextPeriod: SpanData | null;
  /** The instant at which the grace of `nextPeriod` ends. */
  expectedBy: string | null;
  /** Of a portfolio. */
  counts: FreshnessCounts | null;
}

/** The figure that a narrative begins with. `change.reason` is a code: the narrative words it. */
export interface NarrativeFigure {
  period: SpanData;
  value: number | null;
  status: ValueStatus;
  flags: readonly ValueFlag[];
  /** The value in words, or why there is none (`formatFigure`). */
  formatted: string;
  coverage: CoverageData;
  /** null if no comparison was asked for. */
  change: NarrativeChange | null;
  target: TargetData | null;
}

export interface NarrativeChange {
  comparedWith: SpanData;
  absolute: number | null;
  relative: number | null;
  /** Of a portfolio: the services with a value in both windows. */
  matched: CoverageData | null;
  verdict: Verdict;
  reason: ChangeReason | null;
}

/** The primary line of a series, in columns. */
export interface NarrativeSeries {
  period: Period;
  starts: readonly string[];
  ends: readonly string[];
  values: readonly (number | null)[];
  /** Of a portfolio, the services that each point counts. */
  provided: readonly number[];
  /** True where the true value is above the value; absent = nowhere. */
  lowerBounds?: readonly boolean[] | null;
}

/** All that a narrative is made from (narrative.ts). */
export interface NarrativeInput {
  subject: { kind: SubjectKind; name: string };
  metric: {
    key: string;
    label: string;
    unit: Unit;
    direction: Direction;
    /** True of sums (`total`), which rise and fall with the number of services that they count. */
    isTotal?: boolean;
    /** Whether the label takes "were"; guessed from English labels if absent. */
    isPlural?: boolean;
  };
  /** null where there is no window to speak of. */
  figure: NarrativeFigure | null;
  freshness: FreshnessInput | null;
  /** A service that makes up more than half of a portfolio's figure; `share` is 0–100. */
  dominating: { name: string; share: number } | null;
  /** Caseloads in a total of flows: how many services, and their sum. */
  mixed: { services: number; value: number } | null;
  /** What is missing, where the status alone does not say: "phone, paper not provided". */
  missing: string | null;
  series: NarrativeSeries | null;
  annotations: readonly AnnotationData[];
  /** Of ratings: how many responses the figure rests on. */
  responses: number | null;
}
