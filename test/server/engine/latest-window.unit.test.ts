import { describe, expect, test } from '@jest/globals';
import { candidates, latestOf } from '../../../server/engine/latest-window.js';
import { formatStart } from '../../../server/metrics/periods.js';
import { asked, one, steps, type Row, type Service } from '../../support/engine.js';
import { evaluationOf } from '../../support/evaluation.js';

const NEWEST = '2014-06-01';

/** Months up to June 2014; `early` were received before June ended. */
function counted(values: readonly (number | undefined)[], early = false): Service {
  const start = `2014-0${7 - values.length}-01`;
  const rows = steps('month', start, {}, values);
  return one(
    'transactions',
    rows.map((row): Row =>
      early && row[1] === NEWEST ? [row[0], row[1], row[2], row[3], 'UNFINISHED'] : row,
    ),
  );
}

async function latest(services: readonly Service[], isOfOne = false): Promise<string | null> {
  const { evaluation, question } = evaluationOf(services);
  const about = question('transactions', 'MONTH', isOfOne);
  const windows = candidates(about, asked('MONTH', NEWEST), 'month');
  const window = await latestOf(about, windows, 'month', evaluation);
  return window && formatStart('month', window.start);
}

describe('the latest window of a service', () => {
  test.each<[string, Service, string | null]>([
    ['is its newest with a value', counted([1, 2, 3]), '2014-06-01'],
    ['is no window without one', counted([1, 2, undefined]), '2014-05-01'],
    ['is none that was received early', counted([1, 2, 3], true), '2014-05-01'],
    ['is none where only early values are there', counted([3], true), null],
    ['may be one of 0', counted([1, 0]), '2014-06-01'],
  ])('%s', async (_, subject, expected) => {
    expect(await latest([subject], true)).toBe(expected);
  });
});

describe('the latest window of several services', () => {
  test('is the newest with values of at least half as many as the best', async () => {
    const late = counted([1, 1, undefined]);
    expect(await latest([counted([1, 1, 1]), late])).toBe('2014-06-01');
    expect(await latest([counted([1, 1, 1]), late, late, late])).toBe('2014-05-01');
  });

  test('counts no early values', async () => {
    const services = [counted([1, 1, 1]), counted([1, 1, 1], true), counted([1, 1, 1], true)];
    expect(await latest(services)).toBe('2014-05-01');
    expect(await latest([...services, counted([1, 1, 1])])).toBe('2014-06-01');
  });

  test('is none where all values are early', async () => {
    expect(await latest([counted([1], true), counted([1], true)])).toBeNull();
  });
});
