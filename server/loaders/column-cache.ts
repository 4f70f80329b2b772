/**
 * Columns of many services, kept while nothing changes that they rest on: the pages of a list, its orders and filters, and
 * other lists of the same subject show the same ones.
 */
import { LRUCache } from 'lru-cache';
import type { ColumnAnswer } from '../engine/column.js';
import type { Catalogue } from '../store/catalogue.js';
import type { Basis } from '../store/snapshot.js';
import type { Subject } from '../store/subject.js';

const MOST_COLUMNS = 64;
/** Figures of services in all of them together. */
const MOST_FIGURES = 60_000;

interface KeptColumn {
  answer: ColumnAnswer | null;
  basis: Basis;
}

/** Columns by the keys of their questions. */
export type ColumnCache = LRUCache<string, KeptColumn>;

export const columnCache = (): ColumnCache =>
  new LRUCache({
    max: MOST_COLUMNS,
    maxSize: MOST_FIGURES,
    sizeCalculation: ({ answer }) => 1 + (answer?.question.subject.services.length ?? 0),
  });

/** Whether a column may be asked for again: not that of services which only one question puts together. */
export const isKeptSubject = ({ kind, services }: Subject, catalogue: Catalogue): boolean =>
  kind !== 'PORTFOLIO' || services === catalogue.services;
