/** Whether data is up to date. */
import { Field, Int, ObjectType } from 'type-graphql';
import type { FreshnessState } from '../metrics/freshness.js';
import { FreshnessStateEnum } from './enums.js';
import { PeriodSpan } from './figure.js';
import { DateTime } from './scalars.js';

@ObjectType({ simpleResolvers: true, description: 'Services by freshness.' })
export class FreshnessCounts {
  @Field(() => Int, { description: 'Services that are up to date.' })
  fresh!: number;

  @Field(() => Int, { description: 'Services whose next value is due.' })
  due!: number;

  @Field(() => Int, { description: 'Services whose next value is late.' })
  late!: number;

  @Field(() => Int, { description: 'Services of which nothing has come for long after it was due.' })
  stopped!: number;

  @Field(() => Int, { description: 'Services that never had a value.' })
  never!: number;

  @Field(() => Int, { description: 'Services of which no more values are expected.' })
  ended!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'Whether a metric is up to date: the worst of its inputs; of several services the worst of those that still deliver.',
})
export class Freshness {
  @Field(() => FreshnessStateEnum, { description: 'The state.' })
  state!: FreshnessState;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When data was last received. It is no age of the data: see `latestPeriod`.',
  })
  lastReceivedAt!: string | null;

  @Field(() => PeriodSpan, { nullable: true, description: 'The newest window with a value.' })
  latestPeriod!: PeriodSpan | null;

  @Field(() => DateTime, { nullable: true, description: 'The instant from which the next value is late.' })
  expectedBy!: string | null;

  @Field(() => FreshnessCounts, {
    nullable: true,
    description: 'Of several services: how many are in which state.',
  })
  counts!: FreshnessCounts | null;
}
