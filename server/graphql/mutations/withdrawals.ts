/** What a data set holds, to be taken back. */
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import type { Period } from '../../metrics/periods.js';
import { PeriodEnum } from '../enums.js';
import { Submission } from './measurements.js';
import { InputProblem } from './problems.js';

@InputType({ description: 'Measurements of one data set that are to be taken back.' })
export class WithdrawMeasurementsInput {
  @Field(() => String, { description: 'The slug of the service.' })
  service!: string;

  @Field(() => String, { description: 'The key of the measure.' })
  measure!: string;

  @Field(() => PeriodEnum, {
    nullable: true,
    description: 'The recorded period of the windows; all if nobody says.',
  })
  period?: Period | null;

  @Field(() => String, {
    nullable: true,
    description: 'The first start, with a period; from the beginning if nobody says.',
  })
  from?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The first start that is not among them any more, with a period.',
  })
  to?: string | null;

  @Field(() => String, { nullable: true, description: 'With `value`: a category of this dimension only.' })
  dimension?: string | null;

  @Field(() => String, { nullable: true, description: 'The category, in all splits that have it.' })
  value?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'Only says how many there are.' })
  dryRun?: boolean | null;
}

@InputType({ description: 'A data set that is to be taken back with all that it holds.' })
export class WithdrawDataSetInput {
  @Field(() => String, { description: 'The slug of the service.' })
  service!: string;

  @Field(() => String, { description: 'The key of the measure.' })
  measure!: string;

  @Field(() => Boolean, { nullable: true, description: 'Only says how many measurements it has.' })
  dryRun?: boolean | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a withdrawal.' })
export class WithdrawPayload {
  @Field(() => Submission, {
    nullable: true,
    description: 'To be undone by its number; null where there was nothing, of a dry run, and with errors.',
  })
  submission!: Submission | null;

  @Field(() => Int, { description: 'How many measurements were taken back.' })
  withdrawn!: number;

  @Field(() => [InputProblem], { description: 'Why nothing was.' })
  errors!: InputProblem[];
}
