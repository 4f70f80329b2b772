/** Drafts of a token are bounded: they are kept for a week, and one may be 20 MB. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { deleteDraft, keepDraft, notePublished } from '../../../server/access/drafts.js';
import { createToken } from '../../../server/access/token-table.js';
import { inTransaction, rows } from '../../../server/db/index.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, importing, type Importing, NOW } from '../ingest/importing.js';

describeOnEachDatabase('drafts of a token', (dialect) => {
  let store: Importing;
  let tokenId: number;
  beforeEach(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
    const token = { label: 'a team', scopes: ['write:all'], expiresAt: null };
    ({ id: tokenId } = await createToken(store.dataSource, token, { actor: 'test', now: NOW }));
  });
  afterEach(() => store.close());

  const keep = (content: string, at = NOW, owner = tokenId): Promise<string> =>
    keepDraft(
      store.dataSource,
      { tokenId: owner, service: 'lpa', content, sheet: null, source: 'a file', notes: [] },
      at,
    );
  const LIMIT = { httpStatus: 413, code: 'LIMIT_EXCEEDED' };

  test('are fifty at most; one that is deleted or a week old makes room, and other tokens have their own', async () => {
    const keys: string[] = [];
    for (let each = 0; each < 50; each++) keys.push(await keep('x'));
    await expect(keep('x')).rejects.toMatchObject(LIMIT);
    const token = { label: 'another', scopes: ['write:all'], expiresAt: null };
    const { id: other } = await createToken(store.dataSource, token, { actor: 'test', now: NOW });
    await keep('x', NOW, other);
    await deleteDraft(store.dataSource, keys[0]!, tokenId);
    await keep('x');
    await expect(keep('x')).rejects.toThrow(
      '50 drafts wait to be published, and there is no room for another: publish or delete some of them, or wait a week until they go',
    );
    await keep('x', new Date(NOW.getTime() + 8 * 24 * 60 * 60 * 1000));
  });

  test('have a hundred million characters at most', async () => {
    const large = 'x'.repeat(20_000_000);
    for (let each = 0; each < 5; each++) await keep(large);
    await expect(keep('x')).rejects.toMatchObject(LIMIT);
  });

  test('that were published do not count, and the oldest of them go', async () => {
    const { submission } = await store.accept({
      measurements: 'service,measure,period,start,value\nlpa,transactions,month,2014-03-01,1\n',
    });
    for (let each = 0; each < 52; each++) {
      const key = await keep('x', new Date(NOW.getTime() + each));
      await inTransaction(store.dataSource, (manager) => notePublished(manager, key, submission!));
    }
    await keep('x');
    const [{ count }] = await rows<{ count: number }>(
      store.dataSource,
      'SELECT count(*) AS count FROM upload_draft WHERE submission_id IS NOT NULL',
    );
    expect(Number(count)).toBe(50);
  });
});
