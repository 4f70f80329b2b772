import { Entity, ForeignKey } from 'typeorm';
import { IntegerKeyColumn, TextColumn, TextKeyColumn } from '../columns.js';

/** What was said of a spreadsheet when its numbers were published: for the next one with the same headers. */
@Entity()
export class SheetAnswer {
  @ForeignKey('Service')
  @IntegerKeyColumn()
  serviceId!: number;

  /** Of the headers: 32 hexadecimal digits. */
  @TextKeyColumn()
  fingerprint!: string;

  /** JSON. */
  @TextColumn()
  said!: string;

  @TextColumn()
  at!: string;
}
