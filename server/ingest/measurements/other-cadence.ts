/**
 * Newer rows of another recorded period than that of their data set: figures are shown, and expected, by the period in which
 * it is recorded, which may be no more than what its first delivery was.
 */
import { PART_PERIODS, RECORDED_PERIODS, recordedCode, windowEndsAt } from '../../metrics/periods.js';
import { isThere } from '../../metrics/status.js';
import type { DeliveredRows } from '../../submissions/rows/delivered-rows.js';
import type { RowName } from '../../submissions/rows/observation-columns.js';
import type { StoredValues } from '../../submissions/stored-values.js';
import type { Problems } from '../problems.js';
import { dataSetWords, type PlacedRows, windowWords } from './row-words.js';
import type { FoundDataSet } from './series-finder.js';

type Declared = FoundDataSet & Required<Pick<FoundDataSet, 'id' | 'cadence'>>;

const isDeclared = (dataSet: FoundDataSet): dataSet is Declared =>
  dataSet.id !== undefined && dataSet.cadence !== undefined;

/** The stored data sets, by position, of which only rows are sent that no window of their own period is made of. */
function withoutOwnPeriod(rows: DeliveredRows, dataSets: readonly FoundDataSet[]): Map<number, Declared> {
  const found = new Map(
    [...dataSets.entries()].filter((entry): entry is [number, Declared] => isDeclared(entry[1])),
  );
  for (const [series, { dataSet }] of rows.seriesList.entries()) {
    const cadence = found.get(dataSet)?.cadence;
    if (cadence === undefined) continue;
    const fitting = [cadence, ...PART_PERIODS[cadence]];
    if (fitting.some((period) => rows.count(series, recordedCode(period)) > 0)) found.delete(dataSet);
  }
  return found;
}

interface Newest {
  row: RowName;
  endsAt: number;
}

export async function warnOfOtherCadence(
  rows: DeliveredRows,
  dataSets: readonly FoundDataSet[],
  values: StoredValues,
  { placeOf, problems }: Pick<PlacedRows, 'placeOf'> & { problems: Problems },
): Promise<void> {
  const candidates = withoutOwnPeriod(rows, dataSets);
  if (candidates.size === 0) return;
  const newest = new Map<number, Newest>();
  for (const piece of rows.pieces()) {
    for (let row = 0; row < piece.length; row++) {
      const { dataSet } = piece.seriesList[piece.series[row]];
      const candidate = candidates.get(dataSet);
      if (!candidate || !isThere(piece.status[row])) continue;
      const window = { recorded: RECORDED_PERIODS[piece.period[row]], start: piece.start[row] };
      const endsAt = windowEndsAt(window, candidate.timeZone);
      if (endsAt > (newest.get(dataSet)?.endsAt ?? -Infinity))
        newest.set(dataSet, { row: piece.nameOf(row), endsAt });
    }
  }
  for (const [dataSet, { row, endsAt }] of newest) {
    const { id, cadence, timeZone } = candidates.get(dataSet)!;
    const last = (await values.lastStarts([id], recordedCode(cadence))).get(id);
    if (last !== undefined && windowEndsAt({ recorded: cadence, start: last }, timeZone) >= endsAt) continue;
    const sent = RECORDED_PERIODS[row.period];
    problems.warn(
      placeOf(row, 'period'),
      'OTHER_CADENCE',
      `period: ${dataSetWords(rows, dataSet)} is recorded by ${cadence}, and ${windowWords(row)} is newer than any ${cadence} there: ` +
        `figures by ${cadence} do not show it, and it is expected by ${cadence}. Set the cadence of the data set to ${sent} if that is how it is recorded now`,
    );
  }
}
