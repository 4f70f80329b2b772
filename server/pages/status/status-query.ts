/** What the address of the status page asks for. */
import { ArgumentError } from '../../errors.js';
import { FRESHNESS_STATES, type FreshnessState } from '../../metrics/freshness.js';
import { valueOf } from '../figure/figure-query.js';

export interface StatusQuery {
  /** The slug of an organisation: those below it included. */
  organisation: string | null;
  state: FreshnessState;
  /** From 1. */
  page: number;
}

export const STATUS_PARAMETERS: readonly string[] = ['organisation', 'state', 'page'];

/** In the order in which readers look for them. */
export const STATES: readonly FreshnessState[] = ['LATE', 'STOPPED', 'DUE', 'FRESH', 'NEVER', 'ENDED'];

const wordOf = (state: FreshnessState): string => state.toLowerCase();

/** @throws ArgumentError that names the parameter and says what it must be. */
export function parseStatusQuery(query: URLSearchParams): StatusQuery {
  const word = valueOf(query, 'state') ?? 'late';
  const state = FRESHNESS_STATES.find((each) => wordOf(each) === word);
  if (!state) {
    throw new ArgumentError('state', `state must be one of ${STATES.map(wordOf).join(', ')}, not "${word}"`);
  }
  const page = valueOf(query, 'page') ?? '1';
  if (!/^[1-9]\d{0,4}$/.test(page)) {
    throw new ArgumentError('page', `page must be a whole number of 1 or more, not "${page}"`);
  }
  return { organisation: valueOf(query, 'organisation'), state, page: Number(page) };
}

export function statusPath({ organisation, state, page }: StatusQuery): string {
  const words = new URLSearchParams();
  if (organisation) words.set('organisation', organisation);
  if (state !== 'LATE') words.set('state', wordOf(state));
  if (page > 1) words.set('page', String(page));
  return words.size ? `/status?${words}` : '/status';
}
