/** What elements ask: one question for all modules of a page. */
import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { ASKED_WORDS, REQUEST_WORDS } from '../modules/request-words.js';
import { BeforeAndAfter } from './before-and-after.js';
import { ChartKindEnum, ViewKindEnum } from './enums.js';
import { Figure } from './figure.js';
import { Freshness } from './freshness.js';
import { MetricDefinition } from './metric.js';
import { Series } from './series.js';
import { addWordField } from './word-fields.js';

/** Its fields are the words that may be asked (modules/request-words.ts). */
@InputType('ModuleRequest', {
  description: 'A module: either a stored one (`dashboard` and `module`), or a metric of one subject.',
})
export class ModuleRequestInput {}

for (const name of ASKED_WORDS) addWordField(ModuleRequestInput, name, REQUEST_WORDS[name].asked);

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

  @Field(() => String, {
    description: 'The licence of the data; of several, each once, with a semicolon between them.',
  })
  licence!: string;

  @Field(() => String, { nullable: true, description: 'Where the values come from, if from one source.' })
  source!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'What a data set behind a metric says of itself: one measure of one service.',
})
export class DataSet {
  @Field(() => ID, {
    description:
      'The same wherever this data set is described in this language: caches of clients go by it. Not for `node`.',
  })
  id!: string;

  @Field(() => String, { description: 'The key of its measure.' })
  measure!: string;

  @Field(() => String, { description: 'What the measure is called.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'What is counted; null if nobody says.' })
  basis!: string | null;

  @Field(() => String, { nullable: true, description: 'How it is counted; null if nobody says.' })
  method!: string | null;

  @Field(() => String, { nullable: true, description: 'Where the values come from; null if nobody says.' })
  source!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: 'Another metric of the same subject and windows that belongs beside the headline.',
})
export class Companion {
  @Field(() => MetricDefinition, { description: 'The metric.' })
  metric!: MetricDefinition;

  @Field(() => Series, {
    description:
      'Its series; the windows are those of the module, and the whole range as one more where the module’s figure is of that.',
  })
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

  @Field(() => Series, {
    description:
      'Its series; the windows are those of the module, and the whole range as one more where the module’s figure is of that.',
  })
  series!: Series;
}

@ObjectType({
  simpleResolvers: true,
  description: 'One module: data to show, or what is wrong with its request.',
})
export class ModuleResult {
  @Field(() => String, { nullable: true, description: 'The title.' })
  title!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'What the publisher of a stored module says about it; line breaks are kept.',
  })
  description!: string | null;

  @Field(() => MetricDefinition, { nullable: true, description: 'The metric.' })
  metric!: MetricDefinition | null;

  @Field(() => Figure, {
    nullable: true,
    description:
      'What is told: of a range that was chosen (by name, days or ends, or as so many last days or hours) all its windows together, where they can be added up; else the latest figure of the range. Null if there is no data.',
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

  @Field(() => BeforeAndAfter, {
    nullable: true,
    description: 'What came before and after the day of `splitOn`; null where no day was asked for.',
  })
  beforeAndAfter!: BeforeAndAfter | null;

  @Field(() => Freshness, { nullable: true, description: 'Whether the data is up to date.' })
  freshness!: Freshness | null;

  @Field(() => Publisher, { nullable: true, description: 'Who publishes the data.' })
  publisher!: Publisher | null;

  @Field(() => [DataSet], {
    description: 'Of one service: what the data sets behind the metric say of themselves; else none.',
  })
  dataSets!: DataSet[];

  @Field(() => String, {
    nullable: true,
    description: 'The address of the figure’s own page; with .csv, .json, .svg its downloads.',
  })
  url!: string | null;

  @Field(() => ModuleError, { nullable: true, description: 'What is wrong; null if nothing is.' })
  error!: ModuleError | null;
}
