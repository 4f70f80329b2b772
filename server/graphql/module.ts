/** What elements ask: one question for all modules of a page. */
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { Comparison, Period } from '../metrics/periods.js';
import type { Range } from '../metrics/ranges.js';
import { ChartKindEnum, ComparisonEnum, PeriodEnum, RangeEnum, ViewKindEnum } from './enums.js';
import { Figure } from './figure.js';
import { Freshness } from './freshness.js';
import { MetricDefinition } from './metric.js';
import { DateTime, PeriodStart } from './scalars.js';
import { Series } from './series.js';

@InputType({
  description: 'A module: either a stored one (`dashboard` and `module`), or a metric of one subject.',
})
export class ModuleRequest {
  @Field(() => String, { nullable: true, description: 'The slug of a dashboard.' })
  dashboard?: string | null;

  @Field(() => String, { nullable: true, description: 'The slug of a module of that dashboard.' })
  module?: string | null;

  @Field(() => String, { nullable: true, description: 'The slug of a service.' })
  service?: string | null;

  @Field(() => String, { nullable: true, description: 'The slug of an organisation.' })
  organisation?: string | null;

  @Field(() => String, { nullable: true, description: 'The slug of a service group.' })
  group?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'All services.' })
  portfolio?: boolean | null;

  @Field(() => String, { nullable: true, description: 'The key of a metric.' })
  metric?: string | null;

  @Field(() => String, { nullable: true, description: 'A title to show in the place of the metric’s label.' })
  title?: string | null;

  @Field(() => PeriodEnum, {
    nullable: true,
    description: 'The length of each window; the metric’s default.',
  })
  period?: Period | null;

  @Field(() => PeriodStart, { nullable: true, description: 'The first window (inclusive).' })
  from?: string | null;

  @Field(() => PeriodStart, { nullable: true, description: 'The window after the last (exclusive).' })
  to?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The first day (`2014-03-31`, any): only windows that begin on it or later.',
  })
  since?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The last day (`2014-03-31`, any; included): only windows that end by then.',
  })
  until?: string | null;

  @Field(() => Int, { nullable: true, description: 'How many windows; of a range, the last ones.' })
  last?: number | null;

  @Field(() => RangeEnum, {
    nullable: true,
    description: 'How far back, in the place of `from`, `to`, `since`, `until` and `last`.',
  })
  range?: Range | null;

  @Field(() => String, { nullable: true, description: 'The dimension to split by.' })
  by?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Of a split, so many lines with the largest values; the others are one more, `all-others`.',
  })
  top?: number | null;

  @Field(() => ComparisonEnum, {
    nullable: true,
    description: 'What each window is compared with; null compares a stored module with nothing.',
  })
  compareTo?: Comparison | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A day: what came from it on is compared with as long before it. In the place of `compareTo`.',
  })
  splitOn?: string | null;

  @Field(() => DateTime, { nullable: true, description: 'The values as they were known then.' })
  asOf?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The language of texts, like `en` or `cy-GB`; English where there is no other.',
  })
  lang?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'What is wrong with a request for a module.' })
export class ModuleError {
  @Field(() => String, { description: 'A word for programs.' })
  code!: string;

  @Field(() => String, { nullable: true, description: 'The field of the request that is wrong.' })
  argument!: string | null;

  @Field(() => String, { description: 'What is wrong and what to do.' })
  message!: string;
}

@ObjectType({ simpleResolvers: true, description: 'Who publishes the data, and under which terms.' })
export class Publisher {
  @Field(() => String, { description: 'The organisation.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'Whom to ask.' })
  contact!: string | null;

  @Field(() => String, { description: 'The licence of the data.' })
  licence!: string;

  @Field(() => String, { nullable: true, description: 'Where the values come from, if from one source.' })
  source!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Another metric of the same subject and windows that belongs beside the headline.',
})
export class Companion {
  @Field(() => MetricDefinition, { description: 'The metric.' })
  metric!: MetricDefinition;

  @Field(() => Series, { description: 'Its series; the windows are those of the module.' })
  series!: Series;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What explains the headline: the same windows by one dimension, like ratings by rating.',
})
export class Breakdown {
  @Field(() => MetricDefinition, { description: 'The metric.' })
  metric!: MetricDefinition;

  @Field(() => ChartKindEnum, { description: 'How it is drawn.' })
  chart!: string;

  @Field(() => Series, { description: 'Its series; the windows are those of the module.' })
  series!: Series;
}

@ObjectType({
  simpleResolvers: true,
  description: 'One module: data to show, or what is wrong with its request.',
})
export class ModuleResult {
  @Field(() => String, { nullable: true, description: 'The title.' })
  title!: string | null;

  @Field(() => MetricDefinition, { nullable: true, description: 'The metric.' })
  metric!: MetricDefinition | null;

  @Field(() => Figure, {
    nullable: true,
    description: 'The latest figure of the range; null if there is no data.',
  })
  figure!: Figure | null;

  @Field(() => Series, { nullable: true, description: 'The series.' })
  series!: Series | null;

  @Field(() => ChartKindEnum, { description: 'How it is drawn: as stored, else as suits the metric.' })
  chart!: string;

  @Field(() => ViewKindEnum, { description: 'What of it is shown: as stored, else the chart.' })
  view!: string;

  @Field(() => [Companion], { description: 'What belongs beside the headline.' })
  companions!: Companion[];

  @Field(() => Breakdown, { nullable: true, description: 'What explains the headline, if anything does.' })
  breakdown!: Breakdown | null;

  @Field(() => Freshness, { nullable: true, description: 'Whether the data is up to date.' })
  freshness!: Freshness | null;

  @Field(() => Publisher, { nullable: true, description: 'Who publishes the data.' })
  publisher!: Publisher | null;

  @Field(() => String, {
    nullable: true,
    description: 'The address of the figure’s own page; with .csv, .json, .svg its downloads.',
  })
  url!: string | null;

  @Field(() => ModuleError, { nullable: true, description: 'What is wrong; null if nothing is.' })
  error!: ModuleError | null;
}
