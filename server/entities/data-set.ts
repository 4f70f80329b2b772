import { Entity, ForeignKey, Index, Unique } from 'typeorm';
import type { AbsentParts, Aggregation, Text } from '../metrics/definitions.js';
import type { RecordedPeriod } from '../metrics/periods.js';
import { BooleanColumn, IdColumn, IntegerColumn, JsonColumn, NumberColumn, TextColumn } from './columns.js';

/**
 * Drafts are invisible to the public: values, names and the fact that they exist. What is withdrawn is invisible to
 * everybody, as if it had never been made, until it is sent again.
 */
export type DataSetState = 'draft' | 'published' | 'withdrawn';

/** One measure of one service: the unit of permission, cadence, freshness and provenance. */
@Entity()
@Unique(['serviceId', 'measureKey'])
@Index(['measureKey'])
export class DataSet {
  @IdColumn()
  id!: number;

  @ForeignKey('Service')
  @IntegerColumn()
  serviceId!: number;

  @ForeignKey('Measure')
  @TextColumn()
  measureKey!: string;

  /** The measure's own, unless this data set declares another. */
  @TextColumn()
  aggregation!: Aggregation;

  @TextColumn()
  cadence!: RecordedPeriod;

  @TextColumn({ default: 'Europe/London' })
  timeZone!: string;

  /** Days after the end of a window until it is late; null = as usual for the cadence. */
  @NumberColumn({ nullable: true })
  graceDays!: number | null;

  /** Durations count working days. */
  @BooleanColumn({ default: false })
  workingDays!: boolean;

  /** Counts above 0 and below this are suppressed; 0 = off. */
  @IntegerColumn({ default: 0 })
  suppressBelow!: number;

  /** Declared values (of `le`: bounds) by dimension, in order; no key = not declared. */
  @JsonColumn()
  dimensionValues!: Record<string, string[]>;

  /** What they are called, by dimension and value. */
  @JsonColumn({ default: '{}' })
  dimensionLabels!: Record<string, Record<string, Text>>;

  /** What a part means that was not sent; null = as usual for its dimension. */
  @TextColumn({ nullable: true })
  absentParts!: AbsentParts | null;

  /** The best rating of its scale: 5, or 1 where 1 is "very satisfied"; null = not declared, read as 5. */
  @IntegerColumn({ nullable: true })
  bestRating!: 1 | 5 | null;

  @TextColumn({ nullable: true })
  basis!: string | null;

  @TextColumn({ nullable: true })
  method!: string | null;

  @TextColumn({ nullable: true })
  source!: string | null;

  @TextColumn({ nullable: true })
  contact!: string | null;

  @TextColumn({ nullable: true })
  licence!: string | null;

  @TextColumn({ default: 'published' })
  state!: DataSetState;

  @TextColumn({ nullable: true })
  endsOn!: string | null;

  /** The submission that last changed its observations; 0 = none yet. */
  @IntegerColumn({ default: 0 })
  version!: number;
}
