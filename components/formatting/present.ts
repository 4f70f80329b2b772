/**
 * From what the metric engine computed to what readers see: the same words for the API, pages, files and email.
 * Server only. The inputs are described by their shape, so that the engine need not know of this.
 */
import { formatChange } from './changes.js';
import { formatFreshness } from './freshness.js';
import { formatFigure } from './missing.js';
import { formatNarrative } from './narrative.js';
import { formatValue } from './numbers.js';
import { formatPeriod, formatRange } from './periods.js';
import { sentencesOf } from './sentences.js';
import { formatMissingInputs, formatReason } from './reasons.js';
import type { ChangeReason, FreshnessInput, NarrativeInput } from './engine-types.js';
import type {
  AnnotationData,
  ChangeData,
  CoverageData,
  Direction,
  FigureData,
  FreshnessData,
  Language,
  LineRole,
  Period,
  SeriesChangesData,
  SeriesData,
  SeriesLineData,
  SpanData,
  SubjectKind,
  Unit,
  ValueFlag,
  ValueStatus,
  Verdict,
} from './types.js';

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
  role: LineRole;
  figures: readonly EngineValue[];
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
}

/** The delivery of a metric's inputs as the engine gives it. */
export type EngineFreshness = FreshnessInput;

export const spanData = (span: SpanData, lang: Language): SpanData & { label: string } => ({
  ...span,
  label: formatPeriod(span, lang),
});

/** "phone, paper not provided", or null where nothing can be named. */
export const missingText = (missing: readonly string[], lang: Language): string | null =>
  formatMissingInputs(missing, lang) || null;

/** The value in words, or why there is none. */
export function figureText(
  { value, status, coverage, isLowerBound }: Omit<EngineValue, 'numerator' | 'denominator' | 'flags'>,
  period: Period,
  { metric, subject, suppressBelow, lang }: FigureContext,
): string {
  const options = { metric: metric.key, kind: subject.kind, period, coverage, suppressBelow, isLowerBound };
  return formatFigure({ value, status }, metric.unit, options, lang);
}

export function changeData(change: EngineChange, current: SpanData, context: FigureContext): ChangeData {
  const { metric, lang } = context;
  const { reason, comparedWith } = change;
  return {
    ...change,
    comparedWith: spanData(comparedWith, lang),
    formatted: formatChange({ ...change, unit: metric.unit }, { metric: metric.key }, lang),
    reason: reason && formatReason(reason, { current, previous: comparedWith }, lang),
  };
}

export const targetData = (
  target: EngineFigure['target'],
  { metric, lang }: FigureContext,
): FigureData['target'] =>
  target && {
    value: target.value,
    formatted: formatValue(target.value, metric.unit, { metric: metric.key }, lang),
    met: target.met,
  };

export function figureData(figure: EngineFigure, context: FigureContext): FigureData {
  const { lang } = context;
  const { period, value, status, flags, numerator, denominator, coverage, change, target } = figure;
  return {
    period: spanData(period, lang),
    value,
    status,
    flags,
    formatted: figureText(figure, period.period, context),
    numerator,
    denominator,
    coverage,
    change: change && changeData(change, period, context),
    target: targetData(target, context),
  };
}

/** "assisted-digital" → "Assisted digital"; bounds and other numbers as they are. */
export function valueLabel(value: string): string {
  const words = value.replaceAll('-', ' ').trim();
  return /^[+\d]/.test(value) ? value : words.charAt(0).toUpperCase() + words.slice(1);
}

function lineLabel({ key, role }: EngineLine, series: EngineSeries, { metric, lang }: FigureContext): string {
  if (role === 'TARGET') return sentencesOf(lang).targetLine;
  if (role === 'PRIMARY') return series.by ? valueLabel(key) : metric.label;
  const changes = series.changes ?? [];
  if (!changes.length) return metric.label;
  return formatRange(changes[0].comparedWith.start, changes.at(-1)!.comparedWith.end, lang);
}

const lineData = (line: EngineLine, series: EngineSeries, context: FigureContext): SeriesLineData => ({
  key: line.key,
  label: lineLabel(line, series, context),
  role: line.role,
  values: line.figures.map(({ value }) => value),
  numerators: line.figures.map(({ numerator }) => numerator),
  denominators: line.figures.map(({ denominator }) => denominator),
  shares: line.figures.map(({ coverage }) => coverage.share),
  statuses: line.figures.map(({ status }) => status),
  flags: line.figures.map(({ flags }) => flags),
  provided: line.figures.map(({ coverage }) => coverage.provided),
  expected: line.figures.map(({ coverage }) => coverage.expected),
  lowerBounds: line.figures.some(({ isLowerBound }) => isLowerBound)
    ? line.figures.map(({ isLowerBound }) => isLowerBound)
    : null,
});

/** The changes of a series' points in columns; null if no comparison was asked for. */
export function seriesChangesData(series: EngineSeries, { lang }: FigureContext): SeriesChangesData | null {
  const { changes, spans } = series;
  return (
    changes && {
      absolutes: changes.map(({ absolute }) => absolute),
      relatives: changes.map(({ relative }) => relative),
      verdicts: changes.map(({ verdict }) => verdict),
      reasons: changes.map(
        ({ reason, comparedWith }, index) =>
          reason && formatReason(reason, { current: spans[index], previous: comparedWith }, lang),
      ),
    }
  );
}

export const seriesLinesData = (series: EngineSeries, context: FigureContext): SeriesLineData[] =>
  series.lines.map((line) => lineData(line, series, context));

function narrativeInput(
  series: EngineSeries,
  freshness: EngineFreshness | null,
  context: FigureContext,
): NarrativeInput {
  const { metric, subject, lang } = context;
  const { latest, spans, lines, isTotal, isSample, dominating, annotations, period } = series;
  const primary = series.by ? undefined : lines.find(({ role }) => role === 'PRIMARY');
  return {
    subject,
    metric: { ...metric, isTotal },
    figure: latest && {
      ...latest,
      formatted: figureText(latest, period, context),
      target: targetData(latest.target, context),
    },
    freshness,
    dominating,
    mixed: latest?.mixed ?? null,
    missing: latest && latest.value === null ? missingText(latest.missing, lang) : null,
    series: primary
      ? {
          period,
          starts: spans.map(({ start }) => start),
          ends: spans.map(({ end }) => end),
          values: primary.figures.map(({ value }) => value),
          provided: primary.figures.map(({ coverage }) => coverage.provided),
          lowerBounds: primary.figures.map(({ isLowerBound }) => isLowerBound),
        }
      : null,
    annotations,
    responses: isSample ? (latest?.denominator ?? null) : null,
  };
}

/** What a person needs who cannot see the chart, in at most three sentences. */
export const seriesNarrative = (
  series: EngineSeries,
  freshness: EngineFreshness | null,
  context: FigureContext,
): string => formatNarrative(narrativeInput(series, freshness, context), context.now, context.lang);

export function seriesData(
  series: EngineSeries,
  freshness: EngineFreshness | null,
  context: FigureContext,
): SeriesData {
  return {
    period: series.period,
    unit: context.metric.unit,
    starts: series.spans.map(({ start }) => start),
    ends: series.spans.map(({ end }) => end),
    lines: seriesLinesData(series, context),
    changes: seriesChangesData(series, context),
    narrative: seriesNarrative(series, freshness, context),
    annotations: series.annotations,
    by: series.by,
    suppressBelow: context.suppressBelow,
  };
}

export function freshnessData(freshness: EngineFreshness, now: string, lang: Language): FreshnessData {
  const { state, lastReceivedAt, latestPeriod, expectedBy, counts } = freshness;
  return {
    state,
    lastReceivedAt,
    latestPeriod: latestPeriod && spanData(latestPeriod, lang),
    expectedBy,
    counts,
    text: formatFreshness(freshness, now, lang),
  };
}
