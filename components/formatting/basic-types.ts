/** Words and small shapes of the answers that pages and elements show: types.ts has the whole. */
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
  | 'INCONSISTENT'
  | 'PARTIAL'
  | 'DRAFT';
export type Direction = 'HIGHER_IS_BETTER' | 'LOWER_IS_BETTER' | 'NEUTRAL';
export type Verdict = 'BETTER' | 'WORSE' | 'SAME' | 'NEUTRAL' | 'UNCLEAR';
export type LineRole = 'PRIMARY' | 'COMPARISON' | 'TARGET';
export type FreshnessState = 'FRESH' | 'DUE' | 'LATE' | 'STOPPED' | 'NEVER' | 'ENDED';
/**
 * How a module is drawn: over time (LINE, STACKED, SHARE of 100 %), of one window (BAR, FUNNEL), a small line chart a line
 * (MULTIPLES), or a strip of what falls short of 100 % (UPTIME).
 */
export type ChartKind = 'LINE' | 'STACKED' | 'SHARE' | 'BAR' | 'FUNNEL' | 'MULTIPLES' | 'UPTIME';
/** What of a module is shown. */
export type ViewKind = 'CHART' | 'TABLE' | 'FIGURE';
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
