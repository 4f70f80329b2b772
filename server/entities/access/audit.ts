import { Entity, ForeignKey } from 'typeorm';
import { IdColumn, IntegerColumn, TextColumn } from '../columns.js';

/** What was done to tokens: by whom, when. Deliveries of data are in `submission`. */
@Entity()
export class Audit {
  @IdColumn()
  id!: number;

  @TextColumn()
  at!: string;

  /** On which token it was done. */
  @ForeignKey('ApiToken')
  @IntegerColumn()
  tokenId!: number;

  @TextColumn()
  action!: 'create-token' | 'revoke-token';

  /** By whom: `command line`. */
  @TextColumn()
  actor!: string;
}
