/**
 * Data sets and measures that are declared anew, held against what is stored: each value and dimension that something has
 * or names stays declared, and a unit fits the values. Otherwise what is exported could not be imported.
 */
import { categoryText } from '../../metrics/category-texts.js';
import {
  type Formula,
  mayBeNegative,
  type MeasureDimension,
  type Term,
  type Unit,
} from '../../metrics/definitions.js';
import type { CatalogueRow } from '../../submissions/catalogue-tables.js';
import { dataSetKey, type Inventory } from '../../submissions/inventory.js';
import type { StoredValues } from '../../submissions/stored-values.js';
import { ColumnProblem } from '../cells/cells.js';
import { KnownTexts, lookAlikeMessage } from '../measurements/stored-categories.js';
import { listed } from '../message-words.js';

/** Values named in a message. */
const MOST_NAMED = 5;

/** Values by dimension that something has or names. */
type Used = Map<string, Set<string>>;

interface Declaration<Place> {
  place: Place;
  column: 'dimension_values' | 'dimensions';
  /** What is declared now. */
  dimensions: readonly MeasureDimension[];
  /** Whether there are no other dimensions; otherwise those that are not named may have any value. */
  isWhole: boolean;
  /** The stored data sets that it is about. */
  ids: readonly number[];
  /** By what else names values. */
  usedElsewhere: ReadonlyMap<string, Used>;
}

/** A measure that can be below zero no more. */
interface NewUnit<Place> {
  place: Place;
  key: string;
  unit: Unit;
  /** Its stored data sets. */
  ids: readonly number[];
}

function use(used: Used, dimension: string, values: Iterable<string> = []): void {
  const known = used.get(dimension) ?? new Set();
  for (const value of values) known.add(categoryText(value));
  used.set(dimension, known);
}

/** What a formula names of a measure. */
function usedBy(formula: Formula, measure: string): Used {
  const used: Used = new Map();
  if (formula.kind === 'ratio' || formula.kind === 'total') {
    const terms: Term[] = formula.kind === 'total' ? [formula] : [formula.numerator, formula.denominator];
    for (const { measure: key, dimension, only, except } of terms) {
      if (key === measure && dimension) use(used, dimension, only ?? except);
    }
  } else if (formula.kind === 'score' && formula.measure === measure) {
    use(used, formula.dimension, Object.keys(formula.weights));
  }
  return used;
}

/** What of the values in use is not declared, in words: "channel phone and paper". */
function leftOut(used: Used, { dimensions, isWhole }: Declaration<unknown>): string[] {
  return [...used].flatMap(([name, values]) => {
    const declared = dimensions.find((dimension) => dimension.name === name);
    if (!declared) return isWhole ? [name] : [];
    if (!declared.values) return [];
    const known = new Set(declared.values.map(categoryText));
    const others = [...values].filter((value) => !known.has(value)).sort();
    if (others.length === 0) return [];
    const named = others.slice(0, MOST_NAMED);
    const more = others.length - named.length;
    return [`${name} ${listed(more ? [...named, `${more} more`] : named, 'and')}`];
  });
}

export class Redeclared<Place> {
  readonly #declarations: Declaration<Place>[] = [];
  readonly #units: NewUnit<Place>[] = [];
  /** As they are until now: what is declared is put into the catalogue. */
  readonly #unitsBefore: ReadonlyMap<string, Unit>;

  constructor(private readonly catalogue: Inventory) {
    this.#unitsBefore = new Map([...catalogue.measures].map(([key, { unit }]) => [key, unit]));
  }

  /** Notes what a row declares of what is stored. */
  note(place: Place, { set, references }: CatalogueRow): void {
    const service = references?.serviceId;
    if (service?.kind === 'service' && set.dimensionValues) {
      const known = this.catalogue.dataSets.get(dataSetKey(service.slug, String(set.measureKey)));
      if (known?.id === undefined) return;
      this.#declarations.push({
        ...{ place, column: 'dimension_values', isWhole: false, ids: [known.id], usedElsewhere: new Map() },
        dimensions: Object.entries(set.dimensionValues).map(([name, values]) => ({ name, values })),
      });
    } else {
      if ('dimensions' in set)
        this.#noteMeasure(place, String(set.key), (set.dimensions ?? []) as MeasureDimension[]);
      if ('unit' in set) this.#noteUnit(place, String(set.key), set.unit as Unit);
    }
  }

  #noteUnit(place: Place, key: string, unit: Unit): void {
    const before = this.#unitsBefore.get(key);
    if (before === undefined || !mayBeNegative(before) || mayBeNegative(unit)) return;
    const ids = [...this.catalogue.dataSets].flatMap(([name, { id }]) =>
      id !== undefined && name.split(' ')[1] === key ? [id] : [],
    );
    this.#units.push({ place, key, unit, ids });
  }

  async #unitProblems(values: StoredValues): Promise<{ place: Place; problem: ColumnProblem }[]> {
    const found: { place: Place; problem: ColumnProblem }[] = [];
    for (const { place, key, unit, ids } of this.#units) {
      const count = await values.negatives(ids);
      if (count === 0) continue;
      const are =
        count === 1 ? '1 stored value of it is' : `${count.toLocaleString('en-GB')} stored values of it are`;
      const message = `${key} (${unit}) cannot be negative, and ${are}: correct or take back those rows first`;
      found.push({ place, problem: new ColumnProblem('unit', message) });
    }
    return found;
  }

  #noteMeasure(place: Place, key: string, dimensions: readonly MeasureDimension[]): void {
    const usedElsewhere = new Map<string, Used>();
    const ids: number[] = [];
    for (const [name, { id, dimensionValues }] of this.catalogue.dataSets) {
      const [service, measure] = name.split(' ');
      if (measure !== key || id === undefined) continue;
      ids.push(id);
      const used: Used = new Map();
      for (const [dimension, values] of Object.entries(dimensionValues)) use(used, dimension, values);
      usedElsewhere.set(`the data set of ${service} declares`, used);
    }
    for (const [metric, { formula }] of this.catalogue.metrics) {
      const used = usedBy(formula, key);
      if (used.size > 0) usedElsewhere.set(`the metric ${metric} uses`, used);
    }
    this.#declarations.push({ place, column: 'dimensions', isWhole: true, ids, dimensions, usedElsewhere });
  }

  /** What is wrong with what was noted. */
  async problems(values: StoredValues): Promise<{ place: Place; problem: ColumnProblem }[]> {
    return [...(await this.#unitProblems(values)), ...(await this.#declarationProblems(values))];
  }

  async #declarationProblems(values: StoredValues): Promise<{ place: Place; problem: ColumnProblem }[]> {
    const ids = [...new Set(this.#declarations.flatMap((declaration) => declaration.ids))];
    if (this.#declarations.length === 0) return [];
    const stored = ids.length > 0 ? await values.series(ids) : [];
    const texts = new KnownTexts(stored, (id) => id);
    const usedIn = new Map<number, Used>();
    for (const { dataSetId, dimensions } of stored) {
      const used: Used = usedIn.get(dataSetId) ?? new Map();
      usedIn.set(dataSetId, used);
      for (const [name, value] of Object.entries(dimensions)) use(used, name, [value]);
    }
    return this.#declarations.flatMap((declaration) => {
      const { place, column, dimensions } = declaration;
      const messages: string[] = [];
      for (const id of column === 'dimension_values' ? declaration.ids : []) {
        for (const { name, values: own = [] } of dimensions) {
          for (const value of own) {
            const other = texts.of(id, name).lookAlike(value);
            if (other !== undefined) messages.push(lookAlikeMessage(value, other));
          }
        }
      }
      if (messages.length === 0) {
        const held: Used = new Map();
        for (const id of declaration.ids) {
          for (const [name, own] of usedIn.get(id) ?? []) use(held, name, own);
        }
        messages.push(...leftOutMessages(held, declaration));
      }
      return messages.map((message) => ({ place, problem: new ColumnProblem(column, message) }));
    });
  }
}

function leftOutMessages(held: Used, declaration: Declaration<unknown>): string[] {
  const byRows = leftOut(held, declaration).map(
    (what) =>
      `${what} cannot be left out, for there are rows with it: declare it too, or take those rows back first`,
  );
  if (byRows.length > 0) return byRows;
  return [...declaration.usedElsewhere].flatMap(([by, used]) =>
    leftOut(used, declaration).map((what) => `${what} cannot be left out, for ${by} it: change that first`),
  );
}
