/** Every table. */
import { Organisation } from './organisation.js';
import { Service } from './service.js';
import { ServiceGroup } from './service-group.js';
import { ServiceGroupMember } from './service-group-member.js';
import { SlugAlias } from './slug-alias.js';
import { Measure } from './measure.js';
import { MetricDefinition } from './metric-definition.js';
import { MetricDefinitionVersion } from './metric-definition-version.js';
import { DataSet } from './data-set.js';
import { Series } from './series.js';
import { Observation } from './observation.js';
import { ObservationRevision } from './history/observation-revision.js';
import { DataSetExtent } from './data-set-extent.js';
import { Rollup } from './rollup.js';
import { ApiToken } from './access/api-token.js';
import { Audit } from './access/audit.js';
import { Session } from './access/session.js';
import { SignInLink } from './access/sign-in-link.js';
import { StoredAnswer } from './access/stored-answer.js';
import { Submission } from './history/submission.js';
import { CatalogueRevision } from './history/catalogue-revision.js';
import { DashboardRequest } from './access/dashboard-request.js';
import { UploadDraft } from './access/upload-draft.js';
import { SheetAnswer } from './access/sheet-answer.js';
import { Annotation } from './annotation.js';
import { Target } from './target.js';
import { Dashboard } from './dashboard.js';
import { DashboardVersion } from './dashboard-version.js';
import { Module } from './module.js';
import { DashboardEvent } from './history/dashboard-event.js';
import { DashboardPreview } from './access/dashboard-preview.js';
import { DashboardDraft } from './access/dashboard-draft.js';

export * from './organisation.js';
export * from './service.js';
export * from './service-group.js';
export * from './service-group-member.js';
export * from './slug-alias.js';
export * from './measure.js';
export * from './metric-definition.js';
export * from './metric-definition-version.js';
export * from './data-set.js';
export * from './series.js';
export * from './observation.js';
export * from './history/observation-revision.js';
export * from './data-set-extent.js';
export * from './rollup.js';
export * from './access/api-token.js';
export * from './access/audit.js';
export * from './access/session.js';
export * from './access/sign-in-link.js';
export * from './access/stored-answer.js';
export * from './history/submission.js';
export * from './history/catalogue-revision.js';
export * from './access/dashboard-request.js';
export * from './access/upload-draft.js';
export * from './access/sheet-answer.js';
export * from './annotation.js';
export * from './target.js';
export * from './dashboard.js';
export * from './dashboard-version.js';
export * from './module.js';
export * from './history/dashboard-event.js';
export * from './access/dashboard-preview.js';
export * from './access/dashboard-draft.js';
export * from './words.js';
export { canonicalJson, rowIdOf } from './columns.js';

/** In an order in which no table refers to a later one. */
export const ENTITIES = [
  Organisation,
  Service,
  ServiceGroup,
  ServiceGroupMember,
  SlugAlias,
  Measure,
  MetricDefinition,
  MetricDefinitionVersion,
  DataSet,
  Series,
  Observation,
  ObservationRevision,
  DataSetExtent,
  Rollup,
  ApiToken,
  Audit,
  Session,
  SignInLink,
  StoredAnswer,
  Submission,
  CatalogueRevision,
  UploadDraft,
  SheetAnswer,
  DashboardRequest,
  Annotation,
  Target,
  Dashboard,
  DashboardVersion,
  Module,
  DashboardEvent,
  DashboardPreview,
  DashboardDraft,
];
