/** Groups, targets, annotations and metrics by GraphQL: saved, seen at once, removed, and given back. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { undo } from '../../../../server/submissions/undo/undo.js';
import { openApi, type Api } from '../../../support/api.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { FULL } from '../../ingest/importing.js';
import { call, definition, tokenOf } from './authoring.js';

const SHARE = {
  ratio: {
    numerator: { measure: 'letters', dimension: 'kind', only: ['in'] },
    denominator: { measure: 'letters' },
    scale: 100,
  },
};
const METRIC = {
  key: 'in-share',
  owner: 'moj',
  label: 'Letters in',
  unit: '%',
  direction: 'LOWER_IS_BETTER',
  formula: SHARE,
};
const VALUE =
  '{ service(slug: "lpa") { metric(key: "in-share") { definition { label unit direction } latest(period: WEEK) { value formatted } } } }';

describeOnEachDatabase('what departments make beside dashboards', (dialect) => {
  let api: Api;
  let editor: string;
  let other: string;
  beforeEach(async () => {
    api = await openApi(dialect);
    await api.accept(FULL);
    await api.accept({
      organisations: 'slug,name,kind\ndwp,Work,department\n',
      measurements: 'service,measure,period,start,kind,value\nlpa,letters,week,2014-01-06,out,1\n',
    });
    editor = await tokenOf(api, 'edit-dashboards:organisation/moj');
    other = await tokenOf(api, 'edit-dashboards:organisation/dwp');
  });
  afterEach(() => api.close());

  const rowsOf = (table: string): Promise<object[]> => api.writer.query(`SELECT * FROM ${table} ORDER BY 1`);

  test('a metric is live at once, changed by its owner, shown on a dashboard, removed and given back', async () => {
    expect(await call(api, 'saveMetric', METRIC, other)).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] });
    const saved = await call(api, 'saveMetric', METRIC, editor);
    expect(saved).toMatchObject({ errors: [] });
    expect(saved.submission).toEqual({ id: expect.any(String), receivedAt: api.now.toISOString() });
    const shown = {
      definition: { label: 'Letters in', unit: '%', direction: 'LOWER_IS_BETTER' },
      latest: { value: 75, formatted: '75%' },
    };
    expect(await api.data(VALUE)).toMatchObject({ service: { metric: shown } });
    expect(await call(api, 'saveMetric', METRIC, editor)).toMatchObject({ submission: null, errors: [] });
    const taken = await call(api, 'saveMetric', { ...METRIC, owner: 'dwp' }, other);
    expect(taken).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] });
    const publisher = await tokenOf(api, 'edit-dashboards:all', 'publish:all');
    const modules = [{ slug: 'm', metric: 'in-share' }];
    const dashboard = { slug: 'd', definition: definition({ sections: [{ title: 'S', modules }] }) };
    await call(api, 'saveDashboard', dashboard, publisher);
    expect(await call(api, 'publishDashboard', { slug: 'd', version: 1 }, publisher)).toMatchObject({
      errors: [],
    });
    expect(await call(api, 'removeMetric', { key: 'in-share' }, editor)).toMatchObject({
      errors: [{ path: 'key', code: 'INVALID', message: expect.stringContaining('is shown on d') }],
    });
    await call(api, 'deleteDashboard', { slug: 'd', version: 1 }, publisher);
    const removed = await call(api, 'removeMetric', { key: 'in-share' }, editor);
    expect(removed).toMatchObject({ errors: [] });
    expect(await api.ask(VALUE)).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    await undo(api.writer, { id: Number(removed.submission!.id), now: api.now, mayUndoAll: true });
    expect(await api.data(VALUE)).toMatchObject({ service: { metric: shown } });
  });

  test('a metric that means nothing is refused at its place', async () => {
    const wrong = { ...METRIC, formula: { total: { measure: 'leters' } }, unit: 'percent' };
    expect((await call(api, 'saveMetric', wrong, editor)).errors).toEqual([
      expect.objectContaining({
        path: 'unit',
        value: 'percent',
        allowed: expect.arrayContaining(['%', '£']),
      }),
      expect.objectContaining({ path: 'formula.total.measure', value: 'leters', nearest: 'letters' }),
    ]);
    expect(await call(api, 'saveMetric', { ...METRIC, formula: {} }, editor)).toMatchObject({
      errors: [{ path: 'formula.total', allowed: expect.arrayContaining(['ratio']) }],
    });
  });

  test('groups of one’s own services, with members that change', async () => {
    const group = { slug: 'letters', name: 'Letters', services: ['lpa', 'claims'] };
    expect(await call(api, 'saveServiceGroup', group, other)).toMatchObject({
      errors: [{ code: 'FORBIDDEN' }],
    });
    expect(await call(api, 'saveServiceGroup', group, editor)).toMatchObject({ errors: [] });
    const members = '{ serviceGroup(slug: "letters") { name services { totalCount } } }';
    expect(await api.data(members)).toMatchObject({ serviceGroup: { name: 'Letters' } });
    expect(
      await call(api, 'saveServiceGroup', { ...group, services: ['lpa', 'lpaa'] }, editor),
    ).toMatchObject({
      errors: [{ code: 'FORBIDDEN', message: expect.stringContaining('did you mean "lpa"?') }],
    });
    const removed = await call(api, 'removeServiceGroup', { slug: 'letters' }, editor);
    expect(removed).toMatchObject({ errors: [] });
    expect(await api.data('{ serviceGroup(slug: "letters") { name } }')).toEqual({ serviceGroup: null });
    await undo(api.writer, { id: Number(removed.submission!.id), now: api.now, mayUndoAll: true });
    expect(await api.data(members)).toMatchObject({ serviceGroup: { name: 'Letters' } });
  });

  test('targets and annotations are saved under their keys and removed', async () => {
    const target = { subject: 'service/lpa', metric: 'letters', value: 5, from: '2014-01-01' };
    expect(await call(api, 'saveTarget', target, other)).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] });
    const before = await rowsOf('target');
    expect(await call(api, 'saveTarget', target, editor)).toMatchObject({ errors: [] });
    expect(await call(api, 'saveTarget', { ...target, value: 6 }, editor)).toMatchObject({ errors: [] });
    expect(await rowsOf('target')).toHaveLength(before.length + 1);
    expect(await call(api, 'saveTarget', { ...target, metric: 'leters', from: 'May' }, editor)).toMatchObject(
      {
        errors: [
          { path: 'from', value: 'May' },
          { path: 'metric', value: 'leters' },
        ].reverse(),
      },
    );
    const { value: _value, ...key } = target;
    expect(await call(api, 'removeTarget', key, editor)).toMatchObject({ errors: [] });
    expect(await rowsOf('target')).toEqual(before);
    expect(await call(api, 'removeTarget', key, editor)).toMatchObject({ errors: [{ code: 'NOT_FOUND' }] });

    const note = {
      subject: 'service/lpa',
      measure: 'letters',
      kind: 'OUTAGE',
      from: '2014-02-01',
      text: 'Strike',
    };
    const notes = await rowsOf('annotation');
    expect(await call(api, 'saveAnnotation', note, editor)).toMatchObject({ errors: [] });
    expect(await rowsOf('annotation')).toHaveLength(notes.length + 1);
    const { text: _text, ...noteKey } = note;
    expect(await call(api, 'removeAnnotation', noteKey, editor)).toMatchObject({ errors: [] });
    expect(await rowsOf('annotation')).toEqual(notes);
    expect(await call(api, 'saveAnnotation', { ...note, subject: 'portfolio' }, editor)).toMatchObject({
      errors: [{ code: 'FORBIDDEN' }],
    });
  });
});
