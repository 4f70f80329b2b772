/** Values of dimensions beside others: those of the same delivery, those that are declared and those that are stored. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, everything, importing, type Importing, observations, rows } from './importing.js';

const by = (dimension: string, ...lines: string[]): string =>
  [`service,measure,period,start,${dimension},value`, ...lines, ''].join('\n');

describeOnEachDatabase('values of dimensions', (dialect) => {
  let store: Importing;
  beforeAll(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
  });
  afterAll(() => store.close());

  const refuse = async (measurements: string): Promise<string[]> => {
    const before = await everything(store.dataSource);
    const lines = await store.refuse({ measurements });
    expect(await everything(store.dataSource)).toEqual(before);
    return lines.map((line) => line.replace('measurements.csv:', ''));
  };
  const stored = async (measure: string): Promise<unknown[]> =>
    (await observations(store.dataSource))
      .filter((row) => row.measure === measure)
      .map(({ dimensions, start, value, status }) => [dimensions, start, value, status]);

  test('what cannot be seen makes no other value', async () => {
    await store.accept({
      measurements: by(
        'error',
        'lpa,errors,month,2014-01-01,no form,1',
        'lpa,errors,month,2014-01-01,caf\u00e9,2',
      ),
    });
    const receipt = await store.accept({
      measurements: by(
        'error',
        'lpa,errors,month,2014-01-01, no\u00a0 for\u00adm ,1',
        'lpa,errors,month,2014-01-01,cafe\u0301,2',
        'lpa,errors,month,2014-02-01,no\u200b form,3',
      ),
    });
    expect(receipt.total).toMatchObject({ inserted: 1, unchanged: 2 });
    expect(
      await refuse(by('error', 'lpa,errors,month,2014-03-01,a  b,1', 'lpa,errors,month,2014-03-01,a b,2')),
    ).toEqual(['3:4: start: this series and window is already in line 2: send each only once']);
  });

  test('a value that was stored before texts were compared so is that one', async () => {
    await store.accept({ measurements: by('topic', 'lpa,help-requests,month,2014-01-01,old form,1') });
    await store.dataSource.query(
      `UPDATE series SET dimensions = '{"topic":"old  form"}' WHERE dimensions = '{"topic":"old form"}'`,
    );
    const receipt = await store.accept({
      measurements: by('topic', 'lpa,help-requests,month,2014-01-01,old form,5'),
    });
    expect(receipt.total).toMatchObject({ inserted: 0, updated: 1 });
    expect(await stored('help-requests')).toEqual([['{"topic":"old  form"}', 16071, 5, 0]]);
  });

  test('another case is refused: of a stored value, a delivered one, a declared one', async () => {
    await store.accept({
      'data-sets': 'service,measure,cadence,dimension_values\ntax-disc,visits,month,device=mobile Desktop\n',
      measurements: by('device', 'lpa,visits,month,2014-01-01,mobile,1'),
    });
    expect(
      await refuse(
        by(
          'device',
          'lpa,visits,month,2014-02-01,Mobile,1',
          'lpa,visits,month,2014-02-01,Tablet,1',
          'lpa,visits,month,2014-03-01,tablet,1',
          'tax-disc,visits,month,2014-02-01,desktop,1',
        ),
      ),
    ).toEqual([
      '2:5: device: "Mobile" differs only in case from "mobile", which is there already: write "mobile"',
      '4:5: device: "tablet" differs only in case from "Tablet", which is there already: write "Tablet"',
      '5:5: device: "desktop" is no device of visits; did you mean "Desktop"?',
    ]);
    // Another data set has its own words.
    await store.accept({ measurements: by('device', 'carers-allowance,visits,month,2014-01-01,Mobile,1') });
  });

  test('declared values may not look like stored ones', async () => {
    await store.accept({ measurements: by('reason', 'lpa,calls,month,2014-01-01,late,1') });
    const declared = (values: string): { 'data-sets': string } => ({
      'data-sets': `service,measure,cadence,dimension_values\nlpa,calls,month,reason=${values}\n`,
    });
    expect(await store.refuse(declared('Late other'))).toEqual([
      'data-sets.csv:2:4: dimension_values: "Late" differs only in case from "late", which is there already: write "late"',
    ]);
    await store.accept(declared('late other'));
  });

  test('rows that are the total are refused, whatever they are called', async () => {
    expect(
      await refuse(
        by(
          'topic',
          'carers-allowance,help-requests,month,2014-01-01,payment,10',
          'carers-allowance,help-requests,month,2014-01-01,Total,30',
          'carers-allowance,help-requests,month,2014-01-01,ALL,30',
          'carers-allowance,help-requests,month,2014-01-01,sum,30',
          'carers-allowance,help-requests,month,2014-01-01,o\u200bverall,30',
          'carers-allowance,help-requests,month,2014-01-01,All topics,30',
        ),
      ),
    ).toEqual([
      '3:5: topic: "Total" is the total and no part of it: leave the cell empty for the total',
      '4:5: topic: "ALL" is the total and no part of it: leave the cell empty for the total',
      '5:5: topic: "sum" is the total and no part of it: leave the cell empty for the total',
      expect.stringMatching(/^6:5: topic: .* is the total and no part of it/),
      '7:5: topic: "All topics" is the total and no part of it: leave the cell empty for the total',
    ]);
    expect(await refuse(rows('carers-allowance,transactions,month,2014-01-01,Total,30'))).toEqual([
      '2:5: channel: "Total" is the total and no part of it: leave the cell empty for the total',
    ]);
    const fine = ['payment,10', 'totally new,5', ',15'];
    await store.accept({
      measurements: by(
        'topic',
        ...fine.map((end) => `carers-allowance,help-requests,month,2014-01-01,${end}`),
      ),
    });
  });

  test('what was stored when it was not refused can be taken back, and only that', async () => {
    await store.accept({
      measurements: by(
        'error',
        'tax-disc,errors,month,2014-01-01,some,30',
        'tax-disc,errors,month,2014-01-01,x,1',
      ),
    });
    await store.dataSource.query(
      `UPDATE series SET dimensions = '{"error":"Total"}' WHERE dimensions = '{"error":"some"}'`,
    );
    expect(
      await refuse(
        by('error', 'tax-disc,errors,month,2014-01-01,Total,31', 'tax-disc,errors,month,2014-01-01,All,[-]'),
      ),
    ).toEqual([
      '2:5: error: "Total" is the total and no part of it: leave the cell empty for the total',
      '3:5: error: "All" is the total and no part of it: leave the cell empty for the total',
    ]);
    await store.accept({ measurements: by('error', 'tax-disc,errors,month,2014-01-01,Total,[-]') });
    expect((await stored('errors')).find((row) => (row as unknown[])[0] === '{"error":"Total"}')).toEqual([
      '{"error":"Total"}',
      16071,
      null,
      5,
    ]);
  });

  test('a case that was taken back leaves its place to another', async () => {
    const page = (name: string, value: string): { measurements: string } => ({
      measurements: by('page', `lpa,page-views,month,2014-01-01,${name},${value}`),
    });
    await store.accept(page('Start', '1'));
    await store.accept(page('Start', '[-]'));
    await store.accept(page('start', '1'));
    expect(await store.refuse(page('Start', '2'))).toEqual([
      'measurements.csv:2:5: page: "Start" differs only in case from "start", which is there already: write "start"',
    ]);
  });

  test('ratings in words are answered with their numbers', async () => {
    const line = (rating: string): string => `lpa,ratings,month,2014-01-01,${rating},5`;
    expect(
      await refuse(by('rating', line('Very satisfied'), line('dissatisfied'), line('great'), line('5.0'))),
    ).toEqual([
      '2:5: rating: "Very satisfied" is no rating of ratings: write 5, where 1 is very dissatisfied, 5 very satisfied',
      '3:5: rating: "dissatisfied" is no rating of ratings: write 2, where 1 is very dissatisfied, 5 very satisfied',
      '4:5: rating: "great" is no rating of ratings: write a number from 1 to 5, where 1 is very dissatisfied, 5 very satisfied',
      '5:5: rating: "5.0" is no rating of ratings: write 5',
    ]);
    await store.accept({ 'data-sets': 'service,measure,cadence,best_rating\nlpa,ratings,month,1\n' });
    expect(await store.refuse({ measurements: by('rating', line('Very satisfied')) })).toEqual([
      'measurements.csv:2:5: rating: "Very satisfied" is no rating of ratings: write 1, where 1 is the best, 5 the worst',
    ]);
  });
});
