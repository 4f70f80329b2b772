/** A whole module as data: what `.json` holds, what pages and elements are made from. Server only. */
import { figurePath, figureQuery, subjectPath, type FigureRange } from './paths.js';
import {
  figureData,
  freshnessData,
  seriesData,
  type EngineFreshness,
  type EngineSeries,
  type FigureContext,
} from './present.js';
import type { MetricData, ModuleData, ModuleErrorData, PublisherData } from './types.js';

export interface EngineModule {
  title: string | null;
  context: Omit<FigureContext, 'metric'> & { metric: MetricData };
  slug: string;
  /** As it was asked for; absent = nothing was. */
  range?: FigureRange;
  series: EngineSeries;
  freshness: EngineFreshness;
  publisher: PublisherData;
}

/** `base` is the platform's address without a slash at its end; empty for addresses relative to its root. */
export function moduleData(
  { title, context, slug, range = {}, series, freshness, publisher }: EngineModule,
  base: string,
): ModuleData {
  const { metric, subject, now, lang } = context;
  const { key, label, description, unit, direction, formula, caveats } = metric;
  const identity = { kind: subject.kind, slug };
  return {
    title,
    metric: { key, label, description, unit, direction, formula, caveats },
    subject: { ...identity, name: subject.name, pageUrl: base + subjectPath(identity) },
    figure: series.latest && figureData(series.latest, context),
    series: seriesData(series, freshness, context),
    chart: 'LINE',
    view: 'CHART',
    companions: [],
    breakdown: null,
    freshness: freshnessData(freshness, now, lang),
    publisher,
    url: base + figurePath(identity, key) + figureQuery(range),
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
