/** What elements ask: one question for all modules of a page. */
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { Comparison, Period } from '../metrics/periods.js';
import { ComparisonEnum, PeriodEnum } from './enums.js';
import { Figure } from './figure.js';
import { Freshness } from './freshness.js';
import { MetricDefinition } from './metric.js';
import { DateTime, PeriodStart } from './scalars.js';
import { Series } from './series.js';
import { Subject } from './subject.js';

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

  @Field(() => Int, { nullable: true, description: 'How many windows; of a range, the last ones.' })
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'The dimension to split by.' })
  by?: string | null;

  @Field(() => ComparisonEnum, { nullable: true, description: 'What each window is compared with.' })
  compareTo?: Comparison | null;

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
  description: 'One module: data to show, or what is wrong with its request.',
})
export class ModuleResult {
  @Field(() => String, { nullable: true, description: 'The title.' })
  title!: string | null;

  @Field(() => MetricDefinition, { nullable: true, description: 'The metric.' })
  metric!: MetricDefinition | null;

  @Field(() => Subject, { nullable: true, description: 'What it is a metric of.' })
  subject!: Subject | null;

  @Field(() => Figure, {
    nullable: true,
    description: 'The latest figure of the range; null if there is no data.',
  })
  figure!: Figure | null;

  @Field(() => Series, { nullable: true, description: 'The series.' })
  series!: Series | null;

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
