/** A dashboard as readers see it, whether it is stored or made from the data. */
import type { Text } from '../metrics/definitions.js';
import type { ChartKind, Size, ViewKind } from '../metrics/presentation.js';
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
  /** Null = half of a row, or all of it where no other figure is in the section. */
  size: Size | null;
}

/** A text between figures: nothing is asked for it. */
export interface DashboardText {
  /** Its name within the dashboard. */
  slug: string;
  /** Each line is a paragraph, with links as `[words](https://…)`. */
  text: Text;
  /** Null = all of a row. */
  size: Size | null;
}

export type DashboardPart = DashboardModule | DashboardText;

export const isText = (part: DashboardPart): part is DashboardText => 'text' in part;

export interface DashboardSection {
  title: Text;
  /** All that stands in it, in order. */
  parts: readonly DashboardPart[];
  /** Those of them that have a figure. */
  modules: readonly DashboardModule[];
}

export const sectionOf = (title: Text, parts: readonly DashboardPart[]): DashboardSection => ({
  title,
  parts,
  modules: parts.filter((part): part is DashboardModule => !isText(part)),
});

export interface DashboardFacts {
  kind: 'DASHBOARD';
  /** The row's id; null for a dashboard that nobody has made by hand. */
  id: number | null;
  /** Null likewise, where it is found by its subject; and of a draft, which is found by nobody. */
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
