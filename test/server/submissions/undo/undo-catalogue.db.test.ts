/** Rows of the catalogue that are given back, beside what has come since. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createToken, findBearer } from '../../../../server/access/token-table.js';
import { type RemoveRow, removeRows } from '../../../../server/authoring/remove-row.js';
import { contradictions } from '../../../../server/store/checks/consistency.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { roundTrips } from '../../export/exporting.js';
import { BASE, everything, type Files, importing, type Importing, NOW } from '../../ingest/importing.js';
import { takeBack } from '../../ingest/saving/saving.js';

type Removed<Row> = Row extends unknown ? Omit<Row, 'author' | 'source'> : never;

const target = (from: string, value: number): Files => ({
  targets: `subject_type,subject,metric,value,from\nservice,lpa,digital-take-up,${value},${from}\n`,
});
const annotation = (text: string): Files => ({
  annotations: `subject_type,subject,measure,kind,from,to,text,link\nservice,lpa,,NOTE,2014-01-01,,${text},\n`,
});
const group = (slug: string, more = ''): Files => ({
  groups: `slug,name,services${more && ',new_slug'}\n${slug},Work,lpa tax-disc${more && `,${more}`}\n`,
});

describeOnEachDatabase('undo of the catalogue', (dialect) => {
  let store: Importing;
  beforeEach(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
  });
  afterEach(async () => {
    expect(await contradictions(store.dataSource)).toEqual([]);
    await roundTrips(store);
    await store.close();
  });

  const send = async (files: Files): Promise<number> => (await store.accept(files)).submission!;
  const remove = async (row: Removed<RemoveRow>): Promise<number> => {
    const { token } = await createToken(
      store.dataSource,
      { label: 'all', scopes: ['edit-dashboards:all'], expiresAt: null },
      { actor: 'test', now: NOW },
    );
    const { tokenId, scopes } = (await findBearer(store.dataSource, token, NOW))!;
    const author = { tokenId, name: 'all', places: scopes, publishes: [], now: NOW };
    const removed = await removeRows(store.dataSource, { ...row, author, source: 'test' } as RemoveRow);
    if ('problems' in removed) throw new Error(JSON.stringify(removed.problems));
    return removed.submission;
  };
  const removeTarget = (from: string): Promise<number> =>
    remove({ kind: 'targets', subject: 'service/lpa', metric: 'digital-take-up', from });

  test('no organisation comes to be inside itself', async () => {
    const parent = (slug: string, above: string): Files => ({
      organisations: `slug,parent\n${slug},${above}\n`,
    });
    const first = await send(parent('dwp-agency', ''));
    const second = await send(parent('dwp', 'dwp-agency'));
    const before = await everything(store.dataSource);
    await expect(takeBack(store, first)).rejects.toMatchObject({
      ...{ httpStatus: 409, code: 'CYCLE' },
      message: expect.stringMatching(/dwp-agency → dwp → dwp-agency|dwp → dwp-agency → dwp/),
    });
    expect(await everything(store.dataSource)).toEqual(before);
    await takeBack(store, second);
    await takeBack(store, first);
  });

  test('the check finds organisations that are inside themselves', async () => {
    const { dataSource } = store;
    const set = (parent: string): Promise<unknown> =>
      dataSource.query(`UPDATE organisation SET parent_id = ${parent} WHERE slug = 'dwp'`);
    await set(`(SELECT id FROM organisation WHERE slug = 'dwp-agency')`);
    expect(await contradictions(dataSource)).toMatchObject([
      { what: 'organisations that are inside themselves', count: 2 },
    ]);
    await set('NULL');
  });

  test.each([
    ['a target', target('2014-01-01', 80), target('2014-01-01', 90), 'targets digital-take-up'],
    ['a remark', annotation('First'), annotation('Second'), 'annotations'],
    ['a group', group('work'), group('work'), 'groups work'],
  ])('%s that was removed does not come back beside another one', async (_, first, second, name) => {
    await send(first);
    const [kind] = Object.keys(first);
    const removal =
      kind === 'targets'
        ? await removeTarget('2014-01-01')
        : kind === 'groups'
          ? await remove({ kind: 'groups', slug: 'work' })
          : await remove({
              ...{ kind: 'annotations', subject: 'service/lpa', measure: null },
              ...{ annotation: 'NOTE', from: '2014-01-01' },
            });
    const again = await send(second);
    const before = await everything(store.dataSource);
    await expect(takeBack(store, removal)).rejects.toMatchObject({
      ...{ httpStatus: 409, code: 'NOTHING_TO_UNDO' },
      message: expect.stringMatching(new RegExp(`${name}.* there is another one`)),
    });
    expect(await everything(store.dataSource)).toEqual(before);
    if (kind === 'groups') return;
    await takeBack(store, again);
    expect(await takeBack(store, removal)).toMatchObject({ leftRows: [] });
  });

  test('what was about a group that does not come back is left with it', async () => {
    await send(group('work'));
    await send({ targets: 'subject_type,subject,metric,value\ngroup,work,digital-take-up,80\n' });
    const withTarget = await remove({ kind: 'groups', slug: 'work' });
    await send(group('work'));
    await expect(takeBack(store, withTarget)).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' });

    await send({ targets: 'subject_type,subject,metric,value\ngroup,work,digital-take-up,80\n' });
    const ofTarget = await remove({
      ...{ kind: 'targets', subject: 'group/work', metric: 'digital-take-up', from: null },
    });
    const ofGroup = await remove({ kind: 'groups', slug: 'work' });
    await expect(takeBack(store, ofTarget)).rejects.toThrow('what it is about is not there');
    await takeBack(store, ofGroup);
    await takeBack(store, ofTarget);
  });

  test('a slug does not come back that another has or had', async () => {
    await send(group('work'));
    const removal = await remove({ kind: 'groups', slug: 'work' });
    await send(group('other'));
    await send(group('other', 'work'));
    await expect(takeBack(store, removal)).rejects.toThrow('groups work stays: there is another one');
    await send(group('work', 'third'));
    await expect(takeBack(store, removal)).rejects.toThrow('groups work stays: it is an old slug of another');
  });

  test('an old slug does not come back that is the slug of another today', async () => {
    await send(group('work'));
    await send(group('work', 'working'));
    const removal = await remove({ kind: 'groups', slug: 'working' });
    await send(group('work'));
    expect(await takeBack(store, removal)).toMatchObject({
      leftRows: [{ kind: 'aliases', reason: 'it is the slug of another one today' }],
    });
  });
});
