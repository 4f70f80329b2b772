import { Entity, ForeignKey } from 'typeorm';
import { IntegerColumn, TextColumn, TextKeyColumn } from '../columns.js';

/** An address at which anybody who has it sees a version of a dashboard that is not published, until it expires. */
@Entity()
export class DashboardPreview {
  /** SHA-256 of what stands in the address, 64 hexadecimal digits. */
  @TextKeyColumn()
  hash!: string;

  @ForeignKey('Dashboard')
  @IntegerColumn()
  dashboardId!: number;

  /** The `number` of the version. */
  @IntegerColumn()
  version!: number;

  @TextColumn()
  expiresAt!: string;
}
