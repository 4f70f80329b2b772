/** Everything that can be imported, as the files that `perfplat import` reads: drafts and small counts as well. */
import type { DataSource } from 'typeorm';
import { MEASURE_ROWS } from '../entities/built-in.js';
import { canonicalJson } from '../entities/index.js';
import type { ImportKind } from '../ingest/kinds.js';
import type { SeriesFacts } from '../metrics/rows/splits.js';
import { readPublishedDashboards } from '../store/published-dashboards.js';
import { seriesWithRows, storedRows } from '../store/stored-rows.js';
import { readTables, seenBy, type Tables } from '../store/tables.js';
import { draftReader } from '../store/viewer.js';
import { aliasesCsv } from './aliases.js';
import { catalogueCsv } from './catalogue-files.js';
import { dashboardsYaml } from './dashboards-yaml.js';
import { CATALOGUE_FILES } from './files.js';
import { metricsYaml } from './metrics-yaml.js';
import { measurementHeader, measurementRecord, namesIn } from './measurements.js';

export interface ExportedFile {
  name: string;
  /** The option of `perfplat import` that reads it. */
  kind: ImportKind;
  content: () => AsyncIterable<string> | Iterable<string>;
}

/** Drafts, too; a data set that was taken back is as if it had never been. */
const EVERYTHING = draftReader([{}]);

/** Without what is as this version has it by itself, for that is in every database. */
function exportable(stored: Tables): Tables {
  const builtIn = new Set(MEASURE_ROWS.map(canonicalJson));
  const tables = seenBy(EVERYTHING, stored);
  return { ...tables, measures: tables.measures.filter((row) => !builtIn.has(canonicalJson({ ...row }))) };
}

/** `dataSource` must see one version until all files are read: see `openInspector`. */
export async function everyFile(dataSource: DataSource): Promise<ExportedFile[]> {
  const tables = exportable(await readTables(dataSource.manager));
  const published = await readPublishedDashboards(dataSource.manager);
  return [
    ...CATALOGUE_FILES.map((kind): ExportedFile => ({
      name: `${kind}.csv`,
      kind,
      content: () => [catalogueCsv(kind, tables)],
    })),
    ...documents('metrics', metricsYaml(tables)),
    {
      name: 'measurements.csv',
      kind: 'measurements',
      content: () => everyMeasurement(dataSource, tables),
    },
    ...documents('dashboards', dashboardsYaml(published, tables)),
    { name: 'aliases.csv', kind: 'aliases', content: () => [aliasesCsv(tables, published)] },
  ];
}

const documents = (kind: 'metrics' | 'dashboards', texts: readonly string[]): ExportedFile[] =>
  texts.map((text, index) => ({
    name: index === 0 ? `${kind}.yaml` : `${kind}-${index + 1}.yaml`,
    kind,
    content: () => [text],
  }));

/** A text for each piece: no more of it is in memory. */
async function* everyMeasurement(
  dataSource: DataSource,
  { services, dataSets }: Tables,
): AsyncGenerator<string> {
  const byDataSet = new Map<number, SeriesFacts[]>();
  const all = await seriesWithRows(dataSource);
  for (const series of all) {
    const own = byDataSet.get(series.dataSetId);
    if (own) own.push(series);
    else byDataSet.set(series.dataSetId, [series]);
  }
  const dimensions = namesIn(all);
  yield measurementHeader(dimensions);
  const slugs = new Map(services.map(({ id, slug }) => [id, slug]));
  const inOrder = dataSets
    .map(({ id, serviceId, measureKey }) => ({ id, service: slugs.get(serviceId)!, measure: measureKey }))
    .sort((a, b) => compared(a.service, b.service) || compared(a.measure, b.measure));
  for (const { id, service, measure } of inOrder) {
    for await (const piece of storedRows(dataSource, byDataSet.get(id) ?? [])) {
      yield piece
        .map(({ series, ...row }) =>
          measurementRecord({ service, measure, split: series.dimensions, ...row }, dimensions),
        )
        .join('');
    }
  }
}

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
