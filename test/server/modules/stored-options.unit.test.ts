import { expect, test } from '@jest/globals';
import { assertOptions } from '../../../server/modules/stored-options.js';

test('options that every reader is shown as they are may be stored', () => {
  const subject = { type: 'service', slug: 'carers-allowance' };
  const options = { subject, period: 'rolling-year', last: 8, compareTo: 'previous-year', chart: 'line' };
  expect(() => assertOptions('justice/use', options)).not.toThrow();
});

test('options that are not understood are an error that names the module and each of them', () => {
  expect(() => assertOptions('justice/use', { period: 'fortnight', zoom: 3, last: 0 })).toThrow(
    'the module "justice/use" cannot be stored: period cannot be "fortnight"; there is no option zoom; last cannot be 0',
  );
});
