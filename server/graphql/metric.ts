/** Metrics: their definitions, and a metric of one subject. */
import { Field, ID, ObjectType } from 'type-graphql';
import type { Direction } from '../metrics/definitions.js';
import type { Period } from '../metrics/periods.js';
import { DirectionEnum, PeriodEnum } from './enums.js';

@ObjectType({ simpleResolvers: true, description: 'What a metric is: a formula over measures.' })
export class MetricDefinition {
  @Field(() => ID, {
    description:
      'The same wherever this metric is described in this language: caches of clients go by it. Not for `node`.',
  })
  id!: string;

  @Field(() => String, { description: 'The name of it in questions and addresses.' })
  key!: string;

  @Field(() => String, { description: 'Its name.' })
  label!: string;

  @Field(() => String, { description: 'What it says.' })
  description!: string;

  @Field(() => String, { description: 'The unit of its values: count, £, %, per 1,000, s, ms, days.' })
  unit!: string;

  @Field(() => DirectionEnum, { description: 'Which way is good.' })
  direction!: Direction;

  @Field(() => String, { description: 'The formula in words.' })
  formula!: string;

  @Field(() => [String], { description: 'What to bear in mind.' })
  caveats!: readonly string[];

  @Field(() => [String], { description: 'The measures it is made of.' })
  inputs!: readonly string[];

  @Field(() => [PeriodEnum], { description: 'The periods that make sense, shortest first.' })
  periods!: readonly Period[];

  @Field(() => PeriodEnum, { description: 'The period where nobody names one.' })
  defaultPeriod!: Period;
}

@ObjectType({ description: 'A metric of one subject. All its fields are answered by resolvers.' })
export class Metric {
  @Field(() => ID, {
    description:
      'The same for the same metric of the same subject: caches of clients go by it. Not for `node`.',
  })
  id!: string;

  @Field(() => MetricDefinition, { description: 'What the metric is.' })
  definition!: MetricDefinition;
}
