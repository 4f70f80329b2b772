/** Reads sources and checks every rule of the import format. Stores nothing. */
import type { DataSource } from 'typeorm';
import type { DeliveredDashboard } from '../submissions/dashboards.js';
import type { Delivery } from '../submissions/delivery.js';
import type { Inventory } from '../submissions/inventory.js';
import type { DeliveredRows } from '../submissions/rows/delivered-rows.js';
import { storedValues } from '../submissions/stored-values.js';
import { CatalogueValidator } from './catalogue/validate.js';
import type { RecordBatch } from './csv/records.js';
import { DashboardValidator } from './dashboards/validate.js';
import { IMPORT_KINDS, isDocument } from './kinds.js';
import type { PlacedRows } from './measurements/row-words.js';
import { MeasurementValidator } from './measurements/validate.js';
import { MetricValidator } from './metrics/validate.js';
import { assertFewRows, assertInTime, type ImportOptions } from './options.js';
import { Problems } from './problems.js';
import type { DocumentSource, ImportSource, RowSource } from './source.js';

export interface Validated {
  problems: Problems;
  catalogue: Delivery['catalogue'];
  dashboards: readonly DeliveredDashboard[];
  /** Where an observation stands. */
  placeOf: PlacedRows['placeOf'];
}

/**
 * Reads all sources and checks every rule. Stores nothing. `catalogue` is changed: what the sources declare is added; the
 * measurements are put into `observations`.
 *
 * @throws InputError and SystemError past `maxRows` and `deadline`, and what reading a source throws.
 */
export async function validateSources(
  dataSource: DataSource,
  catalogue: Inventory,
  sources: readonly ImportSource[],
  { observations, ...options }: ImportOptions & { observations: DeliveredRows },
): Promise<Validated> {
  const problems = new Problems();
  const delivered: Delivery['catalogue'] = {};
  const metrics = new MetricValidator(catalogue, problems);
  const dashboards = new DashboardValidator(catalogue, problems);
  let placeOf: Validated['placeOf'] = () => ({ file: '', row: 0, column: 0 });
  let rows = 0;
  const read = async (source: RowSource, accept: (batch: RecordBatch) => void): Promise<void> => {
    let isEmpty = true;
    const before = problems.count;
    for await (const batch of source.read(problems)) {
      accept(batch);
      isEmpty &&= batch.records.length === 0;
      rows += batch.records.length;
      options.onProgress?.({ phase: 'reading', name: source.name, rows });
      assertFewRows(rows, options);
      assertInTime(options);
    }
    if (isEmpty && problems.count === before) {
      problems.add(
        { file: source.name, row: 1, column: 0 },
        'BAD_HEADER',
        `is empty: the first line must name the columns of ${source.kind}`,
      );
    }
  };
  for (const kind of IMPORT_KINDS) {
    if (isDocument(kind)) {
      const validator = kind === 'metrics' ? metrics : dashboards;
      const documents = sources.filter((source): source is DocumentSource => source.kind === kind);
      for (const source of documents) await validator.read(source);
      validator.finish();
      if (kind === 'metrics' && documents.length > 0) delivered.metrics = metrics.rows;
      continue;
    }
    const ofKind = sources.filter((source): source is RowSource => source.kind === kind);
    if (ofKind.length === 0) continue;
    if (kind === 'measurements') {
      const validator = new MeasurementValidator(catalogue, observations, problems, {
        now: options.now,
        mayCreate: options.mayCreate ?? true,
        isReplaced: options.mode === 'replace',
        places: options.places,
      });
      for (const source of ofKind) await read(source, validator.file(source.name));
      await validator.finish(storedValues(dataSource));
      placeOf = (row, column) => validator.placeOf(row, column);
    } else {
      const validator = new CatalogueValidator(kind, catalogue, problems, options.isRemoval);
      for (const source of ofKind) await read(source, validator.file(source.name));
      await validator.finish(storedValues(dataSource));
      delivered[kind] = validator.rows;
    }
  }
  return { problems, catalogue: delivered, dashboards: dashboards.delivered, placeOf };
}
