/** What can be imported, in the order in which one thing may refer to another. */
export const IMPORT_KINDS = [
  'organisations',
  'services',
  'groups',
  'measures',
  'data-sets',
  'metrics',
  'measurements',
  'targets',
  'annotations',
  'dashboards',
  'aliases',
] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** What comes as a document (YAML); everything else comes as rows. */
const DOCUMENT_KINDS = ['metrics', 'dashboards'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export type RowKind = Exclude<ImportKind, DocumentKind>;

export const isDocument = (kind: ImportKind): kind is DocumentKind =>
  DOCUMENT_KINDS.some((known) => known === kind);
