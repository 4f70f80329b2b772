import { Entity, ForeignKey } from 'typeorm';
import { IntegerColumn, IntegerKeyColumn, NumberColumn } from '../columns.js';

/**
 * An observation that was replaced. As of submission T a window's value is the current row if its submission is not
 * later than T, else the newest revision that is not.
 */
@Entity({ withoutRowid: true })
export class ObservationRevision {
  @ForeignKey('Series')
  @IntegerKeyColumn()
  seriesId!: number;

  @IntegerKeyColumn()
  period!: number;

  @IntegerKeyColumn()
  start!: number;

  /** The submission that replaced it; `submissionId` is the one that had brought it. */
  @IntegerKeyColumn()
  replacedBy!: number;

  @NumberColumn({ nullable: true })
  value!: number | null;

  @IntegerColumn()
  status!: number;

  @IntegerColumn()
  flags!: number;

  @IntegerColumn()
  submissionId!: number;
}
