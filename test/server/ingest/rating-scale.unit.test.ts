/** Which end of a scale is the best: by labels, and by ratings that are written in words. */
import { describe, expect, test } from '@jest/globals';
import { bestByLabels, ratingHint } from '../../../server/ingest/rating-scale.js';

const labels = (words: Record<string, string>): Record<string, { en: string }> =>
  Object.fromEntries(Object.entries(words).map(([rating, en]) => [rating, { en }]));

describe('labels', () => {
  test.each([
    [{ 1: 'Very satisfied', 5: 'Very dissatisfied' }],
    [{ 1: 'Excellent' }],
    [{ 5: 'Very poor' }],
    [{ 1: 'Strongly agree', 3: 'Neither agree nor disagree', 5: 'Strongly disagree' }],
    [{ 2: 'Good', 4: 'Bad' }],
    [{ 1: 'Best', 5: 'Worst' }],
    [{ 1: 'Very easy', 5: 'Very difficult' }],
  ])('%j: 1 is the best', (words) => expect(bestByLabels(labels(words))).toBe(1));

  test.each([
    [{ 1: 'Very dissatisfied', 5: 'Very satisfied' }],
    [{ 5: 'Great' }],
    [{ 1: 'Not satisfied' }],
    [{ 1: 'Poor', 2: 'Good', 5: 'Excellent' }],
  ])('%j: 5 is the best', (words) => expect(bestByLabels(labels(words))).toBe(5));

  test.each([
    [{}],
    [{ 1: 'One', 5: 'Five' }],
    [{ 3: 'Neither satisfied nor dissatisfied' }],
    [{ 1: 'Satisfied', 5: 'Very satisfied' }],
  ])('%j do not say', (words) => expect(bestByLabels(labels(words))).toBeUndefined());

  test('in Welsh', () => {
    expect(bestByLabels({ 1: { en: 'A', cy: 'Bodlon iawn' }, 5: { en: 'E', cy: 'Anfodlon iawn' } })).toBe(1);
    expect(bestByLabels({ 1: { en: 'A', cy: 'Gwael' }, 5: { en: 'E', cy: 'Ardderchog' } })).toBe(5);
  });
});

describe('ratings in words', () => {
  test.each([
    ['Very satisfied', 5],
    ['very-dissatisfied', 1],
    ['SATISFIED', 4],
    ['Dissatisfied', 2],
    ['Unsatisfied', 2],
    ['Neither satisfied nor dissatisfied', 3],
    ['neither satisfied or dissatisfied', 3],
  ])('%s is %i', (words, rating) => {
    expect(ratingHint(words, null)).toBe(`: write ${rating}, where 1 is very dissatisfied, 5 very satisfied`);
    expect(ratingHint(words, 5)).toBe(ratingHint(words, null));
    expect(ratingHint(words, 1)).toBe(`: write ${6 - rating}, where 1 is the best, 5 the worst`);
  });

  test.each(['Excellent', 'good', '★★★★★', '6', '0', '10'])('%s names no number', (words) => {
    expect(ratingHint(words, null)).toBe(
      ': write a number from 1 to 5, where 1 is very dissatisfied, 5 very satisfied',
    );
  });

  test.each([
    ['5.0', ': write 5'],
    ['05', ': write 5'],
    ['5 - Very satisfied', ': write 5'],
    ['1 (very dissatisfied)', ': write 1'],
    ['4 stars', ': write 4'],
  ])('%s has its number', (words, hint) => expect(ratingHint(words, null)).toBe(hint));

  test('a number that its words contradict is of the other scale', () => {
    expect(ratingHint('1 (very satisfied)', null)).toMatch(
      /on this scale 1 is very dissatisfied, .*Declare best_rating 1 .* and write 1$/,
    );
    expect(ratingHint('5: Very satisfied', 1)).toMatch(
      /on this scale 1 is the best, .*Declare best_rating 5/,
    );
  });
});
