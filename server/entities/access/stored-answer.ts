import { Entity, ForeignKey, Index } from 'typeorm';
import { IntegerKeyColumn, TextColumn, TextKeyColumn } from '../columns.js';

/** What a delivery with an idempotency key was answered: the same key gets it again for a day. */
@Entity()
@Index(['answeredAt'])
export class StoredAnswer {
  /** Whose key it is. */
  @ForeignKey('ApiToken')
  @IntegerKeyColumn()
  tokenId!: number;

  @TextKeyColumn()
  idempotencyKey!: string;

  /** SHA-256 of what was asked for (body, content type, options), 64 hexadecimal digits. */
  @TextColumn()
  requestHash!: string;

  /** JSON. */
  @TextColumn()
  answer!: string;

  @TextColumn()
  answeredAt!: string;
}
