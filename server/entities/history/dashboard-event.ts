import { Entity, ForeignKey, Index } from 'typeorm';
import { IdColumn, IntegerColumn, TextColumn } from '../columns.js';

export type DashboardAction = 'save' | 'submit' | 'publish' | 'unpublish' | 'delete' | 'preview';

/** Who did what to a dashboard, and when. */
@Entity()
@Index(['dashboardId'])
export class DashboardEvent {
  @IdColumn()
  id!: number;

  @ForeignKey('Dashboard')
  @IntegerColumn()
  dashboardId!: number;

  @TextColumn()
  at!: string;

  @TextColumn()
  action!: DashboardAction;

  /** The `number` of the version that it was done to. */
  @IntegerColumn()
  version!: number;

  /** The name of the token that it was done with. */
  @TextColumn()
  actor!: string;

  @ForeignKey('ApiToken')
  @IntegerColumn()
  tokenId!: number;
}
