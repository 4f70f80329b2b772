/** Global ids: what and which, so that they stay the same when a slug changes. */
import type { Catalogue } from '../store/catalogue.js';
import { storedDashboards } from '../modules/stored-dashboards.js';
import type { DashboardFacts } from '../modules/dashboard.js';
import type { Snapshot } from '../store/snapshot.js';
import { dashboardOf } from '../modules/subject-dashboard.js';
import type { Subject } from '../store/subject.js';

const encode = (type: string, id: number): string => Buffer.from(`${type}:${id}`).toString('base64url');

export function nodeId(subject: Subject): string {
  switch (subject.kind) {
    case 'SERVICE':
      return encode('Service', subject.service.id);
    case 'ORGANISATION':
      return encode('Organisation', subject.organisation.id);
    case 'GROUP':
      return encode('ServiceGroup', subject.group.id);
    default:
      throw new Error('a portfolio has no id');
  }
}

/** The id of a dashboard: of its row, or of the subject that it is made from. */
export const dashboardId = ({ id, subject }: DashboardFacts): string =>
  id === null
    ? Buffer.from(
        `DefaultDashboard:${subject.kind === 'PORTFOLIO' ? 'portfolio' : nodeId(subject)}`,
      ).toString('base64url')
    : encode('Dashboard', id);

/** What has an id: a subject, or a dashboard. */
export function nodeOf(id: string, snapshot: Snapshot): Subject | DashboardFacts | undefined {
  const text = Buffer.from(id, 'base64url').toString();
  const stored = /^Dashboard:(\d+)$/.exec(text);
  if (stored) return storedDashboards(snapshot).all.find((dashboard) => dashboard.id === Number(stored[1]));
  const made = /^DefaultDashboard:(.+)$/.exec(text);
  if (!made) return subjectOfNode(id, snapshot.catalogue);
  const subject =
    made[1] === 'portfolio' ? snapshot.catalogue.portfolio() : subjectOfNode(made[1], snapshot.catalogue);
  return subject && dashboardOf(subject, snapshot);
}

/** The subject of an id, or undefined: a text that was never an id names nothing. */
function subjectOfNode(id: string, catalogue: Catalogue): Subject | undefined {
  const match = /^(Service|Organisation|ServiceGroup):(\d+)$/.exec(Buffer.from(id, 'base64url').toString());
  if (!match) return undefined;
  const number = Number(match[2]);
  switch (match[1]) {
    case 'Service': {
      const service = catalogue.serviceById(number);
      return service && catalogue.subject('SERVICE', service.slug);
    }
    case 'Organisation': {
      const organisation = catalogue.organisations.find((one) => one.id === number);
      return organisation && catalogue.organisationSubject(organisation);
    }
    default: {
      const group = catalogue.groups.find((one) => one.id === number);
      return group && catalogue.groupSubject(group);
    }
  }
}
