/** The addresses of subjects and figures, below the platform's own. */
import { periodWord } from './periods.js';
import type { Comparison, Period, SubjectKind } from './types.js';

const FOLDERS: Record<SubjectKind, string> = {
  SERVICE: '/services/',
  ORGANISATION: '/organisations/',
  GROUP: '/groups/',
  PORTFOLIO: '/portfolio',
};

/** `/services/<slug>`, `/organisations/<slug>`, `/groups/<slug>`, `/portfolio`. */
export const subjectPath = ({ kind, slug }: { kind: SubjectKind; slug: string }): string =>
  kind === 'PORTFOLIO' ? FOLDERS.PORTFOLIO : FOLDERS[kind] + encodeURIComponent(slug);

/** `/services/<slug>/<metric>` and likewise. */
export const figurePath = (subject: { kind: SubjectKind; slug: string }, metric: string): string =>
  `${subjectPath(subject)}/${encodeURIComponent(metric)}`;

/** What an address says about range and split, as it was asked for. */
export interface FigureRange {
  period?: Period | null;
  from?: string | null;
  to?: string | null;
  last?: number | null;
  by?: string | null;
  compareTo?: Comparison | null;
  asOf?: string | null;
  lang?: string | null;
}

/** `?period=rolling-year&compare-to=previous-year`: in one order, without what nobody asked for; empty if nothing was. */
export function figureQuery({ period, from, to, last, by, compareTo, asOf, lang }: FigureRange): string {
  const words: Record<string, string | number | null | undefined> = {
    period: period && periodWord(period),
    from,
    to,
    last,
    by,
    'compare-to': compareTo?.toLowerCase().replace('_', '-'),
    'as-of': asOf,
    lang: lang === 'en' ? null : lang,
  };
  const asked = Object.entries(words).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return asked.length ? `?${new URLSearchParams(asked)}` : '';
}
