/** The values that a submission brought and that are still there, and those that later ones have changed. */
import type { EntityManager } from 'typeorm';
import { rows } from '../../db/index.js';
import { formatStart, RECORDED_PERIODS, type RecordedPeriod } from '../../metrics/periods.js';
import { isThere, statusCode } from '../../metrics/status.js';
import type { NamedDataSet, NamedSeries } from '../rows/observation-columns.js';
import type { RowChanges } from '../rows/row-changes.js';
import type { CameBack } from './declared.js';

/** A value that was left as it is. */
export interface LeftValue {
  service: string;
  measure: string;
  period: RecordedPeriod;
  start: string;
  dimensions: Record<string, string>;
  /** The later submission that has changed it. */
  changedBy: number;
}

/** So many are named. */
export const MOST_LEFT = 100;
const WITHDRAWN = statusCode('WITHDRAWN');

export interface TouchedDataSet extends NamedDataSet {
  id: number;
}

/**
 * SQL: the rows of a submission in a data set that were replaced, as `own`, each by all submissions that wrote what it is
 * since: its own and, where one that replaced it was taken back, the undo. Its parameters are the submission, the data
 * set and the submission.
 */
const OWN = `WITH RECURSIVE undos AS MATERIALIZED (
    SELECT id, undoes FROM submission WHERE id > ? AND undoes IS NOT NULL),
  own(series_id, period, start, submission_id) AS (
    SELECT r.series_id, r.period, r.start, r.submission_id
    FROM series s JOIN observation_revision r ON r.series_id = s.id
    WHERE s.data_set_id = ? AND r.submission_id = ?
    UNION SELECT w.series_id, w.period, w.start, u.id FROM own w
    JOIN observation_revision r ON r.series_id = w.series_id AND r.period = w.period AND r.start = w.start
      AND r.submission_id = w.submission_id
    JOIN undos u ON u.undoes = r.replaced_by)`;

/** SQL: which of them are not what is there, and what replaced them last. Its parameters are those of OWN. */
const LEFT = `${OWN} SELECT w.series_id, w.period, w.start, max(r.replaced_by) AS replaced_by FROM own w
  LEFT JOIN observation_revision r ON r.series_id = w.series_id AND r.period = w.period AND r.start = w.start
    AND r.submission_id = w.submission_id
  LEFT JOIN observation o ON o.series_id = w.series_id AND o.period = w.period AND o.start = w.start
    AND o.submission_id = w.submission_id
  GROUP BY w.series_id, w.period, w.start HAVING count(o.submission_id) = 0`;

/** SQL: what is there of a submission's rows, `o`, and what was there before. */
const BROUGHT = `SELECT o.series_id, s.dimensions, o.period, o.start, o.value, o.status, o.flags, o.submission_id,
  r.value AS old_value, r.status AS old_status, r.flags AS old_flags`;
const BEFORE = `LEFT JOIN observation_revision r ON r.series_id = o.series_id AND r.period = o.period
  AND r.start = o.start AND r.replaced_by = ?`;

interface BroughtRow {
  series_id: number;
  dimensions: string;
  period: number;
  start: number;
  value: number | null;
  status: number;
  flags: number;
  submission_id: number;
  old_value: number | null;
  old_status: number | null;
  old_flags: number | null;
}

/** A value that was left, as it is read. */
export interface ReplacedRow {
  dimensions: string;
  period: number;
  start: number;
  replaced_by: number;
}

export function leftValue(
  { dimensions, period, start, replaced_by: changedBy }: ReplacedRow,
  { service, measure }: NamedDataSet,
): LeftValue {
  const word = RECORDED_PERIODS[period];
  return {
    ...{ service, measure, period: word, start: formatStart(word, start) },
    dimensions: JSON.parse(dimensions) as Record<string, string>,
    changedBy,
  };
}

/** The values that a submission brought, data set by data set. */
export class Found {
  readonly left: LeftValue[] = [];
  leftCount = 0;
  readonly #dataSets: NamedDataSet[] = [];
  readonly #seriesList: NamedSeries[] = [];
  readonly #dataSetIds: number[] = [];
  readonly #seriesIds: number[] = [];
  readonly #restored = new Set<number>();
  readonly #negative = new Set<number>();

  constructor(
    private readonly manager: EntityManager,
    private readonly submission: number,
    private readonly changes: RowChanges,
  ) {}

  get ids() {
    return {
      names: { dataSets: this.#dataSets, seriesList: this.#seriesList },
      dataSets: Int32Array.from(this.#dataSetIds),
      series: Int32Array.from(this.#seriesIds),
    };
  }

  /** In which data sets and series there are rows that come back. */
  get cameBack(): CameBack {
    return { dataSets: this.#dataSetIds, series: this.#restored, negative: this.#negative };
  }

  /** The same data sets, as they are named. */
  get names(): ReadonlyMap<number, NamedDataSet> {
    return new Map(this.#dataSetIds.map((id, i) => [id, this.#dataSets[i]]));
  }

  async look({ id, ...name }: TouchedDataSet): Promise<void> {
    const own = [this.submission, id, this.submission];
    await this.#noteLeft(own, name);
    const brought = await rows<BroughtRow>(
      this.manager,
      `${OWN} ${BROUGHT} FROM series s JOIN observation o ON o.series_id = s.id ${BEFORE}
       WHERE s.data_set_id = ? AND o.submission_id = ?
       UNION ALL ${BROUGHT} FROM own w JOIN series s ON s.id = w.series_id
       JOIN observation o ON o.series_id = w.series_id AND o.period = w.period AND o.start = w.start
         AND o.submission_id = w.submission_id ${BEFORE}
       ORDER BY 1, 3, 4`,
      [...own, this.submission, id, this.submission, this.submission],
    );
    if (brought.length === 0) return;
    const dataSet = this.#dataSets.push(name) - 1;
    this.#dataSetIds.push(id);
    const columns = this.changes.next(brought.length);
    for (const row of brought) {
      if (this.#seriesIds.at(-1) !== row.series_id) {
        this.#seriesIds.push(row.series_id);
        this.#seriesList.push({ dataSet, dimensions: row.dimensions });
      }
      const at = columns.length++;
      columns.series[at] = this.#seriesList.length - 1;
      columns.period[at] = row.period;
      columns.start[at] = row.start;
      columns.value[at] = row.old_value ?? NaN;
      columns.status[at] = row.old_status ?? WITHDRAWN;
      columns.flags[at] = row.old_flags ?? 0;
      columns.oldSubmission[at] = row.submission_id;
      columns.oldValue[at] = row.value ?? NaN;
      columns.oldStatus[at] = row.status;
      columns.oldFlags[at] = row.flags;
      this.#count(row.status, columns.status[at]);
      if (isThere(columns.status[at])) this.#restored.add(row.series_id);
      if (columns.value[at] < 0) this.#negative.add(id);
    }
  }

  #count(before: number, after: number): void {
    const { counts } = this.changes;
    counts.received++;
    if (!isThere(after)) counts.withdrawn++;
    else if (isThere(before)) counts.updated++;
    else counts.inserted++;
  }

  async #noteLeft(own: readonly number[], dataSet: NamedDataSet): Promise<void> {
    const [{ count }] = await rows<{ count: number | string }>(
      this.manager,
      `SELECT count(*) AS count FROM (${LEFT}) l`,
      [...own],
    );
    this.leftCount += Number(count);
    if (Number(count) === 0 || this.left.length === MOST_LEFT) return;
    const replaced = await rows<ReplacedRow>(
      this.manager,
      `SELECT s.dimensions, l.period, l.start, l.replaced_by FROM (${LEFT}) l JOIN series s ON s.id = l.series_id
       ORDER BY l.series_id, l.period, l.start LIMIT ?`,
      [...own, MOST_LEFT - this.left.length],
    );
    for (const row of replaced) this.left.push(leftValue(row, dataSet));
  }
}
