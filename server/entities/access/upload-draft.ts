import { Entity, ForeignKey, Index } from 'typeorm';
import { IntegerColumn, TextColumn, TextKeyColumn } from '../columns.js';

/** What somebody has entered on the publishing pages and not published yet. */
@Entity()
@Index(['updatedAt'])
export class UploadDraft {
  /** Random, of 22 characters: it stands in addresses, and is good for nothing without the session. */
  @TextKeyColumn()
  key!: string;

  /** Whose it is. */
  @ForeignKey('ApiToken')
  @IntegerColumn()
  tokenId!: number;

  /** The slug of the service that it was entered for. */
  @TextColumn()
  service!: string;

  /** Measurements as CSV in the import format; empty while a table is still asked about. */
  @TextColumn()
  content!: string;

  /** The table that they come from, and what was said of it: JSON. */
  @TextColumn({ nullable: true })
  sheet!: string | null;

  /** What it came from, in words. */
  @TextColumn()
  source!: string;

  /** What was left out or understood while it was read, in sentences: JSON. */
  @TextColumn()
  notes!: string;

  @TextColumn()
  updatedAt!: string;

  /** The submission that it has become. */
  @ForeignKey('Submission')
  @IntegerColumn({ nullable: true })
  submissionId!: number | null;
}
