import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, everything, FULL, importing, type Importing } from './importing.js';

describeOnEachDatabase('importing the catalogue', (dialect) => {
  let store: Importing;
  beforeAll(async () => {
    store = await importing(dialect);
  });
  afterAll(() => store.close());

  const one = async (sql: string): Promise<unknown> => (await store.dataSource.query(sql))[0];

  test('all kinds in one submission; sent again nothing changes and nothing is stored', async () => {
    const receipt = await store.accept(FULL);
    expect(receipt.kinds.map(({ kind, inserted }) => [kind, inserted])).toEqual([
      ['organisations', 2],
      ['services', 2],
      ['groups', 1],
      ['measures', 1],
      ['data-sets', 2],
      ['measurements', 4],
      ['targets', 2],
      ['annotations', 2],
    ]);
    expect(receipt.dataSetsMade).toBe(1);
    expect(await one(`SELECT source, received, inserted FROM submission ORDER BY id DESC LIMIT 1`)).toEqual({
      source: 'test',
      received: 4,
      inserted: 4,
    });
    const before = await everything(store.dataSource);
    expect(before).toMatchObject({
      organisation: [
        { slug: 'hmcts', texts: '{"name":{"cy":"Llysoedd","en":"Courts"}}' },
        { slug: 'moj', parent_id: null, abbreviation: 'MoJ' },
      ],
      service: [
        {
          texts:
            '{"description":{"en":"Two\\nlines"},"name":{"en":"Lasting power of attorney"},"notesOnCosts":{"en":"Some notes"},"otherNotes":{"en":"Other"}}',
          category: 'Registering',
          customer_type: 'Individuals',
          business_model: 'Fees',
          opened_on: '2012-01-01',
        },
        { slug: 'claims', url: null },
      ],
      data_set: [
        {
          aggregation: 'histogram',
          dimension_values: '{"le":["5","10","+Inf"]}',
          grace_days: 10,
          suppress_below: 5,
          state: 'draft',
          source: 'Case system',
        },
        {
          aggregation: 'flow',
          cadence: 'week',
          dimension_values: '{}',
          state: 'published',
          time_zone: 'Europe/London',
        },
        { measure_key: 'transactions', cadence: 'day' },
      ],
      target: [
        { subject_id: null, tolerance: 1 },
        { from_on: '2014-01-01', to_on: '2014-12-31' },
      ],
      annotation: [
        { kind: 'BREAK', texts: '{"text":{"cy":"System newydd","en":"New system"}}' },
        { data_set_id: null },
      ],
    });
    const again = await store.accept(FULL);
    expect(again).toMatchObject({
      submission: null,
      total: { inserted: 0, updated: 0, unchanged: again.total.received },
    });
    expect(await everything(store.dataSource)).toEqual(before);
  });

  test('an absent column leaves what is stored, an empty cell clears it', async () => {
    const counts = await store.accept({
      services: 'slug,category,name\nlpa,,Power of attorney\nclaims,,Money claims\n',
    });
    expect(counts.total).toEqual({ received: 2, inserted: 0, updated: 1, withdrawn: 0, unchanged: 1 });
    expect(await one(`SELECT category, url, customer_type FROM service WHERE slug = 'lpa'`)).toEqual({
      category: null,
      url: 'https://www.gov.uk/lpa',
      customer_type: 'Individuals',
    });
    await store.accept({
      'data-sets':
        'service,measure,cadence,aggregation,suppress_below,dimension_values\nlpa,time-to-outcome,month,exact,,\n',
    });
    await store.accept({ 'data-sets': 'service,measure,aggregation\nlpa,time-to-outcome,\n' });
    expect(
      await one(
        `SELECT aggregation, suppress_below, dimension_values, grace_days FROM data_set WHERE measure_key = 'time-to-outcome'`,
      ),
    ).toEqual({ aggregation: 'histogram', suppress_below: 0, dimension_values: '{}', grace_days: 10 });
  });

  test('parents, members, targets and annotations change in place', async () => {
    expect(
      (
        await store.accept({
          organisations: 'slug,name,kind,parent\nmoj,Justice,department,\nhmcts,Courts,agency,\n',
        })
      ).total,
    ).toMatchObject({
      updated: 1,
      unchanged: 1,
    });
    expect(
      (await store.accept({ groups: 'slug,name,services\njustice,Justice services,claims\n' })).total,
    ).toMatchObject({ updated: 1 });
    const targets = 'subject_type,subject,metric,value,from\nservice,lpa,completion-rate,95,2014-01-01\n';
    expect((await store.accept({ targets })).total).toMatchObject({ updated: 1 });
    const annotations =
      'subject_type,subject,measure,kind,from,text\nservice,claims,transactions,BREAK,2014-01-01,Newer system\n';
    expect((await store.accept({ annotations })).total).toMatchObject({ updated: 1 });
    expect(await one(`SELECT count(*) AS n FROM annotation`)).toEqual({ n: 2 });
    expect(
      await one(`SELECT changes_catalogue AS c, received FROM submission ORDER BY id DESC LIMIT 1`),
    ).toMatchObject({ received: 0 });
  });

  test('a catalogue that changed while the files were read: they are validated again', async () => {
    const other = await importing(dialect);
    try {
      await other.accept(BASE);
      let reads = 0;
      const { importSources } = await import('../../../server/ingest/import.js');
      const outcome = await importSources(
        other.dataSource,
        [
          {
            kind: 'measurements',
            name: 'rows',
            read: async function* () {
              reads++;
              // What another process would do: the service gets another slug between validation and storing.
              if (reads === 1) await other.accept({ services: 'slug,name,organisation\nfresh,Fresh,dwp\n' });
              yield {
                records: [
                  ['service', 'measure', 'period', 'start', 'value'],
                  ['lpa', 'starts', 'day', '2014-01-01', 4],
                ],
                lines: [1, 2],
              };
            },
          },
        ],
        { now: new Date('2014-06-01T00:00:00Z'), source: 'test' },
      );
      expect(reads).toBe(2);
      expect(outcome).toMatchObject({ isAccepted: true, receipt: { total: { inserted: 1 } } });
    } finally {
      await other.close();
    }
  });
});
