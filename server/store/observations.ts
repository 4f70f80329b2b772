/**
 * The one function that reads values. Drafts, suppression, revisions, as-of and what is not stored yet sit behind it, and
 * roll-ups and what is kept of earlier reads. Nothing else reads the table `observation`, but what writes it, exports and
 * `perfplat check`.
 */
import type { DataSource } from 'typeorm';
import { asRead } from '../metrics/categories.js';
import type { RowColumns, SeriesColumns } from '../metrics/rows/columns.js';
import type { DataSetFacts } from '../metrics/data-set.js';
import { RECORDED_PERIODS } from '../metrics/periods.js';
import { DataSetValues } from '../metrics/rows/values.js';
import { isKept, mergedStretches, type KeptColumns, type WantedColumns } from './kept/kept-columns.js';
import { StretchesRead, type RowsBySeries } from './kept/kept-days.js';
import {
  isAddable,
  plansOf,
  type ReadPlan,
  type RolledUpPlan,
  type StartRange,
  type WindowRead,
} from './read-plans.js';
import { mapWithPauses, pause } from './pauses.js';
import { readRows } from './read-rows.js';
import { readSeries } from './read-series.js';
import { monthsOfDays, type MonthsOfDays } from './rollups.js';
import { MONTHS_OF_DAYS, putRows, seriesRowsOf, type SeriesRows } from './series-rows.js';
import { isChangedSince, type Snapshot } from './snapshot.js';
import { rowsOfPlans } from './statements.js';

export type { WindowRead } from './read-plans.js';

export interface ReadOptions {
  snapshot: Snapshot;
  /** The values as they stood after this submission; at most the snapshot's version. */
  asOf: number;
  /** Whether months may come as the sums of their days; false where each of these is to be seen. */
  usesRollups: boolean;
  kept: KeptColumns;
}

/** How many stored rows are read for windows, at most. */
export const rowsToRead = (
  wanted: readonly WindowRead[],
  { snapshot, asOf, usesRollups }: Omit<ReadOptions, 'kept'>,
): number => rowsOfPlans(plansOf(wanted, snapshot, usesRollups), snapshot, asOf);

/**
 * The values of data sets in windows, as of a version. Answers one DataSetValues for each data set that was asked
 * for (also those without a row), by its id.
 */
export async function windowValues(
  dataSource: DataSource,
  wanted: readonly WindowRead[],
  options: ReadOptions,
): Promise<Map<number, DataSetValues>> {
  const { snapshot, usesRollups } = options;
  const facts = new Map<number, DataSetFacts>();
  for (const { dataSets } of wanted) for (const dataSet of dataSets) facts.set(dataSet.id, dataSet);
  const reading = new WindowReading(dataSource, facts, options);
  await reading.read(plansOf(wanted, snapshot, usesRollups));
  return reading.values();
}

/** What is read of data sets that are in different plans, and how. */
interface Sorted {
  /** Read row by row: as of an earlier version, or with an overlay. */
  odd: ReadPlan[];
  kept: Map<number, WantedColumns>;
  observations: ReadPlan[];
}

class WindowReading {
  /** By id of the data set. */
  readonly #rows = new Map<number, SeriesRows>();
  /** The stretches in which days may be read as months, by id of the data set. */
  readonly #stretches = new Map<number, readonly StartRange[]>();
  /** What the roll-ups in these are good for. */
  readonly #months = new Map<number, MonthsOfDays>();
  /** Data sets of which newer rows were met than the version that is asked for. */
  readonly #newer = new Set<number>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly facts: ReadonlyMap<number, DataSetFacts>,
    private readonly options: ReadOptions,
  ) {}

  async read(plans: readonly RolledUpPlan[]): Promise<void> {
    const { snapshot, kept } = this.options;
    const sorted = this.#sort(plans);
    const keptRows = await kept.rows([...sorted.kept.values()], snapshot);
    for (const id of sorted.kept.keys()) {
      const rows = keptRows.get(id);
      if (rows) for (const [period, bySeries] of rows) this.#rowsOf(id).set(period, bySeries);
      else this.#newer.add(id);
    }
    await this.#readSeries(sorted.observations);
    await this.#readSeries(await this.#daysOfMonths());
    const again = plans.flatMap((plan) => oddPlans(plan, ({ id }) => this.#newer.has(id)));
    for (const id of this.#newer) this.#rows.delete(id);
    await this.#readRows([...sorted.odd, ...again]);
  }

  /** Values by id of the data set. */
  async values(): Promise<Map<number, DataSetValues>> {
    const all = new Map<number, DataSetValues>();
    await mapWithPauses([...this.facts], ([id, facts]) => {
      const values = new DataSetValues(facts, this.options.usesRollups && isAddable(facts));
      for (const [period, bySeries] of this.#rows.get(id) ?? []) {
        if (period !== MONTHS_OF_DAYS) values.add(RECORDED_PERIODS[period], this.#columnsOf(id, bySeries));
      }
      const months = this.#months.get(id);
      if (months?.whole.size) values.addMonths(months.columns, months.whole);
      all.set(id, values);
    });
    return all;
  }

  #rowsOf(id: number): SeriesRows {
    let rows = this.#rows.get(id);
    if (!rows) this.#rows.set(id, (rows = new Map()));
    return rows;
  }

  #columnsOf(id: number, bySeries: ReadonlyMap<number, RowColumns>): SeriesColumns[] {
    const dataSet = this.facts.get(id)!;
    const columns: SeriesColumns[] = [];
    for (const series of this.options.snapshot.series.get(id) ?? []) {
      const rows = bySeries.get(series.id);
      if (rows) columns.push({ series: asRead(series, dataSet), rows });
    }
    return columns;
  }

  #isOdd(id: number): boolean {
    const { snapshot, asOf } = this.options;
    return isChangedSince(id, asOf, snapshot) || snapshot.overlay?.rows.has(id) === true;
  }

  #sort(plans: readonly RolledUpPlan[]): Sorted {
    const sorted: Sorted = { odd: [], kept: new Map(), observations: [] };
    for (const plan of plans) {
      sorted.odd.push(...oddPlans(plan, ({ id }) => this.#isOdd(id)));
      this.#sortPlain(plan, sorted);
    }
    return sorted;
  }

  #sortPlain({ dataSets, ranges, months }: RolledUpPlan, { kept, observations }: Sorted): void {
    const plain = dataSets.filter(({ id }) => !this.#isOdd(id));
    if (months.length) for (const { id } of plain) this.#stretches.set(id, months);
    const long = ranges.filter(({ period }) => isKept(period));
    const stretches = mergedStretches([...long, ...months]);
    if (stretches.length) for (const { id } of plain) kept.set(id, { id, stretches });
    observations.push({ dataSets: plain, ranges: ranges.filter(({ period }) => !isKept(period)) });
  }

  async #readSeries(plans: readonly ReadPlan[]): Promise<void> {
    const { snapshot, asOf } = this.options;
    const some = plans.flatMap((plan) => this.#withoutKept(plan));
    if (!some.length) return;
    const dataSetOf = this.#dataSetOf(some);
    const read = new StretchesRead(some);
    await readSeries(this.dataSource, 'observation', { plans: some, snapshot }, (series, period, rows) => {
      const id = dataSetOf.get(series)!;
      putRows(this.#rowsOf(id), period, series, rows);
      read.add(id, period, series, rows);
      if (rows.submissions.some((submission) => submission > asOf)) this.#newer.add(id);
    });
    for (const { id, range, rows } of read.whole()) {
      if (!this.#newer.has(id)) this.options.kept.days.keep(id, range, rows, snapshot);
    }
    await pause();
  }

  /** What must be read of a plan; rows that are kept are taken from there. */
  #withoutKept({ dataSets, ranges }: ReadPlan): ReadPlan[] {
    const { kept, snapshot } = this.options;
    const missing = dataSets.filter(({ id }) => {
      const found = new Map<number, RowsBySeries>();
      for (const range of ranges) {
        const rows = kept.days.find(id, range, snapshot);
        if (!rows) return true;
        found.set(range.period, rows);
      }
      for (const [period, bySeries] of found) {
        for (const [series, rows] of bySeries) putRows(this.#rowsOf(id), period, series, rows);
      }
      return false;
    });
    return missing.length && ranges.length ? [{ dataSets: missing, ranges }] : [];
  }

  /** The data sets of plans by the ids of their series. */
  #dataSetOf(plans: readonly ReadPlan[]): Map<number, number> {
    const dataSetOf = new Map<number, number>();
    for (const { id } of plans.flatMap(({ dataSets }) => dataSets)) {
      for (const series of this.options.snapshot.series.get(id) ?? []) dataSetOf.set(series.id, id);
    }
    return dataSetOf;
  }

  /** The days of months whose roll-ups do not say all; data sets with the same ones together. */
  async #daysOfMonths(): Promise<ReadPlan[]> {
    const plans = new Map<string, ReadPlan>();
    await mapWithPauses([...this.#stretches], ([id, stretches]) => {
      const rollups = this.#rows.get(id)?.get(MONTHS_OF_DAYS);
      if (!rollups) return;
      const months = monthsOfDays(this.#columnsOf(id, rollups), stretches);
      this.#months.set(id, months);
      const { days } = months;
      if (!days.length) return;
      const key = JSON.stringify(days);
      const plan = plans.get(key);
      if (plan) plan.dataSets.push({ id });
      else plans.set(key, { dataSets: [{ id }], ranges: days });
    });
    return [...plans.values()];
  }

  async #readRows(plans: readonly ReadPlan[]): Promise<void> {
    if (!plans.length) return;
    const { snapshot, asOf } = this.options;
    for (const { id } of plans.flatMap(({ dataSets }) => dataSets)) this.#months.delete(id);
    const dataSetOf = this.#dataSetOf(plans);
    const found = seriesRowsOf(await readRows(this.dataSource, plans, snapshot, asOf));
    for (const [period, bySeries] of found) {
      for (const [series, rows] of bySeries) {
        putRows(this.#rowsOf(dataSetOf.get(series)!), period, series, rows);
      }
    }
  }
}

/** Of a plan those data sets whose rows are all read one by one. */
function oddPlans(
  { dataSets, ranges, months }: RolledUpPlan,
  isOdd: (dataSet: { id: number }) => boolean,
): ReadPlan[] {
  const odd = dataSets.filter(isOdd);
  return odd.length ? [{ dataSets: odd, ranges: [...ranges, ...months] }] : [];
}
