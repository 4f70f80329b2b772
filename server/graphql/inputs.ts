/** Filters and orders of lists. */
import { Field, InputType } from 'type-graphql';
import type { Comparison, Period } from '../metrics/periods.js';
import {
  ComparisonEnum,
  PeriodEnum,
  ServiceOrderFieldEnum,
  SortDirectionEnum,
  type ServiceOrderField,
  type SortDirection,
} from './enums.js';
import { PeriodStart } from './scalars.js';

@InputType({ description: 'Which services. All conditions must hold.' })
export class ServiceFilter {
  @Field(() => String, { nullable: true, description: 'Words of the name or the description.' })
  text?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The slug of an organisation: its services and those below it.',
  })
  organisation?: string | null;

  @Field(() => String, { nullable: true, description: 'The slug of a service group.' })
  group?: string | null;

  @Field(() => String, { nullable: true, description: 'The key of a metric that the service has data for.' })
  publishes?: string | null;
}

@InputType({ description: 'How services are sorted.' })
export class ServiceOrder {
  @Field(() => ServiceOrderFieldEnum, { description: 'By what.' })
  field!: ServiceOrderField;

  @Field(() => String, { nullable: true, description: 'For METRIC and CHANGE: the key of the metric.' })
  metric?: string | null;

  @Field(() => PeriodEnum, {
    nullable: true,
    description: 'For METRIC and CHANGE: the period; that of the list’s column of the metric if nobody says.',
  })
  period?: Period | null;

  @Field(() => PeriodStart, {
    nullable: true,
    description: 'For METRIC and CHANGE: the window; each service’s own latest if there is none.',
  })
  start?: string | null;

  @Field(() => ComparisonEnum, {
    nullable: true,
    description: 'For CHANGE: what the window is compared with; the year before if nobody says.',
  })
  compareTo?: Comparison | null;

  @Field(() => SortDirectionEnum, { defaultValue: 'ASC', description: 'Which end comes first.' })
  direction!: SortDirection;
}

@InputType({ description: 'Which organisations. All conditions must hold.' })
export class OrganisationFilter {
  @Field(() => String, { nullable: true, description: 'Words of the name or the abbreviation.' })
  text?: string | null;

  @Field(() => String, { nullable: true, description: 'The slug of the organisation that they belong to.' })
  parent?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'True: only those that belong to no other. False: only those that belong to one.',
  })
  isDepartment?: boolean | null;
}
