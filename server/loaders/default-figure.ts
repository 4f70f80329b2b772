/** The window that a metric of a subject is shown in where nobody names one: the one place that decides it. */
import type { ColumnAnswer } from '../engine/column.js';
import type { FigureAnswer } from '../engine/evaluation.js';
import { defaultPeriodOf } from '../engine/fitting-periods.js';
import type { LatestQuestion } from '../engine/questions.js';
import type { Reading } from './reading.js';

export type DefaultQuestion = Omit<LatestQuestion, 'kind' | 'period'> & {
  /** Null = the subject's default period of the metric. */
  period?: LatestQuestion['period'] | null;
};

/** The figure of the newest window, of the period that was asked for or of the subject's default one, that speaks for a subject; null if there is none. */
export const defaultFigure = (
  { period, ...question }: DefaultQuestion,
  reading: Reading,
): Promise<FigureAnswer | null> =>
  reading.latest({ ...question, period: period ?? periodOf(question, reading) });

/** The figures of all of its services in that window. */
export const defaultColumn = (
  { period, ...question }: DefaultQuestion,
  reading: Reading,
): Promise<ColumnAnswer | null> =>
  reading.column({ ...question, period: period ?? periodOf(question, reading) });

const periodOf = ({ subject, metric }: DefaultQuestion, { snapshot }: Reading): LatestQuestion['period'] =>
  defaultPeriodOf(subject, metric, snapshot);
