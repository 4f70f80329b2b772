/** Service groups, targets, annotations and metrics that departments make themselves. */
import { Field, Float, InputType } from 'type-graphql';
import type { Direction } from '../../metrics/definitions.js';
import type { Period } from '../../metrics/periods.js';
import { AnnotationKindEnum, DirectionEnum, PeriodEnum } from '../enums.js';

@InputType({ description: 'A service group.' })
export class SaveServiceGroupInput {
  @Field(() => String, { description: 'Its address: `/groups/<slug>`.' })
  slug!: string;

  @Field(() => String, { description: 'Its name in English.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Its name in Welsh.' })
  nameCy?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is, in English.' })
  description?: string | null;

  @Field(() => String, { nullable: true, description: 'What it is, in Welsh.' })
  descriptionCy?: string | null;

  @Field(() => [String], { description: 'The slugs of all its services.' })
  services!: string[];
}

@InputType({ description: 'A service group to be removed.' })
export class RemoveServiceGroupInput {
  @Field(() => String, { description: 'Its slug.' })
  slug!: string;
}

const SUBJECT = 'What it is about: `service/SLUG`, `organisation/SLUG`, `group/SLUG` or `portfolio`.';

@InputType({ description: 'What a metric of a subject should reach.' })
export class SaveTargetInput {
  @Field(() => String, { description: SUBJECT })
  subject!: string;

  @Field(() => String, { description: 'The key of the metric.' })
  metric!: string;

  @Field(() => Float, { description: 'The value, in the unit of the metric.' })
  value!: number;

  @Field(() => Float, { nullable: true, description: 'How far off it still counts as reached.' })
  tolerance?: number | null;

  @Field(() => String, { nullable: true, description: 'The first day on which it holds (`2014-03-31`).' })
  from?: string | null;

  @Field(() => String, { nullable: true, description: 'The last day on which it holds.' })
  to?: string | null;
}

@InputType({ description: 'A target to be removed: that of a subject and metric which begins on a day.' })
export class RemoveTargetInput {
  @Field(() => String, { description: SUBJECT })
  subject!: string;

  @Field(() => String, { description: 'The key of the metric.' })
  metric!: string;

  @Field(() => String, { nullable: true, description: 'The day on which it begins; null = it has none.' })
  from?: string | null;
}

@InputType({ description: 'A remark on a stretch of time, a break or an outage.' })
export class SaveAnnotationInput {
  @Field(() => String, { description: SUBJECT })
  subject!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The measure of a service that it is about; null = all. A break is of a measure.',
  })
  measure?: string | null;

  @Field(() => AnnotationKindEnum, { description: 'What it is.' })
  kind!: keyof typeof AnnotationKindEnum;

  @Field(() => String, { description: 'Its first day (`2014-03-31`).' })
  from!: string;

  @Field(() => String, { nullable: true, description: 'Its last day.' })
  to?: string | null;

  @Field(() => String, { description: 'What readers are told, in English.' })
  text!: string;

  @Field(() => String, { nullable: true, description: 'The same in Welsh.' })
  textCy?: string | null;

  @Field(() => String, { nullable: true, description: 'Where there is more about it.' })
  link?: string | null;
}

@InputType({ description: 'An annotation to be removed: that of its kind which begins on a day.' })
export class RemoveAnnotationInput {
  @Field(() => String, { description: SUBJECT })
  subject!: string;

  @Field(() => String, { nullable: true, description: 'The measure that it is about; null = none.' })
  measure?: string | null;

  @Field(() => AnnotationKindEnum, { description: 'What it is.' })
  kind!: keyof typeof AnnotationKindEnum;

  @Field(() => String, { description: 'Its first day.' })
  from!: string;
}

@InputType({ description: 'A measure, or some categories of one of its dimensions.' })
export class TermInput {
  @Field(() => String, { description: 'The key of the measure.' })
  measure!: string;

  @Field(() => String, { nullable: true, description: 'The dimension.' })
  dimension?: string | null;

  @Field(() => [String], { nullable: true, description: 'The categories that count.' })
  only?: string[] | null;

  @Field(() => [String], { nullable: true, description: 'The categories that do not count.' })
  except?: string[] | null;
}

@InputType({ description: 'A measure.' })
export class ShareWithinInput {
  @Field(() => String, { description: 'The key of the measure.' })
  measure!: string;
}

@InputType({ description: 'One measure divided by another, or parts of them.' })
export class RatioInput {
  @Field(() => TermInput, { description: 'What is divided.' })
  numerator!: TermInput;

  @Field(() => TermInput, { description: 'What it is divided by.' })
  denominator!: TermInput;

  @Field(() => Float, {
    nullable: true,
    description:
      'What the quotient is multiplied by: 100 for a percentage, 1000 for "per 1,000"; 1 if nobody says.',
  })
  scale?: number | null;
}

@InputType({ description: 'What an answer counts.' })
export class WeightInput {
  @Field(() => String, { description: 'The answer: a category.' })
  value!: string;

  @Field(() => Float, { description: 'What it counts.' })
  weight!: number;
}

@InputType({ description: 'The mean weight of all answers.' })
export class ScoreInput {
  @Field(() => String, { description: 'The key of the measure that counts answers.' })
  measure!: string;

  @Field(() => String, { description: 'The dimension that says which answer it was.' })
  dimension!: string;

  @Field(() => [WeightInput], { description: 'Of each answer.' })
  weights!: WeightInput[];
}

@InputType({ description: 'The value that a share of all cases stays below.' })
export class QuantileInput {
  @Field(() => String, { description: 'The key of a measure that counts in ranges.' })
  measure!: string;

  @Field(() => Float, { description: 'The share, between 0 and 1: 0.5 is the median.' })
  quantile!: number;
}

@InputType({ description: 'One measure divided by another that counts how many there were.' })
export class MeanInput {
  @Field(() => String, { description: 'The key of the measure that is added up.' })
  sum!: string;

  @Field(() => String, { description: 'The key of the measure that counts.' })
  count!: string;
}

@InputType({ description: 'Exactly one of these.' })
export class FormulaInput {
  @Field(() => TermInput, { nullable: true, description: 'A sum.' })
  total?: TermInput | null;

  @Field(() => RatioInput, { nullable: true, description: 'A share, or so much a case.' })
  ratio?: RatioInput | null;

  @Field(() => ScoreInput, { nullable: true, description: 'A mean of weighted answers.' })
  score?: ScoreInput | null;

  @Field(() => QuantileInput, { nullable: true, description: 'A median, or another quantile.' })
  quantile?: QuantileInput | null;

  @Field(() => ShareWithinInput, {
    nullable: true,
    description: 'The share within the target, of a measure in ranges.',
  })
  shareWithin?: ShareWithinInput | null;

  @Field(() => MeanInput, { nullable: true, description: 'A sum divided by a count.' })
  mean?: MeanInput | null;
}

@InputType({ description: 'What explains a metric: a split of it, or of another one.' })
export class BreakdownInput {
  @Field(() => String, { nullable: true, description: 'The key of the other metric.' })
  metric?: string | null;

  @Field(() => String, { description: 'The dimension.' })
  by!: string;

  @Field(() => Float, { nullable: true, description: 'How many parts, the largest.' })
  top?: number | null;
}

@InputType({ description: 'What stands beside the figure, and in its sentences.' })
export class StoryInput {
  @Field(() => [String], { nullable: true, description: 'Keys of metrics that are shown beside it.' })
  companions?: string[] | null;

  @Field(() => BreakdownInput, { nullable: true, description: 'What explains it.' })
  breakdown?: BreakdownInput | null;

  @Field(() => String, {
    nullable: true,
    description: 'Of a ratio, what its numerator lacks: "{n} of {of} claims were late".',
  })
  shortfall?: string | null;

  @Field(() => String, { nullable: true, description: 'What it counts, in the plural: "claims".' })
  cases?: string | null;
}

@InputType({ description: 'A metric that an organisation defines. A change is its next version.' })
export class SaveMetricInput {
  @Field(() => String, { description: 'By what it is asked for: `late-claims`.' })
  key!: string;

  @Field(() => String, { description: 'The slug of the organisation.' })
  owner!: string;

  @Field(() => String, { description: 'What it is called.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'What it is; the formula in words if nobody says.' })
  description?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'One of `count`, `£`, `%`, `per 1,000`, `s`, `ms`, `days` or `working days`; what follows from the formula if nobody says.',
  })
  unit?: string | null;

  @Field(() => DirectionEnum, { nullable: true, description: 'Which way is good; NEUTRAL if nobody says.' })
  direction?: Direction | null;

  @Field(() => [String], { nullable: true, description: 'What a reader must know.' })
  caveats?: string[] | null;

  @Field(() => FormulaInput, { description: 'How it is worked out.' })
  formula!: FormulaInput;

  @Field(() => [PeriodEnum], {
    nullable: true,
    description: 'The periods that make sense; all if nobody says.',
  })
  periods?: Period[] | null;

  @Field(() => PeriodEnum, {
    nullable: true,
    description: 'The one that is shown where nobody asks for another.',
  })
  defaultPeriod?: Period | null;

  @Field(() => StoryInput, { nullable: true, description: 'What stands beside it.' })
  story?: StoryInput | null;
}

@InputType({ description: 'A metric to be removed.' })
export class RemoveMetricInput {
  @Field(() => String, { description: 'Its key.' })
  key!: string;
}
