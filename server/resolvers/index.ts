/** Every resolver of the API. */
import 'reflect-metadata';
import {
  DashboardModuleResolver,
  DashboardTextResolver,
  DashboardResolver,
  DashboardSectionResolver,
  SubjectDashboardResolver,
} from './dashboard-resolver.js';
import { FigureResolver, WorkingRowResolver } from './figure-resolver.js';
import { FreshnessResolver, MetricResolver, SeriesResolver } from './metric-resolver.js';
import { ModuleResultResolver } from './module-results.js';
import { CatalogueMutations } from './mutations/catalogue-mutations.js';
import { MeasurementMutations } from './mutations/measurement-mutations.js';
import {
  DashboardMutations,
  EditableDashboardResolver,
  ViewerDashboardsResolver,
} from './mutations/dashboard-mutations.js';
import { AuthoringMutations } from './mutations/authoring-mutations.js';
import { TokenMutations, ViewerResolver } from './mutations/token-mutations.js';
import { WithdrawalMutations } from './mutations/withdrawal-mutations.js';
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
  DashboardTextResolver,
  MeasurementMutations,
  CatalogueMutations,
  WithdrawalMutations,
  TokenMutations,
  ViewerResolver,
  ViewerDashboardsResolver,
  DashboardMutations,
  EditableDashboardResolver,
  AuthoringMutations,
] as const;
export type { GraphqlContext } from './context.js';
export type { Writing } from './mutations/writing.js';
