/** What data sets and measures declare, held against the rows that are there after something was taken back. */
import type { EntityManager } from 'typeorm';
import { In } from 'typeorm';
import { DataSet, Measure } from '../../entities/index.js';
import { InputError } from '../../errors.js';
import { categoryText } from '../../metrics/category-texts.js';
import { mayBeNegative, type MeasureDimension, type Unit } from '../../metrics/definitions.js';
import type { CatalogueKind, Properties } from '../catalogue-tables.js';
import { storedValues, type StoredSeries } from '../stored-values.js';

/** Values by dimension; a dimension without values may have any. */
type Declared = ReadonlyMap<string, readonly string[] | undefined>;

const declaredBy = (dimensions: readonly MeasureDimension[]): Declared =>
  new Map(dimensions.map(({ name, values }) => [name, values]));

/** The values of a series that are not among those declared. Of a dimension that is not named `isOpen` says it. */
const undeclared = ({ dimensions }: StoredSeries, declared: Declared, isOpen: boolean): [string, string][] =>
  Object.entries(dimensions).filter(([name, value]) =>
    declared.has(name)
      ? declared.get(name)?.some((known) => categoryText(known) === categoryText(value)) === false
      : !isOpen,
  );

/** Whether there are rows that a data set or measure did not allow earlier: with a value or by a dimension, or below zero. */
export async function leavesOut(
  manager: EntityManager,
  kind: CatalogueKind,
  before: Properties,
): Promise<boolean> {
  if (kind === 'data-sets') {
    const declared = new Map(Object.entries(before.dimensionValues as Record<string, string[]>));
    if (declared.size === 0) return false;
    const series = await storedValues(manager).series([Number(before.id)]);
    return series.some((one) => undeclared(one, declared, true).length > 0);
  }
  if (kind !== 'measures') return false;
  const own = await manager.findBy(DataSet, { measureKey: String(before.key) });
  if (own.length === 0) return false;
  const ids = own.map(({ id }) => id);
  if (!mayBeNegative(before.unit as Unit) && (await storedValues(manager).negatives(ids)) > 0) return true;
  const declared = declaredBy(before.dimensions as MeasureDimension[]);
  const series = await storedValues(manager).series(ids);
  return series.some((one) => undeclared(one, declared, false).length > 0);
}

/** The data sets and series in which there are rows that came back. */
export interface CameBack {
  dataSets: readonly number[];
  series: ReadonlySet<number>;
  /** The data sets in which values below zero came back. */
  negative: ReadonlySet<number>;
}

/**
 * Rows that came back must be as data sets and measures declare them, as rows that are sent must.
 *
 * @throws InputError 409
 */
export async function assertDeclared(
  manager: EntityManager,
  { dataSets, series, negative }: CameBack,
): Promise<void> {
  if (series.size === 0) return;
  const found = await manager.findBy(DataSet, { id: In([...dataSets]) });
  const byId = new Map(found.map((dataSet) => [dataSet.id, dataSet]));
  const measures = await manager.findBy(Measure, { key: In(found.map(({ measureKey }) => measureKey)) });
  const byKey = new Map(measures.map((measure) => [measure.key, measure]));
  for (const id of negative) {
    const { key, unit } = byKey.get(byId.get(id)!.measureKey)!;
    if (!mayBeNegative(unit)) {
      throw notDeclared(`values of ${key} below zero, which its unit, ${unit}, does not allow any more`);
    }
  }
  for (const one of await storedValues(manager).series([...byId.keys()])) {
    if (!series.has(one.id)) continue;
    const { measureKey, dimensionValues } = byId.get(one.dataSetId)!;
    const [ofDataSet] = undeclared(one, new Map(Object.entries(dimensionValues)), true);
    const [ofMeasure] = undeclared(one, declaredBy(byKey.get(measureKey)!.dimensions), false);
    const [name, value] = ofDataSet ?? ofMeasure ?? [];
    if (name === undefined) continue;
    const declarer = ofDataSet ? 'data set' : 'measure';
    throw notDeclared(
      `rows of ${measureKey} with the ${name} ${value}, which the ${declarer} does not declare any more: declare it first`,
    );
  }
}

const notDeclared = (what: string): InputError =>
  new InputError(`it would bring back ${what}`, 409, 'NOT_DECLARED');
