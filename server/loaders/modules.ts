/** All modules of a page in one go: every question joins the same reads. */
import {
  drawnAs,
  languageOf,
  rangeOf,
  moduleQuestion,
  problemOf,
  type ModuleAnswer,
  type ModuleProblem,
  type ModuleRequest,
} from '../domain/modules.js';
import type { Reading } from './reading.js';

/** A module, or what is wrong with its request. */
export type ModuleOutcome = { answer: ModuleAnswer; problem?: undefined } | { problem: ModuleProblem };

async function readModule(reading: Reading, request: ModuleRequest): Promise<ModuleOutcome> {
  try {
    const question = moduleQuestion(request, reading.snapshot);
    const { subject, metric } = question;
    const [series, freshness] = await Promise.all([
      reading.series(question),
      reading.freshness(subject, metric),
    ]);
    const title = request.title?.trim() || null;
    return {
      answer: {
        title,
        range: rangeOf(request),
        lang: languageOf(request.lang),
        subject,
        metric,
        series,
        freshness,
        ...drawnAs(question),
      },
    };
  } catch (error) {
    return { problem: problemOf(error) };
  }
}

/** Answers in the order of the requests. */
export const readModules = (reading: Reading, requests: readonly ModuleRequest[]): Promise<ModuleOutcome[]> =>
  Promise.all(requests.map((request) => readModule(reading, request)));
