/**
 * Columns of many services, kept while nothing changes that they rest on: the pages of a list, its orders and filters, and
 * other lists of the same subject show the same ones.
 */
import { LRUCache } from 'lru-cache';
import type { ColumnAnswer } from '../engine/column.js';
import type { ColumnQuestion } from '../engine/questions.js';
import type { Catalogue } from '../store/catalogue.js';
import type { Basis } from '../store/snapshot.js';

const MOST_COLUMNS = 64;
/** Figures of services in all of them together. */
const MOST_FIGURES = 60_000;

export interface KeptColumn {
  answer: ColumnAnswer | null;
  basis: Basis;
}

export class ColumnCache {
  readonly #kept = new LRUCache<string, KeptColumn>({
    max: MOST_COLUMNS,
    maxSize: MOST_FIGURES,
    sizeCalculation: ({ answer }) => 1 + (answer?.question.subject.services.length ?? 0),
  });

  get(key: string): KeptColumn | undefined {
    return this.#kept.get(key);
  }

  set(key: string, column: KeptColumn): void {
    this.#kept.set(key, column);
  }
}

/** What a column is found by again; null for one of services that only this question puts together. */
export function columnKey(
  { subject, metric, period, compareTo, asOf }: Omit<ColumnQuestion, 'kind'>,
  catalogue: Catalogue,
): string | null {
  const { kind, slug, services } = subject;
  if (kind === 'PORTFOLIO' && services !== catalogue.services) return null;
  return [kind, slug, metric.key, period, compareTo ?? '', asOf ?? ''].join(' ');
}
