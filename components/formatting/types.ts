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
/** `count`, `£`, `%` (0–100), `per 1,000`, `s`, `ms`, `days`. */
export type Unit = 'count' | '£' | '%' | 'per 1,000' | 's' | 'ms' | 'days';

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
}

export interface FreshnessData {
  state: FreshnessState;
  lastReceivedAt: string | null;
  latestPeriod: (SpanData & { label: string }) | null;
  expectedBy: string | null;
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
  url: string;
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
