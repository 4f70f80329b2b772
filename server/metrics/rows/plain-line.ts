/**
 * One service's line, read off columns of numbers: for windows whose own rows are all there, each with a value. What the
 * rules (amounts.ts) make of such rows depends on which series they are of, and not on their values, so that it is decided once. Every
 * other window is left to the rules.
 */
import { absentValues, isSelected, unknownRemainder } from '../categories.js';
import type { DataSetFacts } from '../data-set.js';
import type { Term } from '../definitions.js';
import type { FormulaPlan, ServiceValues } from '../outcome.js';
import type { RecordedPeriod, Window } from '../periods.js';
import { setRatioValue } from '../results.js';
import { flagBit, statusCode, type ValueStatus } from '../status.js';
import { positionOf, type SeriesColumns } from './columns.js';
import { splitBy, splitsOf, totalSplit, type Observation, type Splits } from './splits.js';
import type { DataSetValues } from './values.js';

const PROVIDED = statusCode('PROVIDED');
const INCONSISTENT = flagBit('INCONSISTENT');

/** What a line comes to in a window in which its service has a value. */
export interface PlainResult {
  value: number;
  status: ValueStatus;
  /** Null for totals. */
  numerator: number | null;
  denominator: number | null;
  /** Of ratios the total of the denominator's measure. */
  denominatorTotal: number;
  /** A bit set (status.ts). */
  flags: number;
}

/** Which of a data set's columns a term counts, by their positions, in the order in which they are added. */
interface Selection {
  counted: readonly number[];
  /** The splits that are held against the total: more than it is a contradiction. */
  checked: readonly (readonly number[])[];
}

/** The columns of one data set in one recorded period, and the rows that they have at a start. */
class PlainRows {
  /** Where each column has its row; meaningful once `seek` has found all. */
  readonly #at: Int32Array;
  readonly #splits: Splits;
  readonly #total: readonly number[];

  private constructor(
    private readonly columns: readonly SeriesColumns[],
    readonly dataSet: DataSetFacts,
  ) {
    this.#at = new Int32Array(columns.length);
    const alike = columns.map(({ series }): Observation => {
      return { series, value: 1, status: 'PROVIDED', flags: 0, submission: 0 };
    });
    this.#splits = splitsOf(alike);
    this.#total = this.#positions(totalSplit(this.#splits));
  }

  /** Null where values are not added or may be suppressed: then what is shown depends on them. */
  static of(values: DataSetValues | undefined, recorded: RecordedPeriod): PlainRows | null {
    if (!values) return null;
    const { dataSet } = values;
    const columns = values.columns(recorded);
    if (!columns.length || dataSet.aggregation === 'exact' || dataSet.suppressBelow > 0) return null;
    return new PlainRows(columns, dataSet);
  }

  #positions(rows: readonly Observation[]): number[] {
    return rows.map(({ series }) => this.columns.findIndex((column) => column.series === series));
  }

  /** What a term counts; null where that is not all there. */
  selection(term: Term): Selection | null {
    const { dimension } = term;
    const splits = this.#splits;
    const total = totalSplit(splits);
    const named = dimension === undefined ? undefined : splitBy(splits, dimension);
    // Sums over a larger split are left to the rules.
    if (dimension !== undefined && named?.name !== dimension) return null;
    const rows = named?.rows ?? total;
    const { dataSet } = this;
    if (term.position && !dataSet.declared[dimension!]?.length) return null;
    const selected = named
      ? rows.filter(({ series }) => isSelected(term, series.dimensions[dimension!], dataSet))
      : rows;
    if (!selected.length || (named && absentValues(term, rows, dataSet).length)) return null;
    const checked = splits.filter(({ name }) => name !== '' && (!named || name === named.name));
    return {
      counted: this.#positions(selected),
      checked: splits.length > 1 ? checked.map((split) => this.#positions(split.rows)) : [],
    };
  }

  /** Both terms of a pair and what their rows weigh; null where one is not all there. */
  pair(plan: Extract<FormulaPlan, { kind: 'pair' }>): PlainPair | null {
    const { numerator, denominator, weights } = plan.rule;
    const split = splitBy(this.#splits, denominator.dimension!);
    if (!split || unknownRemainder(plan.rule, split.rows, this.dataSet) !== null) return null;
    const bottom = this.selection(denominator);
    if (!bottom) return null;
    if (!weights) {
      const top = this.selection(numerator);
      return top && { top, bottom, weights: null };
    }
    const weighted = split.rows.map(({ series }) => weights[series.dimensions[denominator.dimension!]] ?? 0);
    return { top: { counted: this.#positions(split.rows), checked: [] }, bottom, weights: weighted };
  }

  /** Whether every column has a row with a value at a start. */
  seek(start: number): boolean {
    const { columns } = this;
    for (let index = 0; index < columns.length; index++) {
      const at = positionOf(columns[index], start);
      if (at < 0 || columns[index].rows.statuses[at] !== PROVIDED) return false;
      this.#at[index] = at;
    }
    return true;
  }

  /** The values of some columns added up, each times its weight. */
  sum(counted: readonly number[], weights: readonly number[] | null = null): number {
    let sum = 0;
    for (let index = 0; index < counted.length; index++) {
      const value = this.columns[counted[index]].rows.values[this.#at[counted[index]]];
      sum += weights ? weights[index] * value : value;
    }
    return sum;
  }

  get total(): number {
    return this.sum(this.#total);
  }

  /** The flags of what a term counts. */
  flags({ counted, checked }: Selection): number {
    let bits = 0;
    for (const index of counted) bits |= this.columns[index].rows.flags[this.#at[index]];
    if (!checked.length) return bits;
    const total = this.total;
    const most = total + Math.abs(total) * 1e-9;
    return checked.some((split) => this.sum(split) > most) ? bits | INCONSISTENT : bits;
  }
}

interface PlainPair {
  top: Selection;
  bottom: Selection;
  /** What each row of the numerator counts for; null = once. */
  weights: readonly number[] | null;
}

/** Sets what a line comes to at a start; answers whether it could. */
type Read = (start: number, result: PlainResult) => boolean;

function totalReader(plan: Extract<FormulaPlan, { kind: 'total' }>, rows: PlainRows | null): Read | null {
  const selection = rows?.selection(plan.term);
  if (!rows || !selection) return null;
  return (start, result) => {
    if (!rows.seek(start)) return false;
    result.value = rows.sum(selection.counted);
    result.flags = rows.flags(selection);
    return Number.isFinite(result.value);
  };
}

/** Sets a quotient; answers whether it is one. */
function setQuotient(
  result: PlainResult,
  { numerator, denominator }: { numerator: number; denominator: number },
  scale: number,
): boolean {
  if (denominator === 0) return false;
  result.numerator = numerator;
  result.denominator = denominator;
  setRatioValue(result, scale);
  return Number.isFinite(result.value * 0 + numerator * 0 + denominator * 0);
}

function pairReader(plan: Extract<FormulaPlan, { kind: 'pair' }>, rows: PlainRows | null): Read | null {
  const pair = rows?.pair(plan);
  if (!rows || !pair) return null;
  const { top, bottom, weights } = pair;
  return (start, result) => {
    if (!rows.seek(start)) return false;
    result.flags = weights ? rows.flags(bottom) : rows.flags(bottom) | rows.flags(top);
    result.denominatorTotal = rows.total;
    const [numerator, denominator] = [rows.sum(top.counted, weights), rows.sum(bottom.counted)];
    return setQuotient(result, { numerator, denominator }, plan.scale);
  };
}

function ratioReader(
  plan: Extract<FormulaPlan, { kind: 'ratio' }>,
  [above, below]: readonly (PlainRows | null)[],
): Read | null {
  const [top, bottom] = [above?.selection(plan.numerator), below?.selection(plan.denominator)];
  if (!above || !below || !top || !bottom) return null;
  return (start, result) => {
    if (!above.seek(start) || !below.seek(start)) return false;
    result.flags = above.flags(top) | below.flags(bottom);
    result.denominatorTotal = below.total;
    const [numerator, denominator] = [above.sum(top.counted), below.sum(bottom.counted)];
    return setQuotient(result, { numerator, denominator }, plan.scale);
  };
}

function readerOf(plan: FormulaPlan, values: ServiceValues, recorded: RecordedPeriod): Read | null {
  const rowsOf = (measure: string): PlainRows | null => PlainRows.of(values.get(measure), recorded);
  switch (plan.kind) {
    case 'total':
      return totalReader(plan, rowsOf(plan.term.measure));
    case 'pair':
      return pairReader(plan, rowsOf(plan.measure));
    case 'ratio':
      return ratioReader(plan, [rowsOf(plan.numerator.measure), rowsOf(plan.denominator.measure)]);
    default:
      return null;
  }
}

export class PlainLine {
  readonly #result: PlainResult = {
    value: 0,
    status: 'PROVIDED',
    numerator: null,
    denominator: null,
    denominatorTotal: 0,
    flags: 0,
  };
  #recorded: RecordedPeriod | null = null;
  #read: Read | null = null;

  constructor(
    private readonly plan: FormulaPlan,
    private readonly values: ServiceValues,
  ) {}

  /** What it comes to in a window, until the next one is asked for; null where only the rules can tell. */
  at({ recorded, start, count }: Window): PlainResult | null {
    if (count !== undefined) return null;
    if (recorded !== this.#recorded) {
      this.#recorded = recorded;
      this.#read = readerOf(this.plan, this.values, recorded);
    }
    return this.#read?.(start, this.#result) ? this.#result : null;
  }
}
