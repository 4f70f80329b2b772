/** Drafts of dashboards are bounded; what was only opened takes no room from what somebody has done. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { SavedDraft } from '../../../server/access/drafts.js';
import { createToken } from '../../../server/access/token-table.js';
import {
  dashboardDrafts,
  type DraftHistory,
  keepDashboardDraft,
  NO_HISTORY,
} from '../../../server/authoring/dashboard-drafts.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, importing, type Importing, NOW } from '../ingest/importing.js';

const DONE: DraftHistory = { past: ['{}'], future: [], isTyping: false };

describeOnEachDatabase('drafts of dashboards of a token', (dialect) => {
  let store: Importing;
  let tokenId: number;
  beforeEach(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
    const token = { label: 'a team', scopes: ['edit-dashboards:all'], expiresAt: null };
    ({ id: tokenId } = await createToken(store.dataSource, token, { actor: 'test', now: NOW }));
  });
  afterEach(() => store.close());

  const keep = (baseVersion: number, history: DraftHistory, after = 0): Promise<SavedDraft> =>
    keepDashboardDraft(store.dataSource, {
      ...{ tokenId, open: null, now: new Date(NOW.getTime() + after) },
      draft: { baseVersion, content: '{}', history },
    });
  const keys = async (): Promise<string[]> =>
    (await dashboardDrafts(store.dataSource, tokenId)).map(({ key }) => key).sort();

  test('those that were only opened make room, the oldest first', async () => {
    const opened: string[] = [];
    for (let each = 0; each < 99; each++) opened.push((await keep(1, NO_HISTORY, each)).key);
    const done = [(await keep(1, DONE)).key];
    for (let each = 0; each < 3; each++) done.push((await keep(1, DONE)).key);
    expect(await keys()).toEqual([...opened.slice(3), ...done].sort());
  });

  test('new ones, metrics and those in which something was done stay: they are a hundred at most', async () => {
    for (let each = 0; each < 50; each++) await keep(0, NO_HISTORY);
    for (let each = 0; each < 50; each++) await keep(1, DONE);
    const before = await keys();
    await expect(keep(1, NO_HISTORY)).rejects.toMatchObject({ httpStatus: 413, code: 'LIMIT_EXCEEDED' });
    expect(await keys()).toEqual(before);
  });
});
