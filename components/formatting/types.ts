/**
 * The shapes of the answers that pages and elements show: the names are GraphQL's, and a `ModuleData` is what
 * `.json` of a figure holds. The value of a metric is never computed here: the metric engine is on the server. Only what a
 * picture or a table of these values needs is: shares of parts, sums of small parts, drops from stage to stage.
 */
import type {
  Period,
  ValueStatus,
  ValueFlag,
  Direction,
  Verdict,
  LineRole,
  FreshnessState,
  ChartKind,
  ViewKind,
  SubjectKind,
  Unit,
  SpanData,
  CoverageData,
} from './basic-types.js';
import type { BeforeAndAfterData } from './day-types.js';

export type {
  Language,
  Period,
  Comparison,
  ValueStatus,
  ValueFlag,
  Direction,
  Verdict,
  LineRole,
  FreshnessState,
  ChartKind,
  ViewKind,
  SubjectKind,
  Unit,
  SpanData,
  CoverageData,
} from './basic-types.js';

export interface ChangeData {
  comparedWith: SpanData & { label: string };
  /** In the metric's unit. */
  current: number | null;
  previous: number | null;
  /** In the metric's unit; of percentages in points. */
  absolute: number | null;
  /** Percent (5.2), null for percentages, whose difference is in points (`absolute`). */
  relative: number | null;
  matched: CoverageData | null;
  formatted: string;
  verdict: Verdict;
  reason: string | null;
}

interface TargetData {
  /** In the metric's unit. */
  value: number;
  formatted: string;
  /** null while there is no value to hold against it. */
  met: boolean | null;
}

export interface FigureData {
  period: SpanData & { label: string };
  /** In the unit of the series; percentages are 0–100. Null = no value, and `status` says why. */
  value: number | null;
  status: ValueStatus;
  flags: readonly ValueFlag[];
  /** The value with its unit in words, or why there is none. */
  formatted: string;
  /** What is missing, where the status alone does not say why there is no value; elements do not ask for it. */
  reason?: string | null;
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
  /** Its place among all values of the split, whatever is shown of them; absent or null = it has none. */
  place?: number | null;
  /** In the unit of the series, one for each of its `starts`; null = no value. */
  values: readonly (number | null)[];
  numerators: readonly (number | null)[];
  denominators: readonly (number | null)[];
  /** Coverage's `share` of each window: 0–100, or null where the metric has none. */
  shares: readonly (number | null)[];
  statuses: readonly ValueStatus[];
  flags: readonly (readonly ValueFlag[])[];
  provided: readonly number[];
  expected: readonly number[];
  /** Whether each point may be joined with the one before it; absent = all may. */
  joined?: readonly boolean[] | null;
  /** True where the value is a lower limit, shown with ">" (a quantile beyond the highest bound); absent = nowhere. */
  lowerBounds?: readonly boolean[] | null;
}

export interface AnnotationData {
  kind: 'NOTE' | 'BREAK' | 'OUTAGE';
  from: string;
  to: string | null;
  text: string;
  link: string | null;
}

/** The change of each point of the primary line against `compareTo`, in columns aligned with `starts`. */
export interface SeriesChangesData {
  /** In the unit of the series; of percentages in points. */
  absolutes: readonly (number | null)[];
  /** Percent; null for percentages. */
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
  /** What of it does not stand beside the figure anyway; absent in answers of older servers. */
  summary?: string;
  annotations: readonly AnnotationData[];
  /** The dimension that the lines are split by; absent or null = not split. */
  by?: string | null;
  /** Whether its lines add up to a whole, each case in one of them; absent = as far as anybody knows. */
  addsUp?: boolean;
  /** Of the same services throughout: how many they are and which share of the newest volume they carry. */
  sameServices?: CoverageData | null;
  /** Counts above 0 and below it are suppressed; absent, null or 0 = none are, or it is not the same for all. */
  suppressBelow?: number | null;
}

/** Services by freshness. */
export interface FreshnessCounts {
  fresh: number;
  due: number;
  late: number;
  stopped: number;
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

/** What a data set behind a metric says of itself. */
export interface DataSetData {
  /** The key of its measure, and what that is called. */
  measure: string;
  label: string;
  /** What is counted. */
  basis: string | null;
  /** How it is counted. */
  method: string | null;
  source: string | null;
}

export interface ModuleErrorData {
  code: string;
  argument: string | null;
  message: string;
}

/** A series without its story: columns aligned with those of the module's own series. */
export type ColumnsData = Omit<SeriesData, 'narrative' | 'summary' | 'annotations' | 'changes'>;

/** Another metric of the same subject and windows that belongs beside the headline: responses, the 90th percentile. */
export interface CompanionData {
  metric: MetricData;
  series: ColumnsData;
}

/** What explains the headline: the same windows by one dimension, like ratings by rating. It follows the selection. */
interface BreakdownData {
  metric: MetricData;
  chart: ChartKind;
  series: ColumnsData;
}

/** One module: what `modules(requests)` answers and what `.json` of a figure holds. */
export interface ModuleData {
  title: string | null;
  /** What the publisher of a stored module says about it; absent in answers of older servers. */
  description?: string | null;
  metric: MetricData | null;
  subject: SubjectData | null;
  figure: FigureData | null;
  series: SeriesData | null;
  /** How it is drawn and what is shown, where the tag does not say: as stored, else as suits the metric. */
  chart: ChartKind;
  view: ViewKind;
  /** Of small charts whether each has a scale of its own: chosen where it is shown, and never answered. */
  hasOwnScales?: boolean;
  companions: readonly CompanionData[];
  breakdown: BreakdownData | null;
  /** Absent or null where no day was asked for. */
  beforeAndAfter?: BeforeAndAfterData | null;
  freshness: FreshnessData | null;
  publisher: PublisherData | null;
  /** Of one service: the data sets behind the metric; absent in answers of older servers. */
  dataSets?: readonly DataSetData[];
  /** Address of the figure's own page; with `.csv`, `.svg`, `.json` its downloads. */
  url: string | null;
  error: ModuleErrorData | null;
}
