/** Modules as the API answers them. */
import { breakdownChart } from '../metrics/presentation-rules.js';
import { describeModule } from '../wording/descriptions.js';
import type { ModuleAnswer, ModuleRequest } from '../modules/module-question.js';
import type { SeriesAnswer } from '../engine/series.js';
import { failedModule } from '../wording/module-data.js';
import { figureQuery } from '../modules/module-address.js';
import { figurePath, modulePath } from '../../components/formatting/paths.js';
import { readModules, type ModuleOutcome } from '../loaders/modules.js';
import type { GraphqlContext } from './context.js';
import { figureSource, freshnessSource, metricSource, seriesSource } from './sources.js';

const besideResult = (series: SeriesAnswer, { lang }: ModuleAnswer, context: GraphqlContext) => ({
  metric: metricSource(series.question.metric, lang),
  series: seriesSource(series, context, lang),
});

function moduleResult(outcome: ModuleOutcome, context: GraphqlContext) {
  if (outcome.problem) return failedModule(outcome.problem);
  const { answer } = outcome;
  const { subject, metric, lang, title, range, chart, view, stored } = answer;
  const { breakdown } = answer.series;
  const { reading, base, licence } = context;
  const { freshness, publisher } = describeModule(answer, reading.snapshot, reading.now, licence);
  return {
    title,
    metric: metricSource(metric, lang),
    subject,
    figure: answer.series.latest && figureSource(answer.series.latest, context, lang),
    series: seriesSource(answer.series, context, lang),
    chart,
    view,
    companions: answer.series.companions.map((companion) => besideResult(companion, answer, context)),
    breakdown: breakdown && {
      ...besideResult(breakdown, answer, context),
      chart: breakdownChart(breakdown.question),
    },
    freshness: freshnessSource(freshness, reading.now, lang),
    publisher,
    url: base + (stored ? modulePath(stored) : figurePath(subject, metric.key)) + figureQuery(range),
    error: null,
  };
}

export async function moduleResults(requests: readonly ModuleRequest[], context: GraphqlContext) {
  const outcomes = await readModules(context.reading, requests);
  return outcomes.map((outcome) => moduleResult(outcome, context));
}
