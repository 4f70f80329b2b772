/**
 * Takes a submission back, as a new submission: each value that it brought becomes what it was before, or is withdrawn.
 * What a later submission has changed since is left as it is, and named.
 */
import type { DataSource, EntityManager } from 'typeorm';
import { inTransaction, rows } from '../../db/index.js';
import { Submission } from '../../entities/index.js';
import { InputError } from '../../errors.js';
import { formatStart, RECORDED_PERIODS, type RecordedPeriod } from '../../metrics/periods.js';
import { isThere, statusCode } from '../../metrics/status.js';
import { applyValues, insertSubmission } from '../apply.js';
import { isChanged, type Counts } from '../counts.js';
import type { NamedDataSet, NamedSeries } from '../rows/observation-columns.js';
import { RowChanges } from '../rows/row-changes.js';
import { ScratchFile } from '../rows/scratch-file.js';
import { assertDeclared } from './declared.js';
import { assertTogether } from './together.js';
import { type LeftRow, undoCatalogue } from './undo-catalogue.js';

export interface Undoing {
  /** The submission to take back. */
  id: number;
  now: Date;
  /** Who takes it back: none for the command line. */
  tokenId?: number;
  /** Whether submissions of others may be taken back, too. */
  mayUndoAll: boolean;
}

/** A value that was left as it is. */
interface LeftValue {
  service: string;
  measure: string;
  period: RecordedPeriod;
  start: string;
  dimensions: Record<string, string>;
  /** The later submission that has changed it. */
  changedBy: number;
}

/** What became of values: `updated` and `inserted` are as they were before, `withdrawn` were not there before. */
export interface UndoReceipt extends Counts {
  submission: number;
  /** The first of the values that were left. */
  left: LeftValue[];
  /** How many there are beyond those listed. */
  moreLeft: number;
  /** Rows of the catalogue that were left. */
  leftRows: LeftRow[];
}

const MOST_LEFT = 100;
const WITHDRAWN = statusCode('WITHDRAWN');

/**
 * Takes a submission back, all of it or nothing; when the promise is fulfilled it is on disk.
 *
 * @param conclude does something more in the same transaction.
 * @throws InputError 403 or 404 where it may not be taken back or is not there, 409 where nothing of it is left to take
 *   back; BusyError, DiskFullError.
 */
export const undo = (
  dataSource: DataSource,
  undoing: Undoing,
  conclude: (manager: EntityManager) => Promise<void> = () => Promise.resolve(),
): Promise<UndoReceipt> =>
  inTransaction(dataSource, async (manager) => {
    await assertMayUndo(manager, undoing);
    const scratch = new ScratchFile();
    try {
      const receipt = await takeBack(manager, undoing, new RowChanges(scratch));
      await conclude(manager);
      return receipt;
    } finally {
      scratch.close();
    }
  });

async function assertMayUndo(manager: EntityManager, { id, tokenId, mayUndoAll }: Undoing): Promise<void> {
  const [known] = await rows<{ token_id: number | null }>(
    manager,
    'SELECT token_id FROM submission WHERE id = ?',
    [id],
  );
  if (mayUndoAll && known) return;
  if (mayUndoAll) throw new InputError(`there is no submission ${id}`, 404, 'NOT_FOUND');
  if (known?.token_id !== tokenId) {
    throw new InputError(
      `this token may not take back submission ${id}: it did not send it`,
      403,
      'FORBIDDEN',
    );
  }
}

async function takeBack(
  manager: EntityManager,
  { id, now, tokenId }: Undoing,
  changes: RowChanges,
): Promise<UndoReceipt> {
  const found = new Found(manager, id, changes);
  for (const dataSet of await touchedDataSets(manager, id)) await found.look(dataSet);
  const submission = await insertSubmission(manager, {
    ...{ receivedAt: now, source: `undo of submission ${id}`, tokenId },
    ...{ counts: changes.counts, undoes: id, changesCatalogue: false },
  });
  if (isChanged(changes.counts)) await applyValues(manager, changes, { ...found.ids, submission });
  const catalogue = await undoCatalogue(manager, id, submission, now);
  if (!isChanged(changes.counts) && catalogue.changed === 0) throw nothingLeft(id, found, catalogue.left);
  await assertDeclared(manager, found.stored);
  await assertTogether(manager, submission, found.names);
  await manager.update(Submission, submission, { changesCatalogue: catalogue.changed > 0 });
  return {
    submission,
    ...changes.counts,
    left: found.left,
    moreLeft: found.leftCount - found.left.length,
    leftRows: catalogue.left,
  };
}

function nothingLeft(id: number, { left: [value] }: Found, [row]: readonly LeftRow[]): InputError {
  const why =
    value !== undefined
      ? `submission ${value.changedBy} has changed what it brought`
      : row !== undefined
        ? `${row.name} stays: ${row.reason}`
        : 'it changed nothing';
  return new InputError(`nothing of submission ${id} is left to take back: ${why}`, 409, 'NOTHING_TO_UNDO');
}

interface TouchedDataSet extends NamedDataSet {
  id: number;
}

/** Data sets that were changed by a submission or later. */
const touchedDataSets = (manager: EntityManager, id: number): Promise<TouchedDataSet[]> =>
  rows<TouchedDataSet>(
    manager,
    `SELECT d.id, s.slug AS service, d.measure_key AS measure
     FROM data_set d JOIN service s ON s.id = d.service_id WHERE d.version >= ? ORDER BY d.id`,
    [id],
  );

interface BroughtRow {
  series_id: number;
  dimensions: string;
  period: number;
  start: number;
  value: number | null;
  status: number;
  flags: number;
  old_value: number | null;
  old_status: number | null;
  old_flags: number | null;
}

interface ReplacedRow {
  dimensions: string;
  period: number;
  start: number;
  replaced_by: number;
}

/** The values that a submission brought, data set by data set. */
class Found {
  readonly left: LeftValue[] = [];
  leftCount = 0;
  readonly #dataSets: NamedDataSet[] = [];
  readonly #seriesList: NamedSeries[] = [];
  readonly #dataSetIds: number[] = [];
  readonly #seriesIds: number[] = [];

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

  /** The data sets and series that it brought values of. */
  get stored() {
    return { dataSets: this.#dataSetIds, series: new Set(this.#seriesIds) };
  }

  /** The same data sets, as they are named. */
  get names(): ReadonlyMap<number, NamedDataSet> {
    return new Map(this.#dataSetIds.map((id, i) => [id, this.#dataSets[i]]));
  }

  async look({ id, ...name }: TouchedDataSet): Promise<void> {
    await this.#noteLeft(id, name);
    const brought = await rows<BroughtRow>(
      this.manager,
      `SELECT o.series_id, s.dimensions, o.period, o.start, o.value, o.status, o.flags,
         r.value AS old_value, r.status AS old_status, r.flags AS old_flags
       FROM series s JOIN observation o ON o.series_id = s.id
       LEFT JOIN observation_revision r ON r.series_id = o.series_id AND r.period = o.period
         AND r.start = o.start AND r.replaced_by = o.submission_id
       WHERE s.data_set_id = ? AND o.submission_id = ?
       ORDER BY o.series_id, o.period, o.start`,
      [id, this.submission],
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
      columns.oldSubmission[at] = this.submission;
      columns.oldValue[at] = row.value ?? NaN;
      columns.oldStatus[at] = row.status;
      columns.oldFlags[at] = row.flags;
      this.#count(row.status, columns.status[at]);
    }
  }

  #count(before: number, after: number): void {
    const { counts } = this.changes;
    counts.received++;
    if (!isThere(after)) counts.withdrawn++;
    else if (isThere(before)) counts.updated++;
    else counts.inserted++;
  }

  async #noteLeft(id: number, { service, measure }: NamedDataSet): Promise<void> {
    const [{ count }] = await rows<{ count: number | string }>(
      this.manager,
      `SELECT count(*) AS count FROM series s JOIN observation_revision r ON r.series_id = s.id
       WHERE s.data_set_id = ? AND r.submission_id = ?`,
      [id, this.submission],
    );
    this.leftCount += Number(count);
    if (Number(count) === 0 || this.left.length === MOST_LEFT) return;
    const replaced = await rows<ReplacedRow>(
      this.manager,
      `SELECT s.dimensions, r.period, r.start, r.replaced_by
       FROM series s JOIN observation_revision r ON r.series_id = s.id
       WHERE s.data_set_id = ? AND r.submission_id = ?
       ORDER BY r.series_id, r.period, r.start LIMIT ?`,
      [id, this.submission, MOST_LEFT - this.left.length],
    );
    for (const { dimensions, period, start, replaced_by: changedBy } of replaced) {
      const word = RECORDED_PERIODS[period];
      this.left.push({
        ...{ service, measure, period: word, start: formatStart(word, start) },
        dimensions: JSON.parse(dimensions) as Record<string, string>,
        changedBy,
      });
    }
  }
}
