/** A page as a function from a question to an answer: HTTP itself is server/http's. */
import type { Reading } from '../../loaders/reading.js';
import type { Assembler } from '../../wording/assembler.js';
import type { Markup } from '../../../components/view/html.js';
import type { Site } from './site.js';

export interface PageQuestion {
  site: Site;
  reading: Reading;
  /** Puts the answers of this request in words. */
  assembler: Assembler;
  /** The address without the prefix and without its query: `/services/x`. */
  path: string;
  /** The parts of the address that the route names. */
  names: Readonly<Record<string, string>>;
  query: URLSearchParams;
}

export interface PageAnswer {
  status: number;
  type: string;
  body: string | Buffer;
  /** Of an answer that sends the reader elsewhere: a path without the prefix. */
  location?: string;
  /** Under this name a browser saves it, where the address has `?download`. */
  filename?: string;
  /** It is saved without that, too. */
  isAlwaysSaved?: boolean;
}

export interface PageRoute {
  /** As the router writes it: `/services/:slug`. */
  path: string;
  /** True where anyone's page may read the answer. */
  isShared: boolean;
  /** What its headers allow beyond those of other pages: others may frame it, or it shows such a page. */
  framing?: 'framed' | 'framing';
  /** The parameters of its query that say anything. Whatever else an address has is not there for it. */
  parameters: readonly string[];
  answer(question: PageQuestion): Promise<PageAnswer> | PageAnswer;
}

export const TYPES = {
  html: 'text/html; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
  text: 'text/plain; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  atom: 'application/atom+xml; charset=utf-8',
  css: 'text/css; charset=utf-8',
} as const;

export const pageAnswer = (page: Markup, status = 200): PageAnswer => ({
  status,
  type: TYPES.html,
  body: page.toString(),
});

/** Sends the reader to another address of ours: 301 where it has moved for good, 303 after a form that was sent with POST. */
export const redirect = (location: string, status: 301 | 302 | 303 = 302): PageAnswer => ({
  status,
  type: TYPES.text,
  body: `${location}\n`,
  location,
});

/** A path with its query, as it was asked; the query is left out where it is empty. */
export const withQuery = (path: string, query: URLSearchParams): string => {
  const text = query.toString();
  return text ? `${path}?${text}` : path;
};
