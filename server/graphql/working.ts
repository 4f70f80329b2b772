/** How a figure was made. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { ValueFlag, ValueStatus } from '../metrics/status.js';
import { PageInfo } from './connections.js';
import { ValueFlagEnum, ValueStatusEnum } from './enums.js';
import { DateTime, PeriodStart } from './scalars.js';

@ObjectType({ simpleResolvers: true, description: 'One dimension of an observation.' })
export class DimensionValue {
  @Field(() => String, { description: 'The dimension: "channel".' })
  name!: string;

  @Field(() => String, { description: 'Its value: "digital".' })
  value!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A value as it was delivered.' })
export class WorkingObservation {
  @Field(() => String, { description: 'The measure.' })
  measure!: string;

  @Field(() => [DimensionValue], { description: 'What part of the measure; empty for its total.' })
  dimensions!: DimensionValue[];

  @Field(() => String, { description: 'The recorded period: "quarter".' })
  period!: string;

  @Field(() => PeriodStart, { description: 'The first day or instant of its window.' })
  start!: string;

  @Field(() => PeriodStart, { description: 'The first day or instant after its window.' })
  end!: string;

  @Field(() => Float, { nullable: true, description: 'The value.' })
  value!: number | null;

  @Field(() => ValueStatusEnum, { description: 'Whether there is a value, and if not why.' })
  status!: ValueStatus;

  @Field(() => [ValueFlagEnum], { description: 'What a reader must know about the value.' })
  flags!: readonly ValueFlag[];

  @Field(() => DateTime, { description: 'When it was received.' })
  receivedAt!: string;

  @Field(() => String, { description: 'What it came from.' })
  source!: string;
}

@ObjectType({ simpleResolvers: true, description: 'One service of a figure.' })
export class WorkingRow {
  @Field(() => Boolean, {
    description: 'Whether it is in the figure. Columns of those that are add up to it.',
  })
  used!: boolean;

  @Field(() => ValueStatusEnum, {
    description: 'Whether the service has a value of its own, and if not why.',
  })
  status!: ValueStatus;

  @Field(() => String, { nullable: true, description: 'Why it is left out, in words.' })
  reason!: string | null;

  @Field(() => Float, { nullable: true, description: 'The value of the service by itself.' })
  value!: number | null;

  @Field(() => Float, { nullable: true, description: 'Of ratios: its part of the sum above the line.' })
  numerator!: number | null;

  @Field(() => Float, { nullable: true, description: 'Of ratios: its part of the sum below the line.' })
  denominator!: number | null;

  @Field(() => [WorkingObservation], { description: 'The values it was made from.' })
  observations!: WorkingObservation[];
}

@ObjectType({ simpleResolvers: true, description: 'A service of a figure, in a page of them.' })
export class WorkingEdge {
  @Field(() => String, { description: 'Where this edge is: the `after` of the next page.' })
  cursor!: string;

  @Field(() => WorkingRow, { description: 'The service.' })
  node!: WorkingRow;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Every service of a figure: those used first, then those left out, each with the reason.',
})
export class WorkingConnection {
  @Field(() => String, { description: 'The formula in words.' })
  formula!: string;

  @Field(() => String, { description: 'The formula with the numbers in it.' })
  calculation!: string;

  @Field(() => Int, { description: 'How many services there are.' })
  totalCount!: number;

  @Field(() => [WorkingEdge], { description: 'This page of them.' })
  edges!: WorkingEdge[];

  @Field(() => PageInfo, { description: 'Where this page is.' })
  pageInfo!: PageInfo;
}
