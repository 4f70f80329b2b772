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

/** `/dashboards/<slug>`. */
export const dashboardPath = (slug: string): string => `/dashboards/${encodeURIComponent(slug)}`;

/** `/dashboards/<slug>/<module>`. */
export const modulePath = ({ dashboard, module }: { dashboard: string; module: string }): string =>
  `${dashboardPath(dashboard)}/${encodeURIComponent(module)}`;

/** What an address says about range and split, as it was asked for. */
export interface FigureRange {
  period?: Period | null;
  from?: string | null;
  to?: string | null;
  since?: string | null;
  until?: string | null;
  last?: number | null;
  /** GraphQL's `Range`. */
  range?: string | null;
  by?: string | null;
  top?: number | null;
  compareTo?: Comparison | null;
  splitOn?: string | null;
  asOf?: string | null;
  lang?: string | null;
  /** GraphQL's `ChartKind` and `ViewKind`, where others than the module's own. */
  chart?: string | null;
  view?: string | null;
}

/** `?period=rolling-year&compare-to=previous-year`: in one order, without what nobody asked for; empty if nothing was. */
export function figureQuery(range: FigureRange): string {
  const {
    period,
    from,
    to,
    since,
    until,
    last,
    range: named,
    by,
    top,
    compareTo,
    splitOn,
    asOf,
    lang,
    chart,
    view,
  } = range;
  const words: Record<string, string | number | null | undefined> = {
    period: period && periodWord(period),
    from,
    to,
    since,
    until,
    last,
    range: named?.toLowerCase().replaceAll('_', '-'),
    by,
    top,
    'compare-to': compareTo?.toLowerCase().replace('_', '-'),
    'split-on': splitOn,
    'as-of': asOf,
    chart: chart?.toLowerCase(),
    view: view?.toLowerCase(),
    lang: lang === 'en' ? null : lang,
  };
  const asked = Object.entries(words).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  return asked.length ? `?${new URLSearchParams(asked)}` : '';
}
