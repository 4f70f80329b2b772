import { Entity, ForeignKey, Index } from 'typeorm';
import type { Direction, Formula, Text, Unit } from '../metrics/definitions.js';
import type { Period } from '../metrics/periods.js';
import { IntegerColumn, JsonColumn, TextColumn, TextKeyColumn } from './columns.js';
import type { Texts } from './words.js';

/** A formula over measures. Without an organisation it is built in. */
@Entity()
@Index(['organisationId'])
export class MetricDefinition {
  @TextKeyColumn()
  key!: string;

  @ForeignKey('Organisation')
  @IntegerColumn({ nullable: true })
  organisationId!: number | null;

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
}
