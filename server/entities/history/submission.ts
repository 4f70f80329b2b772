import { Entity, ForeignKey, Index } from 'typeorm';
import { BooleanColumn, IdColumn, IntegerColumn, TextColumn } from '../columns.js';

/**
 * One atomic delivery: who, when, how many, from what. Writers are serialised, so ids rise in the order of commits:
 * the largest is the version of the data.
 */
@Entity()
@Index(['idempotencyKey'])
@Index(['changesCatalogue', 'id'])
export class Submission {
  @IdColumn()
  id!: number;

  @TextColumn()
  receivedAt!: string;

  /** None: the command line. */
  @ForeignKey('ApiToken')
  @IntegerColumn({ nullable: true })
  tokenId!: number | null;

  /** What it came from: file names, `POST /ingest`, … */
  @TextColumn()
  source!: string;

  @TextColumn({ nullable: true })
  idempotencyKey!: string | null;

  @TextColumn({ nullable: true })
  bodyHash!: string | null;

  /**
   * Observations in it; received = inserted + updated + unchanged + withdrawn, but for rows that were withdrawn because
   * a replacement did not send them.
   */
  @IntegerColumn()
  received!: number;

  @IntegerColumn()
  inserted!: number;

  @IntegerColumn()
  updated!: number;

  @IntegerColumn()
  unchanged!: number;

  @IntegerColumn({ default: 0 })
  withdrawn!: number;

  /** The submission whose changes this one takes back. */
  @ForeignKey('Submission')
  @IntegerColumn({ nullable: true })
  undoes!: number | null;

  /** It changed a table other than series, observations, their revisions and extents. */
  @BooleanColumn()
  changesCatalogue!: boolean;
}
