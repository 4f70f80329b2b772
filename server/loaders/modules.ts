/** All modules of a page in one go: every question joins the same reads. */
import { rangeOf } from '../engine/day-plans.js';
import {
  chartFor,
  drawnWordsOf,
  isRangeAsked,
  languageOf,
  moduleRangeOf,
  moduleQuestion,
  problemOf,
  type ModuleAnswer,
  type ModuleProblem,
  type ModuleRequest,
} from '../modules/module-question.js';
import type { DashboardModule } from '../modules/dashboard.js';
import { splitDay } from '../modules/split-day.js';
import { descriptionIn, resolveModule, titleIn } from '../modules/subject-dashboard.js';
import type { Reading } from './reading.js';

/** A module, or what is wrong with its request. */
export type ModuleOutcome = { answer: ModuleAnswer; problem?: undefined } | { problem: ModuleProblem };

async function readModule(
  reading: Reading,
  request: ModuleRequest,
  own: DashboardModule | null,
): Promise<ModuleOutcome> {
  try {
    const resolved = own ? { request, module: own, stored: null } : resolveModule(request, reading.snapshot);
    const { module, stored } = resolved;
    const question = moduleQuestion(resolved.request, reading.snapshot, module?.chart);
    const { subject, metric } = question;
    const series = await reading.series(question);
    const day = splitDay(resolved.request);
    const beforeAndAfter =
      day === null
        ? null
        : await reading.beforeAndAfter({
            ...{ subject, metric, period: question.period, asOf: question.asOf, day },
            range: isRangeAsked(resolved.request) ? rangeOf(series.windows) : null,
          });
    const freshness = await reading.freshnessAsOf(subject, metric, question.asOf);
    const lang = languageOf(request.lang);
    const title = request.title?.trim() || titleIn(module, lang);
    return {
      answer: {
        title,
        description: descriptionIn(module, lang),
        range: moduleRangeOf(request),
        lang,
        subject,
        metric,
        series,
        freshness,
        beforeAndAfter,
        chart: chartFor(resolved.request, module?.chart ?? null, metric, reading.catalogue),
        view: module?.view ?? 'CHART',
        drawn: drawnWordsOf(request),
        stored,
      },
    };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/**
 * Answers in the order of the requests.
 *
 * @param own for each request the module that it is of, where that is not stored for all to find
 */
export const readModules = (
  reading: Reading,
  requests: readonly ModuleRequest[],
  own: readonly (DashboardModule | null)[] = [],
): Promise<ModuleOutcome[]> =>
  Promise.all(requests.map((request, index) => readModule(reading, request, own[index] ?? null)));
