/** The catalogue by GraphQL: what is saved, and what is taken back. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createToken } from '../../../../server/access/token-table.js';
import { openApi, type Api } from '../../../support/api.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { BASE, rows } from '../../ingest/importing.js';

const PAYLOAD = 'submission { id } warnings { path code } errors { path code message }';
const mutation = (name: string, selection: string): string =>
  `mutation ($input: ${name[0].toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${selection} } }`;

describeOnEachDatabase('mutations of the catalogue', (dialect) => {
  let api: Api;
  beforeEach(async () => {
    api = await openApi(dialect);
    await api.accept(BASE);
    await api.accept({ measurements: rows('lpa,transactions,month,2014-03-01,digital,80') });
  });
  afterEach(() => api.close());

  const tokenFor = async (...scopes: string[]): Promise<string> => {
    const made = { label: scopes.join(' '), scopes, expiresAt: null };
    return (await createToken(api.writer, made, { actor: 'test', now: api.now })).token;
  };
  const ask = async (
    name: string,
    input: object,
    token: string,
    selection = PAYLOAD,
  ): Promise<Record<string, unknown>> => {
    const { data, errors } = await api.ask(mutation(name, selection), { input }, token);
    return data
      ? (data[name] as Record<string, unknown>)
      : { refused: errors?.map(({ extensions }) => extensions.code) };
  };

  test('a service is made, described, moved, renamed and closed, and each payload has it as it is now', async () => {
    const token = await tokenFor('create:organisation/dwp', 'administer:organisation/dwp');
    const service = `service { slug name organisation { slug } } ${PAYLOAD}`;
    const made = await ask(
      'saveService',
      { slug: 'new', name: 'A new one', organisation: 'dwp' },
      token,
      service,
    );
    expect(made).toMatchObject({
      service: { slug: 'new', name: 'A new one', organisation: { slug: 'dwp' } },
      submission: { id: expect.any(String) as unknown },
      errors: [],
    });
    const moved = { slug: 'new', organisation: 'dwp-agency', newSlug: 'newer', closedOn: '2014-05-31' };
    expect(await ask('saveService', moved, token, service)).toMatchObject({
      service: { slug: 'newer', organisation: { slug: 'dwp-agency' } },
      errors: [],
    });
    const { data } = await api.ask('{ service(slug: "new") { slug name } }');
    expect(data.service).toEqual({ slug: 'newer', name: 'A new one' });
    expect(await ask('saveService', { slug: 'new', openedOn: 'soon', url: 'ftp:x' }, token)).toMatchObject({
      submission: null,
      errors: [
        { path: 'url', code: 'BAD_VALUE' },
        { path: 'openedOn', code: 'BAD_VALUE' },
      ],
    });
    expect(await ask('saveService', { slug: 'new', name: 'A new one' }, token)).toMatchObject({
      submission: null,
      errors: [],
    });
  });

  test('an organisation, a measure and a data set are saved, with lists as lists, and undone by who saved them', async () => {
    const token = await tokenFor('administer:all');
    const organisation = { slug: 'dwp-agency', name: 'The agency', parent: null, kind: 'agency' };
    expect(
      await ask('saveOrganisation', organisation, token, `organisation { name parent { slug } } ${PAYLOAD}`),
    ).toMatchObject({ organisation: { name: 'The agency', parent: null }, errors: [] });
    const measure = {
      ...{ key: 'letters', label: 'Letters', labelCy: 'Llythyrau', unit: 'count', aggregation: 'flow' },
      dimensions: [{ name: 'kind', values: ['in', 'out, or so'] }, { name: 'reason' }],
    };
    expect(await ask('saveMeasure', measure, token, `measure { key unit } ${PAYLOAD}`)).toMatchObject({
      measure: { key: 'letters', unit: 'count' },
      errors: [],
    });
    const dataSet = {
      ...{
        service: 'lpa',
        measure: 'letters',
        cadence: 'WEEK',
        suppressBelow: 5,
        method: 'By hand',
        workingDays: true,
      },
      dimensionValues: [{ name: 'kind', values: ['in', 'out, or so'] }],
      dimensionLabels: [{ name: 'kind', value: 'out, or so', label: 'Sent', labelCy: 'Anfonwyd' }],
    };
    const saved = await ask(
      'saveDataSet',
      dataSet,
      token,
      `dataSet { service measure cadence suppressBelow method state } ${PAYLOAD}`,
    );
    expect(saved).toMatchObject({
      dataSet: {
        ...{ service: 'lpa', measure: 'letters', cadence: 'WEEK', suppressBelow: 5, method: 'By hand' },
        state: 'published',
      },
      errors: [],
    });
    const [stored] = await api.writer.query(`SELECT * FROM data_set WHERE measure_key = 'letters'`);
    expect(JSON.parse(stored.dimension_labels)).toEqual({
      kind: { 'out, or so': { en: 'Sent', cy: 'Anfonwyd' } },
    });
    const creator = await tokenFor('create:all');
    const { submission } = await ask('saveService', { slug: 'lpa', description: 'What it does' }, creator);
    const id = (submission as { id: string }).id;
    expect(await ask('undoSubmission', { id }, await tokenFor('create:all'), 'errors { code }')).toEqual({
      refused: ['FORBIDDEN'],
    });
    expect(await ask('undoSubmission', { id }, creator, 'submission { id } errors { code }')).toMatchObject({
      errors: [],
    });
  });

  test('an annotation is saved and taken away', async () => {
    const token = await tokenFor('edit-dashboards:organisation/dwp');
    const key = { subject: 'service/lpa', measure: 'transactions', kind: 'OUTAGE', from: '2014-02-01' };
    const ANSWER = 'submission { id } errors { path code }';
    const save = (input: object, by = token) =>
      ask('saveAnnotation', { ...key, text: 'Strike', ...input }, by, ANSWER);
    expect(await save({ to: '2014-02-03' })).toEqual({
      submission: { id: expect.any(String) as unknown },
      errors: [],
    });
    expect(await save({ to: '2014-01-03' })).toMatchObject({ errors: [{ path: 'to' }] });
    expect(await ask('removeAnnotation', key, token, ANSWER)).toMatchObject({ errors: [] });
    expect(await ask('removeAnnotation', key, token, ANSWER)).toMatchObject({
      errors: [{ code: 'NOT_FOUND' }],
    });
    const portfolio = { subject: 'portfolio', measure: null, kind: 'NOTE' };
    expect(await save(portfolio)).toEqual({ refused: ['FORBIDDEN'] });
    expect(await save(portfolio, await tokenFor('edit-dashboards:all'))).toMatchObject({ errors: [] });
  });

  test('measurements and data sets are taken back', async () => {
    const token = await tokenFor('write:service/lpa');
    const one = { service: 'lpa', measure: 'transactions' };
    const selection = 'submission { id } withdrawn errors { path code }';
    expect(await ask('withdrawDataSet', { ...one, dryRun: true }, token, selection)).toEqual({
      ...{ submission: null, withdrawn: 1, errors: [] },
    });
    for (const [choice, code] of [
      [{ dimension: 'channel' }, 'INVALID'],
      [{ from: '2014-03-01' }, 'INVALID'],
      [{ measure: 'cost' }, 'NOT_FOUND'],
    ] as const) {
      expect(await ask('withdrawMeasurements', { ...one, ...choice }, token, selection)).toMatchObject({
        ...{ submission: null, withdrawn: 0, errors: [{ code }] },
      });
    }
    const march = {
      period: 'MONTH',
      from: '2014-03-01',
      to: '2014-04-01',
      dimension: 'channel',
      value: 'digital',
    };
    expect(await ask('withdrawMeasurements', { ...one, ...march }, token, selection)).toMatchObject({
      withdrawn: 1,
    });
    expect(await ask('withdrawDataSet', one, token, selection)).toMatchObject({ withdrawn: 0, errors: [] });
    expect(await ask('withdrawDataSet', one, token, selection)).toMatchObject({
      errors: [{ code: 'NOT_FOUND' }],
    });
  });
});
