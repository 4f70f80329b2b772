/** What an undo has left as it was, worked out from the history: it can be said as long as the undo is there. */
import type { DataSource, EntityManager } from 'typeorm';
import { rows } from '../../db/index.js';
import { CATALOGUE_TABLES, type CatalogueKind, type Properties, whereOf } from '../catalogue-tables.js';
import { leftValue, MOST_LEFT, type ReplacedRow } from './found.js';
import type { UndoReceipt } from './undo.js';

/** A submission, and the one that takes it back. */
export interface Undone {
  id: number;
  undoneBy: number;
}

/** A row of the catalogue that stays. */
export interface StayingRow {
  kind: CatalogueKind;
  /** By what it is known: its slug or key; of a data set with its service before it: `renew-a-permit transactions`. */
  name: string;
  reason: string;
}

export interface Staying extends Pick<UndoReceipt, 'left' | 'moreLeft'> {
  rows: StayingRow[];
}

interface LeftRow extends ReplacedRow {
  service: string;
  measure: string;
  total: number | string;
}

/** Plain data. */
export async function stayingAfter({ manager }: DataSource, undone: Undone): Promise<Staying> {
  const left = await leftValues(manager, undone);
  return {
    left: left.map((row) => leftValue(row, row)),
    moreLeft: Number(left[0]?.total ?? 0) - left.length,
    rows: await stayingRows(manager, undone),
  };
}

/** Values that something had taken the place of before the undo, and that it brought nothing for. */
const leftValues = (manager: EntityManager, { id, undoneBy }: Undone): Promise<LeftRow[]> =>
  rows<LeftRow>(
    manager,
    `SELECT s.slug AS service, d.measure_key AS measure, x.dimensions, r.period, r.start, r.replaced_by,
       count(*) OVER () AS total
     FROM data_set d JOIN service s ON s.id = d.service_id JOIN series x ON x.data_set_id = d.id
     JOIN observation_revision r ON r.series_id = x.id
     WHERE d.version >= ? AND r.submission_id = ? AND r.replaced_by < ?
       AND NOT EXISTS (SELECT 1 FROM observation o
         WHERE o.series_id = r.series_id AND o.period = r.period AND o.start = r.start AND o.submission_id = ?)
       AND NOT EXISTS (SELECT 1 FROM observation_revision o
         WHERE o.series_id = r.series_id AND o.period = r.period AND o.start = r.start AND o.submission_id = ?)
     ORDER BY s.slug, d.measure_key, r.period, r.start, r.series_id LIMIT ${MOST_LEFT}`,
    [id, id, undoneBy, undoneBy, undoneBy],
  );

interface Kept {
  kind: CatalogueKind;
  row_key: string;
  /** Whether the submission made it. */
  is_new: number;
  changed_by: number | null;
}

/** Rows of the catalogue that the submission changed, and that the undo did not. */
async function stayingRows(manager: EntityManager, { id, undoneBy }: Undone): Promise<StayingRow[]> {
  const kept = await rows<Kept>(
    manager,
    `SELECT r.kind, r.row_key, CASE WHEN r.before IS NULL THEN 1 ELSE 0 END AS is_new,
       (SELECT min(l.submission_id) FROM catalogue_revision l
        WHERE l.kind = r.kind AND l.row_key = r.row_key AND l.id > r.id AND l.submission_id < ?) AS changed_by
     FROM catalogue_revision r WHERE r.submission_id = ? AND NOT EXISTS (
       SELECT 1 FROM catalogue_revision u
       WHERE u.kind = r.kind AND u.row_key = r.row_key AND u.submission_id = ?)
     ORDER BY r.id`,
    [undoneBy, id, undoneBy],
  );
  const found: StayingRow[] = [];
  for (const row of kept) {
    const { kind, row_key: rowKey } = row;
    found.push({ kind, name: await nameOf(manager, kind, rowKey), reason: reasonOf(row) });
  }
  return found;
}

function reasonOf({ kind, is_new, changed_by }: Kept): string {
  if (changed_by !== null) return `delivery ${changed_by} has changed it`;
  if (is_new === 0) return 'what there was by then stood in its way';
  if (kind === 'data-sets') return 'there are values in it';
  return kind === 'aliases' ? 'it leads to what has another slug today' : 'others may refer to it';
}

async function nameOf(manager: EntityManager, kind: CatalogueKind, rowKey: string): Promise<string> {
  const row: Properties = {
    ...(await manager.findOneBy(CATALOGUE_TABLES[kind].entity, whereOf(kind, rowKey))),
  };
  if (kind !== 'data-sets') return String(row.slug ?? row.key ?? rowKey);
  const [service] = await rows<{ slug: string }>(manager, 'SELECT slug FROM service WHERE id = ?', [
    row.serviceId,
  ]);
  return `${service?.slug} ${String(row.measureKey)}`;
}
