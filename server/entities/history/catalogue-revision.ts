import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, IntegerColumn, JsonColumn, TextColumn } from '../columns.js';

/** What a row of the catalogue was before a submission changed it, so that it can become that again. */
@Entity()
@Index(['submissionId'])
@Index(['kind', 'rowKey'])
export class CatalogueRevision {
  @IdColumn()
  id!: number;

  /** The submission that changed it. */
  @ForeignKey('Submission')
  @IntegerColumn()
  submissionId!: number;

  /** Which file the row is of: `services`, `data-sets`, … */
  @TextColumn()
  kind!: string;

  /** Its id, of a measure its key. */
  @TextColumn()
  rowKey!: string;

  /** By the entity's property names, of a group its `members`, too; null = it was not there. */
  @JsonColumn({ nullable: true })
  before!: object | null;
}
