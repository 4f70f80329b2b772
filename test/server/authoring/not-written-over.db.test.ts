/** What is there is not written over by whoever has not seen it; without that wish a row is changed, as in files. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createToken } from '../../../server/access/token-table.js';
import { saveRow, type SaveRow } from '../../../server/authoring/save-row.js';
import { removeRows } from '../../../server/authoring/remove-row.js';
import { rows } from '../../../server/db/index.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { FULL, importing, type Importing, NOW } from '../ingest/importing.js';

describeOnEachDatabase('rows of the catalogue that are there', (dialect) => {
  let store: Importing;
  let saving: Pick<SaveRow, 'author' | 'source'>;
  beforeEach(async () => {
    store = await importing(dialect);
    await store.accept(FULL);
    const token = { label: 'a team', scopes: ['edit-dashboards:all'], expiresAt: null };
    const { id: tokenId } = await createToken(store.dataSource, token, { actor: 'test', now: NOW });
    const author = { tokenId, name: 'a team', places: ['all'], publishes: [], now: NOW } as SaveRow['author'];
    saving = { author, source: 'a test' };
  });
  afterEach(() => store.close());

  const metric = (label: string, baseVersion?: number): ReturnType<typeof saveRow> =>
    saveRow(store.dataSource, {
      ...saving,
      ...{ kind: 'metrics', key: 'letters-in-all', owner: 'moj' },
      definition: { label, formula: { total: { measure: 'letters' } } },
      ...(baseVersion !== undefined && { baseVersion }),
    });
  const stored = (): Promise<object[]> =>
    rows(store.dataSource, "SELECT version, texts FROM metric_definition WHERE key = 'letters-in-all'");
  const submissions = async (): Promise<number> =>
    (await rows(store.dataSource, 'SELECT id FROM submission')).length;

  test('a metric is changed only in the version that was looked at', async () => {
    expect(await metric('One', 0)).toMatchObject({ submission: expect.any(Number) });
    const before = [await stored(), await submissions()];
    expect(await metric('Two', 0)).toMatchObject({ newer: 1, problems: [{ path: 'key', code: 'STALE' }] });
    expect([await stored(), await submissions()]).toEqual(before);
    expect(await metric('One', 0)).toEqual({ submission: null });
    expect(await metric('Two', 1)).toMatchObject({ submission: expect.any(Number) });
    expect(await metric('Three', 1)).toMatchObject({
      newer: 2,
      problems: [{ path: 'label', code: 'STALE' }],
    });
    // Files and mutations change what is there.
    expect(await metric('Three')).toMatchObject({ submission: expect.any(Number) });
    await removeRows(store.dataSource, { ...saving, kind: 'metrics', key: 'letters-in-all' });
    expect(await metric('Four', 3)).toMatchObject({ newer: 0, problems: [{ path: 'label', code: 'STALE' }] });
    expect(await stored()).toEqual([]);
    // Its versions go on.
    expect(await metric('Four', 0)).toMatchObject({ submission: expect.any(Number) });
    expect(await metric('Five', 4)).toMatchObject({ submission: expect.any(Number) });
  });

  test('of two that are saved at the same time one is refused', async () => {
    await metric('One', 0);
    const answers = await Promise.all([metric('Two', 1), metric('Three', 1)]);
    expect(answers.filter((answer) => 'problems' in answer)).toMatchObject([{ newer: 2 }]);
  });

  test('an addition changes no note and no target', async () => {
    const note = (text: string, isAddition?: boolean): ReturnType<typeof saveRow> =>
      saveRow(store.dataSource, {
        ...saving,
        ...{
          kind: 'annotations',
          subject: 'service/lpa',
          values: { kind: 'NOTE', from: '2014-02-01', text },
        },
        ...(isAddition && { isAddition }),
      });
    const target = (value: number, isAddition?: boolean): ReturnType<typeof saveRow> =>
      saveRow(store.dataSource, {
        ...saving,
        ...{ kind: 'targets', subject: 'service/lpa', values: { metric: 'letters', value, from: null } },
        ...(isAddition && { isAddition }),
      });
    expect(await note('One', true)).toMatchObject({ submission: expect.any(Number) });
    expect(await target(1, true)).toMatchObject({ submission: expect.any(Number) });
    const before = await submissions();
    const refusal = { problems: [{ path: 'from', code: 'ALREADY_THERE' }] };
    expect(await note('Two', true)).toMatchObject(refusal);
    expect(await target(2, true)).toMatchObject(refusal);
    expect(await note('One', true)).toEqual({ submission: null });
    expect(await submissions()).toBe(before);
    expect(await note('Two')).toMatchObject({ submission: expect.any(Number) });
    expect(await target(2)).toMatchObject({ submission: expect.any(Number) });
  });
});
