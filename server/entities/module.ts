import { Entity, ForeignKey, Unique } from 'typeorm';
import { IdColumn, IntegerColumn, JsonColumn, TextColumn } from './columns.js';
import type { SubjectType, Texts } from './words.js';

/** What a module asks for beyond its metric, in the words of the elements' attributes. */
export interface ModuleOptions {
  /** Another subject than the dashboard's. */
  subject?: { type: SubjectType; slug?: string };
  period?: string;
  from?: string;
  to?: string;
  last?: number;
  by?: string;
  top?: number;
  compareTo?: string;
  chart?: string;
  view?: string;
}

/** A metric and a visualisation with a title, on one version of a dashboard. */
@Entity()
@Unique(['versionId', 'slug'])
export class Module {
  @IdColumn()
  id!: number;

  @ForeignKey('DashboardVersion')
  @IntegerColumn()
  versionId!: number;

  @TextColumn()
  slug!: string;

  /** Place on the dashboard, from 0. */
  @IntegerColumn()
  position!: number;

  @JsonColumn()
  texts!: Texts<'title', 'description'>;

  @ForeignKey('MetricDefinition')
  @TextColumn()
  metricKey!: string;

  @JsonColumn()
  options!: ModuleOptions;
}
