/** The JSON Schema of every kind of document, by the name that its address and its file have. */
import { DASHBOARDS } from './dashboards/dashboard-shape.js';
import { documentSchema, type JsonSchema } from './dashboards/json-schema.js';
import { METRICS } from './metrics/metric-shape.js';

export const DOCUMENT_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  dashboard: documentSchema(DASHBOARDS),
  metric: documentSchema(METRICS),
};

/** As it is served and shipped. */
export const schemaText = (schema: JsonSchema): string => `${JSON.stringify(schema, null, 2)}\n`;
