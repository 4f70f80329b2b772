import { Entity, ForeignKey, Unique } from 'typeorm';
import type { SubjectType } from '../metrics/subject-kinds.js';
import type { Text } from '../metrics/definitions.js';
import { IdColumn, IntegerColumn, JsonColumn, TextColumn } from './columns.js';
import type { Texts } from './words.js';

export interface DashboardSection {
  title: Text;
  /** Slugs of the modules in it, in order. */
  modules: string[];
}

/** What a version says of the dashboard itself, which becomes that when it is published. */
export interface DashboardHead {
  subjectType: SubjectType;
  subjectId: number | null;
  ownerOrganisationId: number | null;
  isOwnPage: boolean;
}

/** One saved state of a dashboard. A save makes a new version; versions never change. */
@Entity()
@Unique(['dashboardId', 'number'])
export class DashboardVersion {
  @IdColumn()
  id!: number;

  @ForeignKey('Dashboard')
  @IntegerColumn()
  dashboardId!: number;

  /** From 1 in each dashboard. */
  @IntegerColumn()
  number!: number;

  @TextColumn()
  author!: string;

  @TextColumn()
  at!: string;

  @JsonColumn()
  texts!: Texts<'title', 'description'>;

  @JsonColumn()
  sections!: DashboardSection[];

  /** null = as the dashboard itself says: it was published at once. */
  @JsonColumn({ nullable: true })
  head!: DashboardHead | null;
}
