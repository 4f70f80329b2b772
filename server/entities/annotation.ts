import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, IntegerColumn, JsonColumn, TextColumn } from './columns.js';
import type { SubjectType } from '../metrics/subject-kinds.js';
import type { Texts } from './words.js';

export type AnnotationKind = 'NOTE' | 'BREAK' | 'OUTAGE';

/** A remark on a stretch of time of a subject, or of one of its data sets. */
@Entity()
@Index(['subjectType', 'subjectId'])
@Index(['dataSetId'])
export class Annotation {
  @IdColumn()
  id!: number;

  @TextColumn()
  subjectType!: SubjectType;

  /** null = the portfolio. */
  @IntegerColumn({ nullable: true })
  subjectId!: number | null;

  @ForeignKey('DataSet')
  @IntegerColumn({ nullable: true })
  dataSetId!: number | null;

  @TextColumn()
  kind!: AnnotationKind;

  @TextColumn()
  fromOn!: string;

  @TextColumn({ nullable: true })
  toOn!: string | null;

  @JsonColumn()
  texts!: Texts<'text'>;

  @TextColumn({ nullable: true })
  link!: string | null;
}
