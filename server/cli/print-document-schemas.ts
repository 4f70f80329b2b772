/** Writes the JSON Schema of dashboards and metrics into a folder, for the package (`npm run schema`). */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOCUMENT_SCHEMAS, schemaText } from '../ingest/document-schemas.js';

const [, , folder = 'schema'] = process.argv;
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries(DOCUMENT_SCHEMAS)) {
  writeFileSync(join(folder, `${name}.json`), schemaText(schema));
}
