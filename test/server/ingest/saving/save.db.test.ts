/** Rows of the catalogue that are saved one by one. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { contradictions } from '../../../../server/store/checks/consistency.js';
import type { SavedKind, SavedRow } from '../../../../server/ingest/saving/save-rights.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { BASE, importing, type Importing, rows } from '../importing.js';
import { saveWith, submissionOf, takeBack, textsOf } from './saving.js';

const SETTINGS: SavedRow = {
  ...{ service: 'lpa', measure: 'transactions', method: 'Counted by the case system', source: 'Cases' },
  ...{ contact: 'lpa@example.org', basis: 'Completed ones', cadence: 'month', suppress_below: '5' },
  ...{ absent_parts: 'zero', ends_on: '2020-03-31', grace_days: '10' },
};

describeOnEachDatabase('saved rows', (dialect) => {
  let store: Importing;
  beforeEach(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
    await store.accept({ measurements: rows('lpa,transactions,month,2014-03-01,digital,80') });
  });
  afterEach(async () => {
    expect(await contradictions(store.dataSource)).toEqual([]);
    await store.close();
  });

  test('what a data set says of itself is a submission, and undone like one', async () => {
    const before = await textsOf(store);
    const saved = await saveWith(store, 'write:service/lpa', 'data-sets', SETTINGS);
    expect(saved).toMatchObject({ isAccepted: true, updated: 1, warnings: [] });
    const after = await textsOf(store);
    expect(after['data-sets.csv']).toContain('Counted by the case system,Cases,lpa@example.org');
    const again = await saveWith(store, 'write:service/lpa', 'data-sets', SETTINGS);
    expect(again).toMatchObject({ submission: null, unchanged: 1 });
    await takeBack(store, submissionOf(saved));
    expect(await textsOf(store)).toEqual(before);
  });

  test('what is not said stays, an empty cell clears, and a dry run stores nothing', async () => {
    await saveWith(store, 'write:all', 'data-sets', SETTINGS);
    const before = await textsOf(store);
    const row = { service: 'lpa', measure: 'transactions', source: '' };
    const asked = await saveWith(store, 'write:all', 'data-sets', row, { isDryRun: true });
    expect(asked).toMatchObject({ isAccepted: true, submission: null, updated: 1 });
    expect(await textsOf(store)).toEqual(before);
    await saveWith(store, 'write:all', 'data-sets', row);
    expect((await textsOf(store))['data-sets.csv']).toContain('Counted by the case system,,lpa@example.org');
  });

  test('what is wrong is told by its column, and nothing is stored', async () => {
    const before = await textsOf(store);
    const refused = await saveWith(store, 'write:all', 'data-sets', {
      ...{ service: 'lpa', measure: 'transactions', suppress_below: 'few', ends_on: '31/3/2020' },
    });
    expect(refused).toMatchObject({
      isAccepted: false,
      errors: [
        { row: 1, column: 'suppress_below' },
        { row: 1, column: 'ends_on' },
      ],
    });
    const unknown = { service: 'lpa', measure: 'transactons', cadence: 'month' };
    expect(await saveWith(store, 'write:all', 'data-sets', unknown)).toMatchObject({
      errors: [
        { column: 'measure', message: expect.stringContaining('did you mean "transactions"') as unknown },
      ],
    });
    expect(await textsOf(store)).toEqual(before);
  });

  test('a new slug leaves the old one as an address, and can be taken back or given back', async () => {
    const renamed = await saveWith(store, 'administer:organisation/dwp', 'services', {
      ...{ slug: 'lpa', new_slug: 'power-of-attorney' },
    });
    expect(renamed).toMatchObject({ isAccepted: true, updated: 1 });
    const texts = await textsOf(store);
    expect(texts['aliases.csv']).toBe('kind,slug,of\nservice,lpa,power-of-attorney\n');
    expect(texts['measurements.csv']).toContain('power-of-attorney,transactions,month,2014-03-01,digital,80');
    // The old slug is still taken, by deliveries, by rows and by scopes.
    await store.accept({ measurements: rows('lpa,transactions,month,2014-03-01,phone,20') });
    expect(await saveWith(store, 'write:service/lpa', 'data-sets', SETTINGS)).toMatchObject({ updated: 1 });
    for (const slug of ['lpa', 'tax-disc', 'Lpa']) {
      const taken = await saveWith(store, 'administer:all', 'services', {
        slug: 'carers-allowance',
        new_slug: slug,
      });
      expect(taken).toMatchObject({ isAccepted: false, errors: [{ column: 'new_slug' }] });
    }
    const back = await saveWith(store, 'administer:all', 'services', { slug: 'lpa', new_slug: 'lpa' });
    expect(back).toMatchObject({ isAccepted: true, updated: 1 });
    expect((await textsOf(store))['aliases.csv']).toBe('kind,slug,of\nservice,power-of-attorney,lpa\n');
    // What was changed since keeps its slug, and the old one leads to it.
    const left = await takeBack(store, submissionOf(renamed)).catch((error: Error) => error.message);
    expect(left).toContain(`submission ${submissionOf(back)} has changed it`);
    const undone = await takeBack(store, submissionOf(back));
    expect((await textsOf(store))['aliases.csv']).toBe('kind,slug,of\nservice,lpa,power-of-attorney\n');
    await takeBack(store, undone.submission);
    expect((await textsOf(store))['aliases.csv']).toBe('kind,slug,of\nservice,power-of-attorney,lpa\n');
    await takeBack(store, submissionOf(back));
    await takeBack(store, submissionOf(renamed));
    const { 'aliases.csv': aliases = '', 'services.csv': services } = await textsOf(store);
    expect(aliases + services).not.toContain('power-of-attorney');
  });

  test('undone, a new slug is forgotten', async () => {
    const before = await textsOf(store);
    const row = { slug: 'lpa', new_slug: 'power-of-attorney' };
    await takeBack(store, submissionOf(await saveWith(store, 'administer:all', 'services', row)));
    expect(await textsOf(store)).toEqual(before);
  });

  test('organisations get new slugs, too, together with all else', async () => {
    const row = { slug: 'dwp', new_slug: 'work', name: 'Department for Work and more', parent: 'dwp-agency' };
    expect(await saveWith(store, 'administer:all', 'organisations', row)).toMatchObject({
      errors: [{ column: 'parent', code: 'CYCLE' }],
    });
    await saveWith(store, 'administer:all', 'organisations', { ...row, parent: '' });
    const texts = await textsOf(store);
    expect(texts['organisations.csv']).toContain('work,Department for Work and more');
    expect(texts['services.csv']).toContain('lpa,Lasting power of attorney,,work');
  });

  test('a remark is made, changed and taken away, and each of it undone', async () => {
    const remark = {
      ...{
        subject_type: 'service',
        subject: 'lpa',
        measure: 'transactions',
        kind: 'BREAK',
        from: '2014-02-01',
      },
      text: 'Another system counts',
    };
    const none = await textsOf(store);
    await saveWith(store, 'write:data-set/lpa/transactions', 'annotations', remark);
    const one = await textsOf(store);
    expect(one['annotations.csv']).toContain('Another system counts');
    // An addition stores nothing over it.
    const other = { ...remark, text: 'New form' };
    await expect(
      saveWith(store, 'write:service/lpa', 'annotations', other, { isAddition: true }),
    ).rejects.toMatchObject({ httpStatus: 409, code: 'ALREADY_THERE' });
    expect(
      await saveWith(store, 'write:service/lpa', 'annotations', remark, { isAddition: true }),
    ).toMatchObject({ submission: null, unchanged: 1 });
    expect(await textsOf(store)).toEqual(one);
    const { text: _text, ...key } = remark;
    const removed = await saveWith(store, 'write:service/lpa', 'annotations', key, { isRemoval: true });
    expect(removed).toMatchObject({ withdrawn: 1 });
    expect(await textsOf(store)).toEqual(none);
    expect(await saveWith(store, 'write:service/lpa', 'annotations', key, { isRemoval: true })).toMatchObject(
      {
        ...{ submission: null, withdrawn: 0, unchanged: 1 },
      },
    );
    await takeBack(store, submissionOf(removed));
    expect(await textsOf(store)).toEqual(one);
  });

  const NEW_SERVICE = { slug: 'new', name: 'New', organisation: 'dwp-agency' };
  const CASES: readonly [allowed: string[], refused: string[], kind: SavedKind, row: SavedRow][] = [
    [
      ['write:data-set/lpa/transactions', 'create:service/lpa', 'administer:organisation/dwp'],
      ['write:data-set/lpa/cost', 'write:organisation/dwp-agency', 'read-drafts:all', 'edit-dashboards:all'],
      ...(['data-sets', SETTINGS] as const),
    ],
    [
      ['create:service/lpa', 'administer:service/lpa'],
      ['write:service/lpa'],
      ...([
        'data-sets',
        { service: 'lpa', measure: 'transactions', dimension_values: 'channel=digital phone' },
      ] as const),
    ],
    [
      ['create:organisation/dwp', 'create:organisation/dwp-agency', 'administer:all'],
      ['write:all', 'create:service/lpa', 'publish:all'],
      ...(['services', NEW_SERVICE] as const),
    ],
    [
      ['create:service/lpa', 'create:organisation/dwp'],
      ['create:organisation/dwp-agency', 'write:all'],
      ...(['services', { slug: 'lpa', name: 'LPA' }] as const),
    ],
    [
      ['administer:service/lpa', 'administer:organisation/dwp'],
      ['create:all', 'administer:organisation/dwp-agency'],
      ...(['services', { slug: 'lpa', new_slug: 'other' }] as const),
    ],
    [
      ['administer:organisation/dwp'],
      ['administer:organisation/dwp-agency', 'administer:service/lpa', 'create:all'],
      ...(['services', { slug: 'lpa', organisation: 'dwp-agency' }] as const),
    ],
    [
      ['administer:service/lpa'],
      ['create:all'],
      ...(['services', { slug: 'lpa', closed_on: '2014-05-31' }] as const),
    ],
    [
      ['administer:organisation/dwp'],
      ['administer:organisation/dwp-agency', 'create:organisation/dwp'],
      ...(['organisations', { slug: 'dwp-agency', parent: 'dwp' }] as const),
    ],
    [
      ['administer:all'],
      ['administer:organisation/dwp', 'create:all'],
      ...(['organisations', { slug: 'moj', name: 'Justice', kind: 'department' }] as const),
    ],
    [
      ['create:organisation/dwp', 'create:all'],
      ['create:service/lpa', 'write:all'],
      ...(['measures', { key: 'letters', label: 'Letters', unit: 'count', aggregation: 'flow' }] as const),
    ],
    [
      ['administer:all'],
      ['create:all', 'administer:organisation/dwp'],
      ...(['measures', { key: 'transactions', label: 'Transactions' }] as const),
    ],
    [
      ['edit-dashboards:organisation/dwp', 'write:service/lpa'],
      ['write:data-set/lpa/transactions', 'edit-dashboards:organisation/dwp-agency', 'create:all'],
      ...([
        'annotations',
        {
          subject_type: 'service',
          subject: 'lpa',
          measure: null,
          kind: 'NOTE',
          from: '2014-02-01',
          text: 'Strike',
        },
      ] as const),
    ],
  ];

  // What follows is about scopes, which are no different on another database.
  if (dialect === 'postgres') return;

  test.each(CASES)('%j may and %j may not save %s %j', async (allowed, refused, kind, row) => {
    const before = await textsOf(store);
    for (const scope of refused) {
      await expect(saveWith(store, scope, kind, row)).rejects.toMatchObject({ httpStatus: 403 });
    }
    expect(await textsOf(store)).toEqual(before);
    for (const scope of allowed) {
      expect(await saveWith(store, scope, kind, row, { isDryRun: true })).toMatchObject({ isAccepted: true });
    }
  });

  test('a refusal is the same whether the thing exists or not, and helps within the scopes', async () => {
    for (const slug of ['tax-disc', 'tax-disk-of-nobody']) {
      await expect(saveWith(store, 'create:service/lpa', 'services', { slug, name: 'x' })).rejects.toThrow(
        `this token may not save this of the service "${slug}": nothing was stored`,
      );
    }
    await expect(
      saveWith(store, 'create:service/lpa', 'services', { slug: 'lpaa', name: 'x' }),
    ).rejects.toThrow('did you mean "lpa"');
  });
});
