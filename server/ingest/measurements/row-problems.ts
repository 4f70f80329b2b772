/** What is wrong with rows that shows only when all of them are there, found piece by piece: the first of it is kept. */
import type { ObservationColumns, RowName } from '../../submissions/rows/observation-columns.js';
import type { ColumnProblem } from '../cells/cells.js';
import { MAX_PROBLEMS } from '../problems.js';

/** Looks at a piece of the delivery, in which all rows of its windows are. */
export type RowCheck = (piece: ObservationColumns, found: RowProblems) => Promise<void> | void;

/** A problem, the row that it is of, and its place among all that one check finds: numbers that are compared in turn. */
interface RowProblem {
  row: RowName;
  place: readonly number[];
  problem: ColumnProblem;
}

function comparePlaces(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, i) => number !== b[i]);
  return at < 0 ? 0 : a[at] - b[at];
}

export class RowProblems {
  #list: RowProblem[] = [];
  /** Nothing from here on is among the first. */
  #end: readonly number[] | undefined;
  #count = 0;

  /** `problem` is called only where it may be among the first. */
  add(row: RowName, place: readonly number[], problem: () => ColumnProblem): void {
    this.#count++;
    if (this.#end && comparePlaces(place, this.#end) >= 0) return;
    this.#list.push({ row, place, problem: problem() });
    if (this.#list.length < 2 * MAX_PROBLEMS) return;
    this.#list = this.first;
    this.#end = this.#list.at(-1)!.place;
  }

  /** The first of them, in order. */
  get first(): RowProblem[] {
    return this.#list.toSorted((a, b) => comparePlaces(a.place, b.place)).slice(0, MAX_PROBLEMS);
  }

  /** How many more there are. */
  get rest(): number {
    return Math.max(0, this.#count - MAX_PROBLEMS);
  }
}
