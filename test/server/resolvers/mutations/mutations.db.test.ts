/** Measurements, submissions and tokens by GraphQL. */
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createToken } from '../../../../server/access/token-table.js';
import { openApi, type Api } from '../../../support/api.js';
import { describeOnEachDatabase } from '../../../support/databases.js';
import { BASE } from '../../ingest/importing.js';

const RECORD = `mutation ($input: RecordMeasurementsInput!) { recordMeasurements(input: $input) {
  submission { id receivedAt } received inserted updated unchanged withdrawn
  warnings { path code } changes { service measure period start dimensions { name value } before after }
  errors { path code message }
} }`;
const UNDO = `mutation ($input: UndoSubmissionInput!) { undoSubmission(input: $input) {
  submission { id } restored withdrawn left { service start changedBy } moreLeft leftRows { kind name reason }
  errors { path code message }
} }`;
const CREATE = `mutation ($input: CreateTokenInput!) { createToken(input: $input) {
  token { id name scopes expiresAt } secret errors { path code message }
} }`;
const REVOKE = `mutation ($input: RevokeTokenInput!) { revokeToken(input: $input) { id errors { path code message } } }`;
const VIEWER = '{ viewer { name scopes services { slug } } }';
const VALUE = `{ service(slug: "lpa") { metric(key: "transactions") { latest(period: MONTH) { value } } } }`;

interface Recorded {
  recordMeasurements: {
    submission: { id: string } | null;
    errors: { path: string; code: string; message: string }[];
    [field: string]: unknown;
  };
}

describeOnEachDatabase('mutations', (dialect) => {
  let api: Api;
  beforeEach(async () => {
    api = await openApi(dialect);
    await api.accept(BASE);
  });
  afterEach(() => api.close());

  const tokenFor = async (...scopes: string[]): Promise<string> => {
    const made = { label: scopes.join(' '), scopes, expiresAt: null };
    return (await createToken(api.writer, made, { actor: 'test', now: api.now })).token;
  };
  const march = (value: number | null, more: object = {}) => ({
    ...{ service: 'lpa', measure: 'transactions', period: 'MONTH', start: '2014-03-01', value },
    ...more,
  });
  const record = async (token: string, measurements: object[], more: object = {}) => {
    const { data, errors } = await api.ask<Recorded>(RECORD, { input: { measurements, ...more } }, token);
    // Without data there are the errors of the whole answer.
    return data?.recordMeasurements ?? { submission: null, errors };
  };
  const shown = async (): Promise<unknown> =>
    (await api.ask<{ service: { metric: { latest: { value: number } | null } | null } }>(VALUE)).data.service
      .metric?.latest?.value;

  test('measurements are stored, shown, and taken back by who sent them', async () => {
    const token = await tokenFor('write:service/lpa');
    const digital = [{ name: 'channel', value: 'digital' }];
    const phone = [{ name: 'channel', value: 'phone' }];
    const sent = await record(token, [march(80, { dimensions: digital }), march(20, { dimensions: phone })]);
    expect(sent).toMatchObject({ received: 2, inserted: 2, updated: 0, errors: [] });
    expect(await shown()).toBe(100);
    const { data } = await api.ask<{ undoSubmission: object }>(
      UNDO,
      { input: { id: sent.submission!.id } },
      token,
    );
    expect(data.undoSubmission).toMatchObject({
      restored: 0,
      withdrawn: 2,
      left: [],
      moreLeft: 0,
      errors: [],
    });
    expect(await shown()).toBeUndefined();
  });

  test('an undo names the values and the rows of the catalogue that stay', async () => {
    const token = await tokenFor('write:all');
    const april = { ...march(20), start: '2014-04-01' };
    const first = await record(token, [march(80), april]);
    const second = await record(token, [march(85)]);
    const { data } = await api.ask(UNDO, { input: { id: first.submission!.id } }, token);
    expect(data).toMatchObject({
      undoSubmission: {
        withdrawn: 1,
        left: [{ service: 'lpa', changedBy: second.submission!.id }],
        moreLeft: 0,
        leftRows: [{ kind: 'data-sets', name: 'data-sets transactions', reason: 'there are values in it' }],
        errors: [],
      },
    });
  });

  test('a dry run says what would change; statuses, flags, replacement and keys as in POST /ingest', async () => {
    const token = await tokenFor('write:all');
    expect(await record(token, [march(80)], { dryRun: true })).toMatchObject({
      submission: null,
      inserted: 1,
      changes: [
        {
          ...{ service: 'lpa', measure: 'transactions', period: 'month', start: '2014-03-01' },
          ...{ dimensions: [], before: null, after: 80 },
        },
      ],
    });
    expect(await shown()).toBeUndefined();
    const first = await record(token, [march(80, { flags: ['PROVISIONAL'] })], { idempotencyKey: 'a-1' });
    const again = await record(token, [march(80, { flags: ['PROVISIONAL'] })], { idempotencyKey: 'a-1' });
    expect(again.submission).toEqual(first.submission);
    const other = await record(token, [march(81)], { idempotencyKey: 'a-1' });
    expect(other.errors).toMatchObject([{ extensions: { code: 'IDEMPOTENCY_KEY_REUSED' } }]);
    expect(await record(token, [march(null, { status: 'WITHDRAWN' })])).toMatchObject({ withdrawn: 1 });
  });

  // What follows is about scopes and words, which are no different on another database.
  if (dialect === 'postgres') return;

  test('what is wrong is told by its path, and nothing is stored', async () => {
    const token = await tokenFor('write:all');
    const sent = await record(token, [
      march(80),
      march(5, { start: '2014-03-02' }),
      march(5, { service: 'lpaa', start: '2014-02-01' }),
    ]);
    expect(sent.submission).toBeNull();
    const found = sent.errors as unknown as { path: string; message: string }[];
    expect(found.map(({ path }) => path)).toEqual(['measurements.1.start', 'measurements.2.service']);
    expect(found[1].message).toMatch(/lpa/);
    const twice = [
      { name: 'channel', value: 'digital' },
      { name: 'channel', value: 'phone' },
    ];
    expect(await record(token, [march(1, { dimensions: twice })])).toMatchObject({
      errors: [{ path: 'measurements.0.dimensions.1.name', code: 'INVALID' }],
    });
    expect(await record(token, [march(1, { dimensions: [{ name: 'value', value: '1' }] })])).toMatchObject({
      errors: [{ path: 'measurements.0.dimensions.0.name', code: 'INVALID' }],
    });
    expect(await shown()).toBeUndefined();
  });

  test('without a token, with a wrong one, or outside of its scopes nothing happens', async () => {
    for (const token of ['nobody', `pp_${'a'.repeat(43)}`]) {
      for (const [document, input] of [
        [RECORD, { measurements: [march(1)] }],
        [UNDO, { id: '1' }],
        [CREATE, { name: 'x', scopes: ['write:all'] }],
        [REVOKE, { id: '1' }],
      ] as const) {
        const { data, errors } = await api.ask(document, { input }, token);
        expect(data).toBeNull();
        expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
      }
    }
    const narrow = await tokenFor('write:service/tax-disc');
    for (const service of ['lpa', 'nothing-like-it']) {
      const { errors } = await record(narrow, [march(1, { service })]);
      expect(errors).toMatchObject([
        {
          message: `this token may not write "transactions" of "${service}": nothing was stored`,
          extensions: { code: 'FORBIDDEN' },
        },
      ]);
    }
    const { submission } = await record(await tokenFor('write:all'), [march(1)]);
    for (const id of [submission!.id, '999']) {
      const { errors } = await api.ask(UNDO, { input: { id } }, narrow);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
    for (const [document, input] of [
      [CREATE, { name: 'x', scopes: ['write:all'] }],
      [REVOKE, { id: '999' }],
    ] as const) {
      const { errors } = await api.ask(document, { input }, narrow);
      expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });

  test('who leads an organisation makes and ends tokens within it, and no others', async () => {
    const lead = await tokenFor('administer:organisation/dwp-agency');
    const make = (scopes: string[]) =>
      api.ask<{ createToken: { token: { id: string } } | null }>(
        CREATE,
        { input: { name: 'x', scopes } },
        lead,
      );
    const refused = [{ extensions: { code: 'FORBIDDEN' } }];
    for (const scopes of [
      ...[['write:all'], ['write:organisation/dwp'], ['write:service/lpa'], ['write:data-set/lpa/cost']],
      ['write:service/tax-disc', 'read-drafts:service/lpa'],
    ]) {
      expect((await make(scopes)).errors).toMatchObject(refused);
    }
    const scopes = [
      'write:service/tax-disc',
      'administer:organisation/dwp-agency',
      'write:data-set/tax-disc/cost',
    ];
    const { data } = await make(scopes);
    const { id } = data.createToken!.token;
    const revoke = (which: string) => api.ask(REVOKE, { input: { id: which } }, lead);
    expect((await revoke(id)).data).toMatchObject({ revokeToken: { id, errors: [] } });
    const tooWide = await createToken(
      api.writer,
      { label: 'x', scopes: ['write:organisation/dwp'], expiresAt: null },
      { actor: 'test', now: api.now },
    );
    for (const other of [String(tooWide.id), '999']) {
      expect((await revoke(other)).errors).toMatchObject(refused);
    }
  });

  test('an administrator makes tokens, ends them, and takes back what others sent', async () => {
    const admin = await tokenFor('administer:all');
    const { data } = await api.ask<{ createToken: { token: { id: string }; secret: string } }>(
      CREATE,
      { input: { name: 'A team', scopes: ['write:organisation/dwp'], expiresAt: '2015-01-01T00:00:00Z' } },
      admin,
    );
    expect(data.createToken).toMatchObject({
      token: { name: 'A team', scopes: ['write:organisation/dwp'], expiresAt: '2015-01-01T00:00:00.000Z' },
      errors: [],
    });
    const { secret, token } = data.createToken;
    const viewer = await api.ask(VIEWER, {}, secret);
    expect(viewer.data).toEqual({
      viewer: {
        name: 'A team',
        scopes: ['write:organisation/dwp'],
        services: [{ slug: 'carers-allowance' }, { slug: 'lpa' }, { slug: 'tax-disc' }],
      },
    });
    const { submission } = await record(secret, [march(7)]);
    await api.ask(REVOKE, { input: { id: token.id } }, admin);
    expect((await api.ask(VIEWER, {}, secret)).data).toEqual({ viewer: null });
    expect((await record(secret, [march(8)])).errors).toMatchObject([
      { extensions: { code: 'UNAUTHENTICATED' } },
    ]);
    const undone = await api.ask(UNDO, { input: { id: submission!.id } }, admin);
    expect(undone.data).toMatchObject({ undoSubmission: { withdrawn: 1, errors: [] } });

    for (const [input, path] of [
      [{ name: ' ', scopes: ['write:all'] }, 'name'],
      [{ name: 'x', scopes: [] }, 'scopes'],
      [{ name: 'x', scopes: ['rite:all'] }, 'scopes'],
      [{ name: 'x', scopes: ['write:service/nothing'] }, 'scopes'],
      [{ name: 'x', scopes: ['write:all'], expiresAt: '2014-01-01' }, 'expiresAt'],
      [{ name: 'x', scopes: ['write:all'], expiresAt: 'tomorrow' }, 'expiresAt'],
    ] as const) {
      const refused = await api.ask(CREATE, { input }, admin);
      expect(refused.data).toMatchObject({ createToken: { token: null, secret: null, errors: [{ path }] } });
    }
    for (const [document, id, field] of [
      [UNDO, '999', 'undoSubmission'],
      [UNDO, 'x', 'undoSubmission'],
      [UNDO, '2147483648', 'undoSubmission'],
      [REVOKE, '999', 'revokeToken'],
      [REVOKE, 'x', 'revokeToken'],
      [REVOKE, '2147483648', 'revokeToken'],
    ]) {
      const refused = await api.ask(document, { input: { id } }, admin);
      expect(refused.data).toMatchObject({ [field]: { errors: [{ path: 'id' }] } });
    }
  });
});
