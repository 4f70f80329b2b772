import { Entity } from 'typeorm';
import { IntegerKeyColumn, JsonColumn, TextColumn, TextKeyColumn } from './columns.js';
import type { MetricDefinition } from './metric-definition.js';

/**
 * What a metric was defined as: a row for each change, the newest being what it is. Kept without a foreign key, so
 * that it outlives a metric that is taken away.
 */
@Entity()
export class MetricDefinitionVersion {
  @TextKeyColumn()
  key!: string;

  /** From 1 for each key. */
  @IntegerKeyColumn()
  version!: number;

  /** The instant at which it came into force. */
  @TextColumn()
  at!: string;

  @JsonColumn()
  definition!: Omit<MetricDefinition, 'key' | 'version'>;
}
