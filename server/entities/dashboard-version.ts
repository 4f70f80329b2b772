import { Entity, ForeignKey, Unique } from 'typeorm';
import type { Text } from '../metrics/definitions.js';
import { IdColumn, IntegerColumn, JsonColumn, TextColumn } from './columns.js';
import type { Texts } from './words.js';

export interface DashboardSection {
  title: Text;
  /** Slugs of the modules in it, in order. */
  modules: string[];
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
}
