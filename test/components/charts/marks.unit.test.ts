/** Notes beside hours: a day begins when it begins on the clock. */
import { expect, test } from '@jest/globals';
import { eventsOf } from '../../../components/charts/axes/marks.js';
import { chartTexts } from '../../../components/charts/spec/texts.js';
import { line, sample } from './samples.js';

test('a note stands at the first hour of its day, in summer at 23:00 UTC of the day before', () => {
  const annotations = [
    { kind: 'NOTE' as const, from: '2014-07-02', to: '2014-07-02', text: 'Moved', link: null },
  ];
  const values = Array.from({ length: 30 }, (_, index) => index);
  const { series } = sample([line('L', values)], {
    period: 'HOUR',
    first: '2014-07-01T20:00:00Z',
    annotations,
  });
  const [event] = eventsOf(series!, chartTexts('en'), 'en');
  expect([series!.starts[event!.index], series!.starts[event!.lastIndex!]]).toEqual([
    '2014-07-01T23:00:00Z',
    '2014-07-02T22:00:00Z',
  ]);
});
