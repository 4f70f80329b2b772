/** What data sets say of their values: labels, absent parts, the best rating; and the kinds of organisations. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { warningLines } from '../../../server/ingest/problems.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, importing, type Importing } from './importing.js';

describeOnEachDatabase('what data sets say of their values', (dialect) => {
  let store: Importing;
  beforeAll(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
  });
  afterAll(() => store.close());

  const send = (measure: string, columns: string, ...cells: string[]): Promise<{ total: object }> =>
    store.accept({
      'data-sets': `service,measure,cadence,${columns}\nlpa,${measure},month,${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`,
    });
  const stored = async (measure: string): Promise<{ labels: unknown; absent: unknown; best: unknown }> => {
    const [row] = await store.dataSource.query(
      `SELECT dimension_labels, absent_parts, best_rating FROM data_set WHERE measure_key = '${measure}'`,
    );
    return { labels: JSON.parse(row.dimension_labels), absent: row.absent_parts, best: row.best_rating };
  };

  test('labels by language: a column that is absent leaves what is stored, an empty cell clears it', async () => {
    const both = 'dimension_labels,dimension_labels_cy';
    await send('transactions', both, 'channel=digital:Online phone:"By phone"', 'channel=digital:"Ar-lein"');
    const first = {
      channel: { digital: { en: 'Online', cy: 'Ar-lein' }, phone: { en: 'By phone' } },
    };
    expect((await stored('transactions')).labels).toEqual(first);
    expect(
      (await send('transactions', both, 'channel=phone:"By phone" digital:Online', 'channel=digital:Ar-lein'))
        .total,
    ).toMatchObject({ unchanged: 1 });
    await send('transactions', 'dimension_labels', 'channel=digital:Web paper:"By post"');
    expect((await stored('transactions')).labels).toEqual({
      channel: { digital: { en: 'Web', cy: 'Ar-lein' }, paper: { en: 'By post' } },
    });
    expect((await send('transactions', 'source', 'A system')).total).toMatchObject({ updated: 1 });
    expect((await stored('transactions')).labels).toMatchObject({ channel: { paper: { en: 'By post' } } });
    await send('transactions', both, 'channel=digital:Web', '');
    expect((await stored('transactions')).labels).toEqual({ channel: { digital: { en: 'Web' } } });
    await send('transactions', 'dimension_labels', '');
    expect((await stored('transactions')).labels).toEqual({});
  });

  test('labels of values that are no longer declared go with them', async () => {
    await send(
      'visits',
      'dimension_values,dimension_labels',
      'device=mobile desktop',
      'device=mobile:Phones desktop:Desks',
    );
    await send('visits', 'dimension_values', 'device=mobile tablet');
    expect((await stored('visits')).labels).toEqual({ device: { mobile: { en: 'Phones' } } });
  });

  test('declared values and those of labels are stored as values of rows are', async () => {
    await send(
      'errors',
      'dimension_values,dimension_labels',
      'error="no  form" la\u00adte',
      'error="no\u00a0form":"No form" late:Late',
    );
    const [row] = await store.dataSource.query(
      `SELECT dimension_values FROM data_set WHERE measure_key = 'errors'`,
    );
    expect(JSON.parse(row.dimension_values)).toEqual({ error: ['no form', 'late'] });
    expect((await stored('errors')).labels).toEqual({
      error: { late: { en: 'Late' }, 'no form': { en: 'No form' } },
    });
    const row2 = 'service,measure,period,start,error,value\nlpa,errors,month,2014-01-01,no form,1\n';
    expect((await store.accept({ measurements: row2 })).total).toMatchObject({ inserted: 1 });
  });

  test('absent parts and the best rating', async () => {
    await send('ratings', 'absent_parts,best_rating', 'Zero', '1');
    expect(await stored('ratings')).toMatchObject({ absent: 'zero', best: 1 });
    await send('ratings', 'absent_parts', 'missing');
    expect(await stored('ratings')).toMatchObject({ absent: 'missing', best: 1 });
    await send('ratings', 'dimension_labels', 'rating=1:"Very satisfied" 5:"Very dissatisfied"');
    // The labels need the declaration: it cannot go, and they cannot be turned around alone.
    const line = (columns: string, cells: string): Promise<string[]> =>
      store.refuse({ 'data-sets': `service,measure,cadence,${columns}\nlpa,ratings,month,${cells}\n` });
    const said =
      '1 is called "Very satisfied" and 5 is called "Very dissatisfied": declare best_rating 1, or turn the labels around';
    expect(await line('best_rating', '')).toEqual([`data-sets.csv:2:4: best_rating: ${said}`]);
    expect(await line('best_rating', '5')).toEqual([`data-sets.csv:2:4: best_rating: ${said}`]);
    await send('ratings', 'absent_parts,best_rating,dimension_labels', '', '', '');
    expect(await stored('ratings')).toEqual({ labels: {}, absent: null, best: null });
  });

  test('kinds of organisations are taken in any case, and a new one is said to be new', async () => {
    const { warnings, moreWarnings } = await store.accept({
      organisations:
        'slug,name,kind\na,A,Department\nb,B,PUBLIC BODY\nc,C,council\nd,D,Council\ne,E,regulator\n',
    });
    expect(warningLines(warnings, moreWarnings)).toEqual([
      'organisations.csv:4: warning: kind: "council" is a new kind of organisation: so far there are department, agency and public-body',
      'organisations.csv:6: warning: kind: "regulator" is a new kind of organisation: so far there are department, agency, public-body and council',
    ]);
    const kinds = await store.dataSource.query(
      `SELECT kind FROM organisation WHERE slug IN ('a', 'b', 'c', 'd', 'e') ORDER BY slug`,
    );
    expect(kinds.map(({ kind }: { kind: string }) => kind)).toEqual([
      'department',
      'public-body',
      'council',
      'council',
      'regulator',
    ]);
    const again = await store.accept({ organisations: 'slug,name,kind\nc,C,council\nf,F,regulator\n' });
    expect(again.warnings).toEqual([]);
    expect(await store.refuse({ organisations: 'slug,name,kind\nc,C,counsil\n' })).toEqual([
      'organisations.csv:2:3: kind: "counsil" is no kind of organisation: did you mean "council"? There are department, agency, public-body, council and regulator',
    ]);
  });
});
