/** What can be imported, in the order in which one thing may refer to another. */
export const IMPORT_KINDS = [
  'organisations',
  'services',
  'groups',
  'measures',
  'data-sets',
  'measurements',
  'targets',
  'annotations',
  'dashboards',
  'aliases',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** Dashboards come as a document (YAML), everything else as rows. */
export type RowKind = Exclude<ImportKind, 'dashboards'>;
