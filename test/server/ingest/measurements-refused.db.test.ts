import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, everything, importing, type Importing, NOW, rows } from './importing.js';

describeOnEachDatabase('measurements that are refused', (dialect) => {
  let store: Importing;
  beforeAll(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
  });
  afterAll(() => store.close());

  test.each([
    ['nobody,transactions,month,2014-01-01,,1', '2:1: service: "nobody" is not known'],
    ['lpaa,transactions,month,2014-01-01,,1', '2:1: service: "lpaa" is not known; did you mean "lpa"?'],
    [',transactions,month,2014-01-01,,1', '2:1: service: is empty'],
    [
      'lpa,transaction,month,2014-01-01,,1',
      '2:2: measure: "transaction" is not known; did you mean "transactions"?',
    ],
    [
      'lpa,transactions,months,2014-01-01,,1',
      '2:3: period: "months" is not one of minute, hour, day, week, month, quarter or year; did you mean "month"?',
    ],
    [
      'lpa,transactions,quarter,2014-02-01,,1',
      '2:4: start: "2014-02-01" is no start of a quarter: it must be 1 January, 1 April, 1 July or 1 October, written like 2013-10-01',
    ],
    ['lpa,transactions,day,2014-06-16,,1', '2:4: start: 2014-06-16 is in the future'],
    [
      'lpa,transactions,day,2014-01-01,digitl,1',
      '2:5: channel: "digitl" is no channel of transactions; did you mean "digital"?',
    ],
    [
      'lpa,cost,day,2014-01-01,digital,1',
      '2:5: channel: cost is not divided by channel (it has no dimensions): leave the cell empty',
    ],
    ['lpa,transactions,day,2014-01-01,,-1', '2:6: value: -1 is negative; transactions (count) cannot be'],
    ['lpa,cost,day,2014-01-01,,-1', '2:6: value: -1 is negative; cost (£) cannot be'],
    ['lpa,transactions,day,2014-01-01,,Infinity', '2:6: value: "Infinity" is not a plain number'],
    [
      'lpa,transactions,day,2014-01-01,,"1,000"',
      '2:6: value: "1,000" is not a plain number: write 1000 if the comma separates thousands, 1.000 if it is a decimal comma',
    ],
    [
      'lpa,cost,month,2014-01-01,,"18500,50"',
      '2:6: value: "18500,50" is not a plain number: a comma is no decimal point: write 18500.50',
    ],
    [
      'lpa,cost,month,1989-12-01,,5',
      '2:4: start: 1989-12-01 is before 1990, and no values are taken from then: is the year right?',
    ],
    [
      'lpa,transactions,day,2014-01-01,,',
      '2:6: value: is empty: write a number, or [x] where there is none, [z] where there cannot be one, [c] where it is confidential',
    ],
    [
      'lpa,transactions,day,2014-01-01,1',
      '2:6: the row has 5 fields, the header 6: value and what follows it is missing',
    ],
    [
      'lpa,transactions,day,2014-01-01,,1,2',
      '2:7: the row has 7 fields, the header 6: "2" is under no header; a comma in a number divides it: write a decimal point, and no sign between thousands',
    ],
  ])('%s', async (line, message) => {
    const before = await everything(store.dataSource);
    expect(await store.refuse({ measurements: rows(line) })).toEqual([`measurements.csv:${message}`]);
    expect(await everything(store.dataSource)).toEqual(before);
  });

  test.each([
    [
      'service,measure,period,start,value,value\n',
      '1:6: the column "value" stands there twice (first as column 5)',
    ],
    [
      'service,measure,period,start,value,chanel\n',
      '1:6: "chanel" is no column of measurements and no dimension of any measure; did you mean "channel"?',
    ],
    ['service,measure,period,value\n', '1: the column start of measurements is missing'],
    ['', '1: is empty: the first line must name the columns of measurements'],
    ['# nothing\n', '1: is empty: the first line must name the columns of measurements'],
  ])('the header %j', async (text, message) => {
    expect(await store.refuse({ measurements: text })).toEqual([`measurements.csv:${message}`]);
  });

  test('a figure’s CSV, by its header', async () => {
    const header =
      'subject_type,subject,name,metric,period,start,end,label,value,unit,formatted,numerator,denominator,status,flags,provided,expected,share,updated';
    expect(await store.refuse({ measurements: `${header}\nservice,lpa\n` })).toEqual([
      expect.stringContaining('measurements.csv:1: these are computed figures'),
    ]);
  });

  test('all mistakes at once, up to a hundred', async () => {
    const bad = Array.from({ length: 130 }, (_, i) => `lpa,transactions,day,2014-01-01,,x${i}`);
    const lines = await store.refuse({ measurements: rows(...bad) });
    expect(lines).toHaveLength(101);
    expect(lines[99]).toContain('measurements.csv:101:6: value: "x99"');
    expect(lines[100]).toBe('… and 30 more');
  });

  test('a key twice, in one file or two, and only the later row is blamed', async () => {
    const twice = rows(
      'lpa,transactions,day,2014-03-01,digital,1',
      'lpa,transactions,day,2014-03-01,,1',
      'lpa,transactions,day,2014-03-01,digital,1',
    );
    expect(await store.refuse({ measurements: twice })).toEqual([
      'measurements.csv:4:4: start: this series and window is already in line 2: send each only once',
    ]);
  });

  test('more than 1,000 values a dimension, counting those that are stored', async () => {
    const errors = (from: number, to: number): string =>
      [
        'service,measure,period,start,error,value',
        ...Array.from({ length: to - from }, (_, i) => `lpa,errors,day,2014-01-01,e${from + i},1`),
      ].join('\n');
    await store.accept({ measurements: errors(0, 990) });
    expect(await store.refuse({ measurements: errors(985, 1002) })).toEqual([
      'measurements.csv:17:5: error: "e1000" is refused: a dimension has at most 1,000 values in a data set',
      'measurements.csv:18:5: error: "e1001" is refused: a dimension has at most 1,000 values in a data set',
    ]);
  });

  test('too many rows, too late', async () => {
    const two = { measurements: rows('lpa,calls,day,2014-01-05,,7', 'lpa,calls,day,2014-01-06,,7') };
    await expect(store.send(two, { maxRows: 1 })).rejects.toMatchObject({ httpStatus: 413 });
    await expect(store.send(two, { deadline: NOW.getTime() })).rejects.toMatchObject({ httpStatus: 503 });
    await store.accept(two, { maxRows: 2 });
  });
});
