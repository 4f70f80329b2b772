import { Entity, ForeignKey, Unique } from 'typeorm';
import { IdColumn, IntegerColumn, TextColumn } from './columns.js';

/** One data set at one combination of dimension values. */
@Entity()
@Unique(['dataSetId', 'dimensions'])
export class Series {
  @IdColumn()
  id!: number;

  @ForeignKey('DataSet')
  @IntegerColumn()
  dataSetId!: number;

  /** `canonicalJson` of `{ name: value }`, kept as text because it is a key; `{}` = the total. */
  @TextColumn()
  dimensions!: string;
}
