/** What came before a day compared with what came after it. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Verdict } from '../metrics/comparison/change.js';
import type { LeftOutReason } from '../metrics/comparison/day-sides.js';
import type { Period } from '../metrics/periods.js';
import type { ValueFlag } from '../metrics/status.js';
import { LeftOutReasonEnum, PeriodEnum, ValueFlagEnum, VerdictEnum } from './enums.js';
import { Coverage, PeriodSpan } from './figure.js';
import { PeriodStart } from './scalars.js';

@ObjectType({
  simpleResolvers: true,
  description: 'One side of a day: the windows that are used, together.',
})
export class SideOfDay {
  @Field(() => Float, {
    nullable: true,
    description:
      'The metric of all windows together (of a ratio that of the sums, of times all counts in one); of a total the mean of a window.',
  })
  mean!: number | null;

  @Field(() => String, { description: 'The mean in words: "56.8%", "1,234 a week".' })
  formatted!: string;

  @Field(() => [ValueFlagEnum], { description: 'What a reader must know about it.' })
  flags!: readonly ValueFlag[];

  @Field(() => Float, { nullable: true, description: 'Of ratios: the sum above the line.' })
  numerator!: number | null;

  @Field(() => Float, { nullable: true, description: 'Of ratios: the sum below the line.' })
  denominator!: number | null;

  @Field(() => PeriodSpan, { description: 'From the first window that is used to the last.' })
  period!: PeriodSpan;

  @Field(() => Int, { description: 'How many windows are used.' })
  windows!: number;

  @Field(() => String, { description: 'What it is, in words: "8 weeks before 1 March 2014".' })
  label!: string;

  @Field(() => [PeriodStart], { description: 'The starts of the windows that are used, oldest first.' })
  starts!: readonly string[];
}

@ObjectType({
  simpleResolvers: true,
  description: 'Windows that follow each other and count on neither side, for the same reason.',
})
export class LeftOutWindows {
  @Field(() => PeriodSpan, { description: 'From the first of them to the last.' })
  period!: PeriodSpan;

  @Field(() => Int, { description: 'How many there are.' })
  windows!: number;

  @Field(() => LeftOutReasonEnum, { description: 'Why.' })
  reason!: LeftOutReason;

  @Field(() => String, { description: 'Both in words: "3 to 9 March 2014 (holds the day)".' })
  text!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The 95 % interval of a difference: 95 times in 100 such an interval holds the true one.',
})
export class Interval {
  @Field(() => Float, { description: 'Its lower end, in the unit of the difference (`absolute`).' })
  low!: number;

  @Field(() => Float, { description: 'Its upper end, likewise.' })
  high!: number;

  @Field(() => String, { description: 'The interval in words; in percent where the difference is.' })
  formatted!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    'What came before a day compared with what came after it: as long after as before, in windows of the finest period that has at least 8 on each side, else of the finest there is. The window that holds the day counts on neither side. Of several services over those with a value in all windows.',
})
export class BeforeAndAfter {
  @Field(() => String, { description: 'The day (`2014-03-01`), as it was asked for: it is never moved.' })
  day!: string;

  @Field(() => String, { description: 'The comparison by name: "Before and after 1 March 2014".' })
  label!: string;

  @Field(() => PeriodEnum, {
    nullable: true,
    description: 'The length of the windows; null where no window has a value on both sides.',
  })
  period!: Period | null;

  @Field(() => SideOfDay, { nullable: true, description: 'What came before; null where there is nothing.' })
  before!: SideOfDay | null;

  @Field(() => SideOfDay, { nullable: true, description: 'What came after; null where there is nothing.' })
  after!: SideOfDay | null;

  @Field(() => Float, {
    nullable: true,
    description:
      'The mean after less that before, of percentages in points; null where they are not compared.',
  })
  absolute!: number | null;

  @Field(() => Float, {
    nullable: true,
    description: 'The difference in percent of the mean before; null for percentages and from 0.',
  })
  relative!: number | null;

  @Field(() => String, { description: 'The difference in words; empty if there is none.' })
  formatted!: string;

  @Field(() => Interval, {
    nullable: true,
    description:
      'How sure the difference is: by Welch’s t over the windows’ values, of ratings by the variance of the answers. Null where a side has one window only.',
  })
  interval!: Interval | null;

  @Field(() => VerdictEnum, {
    description: 'What the difference means; UNCLEAR unless the interval excludes 0.',
  })
  verdict!: Verdict;

  @Field(() => String, {
    nullable: true,
    description: 'Why the sides are not compared, or have no interval, as a clause.',
  })
  reason!: string | null;

  @Field(() => Coverage, {
    nullable: true,
    description: 'Services with a value in all windows, of those with one in any; null for one service.',
  })
  matched!: Coverage | null;

  @Field(() => [LeftOutWindows], { description: 'The windows that count on neither side, oldest first.' })
  leftOut!: readonly LeftOutWindows[];

  @Field(() => [String], { description: 'How sure it is and what it rests on, a sentence each.' })
  notes!: readonly string[];

  @Field(() => String, { description: 'All of it in a sentence, or why there is nothing to say.' })
  text!: string;
}
