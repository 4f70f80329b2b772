import { whole } from '../formatting/digits.js';
import type { Language } from '../formatting/types.js';

/** What a list of services says by itself. */
export interface ListTexts {
  heading: string;
  search: string;
  submit: string;
  service: string;
  organisation: string;
  closed: string;
  together: (all: number) => string;
  noFigures: string;
  caption: (shown: number, all: number, order: string) => string;
  order: (sortedBy: string, isNumber: boolean, isDescending: boolean) => string;
  emptyFor: (text: string) => string;
  empty: string;
  more: (next: number) => string;
  failed: string;
}

const count = (n: number): string => whole(n, 'en');
const services = (n: number): string => (n === 1 ? '1 service' : `${count(n)} services`);

const ENGLISH: ListTexts = {
  heading: 'Services',
  search: 'Find a service',
  submit: 'Search',
  service: 'Service',
  organisation: 'Organisation',
  closed: '(closed)',
  together: (all) => (all === 1 ? 'This service' : `All ${services(all)}`),
  noFigures: 'no figures of this period',
  caption: (shown, all, order) =>
    `${shown < all ? `${count(shown)} of ${services(all)}` : services(all)}, sorted by ${order}`,
  order: (sortedBy, isNumber, isDescending) =>
    `${sortedBy}, ${isNumber ? (isDescending ? 'largest first' : 'smallest first') : isDescending ? 'from Z to A' : 'from A to Z'}`,
  emptyFor: (text) => `No service matches “${text}”. Try fewer or other words.`,
  empty: 'There is no service here yet.',
  more: (next) => `Show ${count(next)} more`,
  failed: 'This list cannot be shown.',
};

/** Welsh: add texts here; until then readers get English. */
const WELSH: Partial<ListTexts> = {};

export const listTexts = (lang: Language): ListTexts => (lang === 'cy' ? { ...ENGLISH, ...WELSH } : ENGLISH);
