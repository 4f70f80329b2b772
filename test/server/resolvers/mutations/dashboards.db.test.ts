/** Dashboards by GraphQL: versions, stale edits, workflow, who may do what. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openApi, type Api } from '../../../support/api.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { FULL } from '../../ingest/importing.js';
import { call, definition, tokenOf, type Changed } from './authoring.js';

const SEEN = '{ dashboard(slug: "letters") { title } }';

describeOnEachDatabase('dashboards of departments', (dialect) => {
  let api: Api;
  let editor: string;
  let publisher: string;
  beforeEach(async () => {
    api = await openApi(dialect);
    await api.accept(FULL);
    await api.accept({ organisations: 'slug,name,kind\ndwp,Work,department\n' });
    editor = await tokenOf(api, 'edit-dashboards:organisation/moj');
    publisher = await tokenOf(api, 'edit-dashboards:organisation/moj', 'publish:organisation/moj');
  });
  afterEach(() => api.close());

  const save = (baseVersion: number, more: object = {}, token = editor): Promise<Changed> =>
    call(api, 'saveDashboard', { slug: 'letters', baseVersion, definition: definition(more) }, token);
  const change = (name: string, version: number, token = publisher, more: object = {}): Promise<Changed> =>
    call(api, `${name}Dashboard`, { slug: 'letters', version, ...more }, token);
  const title = async (): Promise<string | undefined> =>
    (await api.ask<{ dashboard: { title: string } | null }>(SEEN)).data.dashboard?.title;

  test('a draft is nobody’s but its makers’, is reviewed, published, changed, taken back and deleted', async () => {
    expect(await save(0)).toEqual({ dashboard: { slug: 'letters', version: 1 }, newer: null, errors: [] });
    expect(await title()).toBeUndefined();
    expect(await change('submit', 1, editor)).toMatchObject({ errors: [], dashboard: { version: 1 } });
    expect(await change('publish', 1, editor)).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] });
    expect(await change('publish', 1)).toMatchObject({ errors: [] });
    expect(await title()).toBe('Letters');
    expect(await save(1, { title: 'All letters' })).toMatchObject({ dashboard: { version: 2 } });
    expect(await title()).toBe('Letters');
    expect(await change('publish', 1)).toMatchObject({ errors: [{ path: 'version', code: 'STALE' }] });
    expect(await change('publish', 2)).toMatchObject({ errors: [] });
    expect(await title()).toBe('All letters');
    expect(await change('unpublish', 2)).toMatchObject({ errors: [] });
    expect(await title()).toBeUndefined();
    expect(await change('publish', 2)).toMatchObject({ errors: [] });
    expect(await change('delete', 2, editor)).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] });
    expect(await change('delete', 2, publisher, { replacedBy: 'letter' })).toMatchObject({
      errors: [{ path: 'replacedBy', code: 'NOT_FOUND' }],
    });
    expect(await change('delete', 2)).toMatchObject({ errors: [] });
    expect(await title()).toBeUndefined();
    expect(await change('publish', 2)).toMatchObject({ errors: [{ code: 'NOT_FOUND' }] });
    const { data } = await api.ask<{ viewer: { dashboards: object[] } }>(
      '{ viewer { dashboards { slug state version publishedVersion events { action version actor } versions { number author } difference(from: 1, to: 2) { path before after } } } }',
      {},
      editor,
    );
    expect(data.viewer.dashboards).toMatchObject([
      {
        ...{ slug: 'letters', state: 'DELETED', version: 2, publishedVersion: null },
        versions: [{ number: 1 }, { number: 2 }],
        difference: [{ path: 'title', before: 'Letters', after: 'All letters' }],
        events: ['save', 'submit', 'publish', 'save', 'publish', 'unpublish', 'publish', 'delete'].map(
          (action) => ({ action }),
        ),
      },
    ]);
  });

  test('a stale edit is refused with the newer version and what is different; nobody loses anything', async () => {
    await save(0);
    await save(1, { title: 'Theirs' }, publisher);
    const refused = await save(1, { title: 'Mine' });
    expect(refused).toMatchObject({
      dashboard: null,
      errors: [{ path: 'baseVersion', code: 'STALE' }],
      newer: {
        version: 2,
        author: 'edit-dashboards:organisation/moj publish:organisation/moj',
        definition: { slug: 'letters', title: 'Theirs' },
        difference: [{ path: 'title', before: 'Theirs', after: 'Mine' }],
      },
    });
    expect(await save(2, { title: 'Mine' })).toMatchObject({ dashboard: { version: 3 } });
    expect(await save(0)).toMatchObject({ errors: [{ code: 'STALE' }] });
    const { data } = await api.ask<{ viewer: { dashboard: object } }>(
      '{ viewer { dashboard(slug: "letters") { one: definition(version: 1) two: definition(version: 2) definition } } }',
      {},
      editor,
    );
    expect(data.viewer.dashboard).toEqual({
      one: { slug: 'letters', ...definition() },
      two: { slug: 'letters', ...definition({ title: 'Theirs' }) },
      definition: { slug: 'letters', ...definition({ title: 'Mine' }) },
    });
  });

  test('texts and widths are saved, compared and read in their places', async () => {
    const about = { slug: 'about', text: 'Read [this](https://www.gov.uk).', size: 'third' };
    const withText = (...modules: object[]) => ({ sections: [{ title: 'Letters', modules }] });
    await save(0, withText({ slug: 'all', metric: 'letters' }));
    await save(1, withText(about, { slug: 'all', metric: 'letters', size: 'two-thirds' }));
    await change('publish', 2);
    const { data } = await api.ask<{ viewer: { dashboard: object }; dashboard: object }>(
      `{ viewer { dashboard(slug: "letters") { definition difference(from: 1, to: 2) { path before after } } }
         dashboard(slug: "letters") { sections { modules { slug } parts {
           ... on DashboardText { text(lang: cy) size } ... on DashboardModule { metric { key } size } } } } }`,
      {},
      editor,
    );
    expect(data.viewer.dashboard).toMatchObject({
      definition: { sections: [{ modules: [about, { size: 'two-thirds' }] }] },
      difference: [
        { path: 'sections.0.modules', before: 'all', after: 'about, all' },
        { path: 'modules.about.text', before: null, after: about.text },
        { path: 'modules.about.size', before: null, after: 'third' },
        { path: 'modules.all.size', before: null, after: 'two-thirds' },
      ],
    });
    expect(data.dashboard).toEqual({
      sections: [
        {
          modules: [{ slug: 'all' }],
          parts: [
            { text: about.text, size: 'THIRD' },
            { metric: { key: 'letters' }, size: 'TWO_THIRDS' },
          ],
        },
      ],
    });
  });

  test('mistakes are told with their place, what is possible and what was meant', async () => {
    const modules = [
      { slug: 'm', metric: 'leters' },
      { slug: 'm', metric: 'letters', period: 'mont', chrt: 'bar' },
    ];
    const { errors } = await save(0, { sections: [{ title: 'S', modules }], subject: 'servce/lpa' });
    const told = expect.objectContaining;
    const at = 'definition.sections.0.modules';
    expect(errors).toEqual([
      told({ path: 'definition.subject', value: 'servce/lpa', nearest: 'service' }),
      told({ path: `${at}.1.chrt`, value: 'chrt', nearest: 'chart' }),
      told({ path: `${at}.0.metric`, value: 'leters', nearest: 'letters' }),
      told({ path: `${at}.1.slug`, value: 'm', code: 'DUPLICATE_KEY' }),
      told({
        ...{ path: `${at}.1.period`, value: 'mont', nearest: 'month' },
        allowed: expect.arrayContaining(['day', 'rolling-year']),
      }),
    ]);
    expect(await call(api, 'saveDashboard', { slug: 'letters', definition: 'x' }, editor)).toMatchObject({
      errors: [{ path: 'definition', code: 'INVALID' }],
    });
    expect(await save(3)).toMatchObject({ errors: [{ path: 'baseVersion', code: 'NOT_FOUND' }] });
  });

  test('a token of one department touches nothing of another’s', async () => {
    await save(0);
    await change('publish', 1);
    const other = await tokenOf(api, 'edit-dashboards:organisation/dwp', 'publish:organisation/dwp');
    const forbidden = { dashboard: null, errors: [{ code: 'FORBIDDEN' }] };
    expect(await save(1, {}, other)).toMatchObject(forbidden);
    expect(await save(0, {}, other)).toMatchObject(forbidden);
    for (const name of ['submit', 'publish', 'unpublish', 'delete', 'preview']) {
      expect(await change(name, 1, other)).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] });
    }
    const unknown = { slug: 'nowhere', version: 1 };
    expect(await call(api, 'publishDashboard', unknown, other)).toMatchObject(forbidden);
    // It may not give one away either, nor take one for itself.
    expect(await save(1, { owner: 'dwp' })).toMatchObject(forbidden);
    const reader = await tokenOf(api, 'write:all');
    expect(await save(1, {}, reader)).toMatchObject(forbidden);
    expect(await save(1, {}, 'nobody')).toMatchObject({ errors: [{ code: 'UNAUTHENTICATED' }] });
    expect(await title()).toBe('Letters');
    const { data } = await api.ask<{ viewer: object }>('{ viewer { dashboards { slug } } }', {}, other);
    expect(data.viewer).toEqual({ dashboards: [] });
    // About whatever it is, it is theirs.
    const own = { slug: 'theirs', definition: definition({ owner: 'dwp' }) };
    expect(await call(api, 'saveDashboard', own, other)).toMatchObject({ dashboard: { version: 1 } });
  });

  test('who may publish decides over what readers see, whatever a version says that is not published', async () => {
    expect(await save(0, { subject: 'organisation/moj' })).toMatchObject({ errors: [] });
    expect(await change('publish', 1)).toMatchObject({ errors: [] });
    const wide = await tokenOf(api, 'edit-dashboards:organisation/moj', 'publish:service/lpa');
    expect(await save(1, { owner: undefined, subject: 'service/lpa', title: 'Mine' }, wide)).toMatchObject({
      dashboard: { version: 2 },
    });
    for (const name of ['publish', 'unpublish', 'delete']) {
      expect(await change(name, 2, wide)).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] });
    }
    expect(await title()).toBe('Letters');
    expect(await change('unpublish', 2)).toMatchObject({ errors: [] });
    expect(await title()).toBeUndefined();
  });

  test('one that an import gave to another department is that one’s from then on', async () => {
    await save(0);
    await change('publish', 1);
    const other = await tokenOf(api, 'edit-dashboards:organisation/dwp');
    await api.accept({
      dashboards: JSON.stringify({ dashboards: [{ slug: 'letters', ...definition({ owner: 'dwp' }) }] }),
    });
    expect(await save(1)).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] });
    expect(await save(1, { owner: 'dwp' }, other)).toMatchObject({ dashboard: { version: 2 } });
  });

  test('links that have ended are cleared away when the next one is made', async () => {
    await save(0);
    const kept = (): Promise<{ expires_at: string }[]> =>
      api.writer.query('SELECT expires_at FROM dashboard_preview');
    expect(await change('preview', 1, editor, { days: 1 })).toMatchObject({ errors: [] });
    await api.writer.query(`UPDATE dashboard_preview SET expires_at = '2014-01-01T00:00:00.000Z'`);
    expect(await change('preview', 1, editor, { days: 2 })).toMatchObject({ errors: [] });
    const end = new Date(api.now.getTime() + 2 * 86_400_000).toISOString();
    expect(await kept()).toEqual([{ expires_at: end }]);
  });

  test('a subject has one page: the second is refused where it would become it', async () => {
    await save(0, { 'is-own-page': true });
    await change('publish', 1);
    const second = { slug: 'second', definition: definition({ 'is-own-page': true }) };
    expect(await call(api, 'saveDashboard', second, editor)).toMatchObject({
      errors: [{ path: 'definition.is-own-page', code: 'DUPLICATE_KEY' }],
    });
  });
});
