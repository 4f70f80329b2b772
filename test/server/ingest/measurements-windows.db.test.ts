/** Rows of one window beside each other: last bounds of histograms, sums of channels, ratings turned around. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, everything, importing, type Importing, observations, rows } from './importing.js';

const by = (dimensions: string, ...lines: string[]): string =>
  [`service,measure,period,start,${dimensions},value`, ...lines, ''].join('\n');

describeOnEachDatabase('rows of one window', (dialect) => {
  let store: Importing;
  beforeAll(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
    await store.accept({
      measures: 'key,label,unit,aggregation,dimensions\nwaits,Waits,count,histogram,le;office\n',
    });
  });
  afterAll(() => store.close());

  const accept = (measurements: string): Promise<unknown> => store.accept({ measurements });
  const refuse = async (measurements: string): Promise<string[]> => {
    const before = await everything(store.dataSource);
    const lines = await store.refuse({ measurements });
    expect(await everything(store.dataSource)).toEqual(before);
    return lines.map((line) => line.replace('measurements.csv:', ''));
  };
  const endless = (place: string, window: string): string =>
    `${place}: le: ${window} has no row +Inf: add one with the count above the highest bound, 0 if there is none`;

  test('each window of a histogram has the last bound, be its count 0', async () => {
    const line = (start: string, le: string, value: number): string =>
      `lpa,time-to-complete,month,${start},${le},${value}`;
    expect(
      await refuse(
        by(
          'le',
          line('2014-01-01', '60', 40),
          line('2014-01-01', '120', 60),
          line('2014-02-01', '60', 1),
          line('2014-02-01', '+Inf', 0),
          line('2014-03-01', '60', 1),
        ),
      ),
    ).toEqual([endless('2:5', 'month 2014-01-01'), endless('6:5', 'month 2014-03-01')]);
    await accept(by('le', line('2014-01-01', '60', 40), line('2014-01-01', '+Inf', 0)));
  });

  test('a bound alone may be corrected where the last one is stored', async () => {
    const line = (start: string, le: string, value: string): string =>
      `tax-disc,time-to-complete,day,${start},${le},${value}`;
    await accept(by('le', line('2014-01-01', '60', '40'), line('2014-01-01', '+Inf', '2')));
    await accept(by('le', line('2014-01-01', '60', '41')));
    expect(await refuse(by('le', line('2014-01-02', '60', '41')))).toEqual([
      endless('2:5', 'day 2014-01-02'),
    ]);
    await accept(by('le', line('2014-01-01', '60', '[-]'), line('2014-01-01', '+Inf', '[-]')));
    expect(await refuse(by('le', line('2014-01-01', '60', '41')))).toEqual([
      endless('2:5', 'day 2014-01-01'),
    ]);
  });

  test('the last bound is not taken back while others stay, stored or sent', async () => {
    const line = (le: string, value: string): string => `lpa,page-load,day,2014-01-01,${le},${value}`;
    const left =
      'le: day 2014-01-01 has other ranges, which cannot stay without +Inf: take them back too, or send it with 0';
    await accept(by('le', line('60', '40'), line('90', '1'), line('+Inf', '2')));
    expect(await refuse(by('le', line('+Inf', '[-]')))).toEqual([`2:5: ${left}`]);
    expect(await refuse(by('le', line('60', '[-]'), line('+Inf', '[-]')))).toEqual([`3:5: ${left}`]);
    expect(await refuse(by('le', line('60', '41'), line('90', '[-]'), line('+Inf', '[-]')))).toEqual([
      endless('2:5', 'day 2014-01-01'),
    ]);
    await accept(by('le', line('90', '[-]'), line('60', '[-]'), line('+Inf', '[-]')));
    // Nothing is there any more: that it is taken back again is only of no use.
    await accept(by('le', line('+Inf', '[-]')));
  });

  test('so has each part of a histogram by another dimension', async () => {
    const line = (office: string, le: string): string => `lpa,waits,month,2014-01-01,${office},${le},3`;
    expect(
      await refuse(by('office,le', line('north', '60'), line('north', '+Inf'), line('south', '60'))),
    ).toEqual([endless('4:6', 'month 2014-01-01')]);
    await accept(by('office,le', line('north', '60'), line('north', '+Inf'), line('south', '+Inf')));
  });

  test('non-digital does not stand beside a channel that it is the sum of', async () => {
    const line = (start: string, channel: string, value: string): string =>
      `lpa,transactions,month,${start},${channel},${value}`;
    const sum = 'non-digital is the sum of phone, paper, face-to-face and other, and';
    expect(
      await refuse(
        rows(
          line('2014-01-01', 'digital', '80'),
          line('2014-01-01', 'non-digital', '20'),
          line('2014-01-01', 'phone', '15'),
          line('2014-02-01', 'paper', '1'),
          line('2014-02-01', 'other', '[x]'),
          line('2014-02-01', 'non-digital', '0'),
          line('2014-03-01', 'non-digital', '5'),
        ),
      ),
    ).toEqual([
      `3:5: channel: month 2014-01-01: ${sum} phone stands beside it: send the sum or its parts`,
      `5:5: channel: month 2014-02-01: ${sum} paper, other stands beside it: send the sum or its parts`,
    ]);
    // Windows apart, channels that do not apply, and rows that are taken back count nothing twice.
    await accept(
      rows(
        line('2014-01-01', 'non-digital', '20'),
        line('2014-01-01', 'phone', '[z]'),
        line('2014-01-01', 'unspecified', '5'),
        line('2014-02-01', 'phone', '5'),
        line('2014-02-01', 'non-digital', '[-]'),
      ),
    );
  });

  test('empty rows and columns of a spreadsheet are none', async () => {
    await accept(
      'service,measure,,period,start,channel,value,,\ntax-disc,transactions,,month,2014-01-01,digital,80,,\n' +
        ',,,,,,,,\ntax-disc,transactions,,month,2014-01-01,phone,20\n , ,\n',
    );
    const stored = (await observations(store.dataSource)).filter(
      ({ service, measure }) => service === 'tax-disc' && measure === 'transactions',
    );
    expect(stored.map(({ dimensions, value }) => [dimensions, value])).toEqual([
      ['{"channel":"digital"}', 80],
      ['{"channel":"phone"}', 20],
    ]);
    expect(
      await refuse('service,measure,period,start,value,\ntax-disc,cost,month,2014-01-01,18500,50\n'),
    ).toEqual([
      '2:6: the row has 6 fields, the header 5: "50" is under no header; a comma in a number divides it: write a decimal point, and no sign between thousands',
    ]);
  });

  test('semicolons are named, in the header as in a row', async () => {
    const head = 'service;measure;period;start;value\n';
    expect(await refuse(`${head}lpa;cost;month;2014-01-01;100\n`)).toEqual([
      '1: fields are separated by semicolons: save the file with commas between them (in Excel: "CSV UTF-8 (Comma delimited)")',
    ]);
    expect(await refuse(`${head.replaceAll(';', ',')}lpa;cost;month;2014-01-01;18500,50\n`)).toEqual([
      expect.stringMatching(/^2:3: the row has 2 fields, the header 5: fields are separated by semicolons/),
    ]);
    expect(await refuse(`"${head.replaceAll(';', ',').trim()}"\n"lpa,cost,month,2014-01-01,100"\n`)).toEqual([
      expect.stringMatching(/^1: the whole line stands in double quotes/),
    ]);
  });

  const ratings = (start: string, counts: readonly number[], service = 'carers-allowance'): string[] =>
    counts.map((count, i) => `${service},ratings,month,${start},${i + 1},${count}`);
  const USUAL = [2, 2, 3, 13, 80];
  const TURNED = USUAL.toReversed();

  test('ratings on the scale turned around are refused, unless the scale is declared', async () => {
    const months = ['2013-10-01', '2013-11-01', '2013-12-01'];
    await accept(by('rating', ...months.slice(0, 2).flatMap((month) => ratings(month, USUAL))));
    // Two windows say too little of what is usual.
    await accept(by('rating', ...ratings('2013-09-01', TURNED)));
    await accept(by('rating', ...ratings('2013-09-01', USUAL)));
    expect(
      await refuse(by('rating', ...ratings('2014-01-01', USUAL), ...ratings('2014-02-01', TURNED))),
    ).toEqual([
      '7:5: rating: month 2014-02-01 would have the score 8, and what is stored has 92, as if the scale were turned around: declare best_rating 1 or 5 for this data set',
    ]);
    const turned = { measurements: by('rating', ...ratings('2014-02-01', TURNED)) };
    await store.accept({
      'data-sets': 'service,measure,cadence,best_rating\ncarers-allowance,ratings,month,5\n',
      ...turned,
    });
  });

  test('a bad month, a middling one and few answers are no turned scale', async () => {
    const months = ['2013-10-01', '2013-11-01', '2013-12-01'];
    await accept(by('rating', ...months.flatMap((month) => ratings(month, USUAL, 'lpa'))));
    expect(await refuse(by('rating', ...ratings('2014-04-01', TURNED, 'lpa')))).toHaveLength(1);
    await accept(by('rating', ...ratings('2014-03-01', [60, 10, 10, 10, 10], 'lpa')));
    await accept(by('rating', ...ratings('2014-02-01', [20, 3, 2, 1, 1], 'lpa')));
    await accept(by('rating', ...ratings('2014-01-01', [30, 20, 20, 20, 30], 'lpa')));
  });
});
