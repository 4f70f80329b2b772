/**
 * What an answer rests on. A snapshot is shared by all; each answer sees it through the eyes of whoever asks, and what it
 * looks at there is noted with its version. An answer may be given again while nothing of that has changed.
 */
import type { DataSetExtent } from '../entities/index.js';
import type { SeriesFacts } from '../metrics/rows/splits.js';

import type { Catalogue } from './catalogue.js';
import { versionsOfDashboards, type DashboardPart } from './published-dashboards.js';
import type { DataSetVersion, SharedSnapshot } from './shared-snapshots.js';
import type { Viewer } from './viewer.js';

/** Something stored that has a version: a data set (its id), the catalogue, dashboards, or all data together. */
export type Part = number | 'catalogue' | 'data' | DashboardPart;

/** Equal versions are the same. */
export type Version = string | number | DataSetVersion | null;

export interface Basis {
  /** What was looked at, as it was then. */
  readonly versions: ReadonlyMap<Part, Version>;
  /** The instant, in milliseconds since 1970, from which the same versions may give another answer. */
  readonly until: number;
}

type ById<Value> = Pick<ReadonlyMap<number, Value>, 'get'>;

/** A snapshot as one viewer sees it, for one answer. */
export interface Snapshot extends Pick<SharedSnapshot, 'version' | 'dashboards' | 'gone' | 'overlay'> {
  readonly catalogue: Catalogue;
  readonly series: ById<readonly SeriesFacts[]>;
  readonly extents: ById<readonly DataSetExtent[]>;
  readonly emptied: ById<readonly number[]>;
  readonly changedBy: ById<DataSetVersion>;
  /** Notes that the answer rests on a part. Of data sets it is noted when they are looked at. */
  uses(part: Part): void;
}

/** Whether a data set was changed after a version: what it held then is read row by row. */
export const isChangedSince = (
  dataSet: number,
  version: number,
  { changedBy }: Pick<Snapshot, 'changedBy'>,
): boolean => (changedBy.get(dataSet)?.submission ?? 0) > version;

/** The newest submission that changed the catalogue or a data set that everybody may know of. */
export function dataVersion({ catalogue, catalogueVersion, changedBy }: SharedSnapshot): number {
  let newest = catalogueVersion;
  for (const [id, { submission }] of changedBy) {
    if (submission > newest && catalogue.hasDataSet(id)) newest = submission;
  }
  return newest;
}

function versionOf(part: Part, snapshot: SharedSnapshot): Version {
  if (typeof part === 'number') return snapshot.changedBy.get(part) ?? null;
  if (part === 'catalogue') return snapshot.catalogue.version;
  if (part === 'data') return dataVersion(snapshot);
  if (part === 'gone dashboards') return JSON.stringify(snapshot.gone);
  return versionsOfDashboards(snapshot.dashboards).get(part) ?? null;
}

/** Whether all of `versions` are those of a snapshot. */
export function areVersionsOf(versions: Basis['versions'], snapshot: SharedSnapshot): boolean {
  for (const [part, version] of versions) if (versionOf(part, snapshot) !== version) return false;
  return true;
}

/** A basis as text: the same for the same versions, also in another process. */
export function basisText({ versions, until }: Basis): string {
  const texts = [...versions].map((entry) => JSON.stringify(entry)).sort();
  return [...texts, String(until)].join();
}

/** A snapshot for one viewer and one answer; `versions` takes what the answer looks at. */
export function snapshotFor(viewer: Viewer, shared: SharedSnapshot, versions: Map<Part, Version>): Snapshot {
  const catalogue = shared.catalogue.seenBy(viewer);
  const uses = (part: Part): void => {
    if (!versions.has(part)) versions.set(part, versionOf(part, shared));
  };
  const seen = <Value>(values: ReadonlyMap<number, Value>): ById<Value> => ({
    get(dataSet) {
      if (!catalogue.hasDataSet(dataSet)) return undefined;
      uses(dataSet);
      return values.get(dataSet);
    },
  });
  uses('catalogue');
  return {
    version: shared.version,
    catalogue,
    dashboards: shared.dashboards,
    gone: shared.gone,
    overlay: shared.overlay,
    series: seen(shared.series),
    extents: seen(shared.extents),
    emptied: seen(shared.emptied),
    changedBy: seen(shared.changedBy),
    uses,
  };
}
