/** What data sets say of their values: labels, absent parts, the best rating; and the kinds of organisations. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { undo } from '../../../server/submissions/undo/undo.js';
import { warningLines } from '../../../server/ingest/problems.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, importing, type Importing, NOW } from './importing.js';

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

  test('values that there are stay declared, until their rows are taken back', async () => {
    const calls = (...lines: string[]): string =>
      ['service,measure,period,start,reason,value', ...lines, ''].join('\n');
    const declared = (text: string): Promise<string[]> =>
      store.refuse({ 'data-sets': `service,measure,cadence,dimension_values\nlpa,calls,month,${text}\n` });
    await store.accept({
      measurements: calls(
        'lpa,calls,month,2014-01-01,late,1',
        'lpa,calls,month,2014-01-01,no form,[x]',
        'lpa,calls,month,2014-01-01,other,3',
      ),
    });
    const rest =
      'cannot be left out, for there are rows with it: declare it too, or take those rows back first';
    expect(await declared('reason=late')).toEqual([
      `data-sets.csv:2:4: dimension_values: reason no form and other ${rest}`,
    ]);
    await store.accept({ measurements: calls('lpa,calls,month,2014-01-01,no form,[-]') });
    expect(await declared('reason=late')).toEqual([
      `data-sets.csv:2:4: dimension_values: reason other ${rest}`,
    ]);
    await send('calls', 'dimension_values', 'reason=other late');
  });

  test('newer rows of another period than the first delivery had are pointed out, until the cadence is theirs', async () => {
    const warned = async (...lines: string[]): Promise<string[]> => {
      const measurements = ['service,measure,period,start,value', ...lines, ''].join('\n');
      const { warnings, moreWarnings } = await store.accept({ measurements });
      return warningLines(warnings, moreWarnings);
    };
    const [month, week, day, year] = [
      'lpa,help-requests,month,2013-01-01,4',
      'lpa,help-requests,week,2013-02-04,1',
      'lpa,help-requests,day,2013-03-01,1',
      'lpa,help-requests,year,2012-01-01,9',
    ];
    const message = (period: string, start: string): string =>
      `measurements.csv:2: warning: period: lpa help-requests is recorded by month, and ${period} ${start} is newer than any month there: figures by month do not show it, and it is expected by month. Set the cadence of the data set to ${period} if that is how it is recorded now`;
    expect(await warned(month)).toEqual([]);
    // Days make months, and what is older than the newest month hides nothing.
    expect(await warned(day)).toEqual([]);
    expect(await warned(year)).toEqual([]);
    expect(await warned(week)).toEqual([message('week', '2013-02-04')]);
    expect(await warned(month.replace('2013-01', '2013-05'), week.replace('-04', '-11'))).toEqual([]);
    expect(await warned('lpa,help-requests,year,2013-01-01,9')).toEqual([message('year', '2013-01-01')]);
    await store.accept({ 'data-sets': 'service,measure,cadence\nlpa,help-requests,year\n' });
    expect(await warned('lpa,help-requests,year,2013-02-01,9')).toEqual([]);
  });

  test('a unit that cannot be negative is refused while there are values below zero, and an undo leaves it', async () => {
    const unit = (name: string): { measures: string } => ({
      measures: `key,label,unit,aggregation\nswing,Swing,"${name}",flow\n`,
    });
    const swing = (cell: string): { measurements: string } => ({
      measurements: `service,measure,period,start,value\nlpa,swing,month,2014-01-01,${cell}\n`,
    });
    const message =
      'measures.csv:2:3: unit: swing (count) cannot be negative, and 1 stored value of it is: correct or take back those rows first';
    await store.accept(unit('%'));
    await store.accept(swing('-3'));
    expect(await store.refuse(unit('count'))).toEqual([message]);
    await store.accept(swing('[-]'));
    await store.accept(unit('count'));
    const { submission } = await store.accept(unit('per 1,000'));
    await store.accept(swing('-3'));
    await expect(undo(store.dataSource, { id: submission!, now: NOW, mayUndoAll: true })).rejects.toThrow(
      'measures swing stays: there are values that it did not allow',
    );
    expect(await store.refuse(unit('count'))).toEqual([message]);
    await store.accept(unit('%'));
  });

  test('dimensions and values of a measure stay declared where rows, data sets or metrics have them', async () => {
    const declare = (dimensions: string): { measures: string } => ({
      measures: `key,label,unit,aggregation,dimensions\nletters,Letters,count,flow,${dimensions}\n`,
    });
    await store.accept(declare('kind=in out lost sent;size'));
    await store.accept({
      measurements: 'service,measure,period,start,kind,value\nlpa,letters,month,2014-01-01,in,1\n',
    });
    await store.accept({
      metrics:
        '- { key: letters-out, owner: dwp, label: Out, unit: "%", formula: { ratio: { numerator: { measure: letters, dimension: kind, only: [out] }, denominator: { measure: letters }, scale: 100 } } }\n' +
        '- { key: letters-sent, owner: dwp, label: Sent, unit: count, formula: { total: { measure: letters, dimension: kind, only: [sent] } } }\n',
    });
    const refused = async (dimensions: string): Promise<string> =>
      (await store.refuse(declare(dimensions)))[0]!;
    expect(await refused('size')).toMatch(/dimensions: kind cannot be left out, for there are rows with it:/);
    expect(await refused('')).toMatch(/dimensions: kind cannot be left out/);
    expect(await refused('kind=out')).toMatch(/dimensions: kind in cannot be left out, for there are rows/);
    expect(await refused('kind=in')).toMatch(
      /dimensions: kind out cannot be left out, for the metric letters-out uses it: change that first/,
    );
    expect(await refused('kind=in out')).toMatch(
      /dimensions: kind sent cannot be left out, for the metric letters-sent uses it: change that first/,
    );
    await send('letters', 'dimension_values', 'kind=in lost');
    expect(await refused('kind=in out sent')).toMatch(
      /dimensions: kind lost cannot be left out, for the data set of lpa declares it: change that first/,
    );
    await send('letters', 'dimension_values', 'kind=in');
    await store.accept(declare('kind=in out sent'));
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
