/** Which series a row of measurements belongs to: service, measure and the dimensions that its cells name. */
import {
  dataSetKey,
  type Inventory,
  type KnownDataSet,
  type KnownMeasure,
  resolveSlug,
} from '../../submissions/inventory.js';
import { canonicalDimensions, type SeriesNames } from '../../submissions/rows/observation-columns.js';
import { mayBeNegative } from '../../metrics/definitions.js';
import type { RecordedPeriod } from '../../metrics/periods.js';
import { ColumnProblem } from '../cells/cells.js';
import type { Header } from '../csv/header.js';
import type { Cell } from '../csv/records.js';
import { didYouMean, quoted } from '../message-words.js';
import { type DividedDataSet, dimensionValue } from './dimension-value.js';
import { Writable, type WritablePlace } from './writable.js';

/** Words looked through for each "did you mean": a file full of unknown services must not take for ever. */
const MOST_SUGGESTIONS = 200;

export interface FoundDataSet extends DividedDataSet {
  /** Of one that is stored. */
  id?: number;
  service: string;
  /** Absent of one that is made here. */
  cadence?: RecordedPeriod;
  timeZone: string;
}

/** Where the cells of one file stand that say which series a row belongs to. */
interface Layout {
  names: readonly string[];
  serviceAt: number;
  measureAt: number;
  dimensionsAt: readonly number[];
}

const undeclaredDataSet = ({ aggregation }: KnownMeasure): KnownDataSet => ({
  aggregation,
  timeZone: 'Europe/London',
  dimensionValues: {},
  dimensionLabels: {},
  bestRating: null,
});

export class SeriesFinder {
  readonly #catalogue: Inventory;
  readonly #names: SeriesNames;
  readonly #mayCreate: boolean;
  readonly #writable: Writable | undefined;
  /** By position in `dataSets`. */
  readonly #dataSets: FoundDataSet[] = [];
  readonly #dataSetAt = new Map<string, number>();
  readonly #seriesAt = new Map<string, number>();
  readonly #refusals = new Map<number, ColumnProblem>();
  #suggestions = 0;
  #hasOwnDataSets = false;

  constructor(
    catalogue: Inventory,
    names: SeriesNames,
    { mayCreate, places }: { mayCreate: boolean; places?: readonly WritablePlace[] },
  ) {
    this.#catalogue = catalogue;
    this.#names = names;
    this.#mayCreate = mayCreate;
    this.#writable = places && new Writable(catalogue, places);
  }

  /** A look-up for the records under one header: the position of the series in `seriesList`, or why not. */
  of(header: Header, fixed: readonly string[]): (record: readonly Cell[]) => number | ColumnProblem {
    const layout: Layout = {
      names: header.names,
      serviceAt: header.at.get('service')!,
      measureAt: header.at.get('measure')!,
      dimensionsAt: header.names.flatMap((name, index) => (name && !fixed.includes(name) ? [index] : [])),
    };
    const { serviceAt, measureAt, dimensionsAt } = layout;
    /** By service and measure, then by the cells of the dimensions. NUL stands in no cell of a file. */
    const found = new Map<string, Map<string, number | ColumnProblem>>();
    let lastService: Cell = null;
    let lastMeasure: Cell = null;
    let ofDataSet = new Map<string, number | ColumnProblem>();
    return (record) => {
      const service = record[serviceAt];
      const measure = record[measureAt];
      // Rows of one data set mostly follow one another: two comparisons are cheaper than one key.
      if (service !== lastService || measure !== lastMeasure) {
        lastService = service;
        lastMeasure = measure;
        const pair = `${String(service)}\0${String(measure)}`;
        const known = found.get(pair);
        if (known) ofDataSet = known;
        else found.set(pair, (ofDataSet = new Map()));
      }
      let key = '';
      for (const at of dimensionsAt) {
        const cell = record[at] ?? '';
        const text = typeof cell === 'string' ? cell : String(cell);
        key = key === '' && at === dimensionsAt[0] ? text : `${key}\0${text}`;
      }
      let series = ofDataSet.get(key);
      if (series === undefined) {
        ofDataSet.set(key, (series = this.#find(layout, record)));
      }
      return series;
    };
  }

  #find(
    { names, serviceAt, measureAt, dimensionsAt }: Layout,
    record: readonly Cell[],
  ): number | ColumnProblem {
    const catalogue = this.#catalogue;
    const slug = String(record[serviceAt] ?? '');
    const key = String(record[measureAt] ?? '');
    if (slug !== '' && key !== '') this.#writable?.assert(slug, key);
    const service = resolveSlug(catalogue, 'service', slug);
    const unknown = (column: string, given: string, known: Iterable<string>): ColumnProblem =>
      given === ''
        ? new ColumnProblem(column, 'is empty', 'MISSING_VALUE')
        : new ColumnProblem(
            column,
            `${quoted(given)} is not known${this.#suggest(given, known)}`,
            'UNKNOWN_REFERENCE',
          );
    if (service === undefined) return unknown('service', slug, catalogue.service.keys());
    const measure = catalogue.measures.get(key);
    if (!measure) return unknown('measure', key, catalogue.measures.keys());

    const dataSet = this.#dataSet(service, key, measure);
    if (typeof dataSet !== 'number') return dataSet;
    const dimensions: Record<string, string> = {};
    let refusal: ColumnProblem | undefined;
    for (const at of dimensionsAt) {
      const cell = String(record[at] ?? '');
      if (cell === '') continue;
      const value = dimensionValue(this.#dataSets[dataSet], names[at], cell, (given, known) =>
        this.#suggest(given, known),
      );
      if (value instanceof ColumnProblem) return value;
      refusal ??= value.refusal;
      dimensions[names[at]] = value.text;
    }
    const series = this.#series(dataSet, canonicalDimensions(dimensions));
    if (refusal) this.#refusals.set(series, refusal);
    return series;
  }

  /** Why no row of a series may be sent, but to take one back that is stored from earlier. */
  refusal(series: number): ColumnProblem | undefined {
    // Mostly there are none: asking for the size is cheaper than a look-up a row.
    return this.#refusals.size > 0 ? this.#refusals.get(series) : undefined;
  }

  #suggest(given: string, known: Iterable<string>): string {
    return this.#suggestions++ < MOST_SUGGESTIONS ? didYouMean(given, known) : '';
  }

  #dataSet(service: string, measure: string, definition: KnownMeasure): number | ColumnProblem {
    const key = dataSetKey(service, measure);
    let at = this.#dataSetAt.get(key);
    if (at === undefined) {
      const known = this.#catalogue.dataSets.get(key);
      if (!known && !this.#mayCreate) {
        return new ColumnProblem(
          'measure',
          `${service} has no data set of ${measure}, and this delivery may not make one`,
          'NOT_ALLOWED',
        );
      }
      // What comes later in the same import may refer to a data set that is made here.
      if (!known) this.#ownDataSets().set(key, undeclaredDataSet(definition));
      at = this.#names.dataSets.push({ service, measure }) - 1;
      this.#dataSetAt.set(key, at);
      const { id, cadence, timeZone, dimensionValues, bestRating } = known ?? undeclaredDataSet(definition);
      const declared = dimensionValues;
      const found = {
        id,
        service,
        key: measure,
        measure: definition,
        cadence,
        timeZone,
        declared,
        bestRating,
      };
      this.#dataSets.push(found);
    }
    return at;
  }

  /** The data sets of the catalogue, to add some: what the catalogue had until now may be kept for other deliveries. */
  #ownDataSets(): Inventory['dataSets'] {
    if (!this.#hasOwnDataSets) this.#catalogue.dataSets = new Map(this.#catalogue.dataSets);
    this.#hasOwnDataSets = true;
    return this.#catalogue.dataSets;
  }

  #series(dataSet: number, dimensions: string): number {
    const key = `${dataSet} ${dimensions}`;
    let at = this.#seriesAt.get(key);
    if (at === undefined) {
      at = this.#names.seriesList.push({ dataSet, dimensions }) - 1;
      this.#seriesAt.set(key, at);
    }
    return at;
  }

  timeZone(series: number): string {
    return this.#dataSets[this.#names.seriesList[series].dataSet].timeZone;
  }

  mayBeNegative(series: number): boolean {
    const { dataSet } = this.#names.seriesList[series];
    return mayBeNegative(this.#dataSets[dataSet].measure.unit);
  }

  /** The measure with its unit. */
  describe(series: number): string {
    const { dataSet } = this.#names.seriesList[series];
    return `${this.#names.dataSets[dataSet].measure} (${this.#dataSets[dataSet].measure.unit})`;
  }

  /** By position in `dataSets`. */
  get dataSets(): readonly FoundDataSet[] {
    return this.#dataSets;
  }
}
