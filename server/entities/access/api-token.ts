import { Entity, Unique } from 'typeorm';
import { IdColumn, JsonColumn, TextColumn } from '../columns.js';

export const TOKEN_RIGHTS = [
  'read-drafts',
  'write',
  'create',
  'edit-dashboards',
  'publish',
  'administer',
] as const;
type TokenRight = (typeof TOKEN_RIGHTS)[number];

/** A right on everything, on an organisation with all below it, on a service, or on one measure of a service. */
export interface TokenScope {
  right: TokenRight;
  organisationId?: number;
  serviceId?: number;
  /** Of the service. */
  measure?: string;
}

/** Where a right holds. */
export type TokenPlace = Omit<TokenScope, 'right'>;

/** A bearer token. The token itself is shown once and stored nowhere. */
@Entity()
@Unique(['hash'])
export class ApiToken {
  @IdColumn()
  id!: number;

  /** SHA-256 of the token, 64 hexadecimal digits. */
  @TextColumn()
  hash!: string;

  /** Whose it is or what for, in words. */
  @TextColumn()
  label!: string;

  @JsonColumn()
  scopes!: TokenScope[];

  @TextColumn()
  createdAt!: string;

  @TextColumn({ nullable: true })
  expiresAt!: string | null;

  @TextColumn({ nullable: true })
  lastUsedAt!: string | null;

  @TextColumn({ nullable: true })
  revokedAt!: string | null;
}
