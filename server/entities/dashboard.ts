import { Entity, ForeignKey, Index, Unique } from 'typeorm';
import { BooleanColumn, IdColumn, IntegerColumn, TextColumn } from './columns.js';
import type { SubjectType } from '../metrics/subject-kinds.js';

/** Of what readers see: a dashboard that is published may have newer versions that are drafts. */
export type DashboardState = 'draft' | 'in-review' | 'published' | 'unpublished' | 'deleted';

/** Sections and modules about one subject; what they are stands in its versions. */
@Entity()
@Unique(['slug'])
@Index(['subjectType', 'subjectId'])
@Index(['ownerOrganisationId'])
export class Dashboard {
  @IdColumn()
  id!: number;

  @TextColumn()
  slug!: string;

  @TextColumn()
  subjectType!: SubjectType;

  /** null = the portfolio. */
  @IntegerColumn({ nullable: true })
  subjectId!: number | null;

  @ForeignKey('Organisation')
  @IntegerColumn({ nullable: true })
  ownerOrganisationId!: number | null;

  /** Whether it is the page of its subject. */
  @BooleanColumn({ default: false })
  isOwnPage!: boolean;

  @TextColumn()
  state!: DashboardState;

  /** The `number` of the version that readers see; null = none. */
  @IntegerColumn({ nullable: true })
  publishedVersion!: number | null;

  /** The `number` of the version that is to be reviewed; null = none. */
  @IntegerColumn({ nullable: true })
  reviewVersion!: number | null;

  /** Of one that was deleted: the slug of the dashboard that is to be read in its place. */
  @TextColumn({ nullable: true })
  replacedBy!: string | null;
}
