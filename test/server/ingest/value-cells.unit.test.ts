/** The cells `value`, `status` and `flags`: numbers, what stands for one, and what to write instead. */
import { describe, expect, test } from '@jest/globals';
import { readFlags, readValue } from '../../../server/ingest/cells/value-cells.js';
import { flagBits, statusCode, VALUE_FLAGS } from '../../../server/metrics/status.js';

const saidOf = (value: string): unknown => {
  const found = readValue(value, '');
  return 'message' in found ? found.message : found;
};

describe('values and statuses', () => {
  test.each([
    ['5', '', 5, 'PROVIDED'],
    [5, null, 5, 'PROVIDED'],
    ['5', 'provided', 5, 'PROVIDED'],
    ['', 'not_provided', NaN, 'NOT_PROVIDED'],
    [null, 'SUPPRESSED', NaN, 'SUPPRESSED'],
    ['[x]', '', NaN, 'NOT_PROVIDED'],
    ['[X]', '', NaN, 'NOT_PROVIDED'],
    ['[z]', '', NaN, 'NOT_APPLICABLE'],
    ['[Z]', 'not_applicable', NaN, 'NOT_APPLICABLE'],
    ['[c]', 'Suppressed', NaN, 'SUPPRESSED'],
    ['[C]', '', NaN, 'SUPPRESSED'],
    ['[-]', '', NaN, 'WITHDRAWN'],
    ['', 'WITHDRAWN', NaN, 'WITHDRAWN'],
    ['[-]', 'withdrawn', NaN, 'WITHDRAWN'],
  ] as const)('%p with status %p', (value, status, number, word) => {
    expect(readValue(value, status)).toEqual({ number, status: statusCode(word) });
  });

  test.each([
    ['', '', 'value', /^is empty/],
    ['', 'PROVIDED', 'value', /^is empty/],
    ['5', 'SUPPRESSED', 'value', /leave one of them out/],
    ['5', 'WITHDRAWN', 'value', /5 is a value, but the status is WITHDRAWN: leave one of them out/],
    ['[x]', 'SUPPRESSED', 'value', /means NOT_PROVIDED/],
    ['[-]', 'NOT_PROVIDED', 'value', /means WITHDRAWN/],
    ['5', 'unknown', 'status', /is not one of PROVIDED/],
    [NaN, '', 'value', /is not a plain number/],
    [Infinity, '', 'value', /is not a plain number/],
    // Names that every object has are no shorthands.
    ['constructor', '', 'value', /^"constructor" is not a plain number$/],
    ['__proto__', '', 'value', /^"__proto__" is not a plain number$/],
  ] as const)('%p with status %p is refused', (value, status, column, message) => {
    expect(readValue(value, status)).toMatchObject({ column, message: expect.stringMatching(message) });
  });
});

describe('what stands where a number should', () => {
  test.each([
    ...['n/a', 'N/A', 'na', 'n.a.'].map((text) => [
      text,
      /it can mean not available or not applicable: write \[x\] .*, \[z\]/,
    ]),
    ...['..', '...', '…', ':'].map((text) => [
      text,
      /different things in different tables: write \[x\] .*, \[z\] .*, \[c\]/,
    ]),
    ...['-', '–', '—', '\u2212', '.', 'nil'].map((text) => [
      text,
      /it can mean 0, no value or not applicable: write 0, or \[x\]/,
    ]),
    ...['*', '**', '†'].map((text) => [
      text,
      /it can mean a value that is not published or a remark: .*\[c\]/,
    ]),
    ...['c', 'C', '(c)', '[ c ]', 's', 'suppressed', 'confidential'].map((text) => [
      text,
      /write \[c\]|column status/,
    ]),
    ...['x', 'not available', 'NaN', 'null', 'tbc'].map((text) => [text, /write \[x\]/]),
    ...['z', 'Not applicable'].map((text) => [text, /write \[z\]/]),
    ...['[low]', '[LOW]', 'low'].map((text) => [text, /above 0 and rounds to 0: write the number itself/]),
    ...['#N/A', '#REF!', '#div/0!'].map((text) => [text, /a formula of the spreadsheet failed/]),
    ['####', /too narrow/],
    ['withdrawn', /write it in the column status/],
    ['[q]', /write a number, or \[x\] .*; \[-\] takes a row back/],
  ] as [string, RegExp][])('%s is refused, with what to write', (text, hint) => {
    expect(saidOf(text)).toMatch(hint);
    expect(saidOf(text)).toMatch(/is not a plain number: /);
  });

  test.each([
    ['123 [p]', 'write 123, and PROVISIONAL in the column flags'],
    ['123[P]', 'write 123, and PROVISIONAL in the column flags'],
    ['12.5 e', 'write 12.5, and ESTIMATED in the column flags'],
    ['7 [r]', 'write 7, and REVISED in the column flags'],
    ['7 [u]', 'write 7, and LOW_RELIABILITY in the column flags'],
    ['7 [b]', 'write 7, and BREAK in the column flags'],
    ['18500,50 [p]', 'a comma is no decimal point: write 18500.50, and PROVISIONAL in the column flags'],
    [
      '1,234 [p]',
      'write 1234 if the comma separates thousands, 1.234 if it is a decimal comma, and PROVISIONAL in the column flags',
    ],
    ['[p]', '[p] stands beside a number: write the number here and PROVISIONAL in the column flags'],
    ['E', '[e] stands beside a number: write the number here and ESTIMATED in the column flags'],
    ['123 [c]', 'write either the number or [c]'],
    ['123 [z]', 'write either the number or [z]'],
  ])('%s: a mark beside a number goes into the flags', (text, hint) => {
    expect(saidOf(text)).toBe(`"${text}" is not a plain number: ${hint}`);
  });

  // 50p may be pence, 12k thousands: no number may be named.
  test.each(['50p', '12k', '123*', '123¹', '100 (1)', '7 [low]'])('%s says more than a number', (text) => {
    expect(saidOf(text)).toBe(
      `"${text}" is not a plain number: write the number alone, in the unit of the measure; a remark such as PROVISIONAL goes into the column flags`,
    );
  });
});

describe('flags', () => {
  test('are words separated by spaces, in any case', () => {
    expect(readFlags('provisional  ESTIMATED')).toBe(flagBits(['PROVISIONAL', 'ESTIMATED']));
    expect(readFlags('')).toBe(0);
    expect(readFlags('PROVISONAL')).toMatchObject({
      message: expect.stringContaining('did you mean "PROVISIONAL"?'),
    });
  });

  test.each(['MIXED', 'INCONSISTENT', 'PARTIAL', 'partial'])('%s is computed, not sent', (flag) => {
    expect(readFlags(flag)).toMatchObject({
      column: 'flags',
      message: `${flag.toUpperCase()} is computed and not sent: leave it out`,
    });
  });

  test('what an export writes comes back', () => {
    const sent = VALUE_FLAGS.filter((flag) => typeof readFlags(flag) === 'number');
    expect(sent).toEqual(['PROVISIONAL', 'REVISED', 'ESTIMATED', 'UNFINISHED', 'LOW_RELIABILITY', 'BREAK']);
    expect(readFlags(sent.join(' '))).toBe(flagBits(sent));
  });

  test.each([
    ['[p]', 'PROVISIONAL'],
    ['E', 'ESTIMATED'],
    ['r', 'REVISED'],
  ])('of the mark %s is said which flag it is', (mark, flag) => {
    expect(readFlags(mark)).toMatchObject({ message: `"${mark}" is not one of them: write ${flag}` });
  });
});
