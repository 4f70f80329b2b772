import { Arg, Ctx, ID, Int, Query, Resolver } from 'type-graphql';
import type { Subject as DomainSubject } from '../store/subject.js';
import { MOST_MODULES, type ModuleRequest } from '../modules/module-question.js';
import { pageOf } from './paging.js';
import { filterServices, hasWords, wholeOf } from '../engine/service-list.js';
import { ArgumentError } from '../errors.js';
import { textIn } from '../metrics/definitions.js';
import { OrganisationFilter, ServiceFilter, ServiceOrder } from '../graphql/inputs.js';
import { MetricDefinition } from '../graphql/metric.js';
import { ModuleRequestInput, ModuleResult } from '../graphql/module.js';
import {
  Node,
  Organisation,
  OrganisationConnection,
  Portfolio,
  Service,
  ServiceConnection,
  ServiceGroup,
} from '../graphql/subject.js';
import type { GraphqlContext } from './context.js';
import { moduleResults } from './module-results.js';
import { nodeOf } from './node-id.js';
import { serviceConnection } from './service-connection.js';
import { orderServices } from './service-order.js';

@Resolver()
export class QueryResolver {
  @Query(() => Node, { nullable: true, description: 'Anything with an id; null if it is not there.' })
  node(@Arg('id', () => ID, { description: 'The id.' }) id: string, @Ctx() { reading }: GraphqlContext) {
    return nodeOf(id, reading.snapshot) ?? null;
  }

  @Query(() => Service, { nullable: true, description: 'A service; null if it is not there.' })
  service(
    @Arg('slug', () => String, { description: 'Its slug, or an old one.' }) slug: string,
    @Ctx() { reading }: GraphqlContext,
  ) {
    return reading.catalogue.subject('SERVICE', slug) ?? null;
  }

  @Query(() => ServiceConnection, { description: 'The list of services.' })
  async services(
    @Arg('filter', () => ServiceFilter, { nullable: true, description: 'Which.' })
    filter: ServiceFilter | null,
    @Arg('orderBy', () => ServiceOrder, { nullable: true, description: 'In which order; by name.' })
    orderBy: ServiceOrder | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, up to 1,000; 50 if nobody says.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins.' })
    after: string | null,
    @Ctx() { reading }: GraphqlContext,
  ) {
    const services = filterServices(reading.catalogue, filter);
    const whole = wholeOf(filter ?? {}, reading.catalogue);
    const ordered = await orderServices(services, orderBy, whole, reading);
    return serviceConnection(ordered, whole, { first, after }, reading);
  }

  @Query(() => Organisation, { nullable: true, description: 'An organisation; null if it is not there.' })
  organisation(
    @Arg('slug', () => String, { description: 'Its slug, or an old one.' }) slug: string,
    @Ctx() { reading }: GraphqlContext,
  ) {
    return reading.catalogue.subject('ORGANISATION', slug) ?? null;
  }

  @Query(() => OrganisationConnection, { description: 'The list of organisations, by slug.' })
  organisations(
    @Arg('filter', () => OrganisationFilter, { nullable: true, description: 'Which.' })
    filter: OrganisationFilter | null,
    @Arg('first', () => Int, { nullable: true, description: 'How many, up to 1,000; 50 if nobody says.' })
    first: number | null,
    @Arg('after', () => String, { nullable: true, description: 'The cursor after which the page begins.' })
    after: string | null,
    @Ctx() { reading: { catalogue } }: GraphqlContext,
  ) {
    const { text, parent, isDepartment } = filter ?? {};
    const above = parent ? catalogue.subject('ORGANISATION', parent) : undefined;
    if (parent && above?.kind !== 'ORGANISATION') {
      throw new ArgumentError('filter.parent', `there is no organisation "${parent}"`, 'NOT_FOUND');
    }
    const parentId = above?.kind === 'ORGANISATION' ? above.organisation.id : undefined;
    const found = catalogue.organisations.filter(
      (organisation) =>
        (parentId === undefined || organisation.parentId === parentId) &&
        (typeof isDepartment !== 'boolean' || isDepartment === (organisation.parentId === null)) &&
        (!text?.trim() ||
          hasWords(`${textIn(organisation.texts.name, 'en')} ${organisation.abbreviation ?? ''}`, text)),
    );
    const { edges, ...page } = pageOf(found, { first, after }, ({ slug }) => slug);
    return {
      ...page,
      edges: edges.map(({ cursor, node }) => ({ cursor, node: catalogue.organisationSubject(node) })),
    };
  }

  @Query(() => ServiceGroup, { nullable: true, description: 'A service group; null if it is not there.' })
  serviceGroup(
    @Arg('slug', () => String, { description: 'Its slug, or an old one.' }) slug: string,
    @Ctx() { reading }: GraphqlContext,
  ) {
    return reading.catalogue.subject('GROUP', slug) ?? null;
  }

  @Query(() => Portfolio, { description: 'All services, or those that match a filter, together.' })
  portfolio(
    @Arg('filter', () => ServiceFilter, { nullable: true, description: 'Which services.' })
    filter: ServiceFilter | null,
    @Ctx() { reading: { catalogue } }: GraphqlContext,
  ): DomainSubject {
    return catalogue.portfolio(filterServices(catalogue, filter));
  }

  @Query(() => [MetricDefinition], { description: 'All metrics that can be asked for.' })
  metrics(@Ctx() { reading: { catalogue }, assembler }: GraphqlContext) {
    return catalogue.metrics.map((metric) => assembler.metric(metric));
  }

  @Query(() => [ModuleResult], {
    description:
      'The modules of a page, in the order of the requests. A bad request is answered with its error.',
  })
  modules(
    @Arg('requests', () => [ModuleRequestInput], { description: 'Up to 100 requests.' })
    requests: ModuleRequest[],
    @Ctx() context: GraphqlContext,
  ) {
    if (requests.length > MOST_MODULES) {
      throw new ArgumentError(
        'requests',
        `at most ${MOST_MODULES} modules can be asked for at once, not ${requests.length}`,
        'LIMIT_EXCEEDED',
      );
    }
    return moduleResults(requests, context);
  }
}
