/** Remarks beside hours: in summer a day in London begins at 23:00 UTC of the day before. */
import { expect, test } from '@jest/globals';
import { annotationsData } from '../../../server/wording/annotations.js';
import { metric, recorded } from '../../support/engine.js';

const note = { kind: 'NOTE', fromOn: '2014-07-02', toOn: null, texts: { text: { en: 'Moved' } }, link: null };

const isBeside = (first: string, last: string, zone = 'Europe/London'): boolean => {
  const catalogue = { annotations: () => [note], dataSet: () => ({ facts: { timeZone: zone } }) };
  const question = {
    subject: { kind: 'SERVICE', service: { id: 1 } },
    metric: metric('visits'),
    period: 'HOUR',
  };
  const windows = [recorded('hour', first), recorded('hour', last)];
  const context = { request: { catalogue }, lang: 'en' };
  return annotationsData({ question, windows } as never, context as never, null).length > 0;
};

test('a remark stands beside the hours of its day where the service is', () => {
  expect(isBeside('2014-07-01T10:00:00Z', '2014-07-02T09:00:00Z')).toBe(true);
  expect(isBeside('2014-07-01T10:00:00Z', '2014-07-01T23:00:00Z')).toBe(true);
  expect(isBeside('2014-07-01T10:00:00Z', '2014-07-01T22:00:00Z')).toBe(false);
  expect(isBeside('2014-07-02T22:00:00Z', '2014-07-03T09:00:00Z')).toBe(true);
  expect(isBeside('2014-07-02T23:00:00Z', '2014-07-03T09:00:00Z')).toBe(false);
  expect(isBeside('2014-07-01T10:00:00Z', '2014-07-01T23:00:00Z', 'UTC')).toBe(false);
});
