import { Entity, ForeignKey } from 'typeorm';
import { IdColumn, IntegerColumn, TextColumn } from '../columns.js';

/** Somebody who wants to publish figures of a service. */
@Entity()
export class DashboardRequest {
  @IdColumn()
  id!: number;

  @TextColumn()
  at!: string;

  /** As it was written: the name of the service and of its organisation. */
  @TextColumn()
  service!: string;

  @TextColumn()
  organisation!: string;

  @TextColumn()
  email!: string;

  /** What they want to publish, in their words. */
  @TextColumn()
  purpose!: string;

  /** When it was granted or declined. */
  @TextColumn({ nullable: true })
  answeredAt!: string | null;

  /** The token that was made for it; null where it is open or was declined. */
  @ForeignKey('ApiToken')
  @IntegerColumn({ nullable: true })
  tokenId!: number | null;
}
