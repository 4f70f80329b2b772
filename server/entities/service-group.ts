import { Entity, Unique } from 'typeorm';
import { IdColumn, JsonColumn, TextColumn } from './columns.js';
import type { Texts } from './words.js';

/** Closely related services. */
@Entity()
@Unique(['slug'])
export class ServiceGroup {
  @IdColumn()
  id!: number;

  @TextColumn()
  slug!: string;

  @JsonColumn()
  texts!: Texts<'name', 'description'>;
}
