import { describe, expect, test } from '@jest/globals';
import { remarksOf, shareRemarks } from '../../../../server/pages/upload/checks.js';
import { canonicalJson } from '../../../../server/entities/index.js';
import { flagBit } from '../../../../server/metrics/status.js';
import { parseRecordedWindow } from '../../../../server/metrics/periods.js';
import { seriesFacts } from '../../../../server/metrics/rows/splits.js';
import type { PublicWindow } from '../../../../server/store/public-windows.js';
import { takeUp } from '../../../components/fixtures/modules.js';

const window = (start: string) => parseRecordedWindow('month', start)!;

/** A month with values by channel; '' = the total. */
const month = (start: string, values: Record<string, number>, flags = 0): PublicWindow => ({
  window: window(start),
  observations: Object.entries(values).map(([channel, value]) => ({
    series: seriesFacts(1, 1, canonicalJson(channel === '' ? {} : { channel })),
    ...{ value, status: 'PROVIDED', flags, submission: 1 },
  })),
});

const remarks = (before: PublicWindow[], changed: PublicWindow[]): string[] => {
  const after = new Map([...before, ...changed].map((each) => [each.window.start, each]));
  return remarksOf({
    name: 'Transactions',
    before,
    after: [...after.values()].sort((a, b) => a.window.start - b.window.start),
    changed: new Set(changed.map((each) => each.window.start)),
    bestRating: null,
  });
};

const MARCH = month('2026-03-01', { digital: 800, phone: 100 });

describe('remarks on a delivery', () => {
  test('nothing that is as usual', () => {
    expect(remarks([MARCH], [month('2026-04-01', { digital: 790, phone: 110 })])).toEqual([]);
  });

  test('what is new is five times, or a fifth of, the period before', () => {
    expect(remarks([MARCH], [month('2026-04-01', { digital: 8010, phone: 20 })])).toEqual([
      'Transactions, Digital: 8,010 in April 2026, after 800 in March 2026. Is a digit too many or missing?',
      'Transactions, Phone: 20 in April 2026, after 100 in March 2026. Is a digit too many or missing?',
    ]);
  });

  test('within one delivery, too; of small numbers nothing', () => {
    expect(remarks([], [month('2026-03-01', { '': 50 }), month('2026-04-01', { '': 500 })])).toEqual([
      'Transactions: 500 in April 2026, after 50 in March 2026. Is a digit too many or missing?',
    ]);
    expect(remarks([], [month('2026-03-01', { '': 2 }), month('2026-04-01', { '': 15 })])).toEqual([]);
  });

  test('what takes the place of something is compared with that', () => {
    expect(remarks([MARCH], [month('2026-03-01', { digital: 80, phone: 100 })])).toEqual([
      'Transactions, Digital, March 2026: 800 becomes 80. Is a digit too many or missing?',
    ]);
  });

  test('categories that are new or left out', () => {
    expect(remarks([MARCH], [month('2026-04-01', { digital: 790, chat: 110 })])).toEqual([
      'Transactions: “Chat” was never sent before. Is it a new category, or one of another name?',
      'Transactions, April 2026: nothing for “Phone”, unlike March 2026. Where there were none, say 0',
    ]);
  });

  test('a first split beside totals is none of both', () => {
    expect(
      remarks([month('2026-03-01', { '': 900 })], [month('2026-04-01', { digital: 790, phone: 110 })]),
    ).toEqual([]);
  });

  test('gaps, from one period to many', () => {
    expect(remarks([MARCH], [month('2026-05-01', { digital: 790, phone: 110 })])).toEqual([
      'Transactions: nothing for April 2026, between March 2026 and May 2026',
    ]);
    expect(remarks([MARCH], [month('2026-07-01', { digital: 790, phone: 110 })])).toEqual([
      'Transactions: nothing for 3 months from April 2026 to June 2026, between March 2026 and July 2026',
    ]);
  });

  test('what is not over', () => {
    expect(
      remarks([MARCH], [month('2026-04-01', { digital: 790, phone: 110 }, flagBit('UNFINISHED'))]),
    ).toEqual([
      'Transactions: April 2026 is not over. Its numbers are marked as unfinished until they are sent again after its end',
    ]);
  });
});

test('shares of nearly nothing, or of more than all, where they change', () => {
  const { series } = takeUp();
  const [line] = series!.lines;
  const values = line.values.map((_, at) => (at === 0 ? 0.2 : at === 1 ? 130 : 50));
  const strange = { ...series!, lines: [{ ...line, values }] };
  const found = (starts: string[]) =>
    shareRemarks({ name: 'Digital take-up', series: strange }, new Set(starts));
  expect(found([...series!.starts])).toEqual([
    expect.stringMatching(/^Digital take-up, .*: 0\.2%, nearly none\./),
    expect.stringMatching(/^Digital take-up, .*: 130\.0%, more than all\./),
  ]);
  expect(found([])).toEqual([]);
});
