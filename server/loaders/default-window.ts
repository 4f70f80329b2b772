/** The window that a metric of a subject is shown in where nobody names one: the one place that decides it. */
import type { FigureAnswer } from '../engine/evaluation.js';
import { defaultPeriodOf } from '../engine/fitting-periods.js';
import { windowArgument, type FigureQuestion, type LatestQuestion } from '../engine/questions.js';
import type { Reading } from './reading.js';

export type DefaultQuestion = Omit<LatestQuestion, 'kind' | 'period'> & {
  /** Null = the subject's default period of the metric. */
  period?: LatestQuestion['period'] | null;
};

/** A window with the subject's figure in it. */
export interface DefaultWindow extends Pick<FigureQuestion, 'period' | 'window'> {
  latest: FigureAnswer;
}

/** The newest window, of the period that was asked for or of the subject's default one, that speaks for a subject; null if there is none. */
export async function defaultWindow(
  { period: asked, ...question }: DefaultQuestion,
  reading: Reading,
): Promise<DefaultWindow | null> {
  const { subject, metric } = question;
  const period = asked ?? defaultPeriodOf(subject, metric, reading.snapshot);
  const latest = await reading.latest({ ...question, period });
  return latest && { period, window: windowArgument('start', period, latest.period.start), latest };
}
