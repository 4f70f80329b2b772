/** Numbers, and what is said of what is none: no message may name a number that was not meant. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CellProblem } from '../../../server/ingest/cells/cells.js';
import { plainNumber } from '../../../server/ingest/cells/numbers.js';

const saidOf = (text: string): string => {
  const found = plainNumber(text);
  return found instanceof CellProblem ? found.message : `is ${found}`;
};

describe('plain numbers', () => {
  test.each([
    ['0', 0],
    ['12', 12],
    ['-3.5', -3.5],
    ['+3', 3],
    ['.5', 0.5],
    ['5.', 5],
    ['1e6', 1_000_000],
    ['1.5E-3', 0.0015],
    ['007', 7],
    ['1.234', 1.234],
    ['1e3', 1_000],
    ['1.85005E+05', 185_005],
  ])('%s is one', (text, value) => expect(plainNumber(text)).toBe(value));

  test('-0 is 0: it would be stored as another value', () =>
    expect(Object.is(plainNumber('-0'), 0)).toBe(true));

  test.each(['0x10', 'Infinity', '-Infinity', 'NaN', '1e', 'e5', '.', '1/2', '10-20', '2026-01-01', 'TRUE'])(
    '%s is none, and nobody knows what to write instead',
    (text) => expect(saidOf(text)).toBe(`"${text}" is not a plain number`),
  );

  test('every finite number of 15 digits reads as itself', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (given) => {
        const value = Number(given.toPrecision(15));
        fc.pre(Number.isFinite(value));
        expect(plainNumber(String(value))).toBe(value + 0);
      }),
    );
  });
});

describe('decimal commas and signs between thousands', () => {
  test.each([
    ['18500,50', 'a comma is no decimal point: write 18500.50'],
    ['-18500,5', 'a comma is no decimal point: write -18500.5'],
    ['0,123', 'a comma is no decimal point: write 0.123'],
    ['1234,567', 'a comma is no decimal point: write 1234.567'],
    [',5', 'a comma is no decimal point: write 0.5'],
    ['1 850,50', 'a comma is no decimal point: write 1850.50'],
    ['1\u00a0850,50', 'a comma is no decimal point: write 1850.50 (U+00A0 stands in it)'],
    ['1.850,50', 'write 1850.50'],
    ['1.234,567', 'write 1234.567'],
    ['1,234.567', 'write 1234.567'],
    ['£1,000.50', 'write 1000.50'],
    ['1,850,050', 'write 1850050'],
    ['1.850.050', 'write 1850050'],
    ['1 850 050', 'write 1850050'],
    ["1'850", 'write 1850'],
    ['1_850', 'write 1850'],
    ['1\u202f850', 'write 1850 (U+202F stands in it)'],
    [' 1', 'write 1'],
    ['1 ', 'write 1'],
    ['\u200b12', 'write 12 (U+200B stands in it)'],
    ['£5', 'write 5'],
    ['\u22125', 'write -5 (U+2212 stands in it)'],
    ['–5', 'write -5 (U+2013 stands in it)'],
  ])('%j can mean one number', (text, hint) => {
    expect(saidOf(text)).toBe(`${JSON.stringify(text)} is not a plain number: ${hint}`);
  });

  test.each([
    ['1,234', 'write 1234 if the comma separates thousands, 1.234 if it is a decimal comma'],
    ['100,000', 'write 100000 if the comma separates thousands, 100.000 if it is a decimal comma'],
    ['£1,200', 'write 1200 if the comma separates thousands, 1.200 if it is a decimal comma'],
    ['-1,234', 'write -1234 if the comma separates thousands, -1.234 if it is a decimal comma'],
    ['£1.200', 'write 1200 if the point separates thousands, 1.200 if it is a decimal point'],
  ])('%s can mean two, and both are said', (text, hint) => {
    expect(saidOf(text)).toBe(`"${text}" is not a plain number: ${hint}`);
  });

  test.each([
    ['12,34,567', /write its digits with nothing between them but a decimal point$/],
    ['1,234,56', /write its digits with nothing between/],
    ['5,', /write its digits with nothing between/],
    ['12%', /percentages are written without %, from 0 to 100, and only where the unit of the measure is %$/],
    ['1,2 %', /percentages are written without %/],
    ['$5', /amounts are in pounds/],
    ['5 €', /amounts are in pounds/],
    ['(5)', /begins with a minus sign/],
    ['5-', /begins with a minus sign/],
    ['<5', /write the number itself, or \[c\]/],
    ['٣٤', /with the digits 0 to 9$/],
    ['１２', /with the digits 0 to 9$/],
  ])('%s names no number', (text, hint) => {
    expect(saidOf(text)).toMatch(hint);
    expect(saidOf(text)).not.toMatch(/write -?[\d.]/);
  });

  test('a number that is named reads as a plain one, and has all the digits that were given', () => {
    const part = fc.stringMatching(/^[1-9]\d{0,3}$/);
    const sign = fc.constantFrom(',', '.', ' ', "'", '\u00a0', '_');
    const text = fc
      .tuple(part, fc.array(fc.tuple(sign, part), { minLength: 1, maxLength: 3 }))
      .map(([first, more]) => first + more.map(([between, digits]) => between + digits).join(''));
    fc.assert(
      fc.property(text, (given) => {
        for (const [, named] of saidOf(given).matchAll(/(?:write|thousands,) ([\d.]+)/g)) {
          expect(plainNumber(named)).not.toBeInstanceOf(CellProblem);
          expect(named.replace('.', '')).toBe(given.replace(/\D/g, ''));
        }
      }),
    );
  });
});

describe('digits that would be lost', () => {
  test.each([
    ['1234567890123456', 16],
    ['0.30000000000000004', 17],
    ['-12345678901.1234567', 18],
  ])('%s has too many', (text, digits) => {
    expect(saidOf(text)).toBe(
      `"${text}" has ${digits} significant digits, and at most 15 can be kept: round it`,
    );
  });

  test.each([
    '123456789012345',
    '1000000000000000000',
    '0.000000000000000000012',
    '123456789012345.0',
    '0.10000000000000000',
  ])('%s has not: zeros at its ends are none', (text) => expect(plainNumber(text)).toBe(Number(text)));

  test.each(['1.85E+06', '1E+05', '-1.23457E+11'])('%s was rounded by a spreadsheet', (text) => {
    expect(saidOf(text)).toMatch(
      /is how a spreadsheet writes a number that it has rounded: write all its digits$/,
    );
  });

  test('what is too large for a number', () => expect(saidOf('1e400')).toBe('"1e400" is too large'));
});
