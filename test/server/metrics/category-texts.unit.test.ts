/** Which texts are one value of a dimension, which only look so, and which are no value at all. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  categoryKey,
  categoryText,
  channelSumProblem,
  isInChannelSum,
  isTotalWord,
} from '../../../server/metrics/category-texts.js';

describe('texts of values', () => {
  test.each([
    ['mobile', 'mobile'],
    ['mo\u200bbile', 'mobile'],
    ['mo\u00adbile', 'mobile'],
    ['\ufeffmobile\u200e', 'mobile'],
    ['no  form', 'no form'],
    ['no\u00a0form', 'no form'],
    [' no\tform ', 'no form'],
    ['cafe\u0301', 'caf\u00e9'],
    ['cafe\u200d\u0301', 'caf\u00e9'],
    ['Mobile', 'Mobile'],
  ])('%j is %j', (given, text) => expect(categoryText(given)).toBe(text));

  test('a text stays what it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (given) => {
        const text = categoryText(given);
        expect(categoryText(text)).toBe(text);
      }),
    );
  });

  test.each([
    ['Mobile', 'mobile'],
    ['CAF\u00c9', 'cafe\u0301'],
    ['Stra\u00dfe', 'STRASSE'],
    ['NO  FORM', 'No form'],
  ])('%j and %j differ only in case', (a, b) => {
    expect(categoryText(a)).not.toBe(categoryText(b));
    expect(categoryKey(a)).toBe(categoryKey(b));
  });
});

describe('totals', () => {
  test.each([
    'total',
    'Total',
    'TOTAL',
    'all',
    'All',
    'sum',
    'Overall',
    ' total ',
    'to\u00adtal',
    'Total:',
    'Totals',
    'Grand Total',
    'subtotal',
    'all topics',
    'All Topic',
    'Total topics',
  ])('%j is the total', (value) => expect(isTotalWord('topic', value)).toBe(true));

  test('the name of the dimension may have more than one word or another plural', () => {
    expect(isTotalWord('help-topic', 'All help topics')).toBe(true);
    expect(isTotalWord('country', 'all countries')).toBe(true);
  });

  test.each([
    'totally-new',
    'all other',
    'summary',
    'sum-insured',
    'overall-design',
    'all pages',
    'other',
    '+Inf',
  ])('%s is a value', (value) => expect(isTotalWord('topic', value)).toBe(false));
});

describe('the sum of channels', () => {
  test.each([
    [
      ['non-digital', 'phone'],
      /^non-digital is the sum of phone, paper, face-to-face and other, and phone stands beside it/,
    ],
    [['digital', 'non-digital', 'other', 'paper'], /and paper, other stands beside it/],
  ])('%j count some twice', (channels, message) => {
    expect(channelSumProblem(new Set(channels))).toMatch(message);
  });

  test.each([
    [['digital', 'non-digital', 'assisted-digital', 'unspecified']],
    [['digital', 'phone', 'paper', 'face-to-face', 'other']],
    [['non-digital']],
    [[]],
  ])('%j do not', (channels) => expect(channelSumProblem(new Set(channels))).toBeUndefined());

  test('the channels that are looked at', () => {
    const all = [
      'digital',
      'assisted-digital',
      'phone',
      'paper',
      'face-to-face',
      'other',
      'non-digital',
      'unspecified',
    ];
    expect(all.filter(isInChannelSum)).toEqual(['phone', 'paper', 'face-to-face', 'other', 'non-digital']);
  });
});
