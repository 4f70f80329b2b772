/** Assembled data as a JSON file and the script beside a module hold it: with these fields, in this order. */
import type { BeforeAndAfterData, SideOfDayData } from '../../components/formatting/day-types.js';
import type {
  ColumnsData,
  CompanionData,
  FigureData,
  FreshnessData,
  MetricData,
  ModuleData,
  SeriesData,
} from '../../components/formatting/types.js';

const plainMetric = ({
  key,
  label,
  description,
  unit,
  direction,
  formula,
  caveats,
}: MetricData): MetricData => ({ key, label, description, unit, direction, formula, caveats });

const plainFigure = ({
  period,
  value,
  status,
  flags,
  formatted,
  reason = null,
  numerator,
  denominator,
  coverage,
  change,
  target,
}: FigureData): FigureData => ({
  ...{ period, value, status, flags, formatted, reason, numerator, denominator, coverage, change, target },
});

const plainColumns = ({
  period,
  unit,
  starts,
  ends,
  lines,
  by,
  addsUp,
  sameServices,
  suppressBelow,
}: ColumnsData): ColumnsData => ({
  ...{ period, unit, starts, ends, lines, by, addsUp, sameServices, suppressBelow },
});

const plainSeries = (series: SeriesData): SeriesData => {
  const { changes, narrative, summary, annotations } = series;
  return { ...plainColumns(series), changes, narrative, summary, annotations };
};

const plainCompanion = ({ metric, series }: CompanionData): CompanionData => ({
  metric: plainMetric(metric),
  series: plainColumns(series),
});

const plainFreshness = ({
  state,
  lastReceivedAt,
  latestPeriod,
  expectedBy,
  counts,
  text,
}: FreshnessData): FreshnessData => ({ state, lastReceivedAt, latestPeriod, expectedBy, counts, text });

const plainSide = ({
  mean,
  formatted,
  flags,
  numerator,
  denominator,
  period,
  windows,
  label,
  starts,
}: SideOfDayData): SideOfDayData => ({
  ...{ mean, formatted, flags, numerator, denominator, period, windows, label, starts },
});

function plainBeforeAndAfter(both: BeforeAndAfterData): BeforeAndAfterData {
  const { day, label, period, before, after, absolute, relative, formatted, interval, verdict } = both;
  const { reason, matched, leftOut, notes, text } = both;
  return {
    ...{ day, label, period, before: before && plainSide(before), after: after && plainSide(after) },
    ...{ absolute, relative, formatted, interval, verdict, reason, matched, leftOut, notes, text },
  };
}

export function plainModule(module: ModuleData): ModuleData {
  const { title, description, metric, subject, figure, series, chart, view, companions, breakdown } = module;
  const { beforeAndAfter = null, freshness, publisher, dataSets, url, error } = module;
  return {
    title,
    description,
    metric: metric && plainMetric(metric),
    subject,
    figure: figure && plainFigure(figure),
    series: series && plainSeries(series),
    chart,
    view,
    companions: companions.map(plainCompanion),
    breakdown: breakdown && { ...plainCompanion(breakdown), chart: breakdown.chart },
    beforeAndAfter: beforeAndAfter && plainBeforeAndAfter(beforeAndAfter),
    freshness: freshness && plainFreshness(freshness),
    publisher,
    dataSets,
    url,
    error,
  };
}
