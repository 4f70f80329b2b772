/** The values of dimensions of a delivery beside those that are stored: which are the same, and which only look so. */
import type { DeliveredRows } from '../../submissions/rows/delivered-rows.js';
import { canonicalDimensions } from '../../submissions/rows/observation-columns.js';
import type { StoredSeries } from '../../submissions/stored-values.js';
import { categoryKey, categoryText } from '../../metrics/category-texts.js';
import { ColumnProblem } from '../cells/cells.js';
import { quoted } from '../message-words.js';
import type { SeriesFinder } from './series-finder.js';

export const MAX_VALUES_A_DIMENSION = 1000;

/** The values of one dimension of one data set: those that are stored, and those that the delivery brings. */
class KnownValues {
  readonly #texts = new Set<string>();
  /** The stored text by what it is compared as; it may have been stored before values were compared so. */
  readonly #stored = new Map<string, string>();
  readonly #byKey = new Map<string, string>();

  get size(): number {
    return this.#texts.size;
  }

  has(text: string): boolean {
    return this.#texts.has(text);
  }

  addStored(text: string): void {
    if (!this.#stored.has(categoryText(text))) this.#stored.set(categoryText(text), text);
    this.add(text);
  }

  add(text: string): void {
    this.#texts.add(text);
    const key = categoryKey(text);
    if (!this.#byKey.has(key)) this.#byKey.set(key, text);
  }

  /** The text as it is stored. */
  stored(text: string): string {
    return this.#texts.has(text) ? text : (this.#stored.get(text) ?? text);
  }

  /** What is there and differs from a text that is not there only in case. */
  lookAlike(text: string): string | undefined {
    return this.#texts.has(text) ? undefined : this.#byKey.get(categoryKey(text));
  }
}

/** The values of the dimensions of data sets, these by a number each. */
export class KnownTexts {
  readonly #lists = new Map<string, KnownValues>();

  /** @param numberOf the number of the data set with an id */
  constructor(stored: readonly StoredSeries[], numberOf: (dataSetId: number) => number) {
    for (const { dataSetId, dimensions } of stored) {
      const dataSet = numberOf(dataSetId);
      for (const [name, value] of Object.entries(dimensions)) this.of(dataSet, name).addStored(value);
    }
  }

  of(dataSet: number, name: string): KnownValues {
    const key = `${dataSet} ${name}`;
    let list = this.#lists.get(key);
    if (!list) this.#lists.set(key, (list = new KnownValues()));
    return list;
  }
}

/**
 * Gives the series of a delivery the texts under which their values are stored. What cannot be sent is answered by
 * position of the series: values that differ only in case, too many of them, and withdrawals of what never was.
 */
export function matchStored(
  rows: DeliveredRows,
  finder: SeriesFinder,
  stored: readonly StoredSeries[],
): Map<number, ColumnProblem> {
  const positions = new Map(finder.dataSets.map(({ id }, index) => [id, index]));
  const values = new KnownTexts(stored, (id) => positions.get(id)!);
  const problems = new Map<number, ColumnProblem>();
  for (const [series, { dataSet, dimensions }] of rows.seriesList.entries()) {
    const own = JSON.parse(dimensions) as Record<string, string>;
    let isThere = true;
    for (const [name, given] of Object.entries(own)) {
      const known = values.of(dataSet, name);
      const value = known.stored(given);
      own[name] = value;
      isThere &&= known.has(value);
      if (!rows.isSent(series) || known.has(value)) continue;
      const problem = newValueProblem(known, name, value);
      if (problem) problems.set(series, problem);
      else known.add(value);
    }
    const refusal = isThere ? undefined : finder.refusal(series);
    if (refusal) problems.set(series, refusal);
    rows.seriesList[series] = { dataSet, dimensions: canonicalDimensions(own) };
  }
  return problems;
}

export const lookAlikeMessage = (value: string, other: string): string =>
  `${quoted(value)} differs only in case from ${quoted(other)}, which is there already: write ${quoted(other)}`;

function newValueProblem(known: KnownValues, name: string, value: string): ColumnProblem | undefined {
  const other = known.lookAlike(value);
  if (other !== undefined) {
    return new ColumnProblem(name, lookAlikeMessage(value, other));
  }
  if (known.size < MAX_VALUES_A_DIMENSION) return undefined;
  const most = MAX_VALUES_A_DIMENSION.toLocaleString('en-GB');
  const message = `${quoted(value)} is refused: a dimension has at most ${most} values in a data set`;
  return new ColumnProblem(name, message, 'TOO_MANY_VALUES');
}
