/** What the engine knows and the formatting layer puts in words: it never reaches a reader as it is. */
import type {
  AnnotationData,
  CoverageData,
  Direction,
  FreshnessCounts,
  FreshnessState,
  Language,
  LineRole,
  Period,
  SpanData,
  SubjectKind,
  TargetData,
  Unit,
  ValueFlag,
  ValueStatus,
  Verdict,
} from '../../components/formatting/types.js';
import type { NarrativeRules } from './narrative-rules.js';

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
  numerator?: number | null;
  denominator?: number | null;
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
  rules: NarrativeRules;
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
  /** What the figure is made of, in its window; absent = it is not split. */
  parts?: NarrativeParts | null;
}

/** The parts of a figure in one window, in the order of their split. */
export interface NarrativeParts {
  /** Whether they add up to the whole. */
  isSum: boolean;
  /** Of stages: what is counted at each, in the plural. */
  stagesOf: string | null;
  items: readonly {
    label: string;
    value: number | null;
    /** Of stages: the users who reached it. */
    count: number | null;
    isOthers: boolean;
  }[];
}

/** What every text about a figure depends on. */
export interface FigureContext {
  metric: { key: string; label: string; unit: Unit; direction: Direction };
  subject: { kind: SubjectKind; name: string };
  /** Counts below it are suppressed, where that is the same for all data sets; else null. */
  suppressBelow: number | null;
  /** An instant (ISO). */
  now: string;
  lang: Language;
}

/** A change as the engine gives it. */
export interface EngineChange {
  comparedWith: SpanData;
  current: number | null;
  previous: number | null;
  absolute: number | null;
  relative: number | null;
  matched: CoverageData | null;
  verdict: Verdict;
  reason: ChangeReason | null;
}

/** One value as the engine gives it. */
export interface EngineValue {
  value: number | null;
  status: ValueStatus;
  flags: readonly ValueFlag[];
  numerator: number | null;
  denominator: number | null;
  coverage: CoverageData;
  isLowerBound: boolean;
}

export interface EngineFigure extends EngineValue {
  period: SpanData;
  change: EngineChange | null;
  target: { value: number; met: boolean | null } | null;
  /** Measures or dimension values that are not there. */
  missing: readonly string[];
  mixed: { services: number; value: number } | null;
}

export interface EngineLine {
  key: string;
  /** What it is called where its key does not say. */
  label?: string;
  role: LineRole;
  figures: readonly EngineValue[];
}

/** One line of a split in one window. */
export interface EnginePart {
  key: string;
  label?: string;
  value: number | null;
  count: number | null;
}

export interface EngineSeries {
  period: Period;
  by: string | null;
  spans: readonly SpanData[];
  lines: readonly EngineLine[];
  changes: readonly EngineChange[] | null;
  latest: EngineFigure | null;
  annotations: readonly AnnotationData[];
  /** The service that makes up more than half of the latest figure. */
  dominating: { name: string; share: number } | null;
  isTotal: boolean;
  /** The denominator of the figure counts answers to a survey. */
  isSample: boolean;
  rules: NarrativeRules;
  /** The lines of its split, or of what explains it, at the latest figure; absent = there is nothing to say of them. */
  parts?: {
    by: string;
    isSum: boolean;
    stagesOf: string | null;
    boundUnit: Unit | null;
    items: readonly EnginePart[];
  } | null;
  /** The day on which it is split in before and after. */
  splitOn?: string | null;
  /** Of a split by `le`: the unit of its bounds. */
  boundUnit?: Unit | null;
}

/** The delivery of a metric's inputs as the engine gives it. */
export type EngineFreshness = FreshnessInput;
