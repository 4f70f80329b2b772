/** What services, organisations, measures and data sets say of themselves, and remarks: saved and taken away. */
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import {
  ABSENT_PARTS,
  type AbsentParts,
  AGGREGATIONS,
  type Aggregation,
  UNITS,
  type Unit,
} from '../../metrics/definitions.js';
import type { Period } from '../../metrics/periods.js';
import { PeriodEnum } from '../enums.js';
import { Organisation, Service } from '../subject.js';
import { Submission } from './measurements.js';
import { InputProblem } from './problems.js';

const words = <Word extends string>(list: readonly Word[]): string => list.join(', ');

const UNCHANGED = 'Fields that are not given stay as they are; null clears one.';
const DAY = 'like 2014-03-31';

/** Declares fields that nobody need give. */
function optional(type: { prototype: object }, of: () => unknown, fields: Record<string, string>): void {
  for (const [name, description] of Object.entries(fields)) {
    Field(of as () => typeof String, { nullable: true, description })(type.prototype, name);
  }
}

@InputType({ description: `A service, new or to be changed. ${UNCHANGED}` })
export class SaveServiceInput {
  @Field(() => String, { description: 'Its slug, or an old one.' })
  slug!: string;
}
optional(SaveServiceInput, () => String, {
  newSlug: 'The slug from now on: the old one leads to it.',
  name: 'Its name. A new one needs it.',
  nameCy: 'Its name in Welsh.',
  organisation: 'The slug of its organisation. A new one needs it; another one moves the service.',
  description: 'What people use it for.',
  descriptionCy: 'The same in Welsh.',
  url: 'Where it is used.',
  contact: 'Whom to ask.',
  openedOn: `Its first day, ${DAY}.`,
  closedOn: `Its last day, ${DAY}.`,
  category: 'The kind of transaction.',
  customerType: 'Who uses it.',
  businessModel: 'Who pays for it.',
  notesOnCosts: 'What to know about its costs.',
  notesOnCostsCy: 'The same in Welsh.',
  otherNotes: 'What else to know.',
  otherNotesCy: 'The same in Welsh.',
});

@InputType({ description: `An organisation, new or to be changed. ${UNCHANGED}` })
export class SaveOrganisationInput {
  @Field(() => String, { description: 'Its slug, or an old one.' })
  slug!: string;
}
optional(SaveOrganisationInput, () => String, {
  newSlug: 'The slug from now on: the old one leads to it.',
  name: 'Its name. A new one needs it.',
  nameCy: 'Its name in Welsh.',
  description: 'What it is.',
  descriptionCy: 'The same in Welsh.',
  abbreviation: 'Its short name.',
  kind: 'What it is: department, agency or another word. A new one needs it.',
  parent: 'The slug of the organisation that it belongs to; null = none.',
  contact: 'Whom to ask.',
  closedOn: `Its last day, ${DAY}.`,
});

@InputType({ description: 'A dimension, and the values that it may have.' })
export class DimensionValuesInput {
  @Field(() => String, { description: 'The dimension, like `channel`.' })
  name!: string;

  @Field(() => [String], { nullable: true, description: 'Its values in their order; any if nobody says.' })
  values?: string[] | null;
}

@InputType({ description: 'What a value of a dimension is called.' })
export class DimensionLabelInput {
  @Field(() => String, { description: 'The dimension, like `channel`.' })
  name!: string;

  @Field(() => String, { description: 'The value, like `face-to-face`.' })
  value!: string;

  @Field(() => String, { description: 'What readers see.' })
  label!: string;

  @Field(() => String, { nullable: true, description: 'The same in Welsh.' })
  labelCy?: string | null;
}

@InputType({ description: `A measure, new or to be changed. ${UNCHANGED}` })
export class SaveMeasureInput {
  @Field(() => String, { description: 'Its key.' })
  key!: string;

  @Field(() => [DimensionValuesInput], { nullable: true, description: 'What divides it.' })
  dimensions?: DimensionValuesInput[] | null;
}
optional(SaveMeasureInput, () => String, {
  label: 'Its name for readers. A new one needs it.',
  labelCy: 'The same in Welsh.',
  unit: `One of ${words<Unit>(UNITS)}. A new one needs it.`,
  aggregation: `How its values add up: ${words<Aggregation>(AGGREGATIONS)}. A new one needs it.`,
});

@InputType({
  description: `What a data set says of itself. One that is not there is made. ${UNCHANGED}`,
})
export class SaveDataSetInput {
  @Field(() => String, { description: 'The slug of its service.' })
  service!: string;

  @Field(() => String, { description: 'The key of its measure.' })
  measure!: string;

  @Field(() => PeriodEnum, {
    nullable: true,
    description: 'How often it is published, as a recorded period: MINUTE to YEAR. A new one needs it.',
  })
  cadence?: Period | null;

  @Field(() => Float, {
    nullable: true,
    description: 'Days after the end of a window until it is late; null = as usual.',
  })
  graceDays?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Its durations count working days.' })
  workingDays?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Counts above 0 and below it are not shown; 0 = all are.',
  })
  suppressBelow?: number | null;

  @Field(() => [DimensionValuesInput], {
    nullable: true,
    description: 'The values that it uses, in their order. Needs `create`.',
  })
  dimensionValues?: DimensionValuesInput[] | null;

  @Field(() => [DimensionLabelInput], { nullable: true, description: 'What they are called.' })
  dimensionLabels?: DimensionLabelInput[] | null;

  @Field(() => Int, { nullable: true, description: 'The best rating of its scale: 1 or 5.' })
  bestRating?: number | null;
}
optional(SaveDataSetInput, () => String, {
  aggregation: `How its values add up, where the measure says otherwise: ${words<Aggregation>(AGGREGATIONS)}.`,
  timeZone: 'The zone of its days, like Europe/London.',
  absentParts: `What a part means that was not sent: ${words<AbsentParts>(ABSENT_PARTS)}.`,
  basis: 'What is counted.',
  method: 'How it is counted.',
  source: 'Which system it comes from.',
  contact: 'Whom to ask.',
  licence: 'Its licence, where that differs from the platform’s.',
  state: 'Whether it is `published` or a `draft`, known only to tokens that may read drafts.',
  endsOn: `The last day that is expected, ${DAY}.`,
});

@ObjectType({ simpleResolvers: true, description: 'What a data set says of itself.' })
class DataSetSettings {
  @Field(() => String, { description: 'The slug of its service.' })
  service!: string;

  @Field(() => String, { description: 'The key of its measure.' })
  measure!: string;

  @Field(() => PeriodEnum, { description: 'How often it is published.' })
  cadence!: Period;

  @Field(() => Int, { description: 'Counts above 0 and below it are not shown; 0 = all are.' })
  suppressBelow!: number;

  @Field(() => String, { description: 'Whether it is `published` or a `draft`.' })
  state!: string;
}
optional(DataSetSettings, () => String, {
  aggregation: 'How its values add up.',
  timeZone: 'The zone of its days.',
  absentParts: 'What a part means that was not sent; null = as usual.',
  basis: 'What is counted.',
  method: 'How it is counted.',
  source: 'Which system it comes from.',
  contact: 'Whom to ask.',
  licence: 'Its licence, where that differs from the platform’s.',
  endsOn: 'The last day that is expected.',
});

@ObjectType({ description: 'A measure.' })
export class Measure {
  @Field(() => ID, { description: 'Its key.' })
  key!: string;

  @Field(() => String, { description: 'Its unit.' })
  unit!: string;

  @Field(() => String, { description: 'How its values add up.' })
  aggregation!: string;
}

@ObjectType({ description: 'What became of it.' })
export class Saved {
  @Field(() => Submission, {
    nullable: true,
    description: 'What was stored, to be undone by its number; null where nothing was new, and with errors.',
  })
  submission!: Submission | null;

  @Field(() => [InputProblem], { description: 'What is possible and looks like a mistake.' })
  warnings!: InputProblem[];

  @Field(() => [InputProblem], { description: 'Why nothing was stored.' })
  errors!: InputProblem[];
}

@ObjectType({ simpleResolvers: true, description: 'What became of a service.' })
export class SaveServicePayload extends Saved {
  @Field(() => Service, { nullable: true, description: 'The service; null with errors.' })
  service!: unknown;
}

@ObjectType({ simpleResolvers: true, description: 'What became of an organisation.' })
export class SaveOrganisationPayload extends Saved {
  @Field(() => Organisation, { nullable: true, description: 'The organisation; null with errors.' })
  organisation!: unknown;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a measure.' })
export class SaveMeasurePayload extends Saved {
  @Field(() => Measure, { nullable: true, description: 'The measure; null with errors.' })
  measure!: Measure | null;
}

@ObjectType({ simpleResolvers: true, description: 'What became of a data set.' })
export class SaveDataSetPayload extends Saved {
  @Field(() => DataSetSettings, {
    nullable: true,
    description: 'The data set; null with errors, and where the token may not read it.',
  })
  dataSet!: object | null;
}
