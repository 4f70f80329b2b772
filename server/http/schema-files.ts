/** The JSON Schema of dashboards and metrics as files, at addresses that stay: editors look them up as somebody types. */
import type { FastifyInstance } from 'fastify';
import { DOCUMENT_SCHEMAS, schemaText } from '../ingest/document-schemas.js';
import { entityTag, isKnown } from './entity-tag.js';
import { answerPreflight, PUBLIC_READ } from './security.js';

const CACHE = 'public, max-age=3600';

export function serveSchemaFiles(app: FastifyInstance): void {
  for (const [name, schema] of Object.entries(DOCUMENT_SCHEMAS)) {
    const path = `/schema/${name}.json`;
    const text = schemaText(schema);
    const tag = entityTag(text);
    answerPreflight(app, path);
    app.get(path, { ...PUBLIC_READ }, (request, reply) => {
      reply.header('cache-control', CACHE).header('etag', tag);
      if (isKnown(tag, request.headers['if-none-match'])) return reply.code(304).send();
      return reply.type('application/schema+json; charset=utf-8').send(text);
    });
  }
}
