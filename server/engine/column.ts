/** A metric of many services side by side, all in the latest window of the subject that they belong to. */
import { isOver, type Clock } from '../metrics/clock.js';
import type { Window } from '../metrics/periods.js';
import type { Snapshot } from '../store/snapshot.js';
import { PORTFOLIO_SLUG, serviceSubject, type Service, type Subject } from '../store/subject.js';
import type { Evaluation, FigureAnswer } from './evaluation.js';
import type { ColumnQuestion } from './questions.js';
import { zoneOf } from './windows.js';

export interface ColumnAnswer {
  question: ColumnQuestion;
  /** The figure of the subject. */
  latest: FigureAnswer;
  /** The figure of one of the subject's services; made when it is asked for, as the other one. */
  figureOf(service: Service): FigureAnswer;
  /** The figure of some of them together; null where there are none. */
  totalOf(services: readonly Service[]): FigureAnswer | null;
}

/** No zone ends its days later. */
const WESTERNMOST = 'Etc/GMT+12';

/** Asks the clock when the window ends for each service: a column is kept, and its figures are made later. */
function noteEnds(
  { subject, metric }: ColumnQuestion,
  window: Window,
  { snapshot, clock }: { snapshot: Snapshot; clock: Clock },
): void {
  if (isOver(window, WESTERNMOST, clock)) return;
  const zones = subject.services.map((service) =>
    zoneOf({ subject: serviceSubject(service), metric }, snapshot),
  );
  for (const zone of new Set(zones)) isOver(window, zone, clock);
}

export function columnAnswer(
  question: ColumnQuestion,
  window: Window,
  evaluation: Evaluation,
  at: { snapshot: Snapshot; clock: Clock },
): ColumnAnswer {
  const { subject } = question;
  noteEnds(question, window, at);
  const latest = evaluation.answer(question, window);
  const figures = new Map<number, FigureAnswer>();
  return {
    question,
    latest,
    figureOf(service) {
      let figure = figures.get(service.id);
      if (!figure) {
        figure = evaluation.answer({ ...question, subject: serviceSubject(service) }, window);
        figures.set(service.id, figure);
      }
      return figure;
    },
    totalOf(services) {
      if (services.length === subject.services.length) return latest;
      if (!services.length) return null;
      const together: Subject = { kind: 'PORTFOLIO', slug: PORTFOLIO_SLUG, services };
      return evaluation.answer({ ...question, subject: together }, window);
    },
  };
}
