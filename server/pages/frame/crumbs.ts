/** The way from the site's root to a subject, through the organisations above it. */
import type { Catalogue } from '../../store/catalogue.js';
import type { DashboardFacts } from '../../modules/dashboard.js';
import type { Organisation, Subject } from '../../store/subject.js';
import { nameOf } from '../../wording/descriptions.js';
import { textIn } from '../../metrics/definitions.js';
import { dashboardPath, subjectPath } from '../../../components/formatting/paths.js';
import type { Crumb } from './layout.js';

const organisationCrumb = (organisation: Organisation): Crumb => ({
  text: textIn(organisation.texts.name, 'en'),
  path: subjectPath({ kind: 'ORGANISATION', slug: organisation.slug }),
});

/** An organisation and all above it, the highest first. */
function lineage(organisation: Organisation, catalogue: Catalogue): Organisation[] {
  const line = [organisation];
  while (line[0].parentId !== null) line.unshift(catalogue.organisation(line[0].parentId));
  return line;
}

/** The pages above a subject's own. */
export function crumbsAbove(subject: Subject, catalogue: Catalogue): Crumb[] {
  switch (subject.kind) {
    case 'SERVICE': {
      const organisation = catalogue.organisation(subject.service.organisationId);
      return [
        { text: 'Organisations', path: '/organisations' },
        ...lineage(organisation, catalogue).map(organisationCrumb),
      ];
    }
    case 'ORGANISATION':
      return [
        { text: 'Organisations', path: '/organisations' },
        ...lineage(subject.organisation, catalogue).slice(0, -1).map(organisationCrumb),
      ];
    case 'GROUP':
      return [{ text: 'Services', path: '/services' }];
    default:
      return [];
  }
}

export const subjectCrumb = (subject: Subject): Crumb => ({
  text: nameOf(subject, 'en'),
  path: subjectPath(subject),
});

export const DASHBOARDS_CRUMB: Crumb = { text: 'Dashboards', path: '/dashboards' };

/** The title of a dashboard, else the name of its subject. */
export const dashboardTitle = ({ title, subject }: DashboardFacts): string =>
  (title && textIn(title, 'en')) || nameOf(subject, 'en');

export const dashboardCrumb = (dashboard: DashboardFacts): Crumb => ({
  text: dashboardTitle(dashboard),
  path: dashboardPath(dashboard.slug!),
});

/** The part of the navigation that a subject belongs to. */
export const sectionOf = (subject: Subject): 'services' | 'organisations' | 'portfolio' =>
  subject.kind === 'ORGANISATION' ? 'organisations' : subject.kind === 'PORTFOLIO' ? 'portfolio' : 'services';
