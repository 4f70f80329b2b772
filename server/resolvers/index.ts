/** Every resolver of the API. */
import 'reflect-metadata';
import {
  DashboardModuleResolver,
  DashboardResolver,
  DashboardSectionResolver,
  SubjectDashboardResolver,
} from './dashboard-resolver.js';
import { FigureResolver, WorkingRowResolver } from './figure-resolver.js';
import { FreshnessResolver, MetricResolver, SeriesResolver } from './metric-resolver.js';
import { ModuleResultResolver } from './module-results.js';
import { MeasurementMutations } from './mutations/measurement-mutations.js';
import { TokenMutations, ViewerResolver } from './mutations/token-mutations.js';
import { QueryResolver } from './query-resolver.js';
import { ServiceConnectionResolver, ServiceEdgeResolver } from './service-connection.js';
import {
  NodeResolver,
  OrganisationResolver,
  OrganisationServicesResolver,
  PortfolioResolver,
  ServiceGroupResolver,
  ServiceResolver,
  SubjectResolver,
} from './subject-resolver.js';

export const RESOLVERS = [
  QueryResolver,
  NodeResolver,
  SubjectResolver,
  ServiceResolver,
  OrganisationResolver,
  OrganisationServicesResolver,
  ServiceGroupResolver,
  PortfolioResolver,
  ServiceConnectionResolver,
  ServiceEdgeResolver,
  MetricResolver,
  SeriesResolver,
  FreshnessResolver,
  FigureResolver,
  WorkingRowResolver,
  ModuleResultResolver,
  DashboardResolver,
  SubjectDashboardResolver,
  DashboardSectionResolver,
  DashboardModuleResolver,
  MeasurementMutations,
  TokenMutations,
  ViewerResolver,
] as const;
export type { GraphqlContext } from './context.js';
export type { Writing } from './mutations/writing.js';
