/** Series: columns of numbers, one a window. The narrative is answered by resolvers/metric-resolver.ts. */
import { Field, Float, Int, ObjectType } from 'type-graphql';
import type { Verdict } from '../metrics/comparison/change.js';
import type { Period } from '../metrics/periods.js';
import type { ValueFlag, ValueStatus } from '../metrics/status.js';
import {
  AnnotationKindEnum,
  LineRoleEnum,
  PeriodEnum,
  ValueFlagEnum,
  ValueStatusEnum,
  VerdictEnum,
} from './enums.js';
import { Coverage, Figure } from './figure.js';
import { PeriodStart } from './scalars.js';

@ObjectType({
  simpleResolvers: true,
  description: 'One line of a series. Its columns are aligned with the windows.',
})
export class SeriesLine {
  @Field(() => String, { description: 'The dimension value, or `value`, `comparison`, `target`.' })
  key!: string;

  @Field(() => String, { description: 'What the line is, in words.' })
  label!: string;

  @Field(() => LineRoleEnum, { description: 'What the line shows.' })
  role!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      'Its place among all values of the split that are known, counted from 0, whatever is shown of them: what keeps its colour on every chart.',
  })
  place!: number | null;

  @Field(() => [Float], { nullable: 'items', description: 'The values; null = missing, never 0.' })
  values!: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Of ratios: the sums above the line.' })
  numerators!: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Of ratios: the sums below the line.' })
  denominators!: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Shares of coverage, 0–100.' })
  shares!: readonly (number | null)[];

  @Field(() => [ValueStatusEnum], { description: 'Whether there is a value, and if not why.' })
  statuses!: readonly ValueStatus[];

  @Field(() => [[ValueFlagEnum]], { description: 'What a reader must know about each value.' })
  flags!: readonly (readonly ValueFlag[])[];

  @Field(() => [Int], { description: 'Services (of one service: parts of the window) with a value.' })
  provided!: readonly number[];

  @Field(() => [Int], { description: 'Services (of one service: parts of the window) that should have one.' })
  expected!: readonly number[];

  @Field(() => [Boolean], {
    description:
      'Whether a point may be joined with the one before it. Of several services only where those with a value in both carry at least half of either value; else the services counted changed.',
  })
  joined!: readonly boolean[];

  @Field(() => [Boolean], {
    nullable: true,
    description: 'Where the true value is above the value; null = nowhere.',
  })
  lowerBounds!: readonly boolean[] | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'The change of each point, in columns aligned with the windows.',
})
export class SeriesChanges {
  @Field(() => [Float], { nullable: 'items', description: 'Differences; of percentages in points.' })
  absolutes!: readonly (number | null)[];

  @Field(() => [Float], { nullable: 'items', description: 'Differences in percent; null for percentages.' })
  relatives!: readonly (number | null)[];

  @Field(() => [VerdictEnum], { description: 'What each change means.' })
  verdicts!: readonly Verdict[];

  @Field(() => [String], { nullable: 'items', description: 'Why there is no change, where there is none.' })
  reasons!: readonly (string | null)[];
}

@ObjectType({ simpleResolvers: true, description: 'A remark on a stretch of time.' })
export class Annotation {
  @Field(() => AnnotationKindEnum, { description: 'What it says.' })
  kind!: string;

  @Field(() => String, { description: 'Its first day.' })
  from!: string;

  @Field(() => String, { nullable: true, description: 'Its last day.' })
  to!: string | null;

  @Field(() => String, { description: 'The remark.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'Where to read more.' })
  link!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'The figures of several windows, in columns.' })
export class Series {
  @Field(() => PeriodEnum, { description: 'The length of each window.' })
  period!: Period;

  @Field(() => String, { description: 'The unit of the values.' })
  unit!: string;

  @Field(() => [PeriodStart], { description: 'The starts of the windows, oldest first.' })
  starts!: readonly string[];

  @Field(() => [PeriodStart], { description: 'The ends of the windows (exclusive).' })
  ends!: readonly string[];

  @Field(() => String, { nullable: true, description: 'The dimension that the lines are split by.' })
  by!: string | null;

  @Field(() => Boolean, {
    description:
      'Whether its lines add up to a whole, each case being counted in one of them: those of ratios of parts, and of people who are counted at several stages, do not.',
  })
  addsUp!: boolean;

  @Field(() => Int, { nullable: true, description: 'Counts above 0 and below this are suppressed.' })
  suppressBelow!: number | null;

  @Field(() => Coverage, {
    nullable: true,
    description:
      'Of the same services throughout: how many they are, of those with a value in any window, and which share of the newest volume they carry. Null unless asked for.',
  })
  sameServices!: Coverage | null;

  @Field(() => [SeriesLine], { description: 'The lines: the values, and what they are held against.' })
  lines!: readonly SeriesLine[];

  @Field(() => SeriesChanges, {
    nullable: true,
    description: 'The change of each point; null if no comparison was asked for, or the series is split.',
  })
  changes!: SeriesChanges | null;

  @Field(() => [Annotation], { description: 'Remarks on the windows.' })
  annotations!: readonly Annotation[];

  @Field(() => Figure, {
    nullable: true,
    description: 'The latest figure of the range; null if the range is empty.',
  })
  latest!: Figure | null;
}
