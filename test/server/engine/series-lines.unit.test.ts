/** The lines of a series: what may be joined, and what each of them shows. */
import { describe, expect, test } from '@jest/globals';
import { seriesLines } from '../../../server/engine/lines/series-lines.js';
import { lineOf, one, quarters, split, steps, type Row, type Service } from '../../support/engine.js';
import { evaluationOf, windowsFrom } from '../../support/evaluation.js';

const START = '2013-01-01';
const WINDOWS = windowsFrom('QUARTER', START, 4);
type Values = readonly (number | undefined)[];
const counted = (values: Values): Service => one('transactions', quarters(START, {}, values));

describe('the points of a line', () => {
  const joined = async (services: readonly Service[], isOfOne = false) => {
    const { evaluation, question } = evaluationOf(services);
    const about = question('transactions', 'QUARTER', isOfOne);
    const [line] = await seriesLines(
      about,
      { windows: WINDOWS, compared: null, lines: null, shownAt: -1 },
      evaluation,
    );
    return line.joined;
  };

  test('are joined with the one before, but where most of the volume is another', async () => {
    const services = [counted([10, 10, 10, 10]), counted([undefined, undefined, 11, 11])];
    expect(await joined(services)).toEqual([false, true, false, true]);
  });

  test('of one service are always joined', async () => {
    expect(await joined([counted([1, 1000, 1, 1])], true)).toEqual([false, true, true, true]);
  });

  test('are joined by the part that the line shows', async () => {
    const rows = (channel: string, values: Values): Row[] => quarters(START, { channel }, values);
    const services = [
      one('transactions', [...rows('digital', [90, 90, 90, 90]), ...rows('phone', [1, 1, 1, 1])]),
      one('transactions', [...rows('digital', [0, 0, 0, 0]), ...rows('phone', [undefined, undefined, 9, 9])]),
    ];
    const { evaluation, question } = evaluationOf(services);
    const lines = ['digital', 'phone'].map((value) => lineOf('channel', value));
    const about = { ...question('transactions', 'QUARTER'), by: 'channel' };
    const made = await seriesLines(
      about,
      { windows: WINDOWS, compared: null, lines, shownAt: -1 },
      evaluation,
    );
    expect(made.map(({ key, joined: of }) => [key, of])).toEqual([
      ['digital', [false, true, true, true]],
      ['phone', [false, true, false, true]],
    ]);
  });

  test('of a comparison are joined by its own windows', async () => {
    const services = [counted([10, 10, 10, 10]), counted([undefined, 11, 11, 11])];
    const { evaluation, question } = evaluationOf(services);
    const [windows, compared] = [WINDOWS.slice(2), WINDOWS.slice(0, 2)];
    const made = await seriesLines(
      question('transactions', 'QUARTER'),
      { windows, compared, lines: null, shownAt: -1 },
      evaluation,
    );
    expect(made.map(({ role, joined: of }) => [role, of])).toEqual([
      ['PRIMARY', [false, true]],
      ['COMPARISON', [false, false]],
    ]);
  });

  test('say that a value is partial', async () => {
    const { evaluation, question } = evaluationOf([counted([1, 1, 1, 1]), counted([1, 1]), counted([1, 1])]);
    const [line] = await seriesLines(
      question('transactions', 'QUARTER'),
      { windows: WINDOWS, compared: null, lines: null, shownAt: -1 },
      evaluation,
    );
    expect(line.columns.flags).toEqual([[], [], ['PARTIAL'], ['PARTIAL']]);
    expect(line.joined).toEqual([false, true, false, true]);
  });
});

describe('the lines of a split', () => {
  test('show 0 for what did not occur, and are not there where nothing of it was sent', async () => {
    const rows = [
      ...split('error', { a: 3, b: 1 }, ['quarter', '2012-10-01']),
      ...steps('quarter', START, { error: 'a' }, [3, 3, 3, 3]),
      ...steps('quarter', '2013-07-01', { error: 'c' }, [5]),
    ];
    const { evaluation, question } = evaluationOf([one('errors', rows)]);
    const lines = ['a', 'b', 'c'].map((value) => lineOf('error', value));
    const about = { ...question('errors', 'QUARTER', true), by: 'error' };
    const made = await seriesLines(
      about,
      { windows: WINDOWS, compared: null, lines, shownAt: -1 },
      evaluation,
    );
    expect(made.map(({ key, columns }) => [key, columns.values])).toEqual([
      ['a', [3, 3, 3, 3]],
      ['c', [0, 0, 5, 0]],
    ]);
  });

  test('keep a part that was sent as 0', async () => {
    const rows = [
      ...steps('quarter', START, { error: 'a' }, [3, 3]),
      ...steps('quarter', START, { error: 'b' }, [0]),
    ];
    const { evaluation, question } = evaluationOf([one('errors', rows)]);
    const lines = ['a', 'b'].map((value) => lineOf('error', value));
    const about = { ...question('errors', 'QUARTER', true), by: 'error' };
    const windows = WINDOWS.slice(0, 2);
    const made = await seriesLines(about, { windows, compared: null, lines, shownAt: -1 }, evaluation);
    expect(made.map(({ key }) => key)).toEqual(['a', 'b']);
  });

  test('of one metric do not get in each other’s way: a page "a b" and the pages "a" and "b"', async () => {
    const rows = ['a b', 'a', 'b', 'c'].flatMap((page, index) => quarters(START, { page }, [10 ** index]));
    const { evaluation, question } = evaluationOf([one('page-views', rows)]);
    const about = { ...question('visits', 'QUARTER', true) };
    about.metric = { ...about.metric, key: 'views', formula: { kind: 'total', measure: 'page-views' } };
    const [window] = WINDOWS;
    const at = (...values: string[]) =>
      evaluation.figure(about, window, { dimension: 'page', key: values.join(), values }).value;
    expect([at('a b'), at('a', 'b'), at('c')]).toEqual([1, 110, 1000]);
  });
});
