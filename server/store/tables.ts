/** The rows that a catalogue is made of. */
import { createHash } from 'node:crypto';
import type { EntityManager, EntityTarget, ObjectLiteral } from 'typeorm';
import { readEntities } from '../db/index.js';
import {
  Annotation,
  DataSet,
  Measure,
  MetricDefinition,
  Organisation,
  Service,
  ServiceGroup,
  ServiceGroupMember,
  SlugAlias,
  Target,
} from '../entities/index.js';
import type { Viewer } from './viewer.js';

export interface Tables {
  organisations: Organisation[];
  services: Service[];
  groups: ServiceGroup[];
  members: ServiceGroupMember[];
  aliases: SlugAlias[];
  measures: Measure[];
  metrics: MetricDefinition[];
  dataSets: DataSet[];
  annotations: Annotation[];
  targets: Target[];
}

/** Reads all rows, with a number of statements that does not depend on how many there are. */
export async function readTables(manager: EntityManager): Promise<Tables> {
  const all = <Entity extends ObjectLiteral>(entity: EntityTarget<Entity>): Promise<Entity[]> =>
    readEntities(manager, entity);
  return {
    organisations: await all(Organisation),
    services: await all(Service),
    groups: await all(ServiceGroup),
    members: await all(ServiceGroupMember),
    aliases: await all(SlugAlias),
    measures: await all(Measure),
    metrics: await all(MetricDefinition),
    dataSets: await all(DataSet),
    annotations: await all(Annotation),
    targets: await all(Target),
  };
}

/** Without the data sets that a viewer may not know of, and the remarks on them. */
export function seenBy(viewer: Viewer, tables: Tables): Tables {
  const dataSets = tables.dataSets.filter(viewer.seesIn(tables));
  const ids = new Set<number | null>([null, ...dataSets.map(({ id }) => id)]);
  return {
    ...tables,
    dataSets,
    annotations: tables.annotations.filter(({ dataSetId }) => ids.has(dataSetId)),
  };
}

/** With data sets in the place of those of the same service and measure; those of unknown ones are left out. */
export function withDataSets(dataSets: readonly DataSet[], tables: Tables): Tables {
  const services = new Set(tables.services.map(({ id }) => id));
  const measures = new Set(tables.measures.map(({ key }) => key));
  const keyOf = ({ serviceId, measureKey }: DataSet): string => `${serviceId} ${measureKey}`;
  const all = new Map(tables.dataSets.map((dataSet) => [keyOf(dataSet), dataSet]));
  for (const dataSet of dataSets) {
    if (!services.has(dataSet.serviceId) || !measures.has(dataSet.measureKey)) continue;
    const id = all.get(keyOf(dataSet))?.id ?? dataSet.id;
    all.set(keyOf(dataSet), { ...dataSet, id });
  }
  return { ...tables, dataSets: [...all.values()] };
}

/** The same text for the same rows, in whatever order they were read. */
export function fingerprint(tables: Tables): string {
  const hash = createHash('sha256');
  // A data set's version is that of its observations, which are no part of this.
  const dataSets = tables.dataSets.map((dataSet) => ({ ...dataSet, version: 0 }));
  for (const [name, rows] of Object.entries({ ...tables, dataSets }) as [string, object[]][]) {
    const texts = rows.map((row) => JSON.stringify(row)).sort();
    for (const text of [name, ...texts]) hash.update(`${text.length}:${text}`);
  }
  return hash.digest('base64url');
}
