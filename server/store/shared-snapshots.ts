/**
 * One version of the data, pinned and shared: a request's answer comes from one version. The catalogue is read again
 * only when a submission changed it; series only grow, so only new ones are read; extents only where they changed.
 */
import { setImmediate } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { readEntities, rows } from '../db/index.js';
import { DataSetExtent } from '../entities/index.js';
import { seriesFacts, type SeriesFacts } from '../metrics/rows/splits.js';

import { readCatalogue, type Catalogue } from './catalogue.js';
import type { OverlayRows } from './observation-row.js';
import {
  type GoneDashboard,
  type PublishedDashboard,
  readGoneDashboards,
  readPublishedDashboards,
} from './published-dashboards.js';

/** The submission that last changed a data set's observations. The same object in all snapshots that it is in. */
export interface DataSetVersion {
  readonly submission: number;
  /** An instant (ISO, UTC). With it the version is known again: ids of a restored database may be given twice. */
  readonly receivedAt: string;
}

export interface SharedSnapshot {
  /** The newest submission that this snapshot sees; later ones are invisible to it. */
  readonly version: number;
  /** The newest of those that changed the catalogue. */
  readonly catalogueVersion: number;
  /** As everybody sees it. */
  readonly catalogue: Catalogue;
  readonly dashboards: readonly PublishedDashboard[];
  readonly gone: readonly GoneDashboard[];
  /** The series of a data set, by id of the data set. */
  readonly series: ReadonlyMap<number, readonly SeriesFacts[]>;
  /** What a data set holds in each recorded period (by its code), by id of the data set. */
  readonly extents: ReadonlyMap<number, readonly DataSetExtent[]>;
  /** Codes of the periods in which a data set holds nothing any more: what was there was taken back since. */
  readonly emptied: ReadonlyMap<number, readonly number[]>;
  /** By id of the data set; none for those without observations. */
  readonly changedBy: ReadonlyMap<number, DataSetVersion>;
  /** Observations that are not stored and are read as if they were. */
  readonly overlay?: OverlayRows;
}

interface Versions {
  version: number;
  catalogueVersion: number;
}

const VERSIONS = `SELECT
  COALESCE((SELECT MAX(id) FROM submission), 0) AS version,
  COALESCE((SELECT MAX(id) FROM submission WHERE changes_catalogue = true), 0) AS catalogue_version`;

async function readVersions(dataSource: DataSource): Promise<Versions> {
  const [row] = await rows<{ version: number; catalogue_version: number }>(dataSource, VERSIONS);
  return { version: Number(row.version), catalogueVersion: Number(row.catalogue_version) };
}

/** Asked for by every request: the least that tells whether anything is new. */
async function newestSubmission(dataSource: DataSource): Promise<number> {
  const sql = 'SELECT COALESCE(MAX(id), 0) AS version FROM submission';
  const [row] = await rows<{ version: number }>(dataSource, sql);
  return Number(row.version);
}

interface State extends SharedSnapshot {
  lastSeries: number;
}

/** Gives the newest snapshot of one database. A read of what is newer than the last one is shared by all who ask. */
export class Snapshots {
  #state: State | null = null;
  #reading: Promise<State> | null = null;
  #looking: Promise<number> | null = null;

  constructor(private readonly dataSource: DataSource) {}

  async newest(): Promise<SharedSnapshot> {
    const version = await this.#look();
    if (this.#state && this.#state.version >= version) return this.#state;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  /**
   * The newest submission, looked up once for all who ask in the same round of the event loop. It is looked up after the last
   * of them has asked, so that nobody misses what was acknowledged before.
   */
  #look(): Promise<number> {
    this.#looking ??= setImmediate().then(() => {
      this.#looking = null;
      return newestSubmission(this.dataSource);
    });
    return this.#looking;
  }

  /**
   * Reads until no submission came in between: then all parts are of one version. Each time only what is newer than the
   * time before is read, so that it ends while deliveries follow one another.
   */
  async #read(): Promise<State> {
    for (let state = this.#state; ;) {
      const versions = await readVersions(this.dataSource);
      state = await this.#readParts(versions, state);
      const version = await newestSubmission(this.dataSource);
      if (version === versions.version) return (this.#state = state);
    }
  }

  async #readParts({ version, catalogueVersion }: Versions, last: State | null): Promise<State> {
    const isKnown = last?.catalogueVersion === catalogueVersion;
    const catalogue = isKnown ? last.catalogue : await readCatalogue(this.dataSource.manager);
    const dashboards = isKnown ? last.dashboards : await readPublishedDashboards(this.dataSource.manager);
    const gone = isKnown ? last.gone : await readGoneDashboards(this.dataSource.manager);
    const { series, lastSeries } = await this.#readSeries(last);
    const { extents, emptied } = await this.#readExtents(last);
    const changedBy = await this.#readChanges(last);
    const held = { series, lastSeries, extents, emptied, changedBy };
    return { version, catalogueVersion, catalogue, dashboards, gone, ...held };
  }

  async #readSeries(last: State | null): Promise<Pick<State, 'series' | 'lastSeries'>> {
    const added = await rows<{ id: number; data_set_id: number; dimensions: string }>(
      this.dataSource,
      'SELECT id, data_set_id, dimensions FROM series WHERE id > ? ORDER BY id',
      [last?.lastSeries ?? 0],
    );
    if (!added.length && last) return last;
    const series = new Map(last?.series);
    // Most data sets are divided like many others: what their series have in common is read and kept once.
    const alike = new Map<string, SeriesFacts>();
    for (const { id, data_set_id: dataSetId, dimensions } of added) {
      const first = alike.get(dimensions);
      const facts = first ? { ...first, id, dataSetId } : seriesFacts(id, dataSetId, dimensions);
      if (!first) alike.set(dimensions, facts);
      series.set(dataSetId, [...(series.get(dataSetId) ?? []), facts]);
    }
    return { series, lastSeries: added.at(-1)?.id ?? 0 };
  }

  async #readChanges(last: State | null): Promise<State['changedBy']> {
    const changed = await rows<{ id: number; submission: number; received_at: string }>(
      this.dataSource,
      `SELECT d.id, s.id AS submission, s.received_at FROM data_set d JOIN submission s ON s.id = d.version
       WHERE d.version > ?`,
      [last?.version ?? 0],
    );
    const changedBy = new Map(last?.changedBy);
    for (const { id, submission, received_at: receivedAt } of changed) {
      changedBy.set(id, { submission, receivedAt });
    }
    return changedBy;
  }

  async #readExtents(last: State | null): Promise<Pick<State, 'extents' | 'emptied'>> {
    const changed = await readEntities(this.dataSource.manager, DataSetExtent, {
      sql: 'version > ?',
      parameters: [last?.version ?? -1],
    });
    if (!changed.length && last) return last;
    const extents = new Map(last?.extents);
    const emptied = new Map(last?.emptied);
    for (const extent of changed) {
      const { dataSetId: id } = extent;
      const others = (extents.get(id) ?? []).filter(({ period }) => period !== extent.period);
      const otherPeriods = (emptied.get(id) ?? []).filter((period) => period !== extent.period);
      const isEmpty = extent.firstStart > extent.lastStart;
      putList(extents, id, isEmpty ? others : [...others, extent]);
      putList(emptied, id, isEmpty ? [...otherPeriods, extent.period] : otherPeriods);
    }
    return { extents, emptied };
  }
}

/** No list is kept that is empty. */
export function putList<Item>(lists: Map<number, readonly Item[]>, id: number, list: readonly Item[]): void {
  if (list.length > 0) lists.set(id, list);
  else lists.delete(id);
}
