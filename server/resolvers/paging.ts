/** Relay's pages of any list. */
import { ArgumentError } from '../errors.js';

export interface Page<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  totalCount: number;
}

export interface Paging {
  first?: number | null;
  after?: string | null;
}

const MOST_PER_PAGE = 1000;
const DEFAULT_PER_PAGE = 50;

const encode = (key: string): string => Buffer.from(key).toString('base64url');

/**
 * The page of `items` after a cursor. Cursors name an item by its key, so that pages stay right while items come
 * and go.
 *
 * @throws ArgumentError that names `first` or `after`.
 */
export function pageOf<T>(
  items: readonly T[],
  { first, after }: Paging,
  keyOf: (item: T) => string,
): Page<T> {
  const size = first ?? DEFAULT_PER_PAGE;
  if (size < 0 || size > MOST_PER_PAGE) {
    throw new ArgumentError(
      'first',
      `first must be from 0 to ${MOST_PER_PAGE}, not ${size}`,
      'LIMIT_EXCEEDED',
    );
  }
  let start = 0;
  if (after) {
    const key = Buffer.from(after, 'base64url').toString();
    start = items.findIndex((item) => keyOf(item) === key) + 1;
    if (start === 0) throw new ArgumentError('after', 'this cursor is not one of this list', 'BAD_CURSOR');
  }
  const edges = items.slice(start, start + size).map((node) => ({ cursor: encode(keyOf(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: start + edges.length < items.length,
      hasPreviousPage: start > 0,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: items.length,
  };
}
