import { Entity, ForeignKey, Index } from 'typeorm';
import type { Direction, Formula, Text, Unit } from '../metrics/definitions.js';
import type { Period } from '../metrics/periods.js';
import type { Presentation } from '../metrics/presentation.js';
import { IntegerColumn, JsonColumn, TextColumn, TextKeyColumn } from './columns.js';
import type { Texts } from './words.js';

/** A formula over measures, and how it is shown. What it was before stands in its versions. */
@Entity()
@Index(['ownerOrganisationId'])
export class MetricDefinition {
  @TextKeyColumn()
  key!: string;

  /** null = built in. */
  @ForeignKey('Organisation')
  @IntegerColumn({ nullable: true })
  ownerOrganisationId!: number | null;

  /** The `version` of MetricDefinitionVersion that it is; from 1. */
  @IntegerColumn({ default: 1 })
  version!: number;

  @JsonColumn()
  texts!: Texts<'label' | 'description'>;

  @JsonColumn()
  caveats!: Text[];

  @TextColumn()
  unit!: Unit;

  @TextColumn()
  direction!: Direction;

  @JsonColumn()
  formula!: Formula;

  /** The periods that make sense, shortest first. */
  @JsonColumn()
  periods!: Period[];

  @TextColumn()
  defaultPeriod!: Period;

  /** Place in lists of metrics, from 0. */
  @IntegerColumn()
  position!: number;

  @JsonColumn({ default: '{}' })
  presentation!: Presentation;
}
