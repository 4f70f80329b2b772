/** What dashboards store of modules: checked where it is delivered, and read whatever it is. */
import { expect, test } from '@jest/globals';
import { checkedOptions, readStoredOptions } from '../../../server/modules/stored-options.js';
import type { DeliveredModule } from '../../../server/submissions/dashboards.js';

test.each<[string, object, string]>([
  ['an unknown word', { zoom: 3 }, 'there is no option zoom'],
  ['a word that cannot be stored', { since: '2014-01-01' }, 'there is no option since'],
  ['a value that there is not', { period: 'fortnight' }, 'period cannot be "fortnight"'],
  ['a value as the API writes it', { chart: 'BAR' }, 'chart cannot be "BAR"'],
  ['a number as a text', { last: '5' }, 'last cannot be "5"'],
  ['a number that is too large', { top: 1001 }, 'top cannot be 1001'],
  ['a start of no period', { from: '2014-01-01' }, 'from cannot be "2014-01-01"'],
  ['a start of another period', { period: 'week', to: '2014-01-01' }, 'to cannot be "2014-01-01"'],
  ['nothing', { by: null }, 'by cannot be null'],
  ['a kind of subject that there is not', { subject: { type: 'team', slug: 'x' } }, 'subject is none: {'],
  ['a subject without its slug', { subject: { type: 'service' } }, 'subject is none: {'],
])('%s is refused, and left out where it is read', (_what, options, fault) => {
  expect(() => checkedOptions('d/m', { view: 'table', ...options })).toThrow(
    `the module "d/m" cannot be stored: ${fault}`,
  );
  const { words, faults } = readStoredOptions({ view: 'table', ...options });
  expect(words).toMatchObject({ view: 'TABLE' });
  expect(faults).toEqual([expect.stringContaining(fault)]);
});

test('only checked ones are delivered to the store', () => {
  const options: DeliveredModule['options'] = checkedOptions('d/m', { period: 'month', last: 5 });
  expect(options).toEqual({ period: 'month', last: 5 });
  // @ts-expect-error as they come they are refused by `npm run types`
  const unchecked: DeliveredModule['options'] = { period: 'month', last: 5 };
  expect(unchecked).toEqual(options);
});

test('another subject', () => {
  for (const subject of [{ type: 'service', slug: 'x' }, { type: 'portfolio' }] as const) {
    expect(readStoredOptions({ subject })).toEqual({ subject, words: {}, faults: [] });
  }
  expect(readStoredOptions({ subject: undefined, last: undefined })).toEqual({
    subject: null,
    words: {},
    faults: [],
  });
  expect(readStoredOptions({ subject: { type: 'team', slug: 'x' } }).subject).toBeUndefined();
});

test('all that is wrong is said at once', () => {
  expect(() => checkedOptions('justice/use', { period: 'fortnight', zoom: 3, last: 0 })).toThrow(
    'the module "justice/use" cannot be stored: period cannot be "fortnight"; there is no option zoom; last cannot be 0',
  );
});
