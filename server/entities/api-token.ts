import { Entity, Unique } from 'typeorm';
import { IdColumn, JsonColumn, TextColumn } from './columns.js';

type TokenRight = 'read-drafts' | 'write' | 'create' | 'edit-dashboards' | 'publish' | 'administer';

/** Rights on one data set, on a service, or on an organisation and all below it; without any of them, on everything. */
export interface TokenScope {
  rights: TokenRight[];
  dataSetId?: number;
  serviceId?: number;
  organisationId?: number;
}

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
