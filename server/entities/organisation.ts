import { Entity, ForeignKey, Index, Unique } from 'typeorm';
import { IdColumn, IntegerColumn, JsonColumn, TextColumn } from './columns.js';
import type { Texts } from './words.js';

/** A department or agency. The tree is today's: history follows it. */
@Entity()
@Unique(['slug'])
@Index(['parentId'])
export class Organisation {
  @IdColumn()
  id!: number;

  @TextColumn()
  slug!: string;

  @JsonColumn()
  texts!: Texts<'name', 'description'>;

  @TextColumn({ nullable: true })
  abbreviation!: string | null;

  /** `department`, `agency`, …: a word of the publisher's. */
  @TextColumn()
  kind!: string;

  @ForeignKey('Organisation')
  @IntegerColumn({ nullable: true })
  parentId!: number | null;

  @TextColumn({ nullable: true })
  contact!: string | null;

  @TextColumn({ nullable: true })
  closedOn!: string | null;
}
