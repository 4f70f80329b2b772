/** A dashboard as readers see it, whether it is stored or made from the data. */
import type { Text } from '../metrics/definitions.js';
import type { ChartKind, ViewKind } from '../metrics/presentation.js';
import type { ModuleRange } from './module-request.js';
import type { MetricDefinition, Organisation, Subject } from '../store/subject.js';

export interface DashboardModule {
  /** Its name within the dashboard. */
  slug: string;
  /** Null = the metric's label. */
  title: Text | null;
  description: Text | null;
  subject: Subject;
  metric: MetricDefinition;
  /** The range and split that are shown where nobody asks for another. */
  range: ModuleRange;
  /** Null = as suits metric and split. */
  chart: ChartKind | null;
  view: ViewKind | null;
}

export interface DashboardSection {
  title: Text;
  modules: readonly DashboardModule[];
}

export interface DashboardFacts {
  kind: 'DASHBOARD';
  /** The row's id; null for a dashboard that nobody has made by hand. */
  id: number | null;
  /** Null likewise: it is found by its subject. */
  slug: string | null;
  subject: Subject;
  owner: Organisation | null;
  /** Whether it is the page of its subject. */
  isOwnPage: boolean;
  /** Null = the subject's name. */
  title: Text | null;
  description: Text | null;
  version: number | null;
  publishedAt: string | null;
  sections: readonly DashboardSection[];
}
