/**
 * Figures of finished windows, kept while nothing changes that they rest on: lists ask for the same thousands of them
 * again and again. A change in one data set costs the figures of its service, and of what the service belongs to.
 */
import { LRUCache } from 'lru-cache';
import type { FigureAnswer } from '../engine/evaluation.js';
import type { FigureQuestion } from '../engine/questions.js';
import type { Catalogue } from '../store/catalogue.js';
import type { Basis } from '../store/snapshot.js';
import { isKeptSubject } from './column-cache.js';

/** Figures, and what came of each service in them: some 200 bytes to a kilobyte each. */
const MOST = 40_000;

interface KeptFigure {
  answer: FigureAnswer;
  basis: Basis;
}

/** By the keys of their questions. */
export type KeptFigures = LRUCache<string, KeptFigure>;

export const keptFigures = (): KeptFigures =>
  new LRUCache({ maxSize: MOST, sizeCalculation: ({ answer }) => 1 + answer.outcomes.length });

/** Whether a figure may be asked for again: few ask for the same change, or for the same instant. */
export const isKeptFigure = (
  { subject, compareTo, asOf }: Omit<FigureQuestion, 'kind'>,
  catalogue: Catalogue,
): boolean => !compareTo && !asOf && isKeptSubject(subject, catalogue);

/** A figure without the stored values that it was made of; null while its window has not ended. */
export function withoutInputs(answer: FigureAnswer): FigureAnswer | null {
  if (answer.flags.includes('UNFINISHED')) return null;
  return { ...answer, outcomes: answer.outcomes.map((outcome) => ({ ...outcome, inputs: [] })) };
}
