/** Extents against the rows that they tell of: where they differ, and how they are made again. */
import type { EntityManager } from 'typeorm';
import { rows, run } from '../../db/index.js';
import { HAS_FINAL_VALUE, IS_THERE } from '../../entities/index.js';

export interface Rule {
  what: string;
  /** Its rows are the contradictions; the columns of one are shown as the example. */
  sql: string;
}

/** What the extents should be. Rows are never deleted: the newest submission of a row is the one that changed it last. */
const EXTENTS = `SELECT s.data_set_id, o.period,
    COALESCE(min(CASE WHEN ${IS_THERE} THEN o.start END), 0) AS first_start,
    COALESCE(max(CASE WHEN ${IS_THERE} THEN o.start END), -1) AS last_start,
    max(CASE WHEN ${HAS_FINAL_VALUE} THEN o.start END) AS latest_value_start, max(o.submission_id) AS version
  FROM observation o JOIN series s ON s.id = o.series_id GROUP BY s.data_set_id, o.period`;

const REPAIRED = '(perfplat check --repair makes them again)';

export const EXTENT_RULES: readonly Rule[] = [
  {
    what: `extents that differ from their observations ${REPAIRED}`,
    sql: `SELECT a.data_set_id, a.period, a.first_start, a.last_start, a.latest_value_start, a.version
          FROM (${EXTENTS}) a LEFT JOIN data_set_extent e ON e.data_set_id = a.data_set_id AND e.period = a.period
          WHERE e.data_set_id IS NULL OR e.first_start <> a.first_start OR e.last_start <> a.last_start
          OR e.latest_value_start IS DISTINCT FROM a.latest_value_start OR e.version <> a.version`,
  },
  {
    what: `extents without any observation ${REPAIRED}`,
    sql: `SELECT e.data_set_id, e.period FROM data_set_extent e WHERE NOT EXISTS (
            SELECT 1 FROM series s JOIN observation o ON o.series_id = s.id AND o.period = e.period
            WHERE s.data_set_id = e.data_set_id)`,
  },
  {
    what: `data sets whose version is not that of their newest extent ${REPAIRED}`,
    sql: `SELECT d.id AS data_set_id, d.version FROM data_set d WHERE d.version <> COALESCE(
            (SELECT max(e.version) FROM data_set_extent e WHERE e.data_set_id = d.id), 0)`,
  },
];

/** How many extents and versions of data sets are not what their rows come to. */
export async function extentFaults(manager: EntityManager): Promise<number> {
  let count = 0;
  for (const { sql } of EXTENT_RULES) {
    const [found] = await rows<{ count: number }>(manager, `SELECT count(*) AS count FROM (${sql}) wrong`);
    count += found.count;
  }
  return count;
}

/** Makes all extents, and the versions of data sets, again from their rows. Call it in a transaction. */
export async function repairExtents(manager: EntityManager): Promise<void> {
  await run(manager, 'DELETE FROM data_set_extent');
  await run(
    manager,
    `INSERT INTO data_set_extent (data_set_id, period, first_start, last_start, latest_value_start, version) ${EXTENTS}`,
  );
  await run(
    manager,
    `UPDATE data_set SET version = COALESCE(
       (SELECT max(e.version) FROM data_set_extent e WHERE e.data_set_id = data_set.id), 0)`,
  );
}
