/** Why a row of the catalogue is not given back what it was before a submission. */
import type { EntityManager } from 'typeorm';
import { rows } from '../../db/index.js';
import { type CatalogueRevision, SUBJECT_TABLES } from '../../entities/index.js';
import type { SubjectType } from '../../metrics/subject-kinds.js';
import { CATALOGUE_TABLES, type CatalogueKind, type Properties, rowKeyOf } from '../catalogue-tables.js';
import { SLUG_TABLES } from '../identities.js';
import { leavesOut } from './declared.js';

const UNREFERENCED: readonly CatalogueKind[] = ['targets', 'annotations', 'aliases'];

/** Says it of one revision after another of the same submission. */
export class Reasons {
  /** By kind: the key of the row of each identity, as it was when first asked for. */
  readonly #rowKeys = new Map<CatalogueKind, ReadonlyMap<string, string>>();

  constructor(private readonly manager: EntityManager) {}

  /** Null where the row is given back. */
  async of(revision: CatalogueRevision, current: Properties | null): Promise<string | null> {
    const later = await this.#changedBy(revision);
    if (later !== undefined) return `submission ${later} has changed it`;
    const { rowKey, before } = revision;
    const kind = revision.kind as CatalogueKind;
    if (before === null) return this.#ofNew(kind, rowKey, current);
    const row = before as Properties;
    return (
      (await this.#ofPlace(kind, row, { rowKey, current })) ??
      (await this.#ofReference(kind, row)) ??
      ((await leavesOut(this.manager, kind, row)) ? 'there are values that it did not allow' : null)
    );
  }

  /** The submission that has changed the row since, unless that was taken back. */
  async #changedBy({ id, kind, rowKey }: CatalogueRevision): Promise<number | undefined> {
    const all = await rows<{ submission_id: number; undoes: number | null }>(
      this.manager,
      `SELECT r.submission_id, s.undoes FROM catalogue_revision r JOIN submission s ON s.id = r.submission_id
       WHERE r.kind = ? AND r.row_key = ? AND r.id >= ? ORDER BY r.id`,
      [kind, rowKey, id],
    );
    // After these the row is what it was after the first. An undo makes it what it was before the revision that it undoes.
    const alike = new Set([0]);
    for (const [at, { undoes }] of all.entries()) {
      const undone = undoes === null ? -1 : all.findIndex((other) => other.submission_id === undoes);
      if (alike.has(undone - 1)) alike.add(at);
    }
    return all[Math.max(...alike) + 1]?.submission_id;
  }

  /** Of what was not there before: where nothing refers to it, it goes. */
  async #ofNew(kind: CatalogueKind, rowKey: string, current: Properties | null): Promise<string | null> {
    if (kind === 'data-sets' && current) {
      const [held] = await rows(
        this.manager,
        `SELECT 1 FROM data_set_extent WHERE data_set_id = ? AND first_start <= last_start LIMIT 1`,
        [Number(rowKey)],
      );
      return held ? 'there are values in it' : null;
    }
    return UNREFERENCED.includes(kind) ? null : 'others may refer to it';
  }

  /** What stands where the row would come back to. */
  async #ofPlace(
    kind: CatalogueKind,
    row: Properties,
    { rowKey, current }: { rowKey: string; current: Properties | null },
  ): Promise<string | null> {
    const { identity, referredToAs } = CATALOGUE_TABLES[kind];
    if (current && identity(current) === identity(row)) return null;
    const other = (await this.#rowKeysOf(kind)).get(identity(row));
    if (other !== undefined && other !== rowKey) return 'there is another one today';
    if (kind === 'aliases') {
      const table = SLUG_TABLES[row.kind as keyof typeof SLUG_TABLES];
      const isSlug = await this.#has(`${table} WHERE slug = ?`, [row.slug as string]);
      return isSlug ? 'it is the slug of another one today' : null;
    }
    if (referredToAs === undefined || referredToAs === 'data-set') return null;
    const isOld = await this.#has('slug_alias WHERE kind = ? AND slug = ? AND target_id <> ?', [
      ...[referredToAs, row.slug as string, Number(rowKey)],
    ]);
    return isOld ? 'it is an old slug of another one today' : null;
  }

  async #rowKeysOf(kind: CatalogueKind): Promise<ReadonlyMap<string, string>> {
    let rowKeys = this.#rowKeys.get(kind);
    if (!rowKeys) {
      const { entity, identity } = CATALOGUE_TABLES[kind];
      const stored = (await this.manager.find(entity)) as Properties[];
      rowKeys = new Map(stored.map((row) => [identity(row), rowKeyOf(kind, row)]));
      this.#rowKeys.set(kind, rowKeys);
    }
    return rowKeys;
  }

  /** Groups and metrics can be removed: what is about one cannot be there without it. */
  async #ofReference(kind: CatalogueKind, row: Properties): Promise<string | null> {
    const gone = 'what it is about is not there today';
    if (kind === 'aliases') {
      const table = SLUG_TABLES[row.kind as keyof typeof SLUG_TABLES];
      return (await this.#has(`${table} WHERE id = ?`, [Number(row.targetId)])) ? null : gone;
    }
    if (kind !== 'targets' && kind !== 'annotations') return null;
    const type = row.subjectType as SubjectType;
    if (type !== 'portfolio') {
      if (!(await this.#has(`${SUBJECT_TABLES[type]} WHERE id = ?`, [Number(row.subjectId)]))) return gone;
    }
    if (kind === 'annotations') return null;
    const key = row.metricKey as string;
    const isMetric =
      (await this.#has('metric_definition WHERE key = ?', [key])) ||
      (await this.#has('measure WHERE key = ?', [key]));
    return isMetric ? null : gone;
  }

  async #has(what: string, parameters: (string | number)[]): Promise<boolean> {
    return (await rows(this.manager, `SELECT 1 FROM ${what} LIMIT 1`, parameters)).length > 0;
  }
}
