import { Entity, ForeignKey, Index } from 'typeorm';
import { IntegerColumn, TextColumn, TextKeyColumn } from '../columns.js';

/** Somebody who has signed in to the publishing pages with a token. It is good for what the token is, as long as that is. */
@Entity()
@Index(['expiresAt'])
export class Session {
  /** SHA-256 of the cookie, 64 hexadecimal digits. */
  @TextKeyColumn()
  hash!: string;

  @ForeignKey('ApiToken')
  @IntegerColumn()
  tokenId!: number;

  /** What forms carry, so that no other site can send them. */
  @TextColumn()
  csrf!: string;

  @TextColumn()
  createdAt!: string;

  @TextColumn()
  expiresAt!: string;
}
