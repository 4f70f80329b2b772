/** Measurements that are delivered, and deliveries that are taken back. */
import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';
import type { Period } from '../../metrics/periods.js';
import type { StoredStatus, ValueFlag } from '../../metrics/status.js';
import { PeriodEnum, ValueFlagEnum } from '../enums.js';
import { DateTime, PeriodStart } from '../scalars.js';
import { InputProblem } from './problems.js';

const statuses = {
  PROVIDED: 'There is a value.',
  NOT_PROVIDED: 'No value can be provided.',
  NOT_APPLICABLE: 'There is nothing to have a value of.',
  SUPPRESSED: 'The value is too small to be published.',
  WITHDRAWN: 'What was sent is taken back, as if it had never been sent.',
};
const MeasurementStatusEnum = Object.fromEntries(Object.keys(statuses).map((word) => [word, word]));
registerEnumType(MeasurementStatusEnum, {
  name: 'MeasurementStatus',
  description: 'What is said of a window that is delivered.',
  valuesConfig: Object.fromEntries(
    Object.entries(statuses).map(([word, description]) => [word, { description }]),
  ),
});

const DeliveryModeEnum = { UPSERT: 'UPSERT', REPLACE: 'REPLACE' } as const;
registerEnumType(DeliveryModeEnum, {
  name: 'DeliveryMode',
  description: 'What becomes of values that are stored and not sent.',
  valuesConfig: {
    UPSERT: { description: 'They stay.' },
    REPLACE: { description: 'They are withdrawn, in each data set and window of which a value is sent.' },
  },
});

@InputType({ description: 'A category of a split.' })
export class DimensionInput {
  @Field(() => String, { description: 'The dimension, like `channel`.' })
  name!: string;

  @Field(() => String, { description: 'The category, like `digital`.' })
  value!: string;
}

@InputType({ description: 'One value of one window, or the reason why there is none.' })
export class MeasurementInput {
  @Field(() => String, { description: 'The slug of the service.' })
  service!: string;

  @Field(() => String, { description: 'The key of the measure.' })
  measure!: string;

  @Field(() => PeriodEnum, { description: 'The recorded period: MINUTE to YEAR.' })
  period!: Period;

  @Field(() => PeriodStart, { description: 'Its first day, or in UTC the beginning of an hour or a minute.' })
  start!: string;

  @Field(() => Float, { nullable: true, description: 'The value; none where the status is not PROVIDED.' })
  value?: number | null;

  @Field(() => MeasurementStatusEnum, { nullable: true, description: 'PROVIDED if nobody says.' })
  status?: StoredStatus | null;

  @Field(() => [ValueFlagEnum], { nullable: true, description: 'What a reader must know about it.' })
  flags?: ValueFlag[] | null;

  @Field(() => [DimensionInput], { nullable: true, description: 'The split; none = the total.' })
  dimensions?: DimensionInput[] | null;
}

@InputType({ description: 'A delivery of measurements.' })
export class RecordMeasurementsInput {
  @Field(() => [MeasurementInput], {
    description: 'All of them are stored or none. For more than about a thousand use POST /ingest.',
  })
  measurements!: MeasurementInput[];

  @Field(() => DeliveryModeEnum, { nullable: true, description: 'UPSERT if nobody says.' })
  mode?: keyof typeof DeliveryModeEnum | null;

  @Field(() => Boolean, { nullable: true, description: 'Only says what would change.' })
  dryRun?: boolean | null;

  @Field(() => String, { nullable: true, description: 'What they come from, for the working of figures.' })
  source?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The same key within 24 hours gets the first answer again and stores nothing twice.',
  })
  idempotencyKey?: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'One atomic delivery.' })
export class Submission {
  @Field(() => ID, { description: 'Its number; later ones have higher numbers.' })
  id!: number;

  @Field(() => DateTime, { description: 'When it was received.' })
  receivedAt!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A category of a split.' })
export class Dimension {
  @Field(() => String, { description: 'The dimension, like `channel`.' })
  name!: string;

  @Field(() => String, { description: 'The category, like `digital`.' })
  value!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A value that would change.' })
export class MeasurementChange {
  @Field(() => String, { description: 'The slug of the service.' })
  service!: string;

  @Field(() => String, { description: 'The key of the measure.' })
  measure!: string;

  @Field(() => String, { description: 'The recorded period, in small letters.' })
  period!: string;

  @Field(() => PeriodStart, { description: 'Its beginning.' })
  start!: string;

  @Field(() => [Dimension], { description: 'The split; none = the total.' })
  dimensions!: Dimension[];

  @Field(() => Float, { nullable: true, description: 'What is stored; null = no number.' })
  before!: number | null;

  @Field(() => Float, { nullable: true, description: 'What would be; null = no number.' })
  after!: number | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a delivery.' })
export class RecordMeasurementsPayload {
  @Field(() => Submission, { nullable: true, description: 'Null for a dry run, and with errors.' })
  submission!: Submission | null;

  @Field(() => Int, { description: 'How many measurements came.' })
  received!: number;

  @Field(() => Int, { description: 'How many were not there before.' })
  inserted!: number;

  @Field(() => Int, { description: 'How many replace another.' })
  updated!: number;

  @Field(() => Int, { description: 'How many were there already.' })
  unchanged!: number;

  @Field(() => Int, { description: 'How many were taken back.' })
  withdrawn!: number;

  @Field(() => [InputProblem], { description: 'What is possible and looks like a mistake; at most 100.' })
  warnings!: InputProblem[];

  @Field(() => [MeasurementChange], {
    description: 'Of a dry run, the first 1,000 values that would change.',
  })
  changes!: MeasurementChange[];

  @Field(() => [InputProblem], { description: 'Why nothing was stored; at most 100.' })
  errors!: InputProblem[];
}

@InputType({ description: 'Which submission is to be taken back.' })
export class UndoSubmissionInput {
  @Field(() => ID, { description: 'Its number.' })
  id!: string;
}

@ObjectType({ simpleResolvers: true, description: 'A value that was left as it is.' })
export class LeftValue {
  @Field(() => String, { description: 'The slug of the service.' })
  service!: string;

  @Field(() => String, { description: 'The key of the measure.' })
  measure!: string;

  @Field(() => String, { description: 'The recorded period, in small letters.' })
  period!: string;

  @Field(() => PeriodStart, { description: 'Its beginning.' })
  start!: string;

  @Field(() => [Dimension], { description: 'The split; none = the total.' })
  dimensions!: Dimension[];

  @Field(() => ID, { description: 'The later submission that has changed it.' })
  changedBy!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A row of the catalogue that was left as it is.' })
export class LeftRow {
  @Field(() => String, { description: 'Which file of an import has such rows: `data-sets`, `services`, …' })
  kind!: string;

  @Field(() => String, { description: 'Which row of it: `data-sets transactions`.' })
  name!: string;

  @Field(() => String, { description: 'Why it stays, in words.' })
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a submission that was to be taken back.' })
export class UndoSubmissionPayload {
  @Field(() => Submission, { nullable: true, description: 'The one that takes it back; null with errors.' })
  submission!: Submission | null;

  @Field(() => Int, { description: 'How many values are again what they were before.' })
  restored!: number;

  @Field(() => Int, { description: 'How many were not there before, and are taken back.' })
  withdrawn!: number;

  @Field(() => [LeftValue], {
    description: 'Values that later submissions have changed, and that stay; the first 100.',
  })
  left!: LeftValue[];

  @Field(() => Int, { description: 'How many there are beyond those.' })
  moreLeft!: number;

  @Field(() => [LeftRow], {
    description: 'Rows of the catalogue that stay: changed by later submissions, or needed.',
  })
  leftRows!: LeftRow[];

  @Field(() => [InputProblem], { description: 'Why nothing was taken back.' })
  errors!: InputProblem[];
}
