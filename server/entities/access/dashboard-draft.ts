import { Entity, ForeignKey, Index } from 'typeorm';
import { IntegerColumn, TextColumn, TextKeyColumn } from '../columns.js';

/** A dashboard, or a metric of their own, that somebody is still editing: it may be incomplete or wrong, and is no version yet. */
@Entity()
@Index(['tokenId'])
export class DashboardDraft {
  /** Random, of 22 characters: it stands in addresses, and is good for nothing without the session. */
  @TextKeyColumn()
  key!: string;

  /** Whose it is. */
  @ForeignKey('ApiToken')
  @IntegerColumn()
  tokenId!: number;

  /** The version of the dashboard that it began with; 0 = it is to be a new one, or a metric. */
  @IntegerColumn()
  baseVersion!: number;

  /** What it is to be: JSON. */
  @TextColumn()
  content!: string;

  /** What it was before, and after what was undone, each with the newest first: JSON. */
  @TextColumn()
  history!: string;

  @TextColumn()
  updatedAt!: string;
}
