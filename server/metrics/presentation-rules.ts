/** How a metric is shown: what its definition says, else what follows from its formula, unit and direction. */
import { inputsOf, type Formula, type MeasureDefinition, type Unit } from './definitions.js';
import { splitsOf } from './evaluate.js';
import { hasVerdict, rulesOf } from './figure.js';
import type { MetricDefinition } from './metric-definition.js';
import {
  BY_SERVICE,
  type Breakdown,
  type ChartKind,
  type Place,
  type Presentation,
  type SectionKey,
} from './presentation.js';

type Metric = Pick<MetricDefinition, 'key' | 'unit' | 'direction' | 'formula' | 'presentation'>;

/** The other metrics, in the order of lists, and what is measured. */
export interface Definitions {
  metrics: readonly Pick<Metric, 'key' | 'formula'>[];
  measure(key: string): Pick<MeasureDefinition, 'aggregation' | 'dimensions'> | undefined;
}

/** Whether the values of a dimension are stages: the same people are counted at one after the other. */
export const isStages = (formula: Formula, by: string | null | undefined): boolean =>
  formula.kind === 'ratio' && formula.numerator.position !== undefined && formula.numerator.dimension === by;

type Measures = Pick<Definitions, 'measure'>;

/** Exact values are of their own window and part: the same people are counted in several of them. */
const isExact = (formula: Formula, measures: Measures): boolean =>
  inputsOf(formula).some((input) => measures.measure(input)?.aggregation === 'exact');

/** Whether the lines of a split add up to the metric itself: each of its cases is counted in one of them. */
export const addsUp = (formula: Formula, by: string, measures: Measures): boolean =>
  !isExact(formula, measures) &&
  (formula.kind === 'total' ||
    (formula.kind === 'ratio' && by !== BY_SERVICE && formula.numerator.dimension === undefined));

/** Counts of the same people at stages, by themselves and not as shares of the first. */
const isCountedAtStages = (formula: Formula, by: string | null | undefined, measures: Measures): boolean =>
  by === 'stage' && formula.kind === 'total' && isExact(formula, measures);

/** Why only the largest lines of a split cannot be asked for; null = they can. */
export const topProblem = (formula: Formula, by: string, measures: Measures): string | null =>
  by !== BY_SERVICE && (isStages(formula, by) || isExact(formula, measures))
    ? `the same people are at several of the values of ${by}, so the rest cannot be added up: leave top out`
    : null;

/** What is wrong with a chart for a split, in words: only what adds up is stacked or divided into shares. */
export const chartProblem = (
  chart: string | undefined,
  { formula }: Pick<Metric, 'formula'>,
  by: string,
  measures: Measures,
): string | null =>
  /^(stacked|share)$/i.test(chart ?? '') && !addsUp(formula, by, measures)
    ? `the values of ${by} do not add up to a whole, so they can be neither stacked nor shares of it: choose line, bar or multiples`
    : null;

/** Whether a split has any number of values: no measure lists them, senders name what occurred. */
function isOpen(formula: Formula, by: string, definitions: Definitions): boolean {
  const dimensions = inputsOf(formula).flatMap((input) => definitions.measure(input)?.dimensions ?? []);
  const own = dimensions.filter(({ name }) => name === by);
  return own.length > 0 && own.every(({ values }) => !values?.length) && !isStages(formula, by);
}

/** How a metric is drawn where nobody says. Parts of a sum are stacked, shares of anything else are lines. */
export function defaultChart(
  { unit, formula, presentation }: Metric,
  by: string | null | undefined,
  definitions: Definitions,
): ChartKind {
  if (!by) return presentation.chart ?? 'LINE';
  const own = presentation.charts?.[by];
  if (own && !chartProblem(own, { formula }, by, definitions)) return own;
  if (by === BY_SERVICE) return 'MULTIPLES';
  if (isStages(formula, by) || isCountedAtStages(formula, by, definitions)) return 'FUNNEL';
  if (isOpen(formula, by, definitions)) return 'BAR';
  return unit === 'count' && addsUp(formula, by, definitions) ? 'STACKED' : 'LINE';
}

/** What a metric can be drawn as, its default first: only parts of a sum can be stacked. */
export function suitableCharts(
  metric: Metric,
  by: string | null | undefined,
  definitions: Definitions,
): ChartKind[] {
  const own = defaultChart(metric, by, definitions);
  if (!by) return [...new Set<ChartKind>([own, 'LINE'])];
  const { formula, unit } = metric;
  const sums: ChartKind[] =
    unit === 'count' && by !== BY_SERVICE && addsUp(formula, by, definitions) ? ['STACKED', 'SHARE'] : [];
  return [...new Set<ChartKind>([own, 'LINE', ...sums, 'BAR', 'MULTIPLES'])];
}

/** How a breakdown is drawn: of one window, unlike a module that is split. */
export const breakdownChart = (
  { metric: { formula }, by }: { metric: Pick<Metric, 'formula'>; by?: string | null },
  measures: Measures,
): ChartKind => (isStages(formula, by) || isCountedAtStages(formula, by, measures) ? 'FUNNEL' : 'BAR');

/** Maximum number of parts of an open split that explain a headline: the largest. */
const MOST_PARTS = 10;

const totalOf = (measure: string, { metrics }: Definitions): string | undefined =>
  metrics.find(({ formula }) => formula.kind === 'total' && !formula.dimension && formula.measure === measure)
    ?.key;

/** The dimension that a formula reads without being split by it. */
function dimensionOf(formula: Formula): string | undefined {
  switch (formula.kind) {
    case 'ratio':
      return formula.numerator.dimension;
    case 'total':
    case 'score':
      return formula.dimension;
    case 'quantile':
    case 'share-within':
      return 'le';
    default:
      return undefined;
  }
}

/** The metric's own first split, else that of the total which its formula reads parts of. */
function usualBreakdown({ key, formula }: Metric, definitions: Definitions): Breakdown | null {
  const dimensionsOf = (measure: string): string[] =>
    (definitions.measure(measure)?.dimensions ?? []).map(({ name }) => name);
  const [own] = splitsOf(formula, dimensionsOf);
  if (own) {
    const isCut = own !== 'le' && isOpen(formula, own, definitions);
    return { metric: key, by: own, ...(isCut && { top: MOST_PARTS }) };
  }
  const by = dimensionOf(formula);
  const total = by && totalOf(inputsOf(formula)[0], definitions);
  return total ? { metric: total, by } : null;
}

/** The total of what is divided, measured or asked: how many errors, times or responses there were. */
function usualCompanions({ formula }: Metric, definitions: Definitions): string[] {
  if (formula.kind === 'total' || formula.kind === 'newest') return [];
  return [totalOf(inputsOf(formula)[0], definitions) ?? []].flat();
}

/** What stands beside a metric's headline, and what explains it: keys of metrics of the same subject and windows. */
export function metricStory(
  metric: Metric,
  definitions: Definitions,
): { companions: readonly string[]; breakdown: Breakdown | null } {
  const { companions, breakdown } = metric.presentation;
  return {
    companions: companions ?? usualCompanions(metric, definitions),
    breakdown: breakdown === undefined ? usualBreakdown(metric, definitions) : breakdown,
  };
}

/** Services of different kinds have no best: what is cheaper is not better, and some compare with their own past only. */
export const isRanked = ({
  unit,
  direction,
  formula,
}: Pick<Metric, 'unit' | 'direction' | 'formula'>): boolean =>
  unit !== '£' && hasVerdict({ direction, formula }, 'portfolio');

/** The figures that every service must publish, in their order. */
export const indicatorsOf = <One extends Metric>(metrics: readonly One[]): One[] =>
  metrics
    .filter(({ presentation }) => presentation.indicator !== undefined)
    .sort((a, b) => a.presentation.indicator! - b.presentation.indicator!);

/** The metrics that come first in totals of several services; not those that compare a service with its own past only. */
export const headlinesOf = <One extends Metric>(metrics: readonly One[]): One[] =>
  metrics.filter(({ presentation, formula }) => presentation.isHeadline && !rulesOf(formula).isOwnPastOnly);

const SECTION_OF: Partial<Record<Unit, SectionKey>> = {
  '£': 'cost',
  s: 'duration',
  days: 'duration',
  'working days': 'duration',
  ms: 'operation',
};

/** The modules of a metric on default dashboards: one as a whole, by its unit, where its definition names none. */
export function placesOf(
  { unit, presentation }: Metric,
  of: keyof NonNullable<Presentation['places']>,
): readonly Place[] {
  if (presentation.isUnlisted) return [];
  if (presentation.places) return presentation.places[of];
  const section = SECTION_OF[unit] ?? 'other';
  return [{ section: of === 'several' && section !== 'cost' ? 'other' : section, isCompared: true }];
}

/** An end of a score's scale: the score, and the answer of which all would have to be. */
interface ScaleEnd {
  score: number;
  value: string;
}

/** The lowest and the highest score that there can be. Null for what is no score. */
export function scaleOf(formula: Formula): { low: ScaleEnd; high: ScaleEnd } | null {
  if (formula.kind !== 'score') return null;
  const ends = Object.entries(formula.weights)
    .map(([value, score]) => ({ value, score }))
    .sort((a, b) => a.score - b.score);
  return ends.length > 1 ? { low: ends[0], high: ends.at(-1)! } : null;
}
