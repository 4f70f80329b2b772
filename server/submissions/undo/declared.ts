/** What data sets and measures declare, held against the rows that are there after something was taken back. */
import type { EntityManager } from 'typeorm';
import { In } from 'typeorm';
import { DataSet } from '../../entities/index.js';
import { InputError } from '../../errors.js';
import { categoryText } from '../../metrics/category-texts.js';
import { mayBeNegative, type MeasureDimension, type Unit } from '../../metrics/definitions.js';
import type { CatalogueKind, Properties } from '../catalogue-tables.js';
import { storedValues, type StoredSeries } from '../stored-values.js';

/** Values by dimension; a dimension without values may have any. */
type Declared = ReadonlyMap<string, readonly string[] | undefined>;

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
  const dimensions = before.dimensions as MeasureDimension[];
  const declared = new Map(dimensions.map(({ name, values }) => [name, values]));
  const series = await storedValues(manager).series(ids);
  return series.some((one) => undeclared(one, declared, false).length > 0);
}

/**
 * Rows that came back must be declared, as rows that are sent must.
 *
 * @throws InputError 409
 */
export async function assertDeclared(
  manager: EntityManager,
  { dataSets, series }: { dataSets: readonly number[]; series: ReadonlySet<number> },
): Promise<void> {
  const found = await manager.findBy(DataSet, { id: In([...dataSets]) });
  const declaring = found.filter(({ dimensionValues }) => Object.keys(dimensionValues).length > 0);
  if (declaring.length === 0) return;
  const byId = new Map(declaring.map((dataSet) => [dataSet.id, dataSet]));
  for (const one of await storedValues(manager).series([...byId.keys()])) {
    const { measureKey, dimensionValues } = byId.get(one.dataSetId)!;
    const [wrong] = series.has(one.id) ? undeclared(one, new Map(Object.entries(dimensionValues)), true) : [];
    if (!wrong) continue;
    throw new InputError(
      `it would bring back rows of ${measureKey} with the ${wrong[0]} ${wrong[1]}, which the data set does not declare any more: declare it first`,
      409,
      'NOT_DECLARED',
    );
  }
}
