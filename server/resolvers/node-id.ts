/** Global ids: what and which, so that they stay the same when a slug changes. */
import { createHash } from 'node:crypto';
import type { Catalogue } from '../store/catalogue.js';
import { storedDashboards } from '../modules/stored-dashboards.js';
import type { DashboardFacts } from '../modules/dashboard.js';
import type { Snapshot } from '../store/snapshot.js';
import { dashboardOf } from '../modules/subject-dashboard.js';
import { kindOf, SLUGGED_TYPES } from '../metrics/subject-kinds.js';
import { subjectId, type Subject } from '../store/subject.js';
import { TYPE_NAMES } from '../graphql/subject.js';
import type { MetricOfSubject } from './context.js';

const encode = (type: string, id: number | string): string =>
  Buffer.from(`${type}:${id}`).toString('base64url');

export function nodeId(subject: Subject): string {
  const id = subjectId(subject);
  if (id === null) throw new Error('a portfolio has no id');
  return encode(TYPE_NAMES[subject.kind], id);
}

/** A portfolio is the services in it: of all of them always the same, whichever they are. */
export function portfolioId({ services }: Subject, catalogue: Catalogue): string {
  if (services.length === catalogue.services.length) return encode('Portfolio', 'all');
  const ids = services.map(({ id }) => id).sort((a, b) => a - b);
  return encode('Portfolio', createHash('sha256').update(ids.join()).digest('base64url'));
}

export const metricId = ({ subject, metric }: MetricOfSubject, catalogue: Catalogue): string =>
  encode(
    'Metric',
    `${subject.kind === 'PORTFOLIO' ? portfolioId(subject, catalogue) : nodeId(subject)}:${metric.key}`,
  );

/** The id of a dashboard: of its row, or of the subject that it is made from. */
export function dashboardId({ id, subject }: DashboardFacts, catalogue: Catalogue): string {
  if (id !== null) return encode('Dashboard', id);
  if (subject.kind !== 'PORTFOLIO') return encode('DefaultDashboard', nodeId(subject));
  const isAll = subject.services.length === catalogue.services.length;
  return encode('DefaultDashboard', isAll ? 'portfolio' : portfolioId(subject, catalogue));
}

/** The id of a section by its place, or of a module or a text by its slug: another version of the dashboard has others. */
export const partId = (
  type: 'DashboardSection' | 'DashboardModule' | 'DashboardText',
  dashboard: DashboardFacts,
  part: string,
  catalogue: Catalogue,
): string => encode(type, `${dashboardId(dashboard, catalogue)}:${dashboard.version ?? ''}:${part}`);

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
