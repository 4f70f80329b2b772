import { Entity, ForeignKey } from 'typeorm';
import { IntegerColumn, TextColumn, TextKeyColumn } from '../columns.js';

/** An address with which somebody signs in once, in the place of a token. */
@Entity()
export class SignInLink {
  /** SHA-256 of what stands in the address, 64 hexadecimal digits. */
  @TextKeyColumn()
  hash!: string;

  @ForeignKey('ApiToken')
  @IntegerColumn()
  tokenId!: number;

  @TextColumn()
  expiresAt!: string;

  @TextColumn({ nullable: true })
  usedAt!: string | null;
}
