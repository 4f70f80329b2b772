/** What must stand together in a window, or must not, held against the rows that are there after something was taken back. */
import type { EntityManager } from 'typeorm';
import { dialectOf, rows } from '../../db/index.js';
import { InputError } from '../../errors.js';
import { channelSumProblem, isInChannelSum } from '../../metrics/category-texts.js';
import { LAST_BOUND } from '../../metrics/histogram.js';
import { formatStart, RECORDED_PERIODS } from '../../metrics/periods.js';
import { isThere, statusCode } from '../../metrics/status.js';
import { canonicalDimensions, type NamedDataSet } from '../rows/observation-columns.js';
import { type StoredSeries, storedValues } from '../stored-values.js';

const NOT_APPLICABLE = statusCode('NOT_APPLICABLE');

interface TouchedRow {
  series_id: number;
  period: number;
  start: number;
  status: number;
}

/** Rows that are there in the windows of which a submission has changed any row of the same data set. */
function touchedRows(
  manager: EntityManager,
  series: readonly number[],
  submission: number,
): Promise<TouchedRow[]> {
  const { list, listParameter } = dialectOf(manager);
  const ids = listParameter(series);
  return rows<TouchedRow>(
    manager,
    `SELECT o.series_id, o.period, o.start, o.status FROM observation o
     WHERE o.series_id IN ${list('integer')} AND EXISTS (
       SELECT 1 FROM series own JOIN series s ON s.data_set_id = own.data_set_id
       JOIN observation t ON t.series_id = s.id AND t.period = o.period AND t.start = o.start
       WHERE own.id = o.series_id AND t.submission_id = ?)
     ORDER BY o.period, o.start`,
    [ids, submission],
  );
}

/** What stands together: the rows of one split, or the ranges of one histogram. */
function groupOf({ dimensions: { channel, le, ...others }, dataSetId }: StoredSeries): string | undefined {
  if (le !== undefined)
    return `${dataSetId} ${canonicalDimensions({ ...others, ...(channel && { channel }) })} le`;
  if (channel !== undefined && isInChannelSum(channel)) return `${dataSetId} ${Object.keys(others).join()}`;
  return undefined;
}

/** What is wrong with the categories of one group in one window. */
function problemOf(found: ReadonlySet<string>, isHistogram: boolean): string | undefined {
  if (!isHistogram) return channelSumProblem(found);
  return found.has(LAST_BOUND) ? undefined : `there would be ranges without ${LAST_BOUND}`;
}

/**
 * Windows that were changed must be as they may be sent: no channel beside the sum that it is a part of, no ranges without
 * the last.
 *
 * @throws InputError 409
 */
export async function assertTogether(
  manager: EntityManager,
  submission: number,
  dataSets: ReadonlyMap<number, NamedDataSet>,
): Promise<void> {
  const stored = await storedValues(manager).series([...dataSets.keys()]);
  const grouped = new Map(
    stored.flatMap((series) => {
      const group = groupOf(series);
      return group === undefined ? [] : [[series.id, { ...series, group }]];
    }),
  );
  if (grouped.size === 0) return;
  const windows = new Map<string, { row: TouchedRow; categories: Set<string> }>();
  for (const row of await touchedRows(manager, [...grouped.keys()], submission)) {
    const { group, dimensions } = grouped.get(row.series_id)!;
    const isHistogram = dimensions.le !== undefined;
    if (!isThere(row.status) || (!isHistogram && row.status === NOT_APPLICABLE)) continue;
    const key = `${group} ${row.period} ${row.start}`;
    const window = windows.get(key) ?? { row, categories: new Set() };
    windows.set(key, window);
    window.categories.add(dimensions.le ?? dimensions.channel);
  }
  for (const { row, categories } of windows.values()) {
    const { dataSetId, dimensions } = grouped.get(row.series_id)!;
    const problem = problemOf(categories, dimensions.le !== undefined);
    if (problem === undefined) continue;
    const { service, measure } = dataSets.get(dataSetId)!;
    const recorded = RECORDED_PERIODS[row.period];
    throw new InputError(
      `${service} ${measure} in ${recorded} ${formatStart(recorded, row.start)} would be as it cannot be sent: ${problem}. Take back what was sent later first, or send that window anew`,
      409,
      'NOT_TOGETHER',
    );
  }
}
