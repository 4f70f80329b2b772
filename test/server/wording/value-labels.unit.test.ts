/** What values of dimensions are called: by the data sets that say so, else as everywhere. */
import { describe, expect, test } from '@jest/globals';
import { declaredLabels, valueLabels } from '../../../server/wording/value-labels.js';

const dataSet = (
  dimensionLabels: Parameters<typeof declaredLabels>[0][number]['dimensionLabels'],
  bestRating: 1 | 5 | null = null,
): Parameters<typeof declaredLabels>[0][number] => ({ dimensionLabels, bestRating });

describe('declared labels', () => {
  const first = dataSet({ channel: { digital: { en: 'Online', cy: 'Ar-lein' }, phone: { en: 'By phone' } } });
  const second = dataSet({ channel: { digital: { en: 'Web' }, paper: { en: 'By post' } } });

  test('of several data sets the first that says so wins, value by value', () => {
    expect([...declaredLabels([dataSet({}), first, second], 'channel', 'en')]).toEqual([
      ['digital', 'Online'],
      ['phone', 'By phone'],
      ['paper', 'By post'],
    ]);
    expect(declaredLabels([first], 'device', 'en').size).toBe(0);
  });

  test('Welsh where there is some, else English', () => {
    expect([...declaredLabels([first], 'channel', 'cy').values()]).toEqual(['Ar-lein', 'By phone']);
  });

  test('of a scale on which 1 is the best they are those of the ratings as they are read', () => {
    const rating = { 1: { en: 'Excellent' }, 2: { en: 'Good' }, 5: { en: 'Poor' } };
    expect([...declaredLabels([dataSet({ rating }, 1)], 'rating', 'en')]).toEqual([
      ['5', 'Excellent'],
      ['4', 'Good'],
      ['1', 'Poor'],
    ]);
    expect(declaredLabels([dataSet({ rating }, 5)], 'rating', 'en').get('1')).toBe('Excellent');
  });
});

describe('labels of a split', () => {
  test('declared ones before the usual ones', () => {
    const declared = new Map([['assisted-digital', 'With help']]);
    expect([
      ...valueLabels('channel', ['assisted-digital', 'face-to-face'], { declared, lang: 'en' }),
    ]).toEqual([
      ['assisted-digital', 'With help'],
      ['face-to-face', 'Face to face'],
    ]);
    expect(valueLabels('rating', ['1'], { declared: new Map([['1', 'Poor']]), lang: 'en' }).get('1')).toBe(
      'Poor',
    );
    expect(valueLabels('rating', ['1'], { lang: 'en' }).get('1')).toBe('Very dissatisfied');
  });

  test('of ranges, whose bounds may have names', () => {
    const declared = new Map([['+Inf', 'Longer']]);
    expect([
      ...valueLabels('le', ['60', '120', '+Inf'], { unit: 's', declared, lang: 'en' }).values(),
    ]).toEqual(['Up to 1m', '1m to 2m', 'Longer']);
  });
});
