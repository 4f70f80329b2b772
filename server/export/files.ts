/** All files of everything that is public: small ones of the catalogue, and of measurements one a department. */
import type { Reading } from '../loaders/reading.js';
import type { Tables } from '../store/tables.js';
import { catalogueCsv, type CatalogueFile } from './catalogue-files.js';
import { measurementsCsv } from './measurements.js';

export interface DataFile {
  /** Without `.csv.gz`: `organisations`, `measurements-dwp`. */
  name: string;
  /** What the import calls it: `--measurements`. */
  kind: CatalogueFile | 'measurements';
  /** The slug of the department that measurements are of. */
  organisation?: string;
  /** How many services it tells of, where it is of measurements. */
  services?: number;
  /** Whatever the file rests on has been looked at when this returns; the text is made as it is read. */
  content: () => AsyncIterable<string> | Iterable<string>;
}

/** In the order in which they can be read one after another. */
export const CATALOGUE_FILES: readonly CatalogueFile[] = [
  'organisations',
  'services',
  'groups',
  'measures',
  'data-sets',
  'targets',
  'annotations',
];

/** Of measures those that at least one data set is of. */
function withUsedMeasures(tables: Tables): Tables {
  const used = new Set(tables.dataSets.map(({ measureKey }) => measureKey));
  return { ...tables, measures: tables.measures.filter(({ key }) => used.has(key)) };
}

/** Every file, in the order of the import; measurements follow today's organisations. */
export function dataFiles(reading: Reading): DataFile[] {
  const { catalogue } = reading;
  const departments = [...catalogue.departments()].sort((a, b) => (a.slug < b.slug ? -1 : 1));
  return [
    ...CATALOGUE_FILES.map((kind): DataFile => ({
      name: kind,
      kind,
      *content() {
        yield catalogueCsv(kind, kind === 'measures' ? withUsedMeasures(catalogue.tables) : catalogue.tables);
      },
    })),
    ...departments.flatMap((department): DataFile[] => {
      const all = catalogue.organisationSubject(department).services;
      const services = all.filter(({ id }) => catalogue.dataSetsOf(id).length > 0);
      if (!services.length) return [];
      return [
        {
          name: `measurements-${department.slug}`,
          kind: 'measurements',
          organisation: department.slug,
          services: services.length,
          content: () => measurementsCsv(services, reading),
        },
      ];
    }),
  ];
}
