/** Global ids: what and which, so that they stay the same when a slug changes. */
import type { Catalogue } from '../store/catalogue.js';
import { storedDashboards } from '../modules/stored-dashboards.js';
import type { DashboardFacts } from '../modules/dashboard.js';
import type { Snapshot } from '../store/snapshot.js';
import { dashboardOf } from '../modules/subject-dashboard.js';
import { kindOf, SLUGGED_TYPES } from '../metrics/subject-kinds.js';
import { subjectId, type Subject } from '../store/subject.js';
import { TYPE_NAMES } from '../graphql/subject.js';

const encode = (type: string, id: number): string => Buffer.from(`${type}:${id}`).toString('base64url');

export function nodeId(subject: Subject): string {
  const id = subjectId(subject);
  if (id === null) throw new Error('a portfolio has no id');
  return encode(TYPE_NAMES[subject.kind], id);
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
  const [, name, number] = /^(\w+):(\d+)$/.exec(Buffer.from(id, 'base64url').toString()) ?? [];
  const kind = SLUGGED_TYPES.map(kindOf).find((each) => TYPE_NAMES[each] === name);
  return kind && catalogue.subjectById(kind, Number(number));
}
