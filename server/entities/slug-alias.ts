import { Entity } from 'typeorm';
import { IntegerColumn, TextKeyColumn } from './columns.js';
import type { SlugKind } from './words.js';

/** A slug that something had before: pages answer 301, API and import accept it. */
@Entity()
export class SlugAlias {
  @TextKeyColumn()
  kind!: SlugKind;

  @TextKeyColumn()
  slug!: string;

  /** The id of the row of the table that `kind` names. */
  @IntegerColumn()
  targetId!: number;
}
