/** What mutations do, without a thread of its own. */
import type { DataSource } from 'typeorm';
import { scopeWords } from '../../server/access/scopes.js';
import { createToken, revokeToken } from '../../server/access/token-table.js';
import { ingest } from '../../server/ingest/requests/ingest.js';
import type { Writing } from '../../server/resolvers/index.js';
import { undo } from '../../server/submissions/undo/undo.js';

export const writingTo = (writer: DataSource): Writing => ({
  deliver: (request) => ingest(writer, request),
  undo: (undoing) => undo(writer, undoing),
  tokens: {
    create: (token, doing) => createToken(writer, token, doing),
    revoke: (id, doing) => revokeToken(writer, id, doing),
    words: (scopes) => scopeWords(writer, scopes),
  },
});
