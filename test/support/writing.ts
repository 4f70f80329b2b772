/** What mutations do, without a thread of its own. */
import type { DataSource } from 'typeorm';
import { scopeWords } from '../../server/access/scopes.js';
import { createToken, revokeToken } from '../../server/access/token-table.js';
import { removeRows } from '../../server/authoring/remove-row.js';
import { saveDashboard } from '../../server/authoring/save-dashboard.js';
import { saveRow } from '../../server/authoring/save-row.js';
import { editableDashboards, editableDefinition } from '../../server/authoring/stored.js';
import { CHANGES, previewDashboard } from '../../server/authoring/workflow.js';
import { ingest } from '../../server/ingest/requests/ingest.js';
import { save } from '../../server/ingest/saving/save.js';
import { withdraw } from '../../server/ingest/saving/withdraw.js';
import type { Writing } from '../../server/resolvers/index.js';
import { undo } from '../../server/submissions/undo/undo.js';

export const writingTo = (writer: DataSource): Writing => ({
  deliver: (request) => ingest(writer, request),
  save: (saving) => save(writer, saving),
  withdraw: (withdrawal) => withdraw(writer, withdrawal),
  undo: (undoing) => undo(writer, undoing),
  authoring: {
    saveDashboard: (asked) => saveDashboard(writer, asked),
    changeDashboard: (asked) => CHANGES[asked.action](writer, asked),
    previewDashboard: (asked) => previewDashboard(writer, asked),
    saveRow: (asked) => saveRow(writer, asked),
    removeRow: (asked) => removeRows(writer, asked),
    dashboards: (places) => editableDashboards(writer.manager, places),
    definition: (dashboard, version) => editableDefinition(writer.manager, dashboard, version),
  },
  tokens: {
    create: (token, doing) => createToken(writer, token, doing),
    revoke: (id, doing) => revokeToken(writer, id, doing),
    words: (scopes) => scopeWords(writer, scopes),
  },
});
