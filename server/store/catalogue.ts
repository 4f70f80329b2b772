/** Everything but the observations, as one viewer sees it at one version: small, read whole, shared by requests. */
import { groupBy } from '../db/group-by.js';
import type { EntityManager } from 'typeorm';
import type {
  Annotation,
  DataSet,
  Measure,
  MetricDefinition,
  Organisation,
  Service,
  ServiceGroup,
  ServiceGroupMember,
  Target,
} from '../entities/index.js';
import { inputsOf, type Unit } from '../metrics/definitions.js';
import { measureMetrics } from '../metrics/measure-metrics.js';
import { kindOf, typeOf, type SluggedType } from '../metrics/subject-kinds.js';
import type { DataSetFacts } from '../metrics/data-set.js';
import { factsOf } from './data-set-facts.js';
import { PORTFOLIO_SLUG, serviceSubject, subjectId, type Subject, type SubjectKind } from './subject.js';
import { fingerprint, readTables, seenBy, type Tables, withDataSets } from './tables.js';
import { ANONYMOUS, type Viewer } from './viewer.js';

/** A data set as the engine and the pages see it. */
export interface DataSetEntry {
  entity: DataSet;
  facts: DataSetFacts;
}

const bySlug = (a: { slug: string }, b: { slug: string }): number => (a.slug < b.slug ? -1 : 1);
const mapBy = <K, V>(items: readonly V[], key: (item: V) => K): Map<K, V> =>
  new Map(items.map((item) => [key(item), item]));

/** Measures as rows of metrics, after those that are defined. */
function metricsOfMeasures({ measures, metrics }: Tables): MetricDefinition[] {
  const definitions = measures.map(({ texts, unit, dimensions, ...measure }) => ({
    ...measure,
    label: texts.label,
    unit: unit as Unit,
    dimensions,
  }));
  return measureMetrics(definitions, metrics).map(({ label, description, ...metric }, index) => ({
    ...metric,
    texts: { label, description },
    ownerOrganisationId: null,
    version: 1,
    position: metrics.length + index,
  }));
}

export class Catalogue {
  /** In the order of their slugs: the order in which sums are made. */
  readonly services: readonly Service[];
  readonly organisations: readonly Organisation[];
  readonly groups: readonly ServiceGroup[];
  /** In the order of lists. */
  readonly metrics: readonly MetricDefinition[];
  readonly measures: readonly Measure[];
  readonly #servicesById: Map<number, Service>;
  readonly #organisationsById: Map<number, Organisation>;
  readonly #groupsById: Map<number, ServiceGroup>;
  readonly #children: Map<number | null, Organisation[]>;
  readonly #ownServices: Map<number, Service[]>;
  readonly #members: Map<number, ServiceGroupMember[]>;
  /** Ids by `service/<slug>` and likewise; an old slug counts where nothing has it today. */
  readonly #ids = new Map<string, number>();
  readonly #measures: Map<string, Measure>;
  readonly #metrics: Map<string, MetricDefinition>;
  readonly #dataSets = new Map<number, Map<string, DataSetEntry>>();
  readonly #dataSetIds: ReadonlySet<number>;
  readonly #annotations: Annotation[];
  readonly #targets: Map<string, Target[]>;
  /** Those that the viewer sees. */
  readonly tables: Tables;
  #version: string | undefined;

  constructor(
    private readonly stored: Tables,
    private readonly viewer: Viewer,
  ) {
    const tables = seenBy(viewer, stored);
    this.tables = tables;
    this.services = [...tables.services].sort(bySlug);
    this.organisations = [...tables.organisations].sort(bySlug);
    this.groups = [...tables.groups].sort(bySlug);
    this.metrics = [
      ...tables.metrics.toSorted((a, b) => a.position - b.position || (a.key < b.key ? -1 : 1)),
      ...metricsOfMeasures(tables),
    ];
    this.#servicesById = mapBy(this.services, ({ id }) => id);
    this.#organisationsById = mapBy(this.organisations, ({ id }) => id);
    this.#groupsById = mapBy(this.groups, ({ id }) => id);
    this.#children = groupBy(this.organisations, ({ parentId }) => parentId);
    this.#ownServices = groupBy(this.services, ({ organisationId }) => organisationId);
    this.#members = groupBy(tables.members, ({ groupId }) => groupId);
    for (const { kind, slug, targetId } of tables.aliases) this.#ids.set(`${kind}/${slug}`, targetId);
    for (const { slug, id } of this.services) this.#ids.set(`service/${slug}`, id);
    for (const { slug, id } of this.organisations) this.#ids.set(`organisation/${slug}`, id);
    for (const { slug, id } of this.groups) this.#ids.set(`group/${slug}`, id);
    this.measures = tables.measures;
    this.#measures = mapBy(tables.measures, ({ key }) => key);
    this.#metrics = mapBy(this.metrics, ({ key }) => key);
    this.#annotations = tables.annotations;
    this.#targets = groupBy(tables.targets, ({ metricKey }) => metricKey);
    const breaks = tables.annotations.filter(({ kind }) => kind === 'BREAK');
    const breaksByDataSet = groupBy(breaks, ({ dataSetId }) => dataSetId);
    // One that names no measure is of all data sets of its service.
    const breaksByService = groupBy(
      breaks.filter(({ subjectType, dataSetId }) => subjectType === 'service' && dataSetId === null),
      ({ subjectId }) => subjectId,
    );
    this.#dataSetIds = new Set(tables.dataSets.map(({ id }) => id));
    for (const entity of tables.dataSets) {
      const { unit } = this.#measures.get(entity.measureKey)!;
      const facts = factsOf(entity, unit as Unit, [
        ...(breaksByDataSet.get(entity.id) ?? []),
        ...(breaksByService.get(entity.serviceId) ?? []),
      ]);
      const own = this.#dataSets.get(entity.serviceId) ?? new Map<string, DataSetEntry>();
      this.#dataSets.set(entity.serviceId, own.set(entity.measureKey, { entity, facts }));
    }
  }

  /** The same as another viewer sees it. */
  seenBy(viewer: Viewer): Catalogue {
    return viewer === this.viewer ? this : new Catalogue(this.stored, viewer);
  }

  /** The same with data sets that are not stored, or other than they are stored. */
  withDataSets(dataSets: readonly DataSet[]): Catalogue {
    return new Catalogue(withDataSets(dataSets, this.stored), this.viewer);
  }

  /** The id of a data set, whoever may know of it. */
  dataSetId(service: string, measure: string): number | undefined {
    const serviceId = this.service(service)?.id;
    return this.stored.dataSets.find((one) => one.serviceId === serviceId && one.measureKey === measure)?.id;
  }

  /** The same for the same rows, in whatever order and by whichever submission they came. */
  get version(): string {
    return (this.#version ??= fingerprint(this.tables));
  }

  metric(key: string): MetricDefinition | undefined {
    return this.#metrics.get(key);
  }

  measure(key: string): Measure | undefined {
    return this.#measures.get(key);
  }

  organisation(id: number): Organisation {
    return this.#organisationsById.get(id)!;
  }

  serviceById(id: number): Service | undefined {
    return this.#servicesById.get(id);
  }

  children(organisationId: number): readonly Organisation[] {
    return this.#children.get(organisationId) ?? [];
  }

  /** The organisations that have no parent. */
  departments(): readonly Organisation[] {
    return this.#children.get(null) ?? [];
  }

  /** Whether the viewer may know of a data set. */
  hasDataSet(id: number): boolean {
    return this.#dataSetIds.has(id);
  }

  /** The data set of a service and measure. */
  dataSet(serviceId: number, measure: string): DataSetEntry | undefined {
    return this.#dataSets.get(serviceId)?.get(measure);
  }

  /** All data sets of a service. */
  dataSetsOf(serviceId: number): DataSetEntry[] {
    return [...(this.#dataSets.get(serviceId)?.values() ?? [])];
  }

  service(slug: string): Service | undefined {
    return this.#servicesById.get(this.#idOf('service', slug));
  }

  #idOf(type: SluggedType, slug: string): number {
    return this.#ids.get(`${type}/${slug}`) ?? -1;
  }

  /** The subject of a kind and slug (or an old slug of it), or undefined. */
  subject(kind: SubjectKind, slug: string): Subject | undefined {
    return kind === 'PORTFOLIO' ? this.portfolio() : this.subjectById(kind, this.#idOf(typeOf(kind), slug));
  }

  /** The subject of a kind whose row has the id, or undefined. */
  subjectById(kind: Uppercase<SluggedType>, id: number): Subject | undefined {
    switch (kind) {
      case 'SERVICE': {
        const service = this.#servicesById.get(id);
        return service && serviceSubject(service);
      }
      case 'ORGANISATION': {
        const organisation = this.#organisationsById.get(id);
        return organisation && this.organisationSubject(organisation);
      }
      case 'GROUP': {
        const group = this.#groupsById.get(id);
        return group && this.groupSubject(group);
      }
    }
  }

  /** An organisation's services are its own and those of every organisation below it, as of today. */
  organisationSubject(organisation: Organisation): Subject {
    const services: Service[] = [];
    const add = (id: number): void => {
      services.push(...(this.#ownServices.get(id) ?? []));
      for (const child of this.children(id)) add(child.id);
    };
    add(organisation.id);
    return { kind: 'ORGANISATION', slug: organisation.slug, organisation, services: services.sort(bySlug) };
  }

  groupSubject(group: ServiceGroup): Subject {
    const members = this.#members.get(group.id) ?? [];
    const services = members.map(({ serviceId }) => this.#servicesById.get(serviceId)!).sort(bySlug);
    return { kind: 'GROUP', slug: group.slug, group, services };
  }

  portfolio(services: readonly Service[] = this.services): Subject {
    return { kind: 'PORTFOLIO', slug: PORTFOLIO_SLUG, services };
  }

  /** The metrics that lists of a subject have: every input is there for at least one of its services. */
  metricsOf(subject: Subject): MetricDefinition[] {
    return this.metrics.filter((metric) => !metric.presentation.isUnlisted && this.hasData(subject, metric));
  }

  /** Whether a service of the subject has all that a metric needs, and it can be added over services. */
  hasData(subject: Subject, { formula }: MetricDefinition): boolean {
    const inputs = inputsOf(formula);
    const isShared = subject.kind === 'SERVICE' || inputs.every((key) => this.isAdded(key));
    return (
      isShared &&
      subject.services.some(({ id }) => inputs.every((measure) => this.dataSet(id, measure) !== undefined))
    );
  }

  /** Whether a measure's values may be added over services. */
  isAdded(measure: string): boolean {
    return this.#measures.get(measure)?.aggregation !== 'exact';
  }

  /** Remarks on a subject itself, and for a service on the data sets of the given measures, by date. */
  annotations(subject: Subject, measures: readonly string[]): readonly Annotation[] {
    if (!this.#annotations.length) return this.#annotations;
    const id = subjectId(subject);
    const dataSets = new Set(
      subject.kind === 'SERVICE'
        ? measures.map((measure) => this.dataSet(subject.service.id, measure)?.entity.id)
        : [],
    );
    return this.#annotations
      .filter(({ subjectType, subjectId: of, dataSetId }) =>
        dataSetId === null ? kindOf(subjectType) === subject.kind && of === id : dataSets.has(dataSetId),
      )
      .sort((a, b) => (a.fromOn < b.fromOn ? -1 : a.fromOn > b.fromOn ? 1 : a.id - b.id));
  }

  /** False spares asking for the target of each of many windows. */
  hasTargets(metric: string): boolean {
    return this.#targets.has(metric);
  }

  /** The target of a metric that holds on a date (`2014-03-31`), the newest first. */
  target(subject: Subject, metric: string, on: string): Target | undefined {
    const id = subjectId(subject);
    return this.#targets
      .get(metric)
      ?.filter(
        ({ subjectType, subjectId: of, fromOn, toOn }) =>
          kindOf(subjectType) === subject.kind &&
          of === id &&
          (fromOn === null || fromOn <= on) &&
          (toOn === null || on <= toOn),
      )
      .sort((a, b) => ((a.fromOn ?? '') > (b.fromOn ?? '') ? -1 : 1))[0];
  }
}

/** The catalogue as everybody sees it. */
export const readCatalogue = async (manager: EntityManager): Promise<Catalogue> =>
  new Catalogue(await readTables(manager), ANONYMOUS);
