/** Categories that come to a window in which others stay: accepted with a warning, or refused where both count. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { contradictions } from '../../../server/store/checks/consistency.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { BASE, everything, importing, type Importing, rows } from '../ingest/importing.js';
import { saidOf } from './stored.js';

describeOnEachDatabase('categories that stay', (dialect) => {
  let store: Importing;
  beforeEach(async () => {
    store = await importing(dialect);
    await store.accept(BASE);
  });
  afterEach(async () => {
    expect(await contradictions(store.dataSource)).toEqual([]);
    await store.close();
  });

  const send = (...lines: string[]) => store.accept({ measurements: rows(...lines) });
  const month = (start: string, channel: string, value: string, service = 'lpa'): string =>
    `${service},transactions,month,2014-${start}-01,${channel},${value}`;

  test('the warning names the data set, the window, what stays, what came, and what to do', async () => {
    await send(month('03', 'unspecified', '100'));
    const receipt = await send(month('03', 'digital', '80'), month('03', 'non-digital', '20'));
    expect(saidOf(receipt)).toEqual([
      'measurements.csv:2: warning: lpa transactions: in month 2014-03-01 unspecified stays and counts beside digital and non-digital, which are new there. ' +
        'If it is out of date, send all that there is in this window with --replace (mode: replace), or take it back: its row with [-] as the value',
    ]);
    expect(receipt.total).toMatchObject({ inserted: 2 });
    expect(saidOf(await send(month('03', 'digital', '80'), month('03', 'non-digital', '20')))).toEqual([]);
  });

  test('a comparison warns of the same', async () => {
    await send(month('03', 'unspecified', '100'));
    const { receipt } = await store.compare({ measurements: rows(month('03', 'digital', '80')) });
    expect(saidOf(receipt)).toEqual([expect.stringContaining('unspecified stays')]);
  });

  test('several that stay', async () => {
    await send(month('03', 'phone', '1'), month('03', 'paper', '2'), month('03', 'digital', '3'));
    expect(saidOf(await send(month('03', 'digital', '4'), month('03', 'other', '5')))).toEqual([
      expect.stringMatching(
        / paper and phone stay and count beside other, which is new there\. If they are out of date, .* take them back: their rows with \[-\]/,
      ),
    ]);
  });

  test('thousands of windows are one line for each set of what stays in a data set', async () => {
    const days = Array.from({ length: 4_153 }, (_, i) =>
      new Date(Date.UTC(2003, 0, 1 + i)).toISOString().slice(0, 10),
    );
    const lines = (channels: string[], from = days): string[] =>
      from.flatMap((day) => channels.map((channel) => `lpa,transactions,day,${day},${channel},1`));
    await send(...lines(['unspecified']), ...lines(['other'], days.slice(0, 7)));
    await send('tax-disc,transactions,day,2014-01-01,unspecified,1');
    const receipt = await send(
      ...lines(['digital']).toReversed(),
      'tax-disc,transactions,day,2014-01-01,digital,1',
    );
    expect(saidOf(receipt)).toEqual([
      expect.stringMatching(
        /^measurements\.csv:4147: warning: lpa transactions: in 4,146 windows \(the first: day 2003-01-08\) unspecified stays and counts beside digital, which is new there\. .* in these windows with --replace/,
      ),
      expect.stringMatching(
        /^measurements\.csv:4154: .* in 7 windows \(the first: day 2003-01-01\) other and unspecified stay /,
      ),
      expect.stringMatching(/^measurements\.csv:4155: warning: tax-disc transactions: in day 2014-01-01 /),
    ]);
    expect(receipt.moreWarnings).toBe(0);
  });

  // What follows is about rows that are compared in memory, which is no different on another database.
  if (dialect === 'postgres') return;

  test('many that stay are not all named', async () => {
    const pages = (from: number, to: number): string =>
      [
        'service,measure,period,start,page,value',
        ...Array.from({ length: to - from }, (_, i) => `lpa,starts,day,2014-03-01,/p${100 + from + i},1`),
        '',
      ].join('\n');
    await store.accept({ measurements: pages(0, 15) });
    expect(saidOf(await store.accept({ measurements: pages(15, 16) }))).toEqual([
      expect.stringMatching(/ \/p100, .*, \/p111 and 3 more stay and count beside \/p115, /),
    ]);
  });

  test('several dimensions are named', async () => {
    const visits = (...lines: string[]): string =>
      ['service,measure,period,start,device,browser,value', ...lines, ''].join('\n');
    await store.accept({
      measurements: visits(
        'lpa,visits,day,2014-03-01,mobile,chrome,1',
        'lpa,visits,day,2014-03-01,mobile,,9',
      ),
    });
    expect(
      saidOf(await store.accept({ measurements: visits('lpa,visits,day,2014-03-01,mobile,firefox,1') })),
    ).toEqual([
      expect.stringMatching(
        / browser chrome × device mobile stays and counts beside browser firefox × device mobile, /,
      ),
    ]);
  });

  describe('there is no warning', () => {
    const none = async (...lines: string[]): Promise<void> =>
      expect(saidOf(await send(...lines))).toEqual([]);

    test('of another window, data set or split, or of the total', async () => {
      await send(month('03', 'digital', '80'));
      await none(month('04', 'phone', '1'), month('03', 'phone', '1', 'tax-disc'), month('03', '', '80'));
      await none('lpa,transactions,day,2014-03-01,phone,1');
      await store.accept({
        measurements: 'service,measure,period,start,device,value\nlpa,visits,day,2014-03-01,mobile,1\n',
      });
      const other = await store.accept({
        measurements: 'service,measure,period,start,browser,value\nlpa,visits,day,2014-03-01,chrome,1\n',
      });
      expect(saidOf(other)).toEqual([]);
    });

    test('where nothing is new: a value that is corrected, or only taken back', async () => {
      await send(month('03', 'digital', '80'), month('03', 'phone', '1'));
      await none(month('03', 'digital', '81'));
      await none(month('03', 'digital', '[-]'));
    });

    test('where what was there goes, in the same delivery or before', async () => {
      await send(month('03', 'unspecified', '100'));
      await none(month('03', 'unspecified', '[-]'), month('03', 'digital', '80'));
      await none(month('03', 'phone', '20'), month('03', 'digital', '81'));
    });

    test('where all is sent again, or the windows are replaced', async () => {
      await send(month('03', 'digital', '80'));
      await none(month('03', 'digital', '80'), month('03', 'phone', '1'));
      const replaced = await store.accept(
        { measurements: rows(month('03', 'paper', '1')) },
        { mode: 'replace' },
      );
      expect(saidOf(replaced)).toEqual([]);
    });

    test('of a part that does not apply', async () => {
      await send(month('03', 'phone', '[z]'));
      await none(month('03', 'digital', '80'));
      await none(month('03', 'paper', '[z]'));
    });

    test('but there is of one that came to apply, or is not available', async () => {
      await send(month('03', 'phone', '[z]'), month('03', 'digital', '[x]'));
      expect(saidOf(await send(month('03', 'phone', '5')))).toEqual([
        expect.stringContaining(' digital stays '),
      ]);
    });
  });

  describe('non-digital beside its parts', () => {
    const refused = async (...lines: string[]): Promise<string> => {
      const before = await everything(store.dataSource);
      await expect(store.compare({ measurements: rows(...lines) })).rejects.toThrow('non-digital');
      const said = await store.refuse({ measurements: rows(...lines) });
      expect(await everything(store.dataSource)).toEqual(before);
      expect(said).toHaveLength(1);
      return said[0]!;
    };

    test('is refused, which of them was there first', async () => {
      await send(month('03', 'non-digital', '20'), month('03', 'digital', '80'));
      expect(
        await refused(month('02', 'phone', '5'), month('03', 'phone', '5'), month('03', 'paper', '15')),
      ).toBe(
        'measurements.csv:3:5: channel: phone and paper cannot stand beside non-digital, which is stored for lpa transactions in month 2014-03-01: ' +
          'non-digital is the sum of phone, paper, face-to-face and other. Send the sum or its parts; ' +
          'or send all that there is in this window with --replace (mode: replace), or take it back: its row with [-] as the value',
      );
      await send(month('02', 'phone', '5'), month('02', 'other', '5'));
      expect(await refused(month('02', 'non-digital', '10'))).toMatch(
        /^measurements\.csv:2:5: channel: non-digital cannot stand beside other and phone, which are stored for .* take them back/,
      );
    });

    test('many windows are one line', async () => {
      const all = Array.from({ length: 12 }, (_, i) => String(i + 1).padStart(2, '0'));
      const year = (channel: string): string[] =>
        all.map((number) => `lpa,transactions,month,2013-${number}-01,${channel},1`);
      await send(...year('non-digital'));
      expect(await refused(...year('face-to-face'))).toMatch(
        / in 12 windows \(the first: month 2013-01-01\): /,
      );
    });

    test('is refused where a part comes to apply', async () => {
      await send(month('03', 'non-digital', '20'), month('03', 'phone', '[z]'));
      expect(await refused(month('03', 'phone', '5'))).toContain('phone cannot stand beside non-digital');
    });

    test('is taken where what was there goes with it', async () => {
      await send(month('03', 'non-digital', '20'));
      await send(month('03', 'phone', '5'), month('03', 'non-digital', '[-]'));
      await store.accept({ measurements: rows(month('03', 'non-digital', '20')) }, { mode: 'replace' });
      await send(month('03', 'phone', '[z]'));
      await send(month('03', 'digital', '80'), month('03', 'assisted-digital', '1'));
    });

    test('is no other dimension’s business', async () => {
      await store.accept({
        measures: 'key,label,unit,aggregation,dimensions\nletters,Letters,count,flow,way;channel\n',
        measurements: 'service,measure,period,start,way,value\nlpa,letters,day,2014-03-01,non-digital,1\n',
      });
      await store.accept({
        measurements: 'service,measure,period,start,way,value\nlpa,letters,day,2014-03-01,phone,1\n',
      });
      await store.accept({
        measurements:
          'service,measure,period,start,way,channel,value\nlpa,letters,day,2014-03-01,,phone,1\nlpa,letters,day,2014-03-01,a,non-digital,1\n',
      });
    });
  });
});
