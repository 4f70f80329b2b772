/** What has metrics. Fields with arguments are answered by resolvers/subject-resolver.ts and its neighbours. */
import { Field, ID, InterfaceType, Int, ObjectType } from 'type-graphql';
import type { SubjectKind } from '../metrics/subject-kinds.js';
import { PageInfo } from './connections.js';
import { SubjectKindEnum } from './enums.js';
import { Figure, PeriodSpan } from './figure.js';
import { MetricDefinition } from './metric.js';

@InterfaceType({
  description: 'Something with an id of its own, the same for all time.',
  resolveType: (value: { kind: SubjectKind | 'DASHBOARD' }) => TYPE_NAMES[value.kind],
})
export abstract class Node {
  @Field(() => ID, { description: 'The id, for `node`.' })
  id!: string;
}

@InterfaceType({
  description: 'Anything that has metrics: a service, or several of them.',
  resolveType: (value: { kind: SubjectKind | 'DASHBOARD' }) => TYPE_NAMES[value.kind],
})
export abstract class Subject {
  @Field(() => SubjectKindEnum, { description: 'What it is.' })
  kind!: string;

  @Field(() => String, { description: 'The name of it in addresses.' })
  slug!: string;
}

/** The type of each kind of subject, and of a dashboard. */
export const TYPE_NAMES: Record<SubjectKind | 'DASHBOARD', string> = {
  SERVICE: 'Service',
  ORGANISATION: 'Organisation',
  GROUP: 'ServiceGroup',
  PORTFOLIO: 'Portfolio',
  DASHBOARD: 'Dashboard',
};

@ObjectType({ implements: [Node, Subject], description: 'What people use: "Renew a tax disc".' })
export class Service implements Node, Subject {
  id!: string;
  kind!: string;
  slug!: string;
}

@ObjectType({
  implements: [Node, Subject],
  description: 'A department or agency, with all that is below it as of today.',
})
export class Organisation implements Node, Subject {
  id!: string;
  kind!: string;
  slug!: string;
}

@ObjectType({ implements: [Node, Subject], description: 'Closely related services.' })
export class ServiceGroup implements Node, Subject {
  id!: string;
  kind!: string;
  slug!: string;
}

@ObjectType({ implements: [Subject], description: 'All services, or those that match a filter.' })
export class Portfolio implements Subject {
  @Field(() => ID, {
    description:
      'The same for the same services; of all services always the same. Caches of clients go by it. Not for `node`.',
  })
  id!: string;

  kind!: string;
  slug!: string;

  @Field(() => Int, { description: 'How many services it has.' })
  totalCount!: number;
}

@ObjectType({ simpleResolvers: true, description: 'A service in a list.' })
export class ServiceEdge {
  @Field(() => String, { description: 'Where this edge is: the `after` of the next page.' })
  cursor!: string;

  @Field(() => Service, { description: 'The service.' })
  node!: Service;
}

@ObjectType({
  simpleResolvers: true,
  description: 'A column of a list of services: a metric, in one window for all.',
})
export class ServiceColumn {
  @Field(() => MetricDefinition, { description: 'What the metric is.' })
  definition!: MetricDefinition;

  @Field(() => PeriodSpan, {
    nullable: true,
    description: 'The window of all its figures; null if none of the services has one of this period.',
  })
  period!: PeriodSpan | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Why it is of another period than the metric’s default, where nobody asked for one: “most services publish it by week”.',
  })
  note!: string | null;

  @Field(() => Figure, {
    nullable: true,
    description: 'The figure of all services that match together; null if there is none.',
  })
  total!: Figure | null;
}

@ObjectType({ simpleResolvers: true, description: 'A list of services, and what they come to together.' })
export class ServiceConnection {
  @Field(() => [ServiceEdge], { description: 'This page of the list.' })
  edges!: ServiceEdge[];

  @Field(() => PageInfo, { description: 'Where this page is.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many services match.' })
  totalCount!: number;

  @Field(() => Portfolio, { description: 'All that match, not only this page: for totals.' })
  portfolio!: Portfolio;
}

@ObjectType({ simpleResolvers: true, description: 'An organisation in a list.' })
export class OrganisationEdge {
  @Field(() => String, { description: 'Where this edge is: the `after` of the next page.' })
  cursor!: string;

  @Field(() => Organisation, { description: 'The organisation.' })
  node!: Organisation;
}

@ObjectType({ simpleResolvers: true, description: 'A list of organisations.' })
export class OrganisationConnection {
  @Field(() => [OrganisationEdge], { description: 'This page of the list.' })
  edges!: OrganisationEdge[];

  @Field(() => PageInfo, { description: 'Where this page is.' })
  pageInfo!: PageInfo;

  @Field(() => Int, { description: 'How many organisations match.' })
  totalCount!: number;
}
