/** A whole module as data: what `.json` holds, what pages and elements are made from. Server only. */
import { figureQuery, type AddressWords } from '../modules/module-address.js';
import { figurePath, modulePath, subjectPath } from '../../components/formatting/paths.js';
import type { EngineFreshness, EngineSeries, FigureContext } from './engine-types.js';
import { columnsData, figureData, freshnessData, seriesData } from './figure-data.js';
import type {
  ChartKind,
  CompanionData,
  MetricData,
  ViewKind,
  ModuleData,
  ModuleErrorData,
  PublisherData,
} from '../../components/formatting/types.js';

export interface EngineModule {
  title: string | null;
  context: Omit<FigureContext, 'metric'> & { metric: MetricData };
  slug: string;
  /** Where the module is stored; null for a metric of a subject. */
  stored: { dashboard: string; module: string } | null;
  /** As it was asked for; absent = nothing was. */
  range?: AddressWords;
  series: EngineSeries;
  chart: ChartKind;
  view: ViewKind;
  companions: readonly EngineBeside[];
  breakdown: (EngineBeside & { chart: ChartKind }) | null;
  freshness: EngineFreshness;
  publisher: PublisherData;
}

/** A series beside the module's own. */
export interface EngineBeside {
  context: EngineModule['context'];
  series: EngineSeries;
}

const metricData = ({ metric }: EngineModule['context']): MetricData => {
  const { key, label, description, unit, direction, formula, caveats } = metric;
  return { key, label, description, unit, direction, formula, caveats };
};

const besideData = ({ context, series }: EngineBeside): CompanionData => ({
  metric: metricData(context),
  series: columnsData(series, context),
});

/** `base` is the platform's address without a slash at its end; empty for addresses relative to its root. */
export function moduleData(
  {
    title,
    context,
    slug,
    stored,
    range = {},
    series,
    chart,
    view,
    companions,
    breakdown,
    freshness,
    publisher,
  }: EngineModule,
  base: string,
): ModuleData {
  const { metric, subject, now, lang } = context;
  const identity = { kind: subject.kind, slug };
  return {
    title,
    metric: metricData(context),
    subject: { ...identity, name: subject.name, pageUrl: base + subjectPath(identity) },
    figure: series.latest && figureData(series.latest, context),
    series: seriesData(series, freshness, context),
    chart,
    view,
    companions: companions.map(besideData),
    breakdown: breakdown && { ...besideData(breakdown), chart: breakdown.chart },
    freshness: freshnessData(freshness, now, lang),
    publisher,
    url: base + (stored ? modulePath(stored) : figurePath(identity, metric.key)) + figureQuery(range),
    error: null,
  };
}

/** A module that is only what is wrong with its request. */
export const failedModule = (error: ModuleErrorData): ModuleData => ({
  title: null,
  metric: null,
  subject: null,
  figure: null,
  series: null,
  chart: 'LINE',
  view: 'CHART',
  companions: [],
  breakdown: null,
  freshness: null,
  publisher: null,
  url: null,
  error,
});
