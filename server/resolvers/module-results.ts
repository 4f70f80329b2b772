/** Modules as the API answers them. */
import { describeModule } from '../domain/descriptions.js';
import type { ModuleRequest } from '../domain/modules.js';
import { failedModule } from '../../components/formatting/present-module.js';
import { figurePath, figureQuery } from '../../components/formatting/paths.js';
import { readModules, type ModuleOutcome } from '../loaders/modules.js';
import type { GraphqlContext } from './context.js';
import { figureSource, freshnessSource, metricSource, seriesSource } from './sources.js';

function moduleResult(outcome: ModuleOutcome, context: GraphqlContext) {
  if (outcome.problem) return failedModule(outcome.problem);
  const { answer } = outcome;
  const { subject, metric, lang, title, range } = answer;
  const { reading, base, licence } = context;
  const { freshness, publisher } = describeModule(answer, reading.snapshot, reading.now, licence);
  return {
    title,
    metric: metricSource(metric, lang),
    subject,
    figure: answer.series.latest && figureSource(answer.series.latest, context, lang),
    series: seriesSource(answer.series, context, lang),
    chart: 'LINE',
    view: 'CHART',
    companions: [],
    breakdown: null,
    freshness: freshnessSource(freshness, reading.now, lang),
    publisher,
    url: base + figurePath(subject, metric.key) + figureQuery(range),
    error: null,
  };
}

export async function moduleResults(requests: readonly ModuleRequest[], context: GraphqlContext) {
  const outcomes = await readModules(context.reading, requests);
  return outcomes.map((outcome) => moduleResult(outcome, context));
}
