import { Entity, ForeignKey } from 'typeorm';
import { IntegerColumn, IntegerKeyColumn } from './columns.js';

/**
 * What a data set holds in one recorded period, so that reads know their bounds and freshness without a scan. Kept by
 * the writer, recomputed from the rows that changed; `perfplat check` compares it with a recomputation.
 */
@Entity()
export class DataSetExtent {
  @ForeignKey('DataSet')
  @IntegerKeyColumn()
  dataSetId!: number;

  /** Position in RECORDED_PERIODS. */
  @IntegerKeyColumn()
  period!: number;

  /** The first and the last start of any row that is there, with or without a value; 0 and -1 where none is any more. */
  @IntegerColumn()
  firstStart!: number;

  @IntegerColumn()
  lastStart!: number;

  /** The last start of a row with a final value. */
  @IntegerColumn({ nullable: true })
  latestValueStart!: number | null;

  /** The submission that last changed this row. */
  @IntegerColumn()
  version!: number;
}
