import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import type { DashboardFacts } from '../modules/dashboard.js';
import type { Subject as DomainSubject } from '../store/subject.js';
import { nameOf } from '../wording/names.js';
import { metricArgument } from '../modules/module-question.js';
import { pageOf } from './paging.js';
import { sortByName } from '../engine/service-list.js';
import { textIn } from '../metrics/definitions.js';
import { LanguageEnum, type Language } from '../graphql/enums.js';
import { Metric } from '../graphql/metric.js';
import {
  Node,
  Organisation,
  OrganisationConnection,
  Portfolio,
  Service,
  ServiceConnection,
  ServiceGroup,
  Subject,
} from '../graphql/subject.js';
import { subjectPath } from '../../components/formatting/paths.js';
import type { GraphqlContext, MetricOfSubject } from './context.js';
import { dashboardId, nodeId, portfolioId } from './node-id.js';
import { serviceConnection } from './service-connection.js';

type Of<Kind extends DomainSubject['kind']> = Extract<DomainSubject, { kind: Kind }>;

const LANG = { nullable: true, description: 'The language; English if nobody says.' } as const;
const FIRST = { nullable: true, description: 'How many, up to 1,000; 50 if nobody says.' } as const;
const AFTER = { nullable: true, description: 'The cursor after which the page begins.' } as const;

@Resolver(() => Node)
export class NodeResolver {
  @FieldResolver(() => ID, { description: 'The id, for `node`.' })
  id(@Root() node: DomainSubject | DashboardFacts, @Ctx() { reading }: GraphqlContext): string {
    return node.kind === 'DASHBOARD' ? dashboardId(node, reading.catalogue) : nodeId(node);
  }
}

@Resolver(() => Subject)
export class SubjectResolver {
  @FieldResolver(() => String, { description: 'Its name.' })
  name(@Root() subject: DomainSubject, @Arg('lang', () => LanguageEnum, LANG) lang: Language | null): string {
    return nameOf(subject, lang ?? 'en');
  }

  @FieldResolver(() => String, { description: 'The address of its page.' })
  pageUrl(@Root() subject: DomainSubject, @Ctx() { base }: GraphqlContext): string {
    return base + subjectPath(subject);
  }

  @FieldResolver(() => Metric, {
    nullable: true,
    description: 'One of its metrics, whether or not it has data; null if there is no such metric.',
  })
  metric(
    @Root() subject: DomainSubject,
    @Arg('key', () => String, { description: 'The key of the metric.' }) key: string,
    @Ctx() { reading }: GraphqlContext,
  ): MetricOfSubject {
    return { subject, metric: metricArgument(reading.catalogue, key, 'key') };
  }

  @FieldResolver(() => [Metric], { description: 'The metrics that it has data for.' })
  metrics(@Root() subject: DomainSubject, @Ctx() { reading }: GraphqlContext): MetricOfSubject[] {
    return reading.catalogue.metricsOf(subject).map((metric) => ({ subject, metric }));
  }
}

@Resolver(() => Service)
export class ServiceResolver {
  @FieldResolver(() => String, { description: 'What it is for; empty if nobody says.' })
  description(
    @Root() { service }: Of<'SERVICE'>,
    @Arg('lang', () => LanguageEnum, LANG) lang: Language | null,
  ): string {
    return textIn(service.texts.description, lang ?? 'en');
  }

  @FieldResolver(() => Organisation, { description: 'The organisation that it belongs to.' })
  organisation(@Root() { service }: Of<'SERVICE'>, @Ctx() { reading: { catalogue } }: GraphqlContext) {
    return catalogue.organisationSubject(catalogue.organisation(service.organisationId));
  }

  @FieldResolver(() => String, { nullable: true, description: 'Where people use it.' })
  url(@Root() { service }: Of<'SERVICE'>) {
    return service.url;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Whom to ask about it.' })
  contact(@Root() { service }: Of<'SERVICE'>) {
    return service.contact;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Its first day.' })
  openedOn(@Root() { service }: Of<'SERVICE'>) {
    return service.openedOn;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Its last day.' })
  closedOn(@Root() { service }: Of<'SERVICE'>) {
    return service.closedOn;
  }

  @FieldResolver(() => String, { nullable: true, description: 'What kind of transaction it is.' })
  category(@Root() { service }: Of<'SERVICE'>) {
    return service.category;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Who uses it.' })
  customerType(@Root() { service }: Of<'SERVICE'>) {
    return service.customerType;
  }

  @FieldResolver(() => String, { nullable: true, description: 'Who pays for it.' })
  businessModel(@Root() { service }: Of<'SERVICE'>) {
    return service.businessModel;
  }
}

@Resolver(() => Organisation)
export class OrganisationResolver {
  @FieldResolver(() => String, { nullable: true, description: 'What it is called in short.' })
  abbreviation(@Root() { organisation }: Of<'ORGANISATION'>) {
    return organisation.abbreviation;
  }

  @FieldResolver(() => String, { description: 'What kind of organisation it is: "department", "agency".' })
  organisationKind(@Root() { organisation }: Of<'ORGANISATION'>) {
    return organisation.kind;
  }

  @FieldResolver(() => Organisation, { nullable: true, description: 'The organisation that it belongs to.' })
  parent(@Root() { organisation }: Of<'ORGANISATION'>, @Ctx() { reading: { catalogue } }: GraphqlContext) {
    return organisation.parentId === null
      ? null
      : catalogue.organisationSubject(catalogue.organisation(organisation.parentId));
  }

  @FieldResolver(() => OrganisationConnection, { description: 'The organisations that belong to it.' })
  children(
    @Root() { organisation }: Of<'ORGANISATION'>,
    @Arg('first', () => Int, FIRST) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
    @Ctx() { reading: { catalogue } }: GraphqlContext,
  ) {
    const { edges, ...page } = pageOf(
      catalogue.children(organisation.id),
      { first, after },
      ({ slug }) => slug,
    );
    return {
      ...page,
      edges: edges.map(({ cursor, node }) => ({ cursor, node: catalogue.organisationSubject(node) })),
    };
  }
}

/** Subjects of several services list them. */
@Resolver(() => Organisation)
export class OrganisationServicesResolver {
  @FieldResolver(() => ServiceConnection, { description: 'Its services and those of all below it, by name.' })
  services(
    @Root() subject: DomainSubject,
    @Arg('first', () => Int, FIRST) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
    @Ctx() { reading }: GraphqlContext,
  ) {
    return serviceConnection(sortByName(subject.services, 'en'), subject, { first, after }, reading);
  }
}

@Resolver(() => ServiceGroup)
export class ServiceGroupResolver {
  @FieldResolver(() => ServiceConnection, { description: 'Its services, by name.' })
  services(
    @Root() subject: DomainSubject,
    @Arg('first', () => Int, FIRST) first: number | null,
    @Arg('after', () => String, AFTER) after: string | null,
    @Ctx() { reading }: GraphqlContext,
  ) {
    return serviceConnection(sortByName(subject.services, 'en'), subject, { first, after }, reading);
  }
}

@Resolver(() => Portfolio)
export class PortfolioResolver {
  @FieldResolver(() => ID)
  id(@Root() portfolio: DomainSubject, @Ctx() { reading }: GraphqlContext): string {
    return portfolioId(portfolio, reading.catalogue);
  }

  @FieldResolver(() => Int, { description: 'How many services it has.' })
  totalCount(@Root() { services }: Of<'PORTFOLIO'>): number {
    return services.length;
  }
}
