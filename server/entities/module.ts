import { Entity, ForeignKey, Unique } from 'typeorm';
import { IdColumn, IntegerColumn, JsonColumn, TextColumn } from './columns.js';
import type { Texts } from './words.js';

declare const isChecked: unique symbol;

/** Options that server/modules/stored-options.ts has checked: nothing else makes them, and no others are stored. */
export type CheckedOptions = Readonly<Record<string, unknown>> & { readonly [isChecked]: true };

/** A metric and a visualisation with a title, or a text, on one version of a dashboard. */
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

  /** A text has its `text`, and no other. */
  @JsonColumn()
  texts!: Texts<'title', 'description' | 'text'>;

  /** Of a metric, or of a measure, which is a metric by itself; null = it is a text. */
  @TextColumn({ nullable: true })
  metricKey!: string | null;

  /** What it asks for beyond its metric; server/modules/stored-options.ts says what that can be. */
  @JsonColumn()
  options!: Record<string, unknown>;
}
