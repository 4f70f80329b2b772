/** A metric of many services side by side, all in the latest window of the subject that they belong to. */
import type { Window } from '../metrics/periods.js';
import { serviceSubject, type Service } from '../store/subject.js';
import type { Evaluation, FigureAnswer } from './evaluation.js';
import type { ColumnQuestion } from './questions.js';

export interface ColumnAnswer {
  question: ColumnQuestion;
  /** The figure of the subject. */
  latest: FigureAnswer;
  /** The figure of the listed services together; null where none is listed. */
  total: FigureAnswer | null;
  /** The figure of one of the subject's services; made when it is asked for. */
  figureOf(service: Service): FigureAnswer;
}

export function columnAnswer(question: ColumnQuestion, window: Window, evaluation: Evaluation): ColumnAnswer {
  const { subject, listed } = question;
  const latest = evaluation.answer(question, window);
  const ofListed = (): FigureAnswer | null =>
    listed.services.length ? evaluation.answer({ ...question, subject: listed }, window) : null;
  const figures = new Map<number, FigureAnswer>();
  return {
    question,
    latest,
    total: listed.services.length === subject.services.length ? latest : ofListed(),
    figureOf(service) {
      let figure = figures.get(service.id);
      if (!figure) {
        figure = evaluation.answer({ ...question, subject: serviceSubject(service) }, window);
        figures.set(service.id, figure);
      }
      return figure;
    },
  };
}
