import { whole } from '../formatting/digits.js';
import type { Language, Verdict } from '../formatting/types.js';

/** What rows are sorted by: a change for better or worse, or one that is neither. */
export type SortKind = 'name' | 'number' | 'change' | 'movement';

/** What a list of services says by itself. */
export interface ListTexts {
  heading: string;
  search: string;
  submit: string;
  service: string;
  organisation: string;
  together: (all: number) => string;
  noFigures: string;
  caption: (shown: number, all: number, order: string) => string;
  order: (sortedBy: string, kind: SortKind, isDescending: boolean) => string;
  changeOf: (label: string) => string;
  against: (period: string) => string;
  verdicts: Readonly<Record<Verdict, string | null>>;
  emptyFor: (text: string) => string;
  empty: string;
  more: (next: number) => string;
  failed: string;
}

const count = (n: number): string => whole(n, 'en');
const services = (n: number): string => (n === 1 ? '1 service' : `${count(n)} services`);

const ORDERS: Record<SortKind, readonly [ascending: string, descending: string]> = {
  name: ['from A to Z', 'from Z to A'],
  number: ['smallest first', 'largest first'],
  change: ['worst first', 'best first'],
  movement: ['largest fall first', 'largest rise first'],
};

const ENGLISH: ListTexts = {
  heading: 'Services',
  search: 'Find a service',
  submit: 'Search',
  service: 'Service',
  organisation: 'Organisation',
  together: (all) => (all === 1 ? 'This service' : `All ${services(all)}`),
  noFigures: 'no figures of this period',
  caption: (shown, all, order) =>
    `${shown < all ? `${count(shown)} of ${services(all)}` : services(all)}, sorted by ${order}`,
  order: (sortedBy, kind, isDescending) => `${sortedBy}, ${ORDERS[kind][isDescending ? 1 : 0]}`,
  changeOf: (label) => `Change of ${label.charAt(0).toLowerCase()}${label.slice(1)}`,
  against: (period) => `compared with ${period}`,
  // What is no change says so by itself.
  verdicts: { BETTER: 'better', WORSE: 'worse', SAME: null, NEUTRAL: null, UNCLEAR: 'no clear change' },
  emptyFor: (text) => `No service matches “${text}”. Try fewer or other words.`,
  empty: 'There is no service here yet.',
  more: (next) => `Show ${count(next)} more`,
  failed: 'This list cannot be shown.',
};

/** Welsh: add texts here; until then readers get English. */
const WELSH: Partial<ListTexts> = {};

export const listTexts = (lang: Language): ListTexts => (lang === 'cy' ? { ...ENGLISH, ...WELSH } : ENGLISH);
