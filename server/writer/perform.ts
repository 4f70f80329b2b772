/** How each command is done. Loaded with the first one: what it needs takes 20 MB that an idle thread does without. */
import type { DataSource, EntityManager } from 'typeorm';
import { declineRequest, grantRequest, keepRequest } from '../access/dashboard-requests.js';
import { deleteDraft, keepDraft, saveDraft } from '../access/drafts.js';
import { signInWithLink, signInWithToken, signOut } from '../access/sessions.js';
import { rememberedSheet, rememberSheet } from '../access/sheet-answers.js';
import { createToken, noteUse, revokeToken } from '../access/token-table.js';
import { deleteDashboardDraft, keepDashboardDraft } from '../authoring/dashboard-drafts.js';
import { removeRows } from '../authoring/remove-row.js';
import { saveDashboard } from '../authoring/save-dashboard.js';
import { saveRow } from '../authoring/save-row.js';
import { CHANGES, previewDashboard } from '../authoring/workflow.js';
import { readSheet } from '../ingest/requests/read-sheet.js';
import { ingest } from '../ingest/requests/ingest.js';
import { save } from '../ingest/saving/save.js';
import { withdraw } from '../ingest/saving/withdraw.js';
import { compareSources, importSources } from '../ingest/import.js';
import { bytesSource, fileSource, type ImportSource, tableSource } from '../ingest/source.js';
import { undo } from '../submissions/undo/undo.js';
import type { CommandName, Commands, WriterSource } from './commands.js';

type Perform<Name extends CommandName> = (
  dataSource: DataSource,
  input: Commands[Name]['input'],
  onProgress: (progress: Commands[Name]['progress']) => void,
) => Promise<Commands[Name]['answer']>;

export const PERFORM: { readonly [Name in CommandName]: Perform<Name> } = {
  import: (dataSource, { sources, options }, onProgress) =>
    importSources(dataSource, sources.map(readable), { ...options, onProgress }),
  compare: (dataSource, { sources, options }, onProgress) =>
    compareSources(dataSource, sources.map(readable), { ...options, onProgress }),
  ingest: (dataSource, request) => ingest(dataSource, request),
  undo: (dataSource, undoing) => {
    const { tokenId, now } = undoing;
    const noted = (manager: EntityManager): Promise<void> =>
      tokenId === undefined ? Promise.resolve() : noteUse(manager, tokenId, now);
    return undo(dataSource, undoing, noted);
  },
  save: (dataSource, saving) => save(dataSource, saving),
  withdraw: (dataSource, withdrawal) => withdraw(dataSource, withdrawal),
  createToken: (dataSource, { token, doing }) => createToken(dataSource, token, doing),
  revokeToken: (dataSource, { id, doing }) => revokeToken(dataSource, id, doing),
  signInWithToken: (dataSource, { token, now }) => signInWithToken(dataSource, token, now),
  signInWithLink: (dataSource, { link, now }) => signInWithLink(dataSource, link, now),
  signOut: (dataSource, { cookie }) => signOut(dataSource, cookie),
  keepRequest: (dataSource, { request, now }) => keepRequest(dataSource, request, now),
  grantRequest: (dataSource, { doing, ...granted }) => grantRequest(dataSource, granted, doing),
  declineRequest: (dataSource, { id, now }) => declineRequest(dataSource, id, now),
  readSheet: (dataSource, request) =>
    readSheet(request, (fingerprint) => {
      const [service] = request.context.services;
      return service
        ? rememberedSheet(dataSource, { service: service.slug, fingerprint })
        : Promise.resolve(null);
    }),
  rememberSheet: (dataSource, { kind, said, now }) => rememberSheet(dataSource, kind, said, now),
  saveDashboard: (dataSource, asked) => saveDashboard(dataSource, asked),
  changeDashboard: (dataSource, asked) => CHANGES[asked.action](dataSource, asked),
  previewDashboard: (dataSource, asked) => previewDashboard(dataSource, asked),
  saveRow: (dataSource, asked) => saveRow(dataSource, asked),
  removeRow: (dataSource, asked) => removeRows(dataSource, asked),
  keepDashboardDraft: (dataSource, asked) => keepDashboardDraft(dataSource, asked),
  deleteDashboardDraft: (dataSource, asked) => deleteDashboardDraft(dataSource, asked),
  keepDraft: (dataSource, { draft, now }) => keepDraft(dataSource, draft, now),
  saveDraft: (dataSource, { open, draft, now }) => saveDraft(dataSource, open, draft, now),
  deleteDraft: (dataSource, { key, tokenId }) => deleteDraft(dataSource, key, tokenId),
};

function readable(source: WriterSource): ImportSource {
  if ('path' in source) return fileSource(source.kind, source.path, source.bytes, source.name);
  if ('content' in source) return bytesSource(source.kind, source.name, source.content);
  return tableSource(source.kind, source.name, source.header, () => source.rows);
}
