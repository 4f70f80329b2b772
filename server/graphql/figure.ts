/** A figure and what belongs to it. Fields with a language are answered by resolvers/figure-resolver.ts. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Verdict } from '../metrics/comparison/change.js';
import type { Period } from '../metrics/periods.js';
import type { ValueFlag, ValueStatus } from '../metrics/status.js';
import { PeriodEnum, ValueFlagEnum, ValueStatusEnum, VerdictEnum } from './enums.js';
import { PeriodStart } from './scalars.js';

@ObjectType({ simpleResolvers: true, description: 'A window of time, [start, end).' })
export class PeriodSpan {
  @Field(() => PeriodEnum, { description: 'The period it was asked for as.' })
  period!: Period;

  @Field(() => PeriodStart, { description: 'The first day or instant in it.' })
  start!: string;

  @Field(() => PeriodStart, { description: 'The first day or instant after it.' })
  end!: string;

  @Field(() => String, { description: 'The window in words: "January to March 2014".' })
  label!: string;
}

@ObjectType({ simpleResolvers: true, description: 'How much of what should be there is there.' })
export class Coverage {
  @Field(() => Int, {
    description: 'Services with a value; of one service, the parts of the window that counted.',
  })
  provided!: number;

  @Field(() => Int, {
    description: 'Services that should have a value; of one service, the parts of the window.',
  })
  expected!: number;

  @Field(() => Float, {
    nullable: true,
    description:
      'For ratios: the denominator used, in percent (0–100) of its measure’s total for the same subject and window.',
  })
  share!: number | null;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'The change against another window, like with like: for several services over those with a value in both.',
})
export class Change {
  @Field(() => PeriodSpan, { description: 'The window it is compared with.' })
  comparedWith!: PeriodSpan;

  @Field(() => Float, { nullable: true, description: 'The value now, over the matched services.' })
  current!: number | null;

  @Field(() => Float, { nullable: true, description: 'The value then, over the matched services.' })
  previous!: number | null;

  @Field(() => Float, { nullable: true, description: 'The difference; of percentages in points.' })
  absolute!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The difference in percent of the previous value; null for percentages.',
  })
  relative!: number | null;

  @Field(() => Coverage, {
    nullable: true,
    description: 'Services with a value in both windows, of those with one in either.',
  })
  matched!: Coverage | null;

  @Field(() => String, { description: 'The change in words; empty if there is none.' })
  formatted!: string;

  @Field(() => VerdictEnum, { description: 'What the change means.' })
  verdict!: Verdict;

  @Field(() => String, { nullable: true, description: 'Why there is no change, where there is none.' })
  reason!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'A figure held against its target.' })
export class TargetState {
  @Field(() => Float, { description: 'The target, in the unit of the metric.' })
  value!: number;

  @Field(() => String, { description: 'The target in words.' })
  formatted!: string;

  @Field(() => Boolean, { nullable: true, description: 'Whether it is met; null while there is no value.' })
  met!: boolean | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The value of a metric for one subject and window, with everything a reader must know.',
})
export class Figure {
  @Field(() => PeriodSpan, { description: 'The window.' })
  period!: PeriodSpan;

  @Field(() => Float, { nullable: true, description: 'The value, not rounded; percentages are 0–100.' })
  value!: number | null;

  @Field(() => ValueStatusEnum, { description: 'Whether there is a value, and if not why.' })
  status!: ValueStatus;

  @Field(() => [ValueFlagEnum], { description: 'What a reader must know about the value.' })
  flags!: readonly ValueFlag[];

  @Field(() => Float, { nullable: true, description: 'Of ratios: the sum above the line.' })
  numerator!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Of ratios: the sum below the line; of quantiles: how many were counted.',
  })
  denominator!: number | null;

  @Field(() => Coverage, { description: 'How much of what should be there is there.' })
  coverage!: Coverage;

  @Field(() => String, {
    nullable: true,
    description: 'Which inputs are not there, where the status alone does not say.',
  })
  reason!: string | null;

  @Field(() => Change, {
    nullable: true,
    description: 'The change; null only if no comparison was asked for.',
  })
  change!: Change | null;

  @Field(() => TargetState, {
    nullable: true,
    description: 'The target that holds in the window, if any.',
  })
  target!: TargetState | null;

  @Field(() => Boolean, {
    description: 'The true value is above the value: it lies beyond the last range that is counted.',
  })
  isLowerBound!: boolean;
}
