/**
 * Categories that a delivery adds to windows in which others of the same split stay that it does not send: possible, but
 * it looks as if what stays were out of date. A sum of channels that would stand beside its parts is wrong.
 */
import type { EntityManager } from 'typeorm';
import { channelSumProblem } from '../metrics/category-texts.js';
import { isThere, statusCode } from '../metrics/status.js';
import type { PieceChanges } from './compare-observations.js';
import type { StoredSeries } from './compare-series.js';
import type { ObservationColumns, RowName } from './rows/observation-columns.js';
import { rowsBeside, TouchedWindows } from './rows-beside.js';

const NOT_APPLICABLE = statusCode('NOT_APPLICABLE');

/** Whether a row says that there is such a part, with a value or without. */
const isPart = (status: number): boolean => isThere(status) && status !== NOT_APPLICABLE;

/** Windows of one data set in which the same categories stay. */
export interface KeptCategories {
  /** The position of the data set. */
  dataSet: number;
  /** What stays, as canonical JSON of dimensions; of one split. */
  kept: readonly string[];
  /** What is new beside it, in any of the windows. */
  added: Set<string>;
  /** How many windows. */
  windows: number;
  /** The first row that is new in the first of them. */
  example: RowName;
}

export interface Kept {
  categories: readonly KeptCategories[];
  /**
   * Windows in which `non-digital` would stand beside its parts, with the channels that clash. Nothing of the delivery can
   * be stored.
   */
  clashes: readonly KeptCategories[];
}

type Dimensions = Readonly<Record<string, string>>;

/** The names of the dimensions of canonical JSON, in one text. */
const splitOf = (dimensions: Dimensions): string => Object.keys(dimensions).join('\0');

/** Series as their dimensions and split; each text is read once. */
class Readings {
  readonly #read = new Map<string, { dimensions: Dimensions; split: string }>();

  of(text: string): { dimensions: Dimensions; split: string } {
    let reading = this.#read.get(text);
    if (!reading) {
      const dimensions = JSON.parse(text) as Dimensions;
      this.#read.set(text, (reading = { dimensions, split: splitOf(dimensions) }));
    }
    return reading;
  }
}

/** The rows that bring a category to a window, as a mark at their positions. */
function addedRows(piece: ObservationColumns, { rows, columns }: PieceChanges): Uint8Array {
  const marks = new Uint8Array(piece.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i];
    const isTotal = piece.seriesList[piece.series[row]].dimensions === '{}';
    const wasPart = columns.oldSubmission[i] !== 0 && isPart(columns.oldStatus[i]);
    if (!isTotal && isPart(piece.status[row]) && !wasPart) marks[row] = 1;
  }
  return marks;
}

/** Which series have a row in every window of their data set, as a mark at their positions; the rows are in the order of windows. */
function inEveryWindow({
  length,
  seriesList,
  dataSets,
  series,
  period,
  start,
}: ObservationColumns): Uint8Array {
  const windows = new Uint32Array(dataSets.length);
  const rows = new Uint32Array(seriesList.length);
  const dataSetOf = Int32Array.from(seriesList, ({ dataSet }) => dataSet);
  let last = -1;
  for (let row = 0; row < length; row++) {
    const own = dataSetOf[series[row]];
    const isNext =
      row === 0 || own !== last || period[row] !== period[row - 1] || start[row] !== start[row - 1];
    if (isNext) windows[own]++;
    rows[series[row]]++;
    last = own;
  }
  return Uint8Array.from(seriesList, (each, at) => Number(rows[at] === windows[each.dataSet]));
}

/**
 * The stored series, by position of the data set, that are of a split to which the delivery adds, and that may stay in one of
 * its windows.
 */
function ofAddedSplits(
  piece: ObservationColumns,
  stored: readonly (readonly StoredSeries[])[],
  marks: Uint8Array,
  readings: Readings,
): (readonly StoredSeries[])[] {
  const isAdded = new Uint8Array(piece.seriesList.length);
  for (let row = 0; row < marks.length; row++) if (marks[row]) isAdded[piece.series[row]] = 1;
  const splits = piece.dataSets.map(() => new Set<string>());
  for (const [i, { dataSet, dimensions }] of piece.seriesList.entries()) {
    if (isAdded[i]) splits[dataSet].add(readings.of(dimensions).split);
  }
  const isEverywhere = inEveryWindow(piece);
  const mayStay = ({ at }: StoredSeries): boolean => at === undefined || isEverywhere[at] === 0;
  return stored.map((list, dataSet) =>
    splits[dataSet].size === 0
      ? []
      : list.filter((each) => mayStay(each) && splits[dataSet].has(readings.of(each.dimensions).split)),
  );
}

/** What is added to one window and stays in it, of one split; as canonical JSON. */
interface Addition {
  dataSet: number;
  kept: string[];
  added: string[];
  example: RowName;
}

/** Additions by data set and what stays: thousands of windows are told in one line. */
class Groups {
  readonly #groups = new Map<string, KeptCategories>();

  add({ dataSet, kept, added, example }: Addition): void {
    const key = JSON.stringify([dataSet, ...kept]);
    const group = this.#groups.get(key);
    if (group) {
      group.windows++;
      for (const one of added) group.added.add(one);
    } else this.#groups.set(key, { dataSet, kept, added: new Set(added), windows: 1, example });
  }

  get list(): KeptCategories[] {
    return [...this.#groups.values()];
  }
}

/** The part of an addition that cannot be, as it would count channels twice; undefined if there is none. */
function clashOf(addition: Addition, readings: Readings): Addition | undefined {
  const channelOf = (text: string): string | undefined => readings.of(text).dimensions.channel;
  const clashWith = (text: string, others: readonly string[]): boolean => {
    const channel = channelOf(text);
    return (
      channel !== undefined &&
      others.some((other) => channelSumProblem(new Set([channel, channelOf(other)!])) !== undefined)
    );
  };
  const kept = addition.kept.filter((text) => clashWith(text, addition.added));
  if (kept.length === 0) return undefined;
  return { ...addition, kept, added: addition.added.filter((text) => clashWith(text, kept)) };
}

/** Looks for them, piece by piece of a delivery. */
export class KeptSearch {
  readonly #categories = new Groups();
  readonly #clashes = new Groups();
  readonly #readings = new Readings();

  get found(): Kept {
    return { categories: this.#categories.list, clashes: this.#clashes.list };
  }

  /** `onProgress` may throw to give up. */
  async look(
    manager: EntityManager,
    piece: ObservationColumns,
    stored: readonly (readonly StoredSeries[])[],
    { changes, onProgress }: { changes: PieceChanges; onProgress: () => void },
  ): Promise<void> {
    const marks = addedRows(piece, changes);
    const readings = this.#readings;
    const relevant = ofAddedSplits(piece, stored, marks, readings);
    if (relevant.every((list) => list.length === 0)) return;
    const windows = new TouchedWindows(piece);
    const isWanted = (window: number): boolean => windows.rows(window).some((row) => marks[row] === 1);
    const dimensionsOf = (row: number): string => piece.seriesList[piece.series[row]].dimensions;
    const looked = { windows, stored: relevant, isWanted, onProgress };
    for await (const { window, rows: beside } of rowsBeside(manager, piece, looked)) {
      const parts = beside.filter(({ status }) => isPart(status)).map(({ series }) => series.dimensions);
      const rows = Array.from(windows.rows(window)).filter((row) => marks[row] === 1);
      for (const split of new Set(parts.map((dimensions) => readings.of(dimensions).split))) {
        const isOfSplit = (dimensions: string): boolean => readings.of(dimensions).split === split;
        const own = rows.filter((row) => isOfSplit(dimensionsOf(row)));
        if (own.length === 0) continue;
        const addition: Addition = {
          dataSet: windows.dataSet(window),
          kept: parts.filter(isOfSplit).sort(),
          added: own.map(dimensionsOf),
          example: piece.nameOf(own[0]),
        };
        const clash = clashOf(addition, readings);
        if (clash) this.#clashes.add(clash);
        else this.#categories.add(addition);
      }
    }
  }
}
