import { Entity } from 'typeorm';
import type { Aggregation, MeasureDimension, Unit } from '../metrics/definitions.js';
import { JsonColumn, TextColumn, TextKeyColumn } from './columns.js';
import type { Texts } from './words.js';

/** What is recorded. The built-in ones are rows like any other, written by `perfplat migrate up`. */
@Entity()
export class Measure {
  @TextKeyColumn()
  key!: string;

  @JsonColumn()
  texts!: Texts<'label'>;

  @TextColumn()
  unit!: Unit;

  @TextColumn()
  aggregation!: Aggregation;

  @JsonColumn()
  dimensions!: MeasureDimension[];
}
