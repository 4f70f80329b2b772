import { Entity, Index } from 'typeorm';
import { IdColumn, IntegerColumn, NumberColumn, TextColumn } from './columns.js';
import type { SubjectType } from '../metrics/subject-kinds.js';

/** What a metric of a subject should reach, in the metric's unit. */
@Entity()
@Index(['subjectType', 'subjectId', 'metricKey'])
export class Target {
  @IdColumn()
  id!: number;

  @TextColumn()
  subjectType!: SubjectType;

  /** null = the portfolio. */
  @IntegerColumn({ nullable: true })
  subjectId!: number | null;

  /** Of a metric, or of a measure, which is a metric by itself. */
  @TextColumn()
  metricKey!: string;

  @NumberColumn()
  value!: number;

  @NumberColumn({ nullable: true })
  tolerance!: number | null;

  @TextColumn({ nullable: true })
  fromOn!: string | null;

  @TextColumn({ nullable: true })
  toOn!: string | null;
}
