/**
 * From what the metric engine computed to what readers see: the same words for the API, pages, files and email.
 * Server only. The inputs are described by their shape, so that the engine need not know of this.
 */
import { ALL_OTHERS } from '../engine/series-lines.js';
import { formatChange } from '../../components/formatting/changes.js';
import { formatFreshness } from './freshness.js';
import { formatFigure } from '../../components/formatting/missing.js';
import { formatNarrative } from './narrative.js';
import { formatValue } from '../../components/formatting/numbers.js';
import { formatDate, formatPeriod, formatRange } from '../../components/formatting/periods.js';
import { valueLabel, valueLabels } from './value-labels.js';
import { sentencesOf } from './sentences.js';
import { formatMissingInputs, formatReason } from './reasons.js';
import type {
  EngineChange,
  EngineFigure,
  EngineFreshness,
  EngineLine,
  EngineSeries,
  EngineValue,
  FigureContext,
  NarrativeInput,
  NarrativeParts,
} from './engine-types.js';
import { fill } from '../../components/formatting/words.js';
import type {
  AnnotationData,
  ChangeData,
  ColumnsData,
  FigureData,
  FreshnessData,
  Language,
  Period,
  SeriesChangesData,
  SeriesData,
  SeriesLineData,
  SpanData,
} from '../../components/formatting/types.js';

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

/** The values of a split in words, by their keys; null where the series is not split. */
const lineNames = (
  { by, lines, boundUnit }: EngineSeries,
  lang: Language,
): ReadonlyMap<string, string> | null =>
  by
    ? valueLabels(
        by,
        lines.filter(({ role }) => role === 'PRIMARY').map(({ key }) => key),
        boundUnit ?? null,
        lang,
      )
    : null;

function lineLabel(
  { key, role, label }: EngineLine,
  series: EngineSeries,
  names: ReadonlyMap<string, string> | null,
  { metric, lang }: FigureContext,
): string {
  if (role === 'TARGET') return sentencesOf(lang).targetLine;
  if (label) return label;
  if (names) return names.get(key) ?? valueLabel(key);
  if (role === 'PRIMARY') return metric.label;
  const changes = series.changes ?? [];
  if (!changes.length) return metric.label;
  return formatRange(changes[0].comparedWith.start, changes.at(-1)!.comparedWith.end, lang);
}

const lineData = (
  line: EngineLine,
  series: EngineSeries,
  names: ReadonlyMap<string, string> | null,
  context: FigureContext,
): SeriesLineData => ({
  key: line.key,
  label: lineLabel(line, series, names, context),
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

export function seriesLinesData(series: EngineSeries, context: FigureContext): SeriesLineData[] {
  const names = lineNames(series, context.lang);
  return series.lines.map((line) => lineData(line, series, names, context));
}

/** The parts of the latest figure as they are called. */
function narrativeParts({ parts }: EngineSeries, lang: Language): NarrativeParts | null {
  if (!parts) return null;
  const { by, isSum, stagesOf, items, boundUnit } = parts;
  const keys = items.map(({ key }) => key);
  const names = valueLabels(by, keys, boundUnit, lang);
  return {
    isSum,
    stagesOf,
    items: items.map(({ key, label, value, count }) => ({
      label: label ?? names.get(key)!,
      value,
      count,
      isOthers: key === ALL_OTHERS,
    })),
  };
}

function narrativeInput(
  series: EngineSeries,
  freshness: EngineFreshness | null,
  context: FigureContext,
): NarrativeInput {
  const { metric, subject, lang } = context;
  const { latest, spans, lines, isTotal, isSample, rules, dominating, annotations, period } = series;
  const primary = series.by ? undefined : lines.find(({ role }) => role === 'PRIMARY');
  return {
    rules,
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
    parts: narrativeParts(series, lang),
    responses: isSample ? (latest?.denominator ?? null) : null,
  };
}

/** What a person needs who cannot see the chart, in at most three sentences. */
export const seriesNarrative = (
  series: EngineSeries,
  freshness: EngineFreshness | null,
  context: FigureContext,
): string => formatNarrative(narrativeInput(series, freshness, context), context.now, context.lang);

/** A series without its story. */
export const columnsData = (series: EngineSeries, context: FigureContext): ColumnsData => ({
  period: series.period,
  unit: context.metric.unit,
  starts: series.spans.map(({ start }) => start),
  ends: series.spans.map(({ end }) => end),
  lines: seriesLinesData(series, context),
  by: series.by,
  suppressBelow: context.suppressBelow,
});

/** Remarks on the windows; the day on which they are split is one. */
export function seriesAnnotations(
  { annotations, splitOn }: Pick<EngineSeries, 'annotations' | 'splitOn'>,
  lang: Language,
): AnnotationData[] {
  if (!splitOn) return [...annotations];
  const text = fill(sentencesOf(lang).beforeAndAfter, { date: formatDate(splitOn, {}, lang) });
  const note: AnnotationData = { kind: 'NOTE', from: splitOn, to: null, text, link: null };
  return [...annotations, note].sort((a, b) => (a.from < b.from ? -1 : 1));
}

export const seriesData = (
  series: EngineSeries,
  freshness: EngineFreshness | null,
  context: FigureContext,
): SeriesData => ({
  ...columnsData(series, context),
  changes: seriesChangesData(series, context),
  narrative: seriesNarrative(series, freshness, context),
  annotations: seriesAnnotations(series, context.lang),
});

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
