/** The addresses of subjects and figures, below the platform's own. */
import type { SubjectKind } from './types.js';

/** What addresses of subjects begin with; all but the portfolio's go on with a slug. */
export const FOLDERS: Record<SubjectKind, string> = {
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
