import { Entity, ForeignKey, Index, Unique } from 'typeorm';
import { IdColumn, IntegerColumn, JsonColumn, TextColumn } from './columns.js';
import type { Texts } from './words.js';

/** What people use. Its slug says nothing about the organisation it belongs to. */
@Entity()
@Unique(['slug'])
@Index(['organisationId'])
export class Service {
  @IdColumn()
  id!: number;

  @TextColumn()
  slug!: string;

  @ForeignKey('Organisation')
  @IntegerColumn()
  organisationId!: number;

  @JsonColumn()
  texts!: Texts<'name', 'description' | 'notesOnCosts' | 'otherNotes'>;

  @TextColumn({ nullable: true })
  url!: string | null;

  @TextColumn({ nullable: true })
  contact!: string | null;

  @TextColumn({ nullable: true })
  openedOn!: string | null;

  @TextColumn({ nullable: true })
  closedOn!: string | null;

  @TextColumn({ nullable: true })
  category!: string | null;

  @TextColumn({ nullable: true })
  customerType!: string | null;

  @TextColumn({ nullable: true })
  businessModel!: string | null;
}
