/** What is made from the table of a request's words: addresses and stored options, whatever words there are. */
import { describe, expect, test } from '@jest/globals';
import { figureQuery, type AddressWords } from '../../../server/modules/module-address.js';
import {
  CHOICES,
  factsOf,
  QUERY_WORDS,
  REQUEST_WORDS,
  STORED_WORDS,
  writtenChoice,
  writtenName,
  type RequestWord,
} from '../../../server/modules/request-words.js';
import { assertOptions, readOptions } from '../../../server/modules/stored-options.js';
import { parseFigureQuery } from '../../../server/pages/figure/figure-query.js';
import { tagAttributes } from '../../../server/pages/figure/module-tag.js';

/** A value of each kind, and a text that is none where addresses look at it. */
const EXAMPLES: Record<string, { value: string | number; bad?: string }> = {
  slug: { value: 'channel' },
  text: { value: 'Two words & more' },
  language: { value: 'cy', bad: 'de' },
  count: { value: 12, bad: '0' },
  start: { value: '2014-01-01' },
  day: { value: '2014-01-31' },
  instant: { value: '2014-01-31T12:00:00Z' },
};

const exampleOf = (name: RequestWord): { value: string | number; bad?: string } => {
  const choices = CHOICES[factsOf(name).kind];
  return choices ? { value: choices.at(-1)!, bad: 'anything' } : EXAMPLES[factsOf(name).kind];
};

const written = (name: RequestWord): string => {
  const { value } = exampleOf(name);
  return CHOICES[factsOf(name).kind] ? writtenChoice(String(value)) : String(value);
};

describe.each(QUERY_WORDS)('%s in an address', (name) => {
  const { value, bad } = exampleOf(name);
  const words: AddressWords = { [name]: value };

  test('goes round', () => {
    const query = figureQuery(words);
    expect([...new URLSearchParams(query)]).toEqual([[writtenName(name), written(name)]]);
    expect(parseFigureQuery(new URLSearchParams(query))).toMatchObject(words);
  });

  test('stands on the tag', () => {
    const tagged = tagAttributes(
      { subject: { kind: 'PORTFOLIO' }, metric: { key: 'visits' } } as never,
      words,
    );
    expect(tagged).toEqual([
      ['portfolio', null],
      ['metric', 'visits'],
      [writtenName(name), written(name)],
    ]);
  });

  if (bad === undefined) return;
  test('is refused by its name', () => {
    const query = new URLSearchParams({ [writtenName(name)]: bad });
    expect(() => parseFigureQuery(query)).toThrow(`${writtenName(name)} must be `);
  });
});

test('addresses keep one order', () => {
  const all = Object.fromEntries(QUERY_WORDS.map((name) => [name, exampleOf(name).value]));
  expect([...new URLSearchParams(figureQuery(all)).keys()].join(' ')).toBe(
    'period from to since until last range by top compare-to split-on as-of chart view lang',
  );
  expect(figureQuery({ lang: 'en', by: '', top: null })).toBe('');
});

test('a word of a query has something to write', () => {
  const flags = Object.keys(REQUEST_WORDS).filter((name) => factsOf(name as RequestWord).kind === 'flag');
  expect(flags).toEqual(['portfolio']);
});

describe('stored options', () => {
  /** A start is one of a period. */
  const beside = { period: 'month' };

  test.each(STORED_WORDS)('%s is read as it was written', (name) => {
    const { value } = exampleOf(name);
    const stored = typeof value === 'number' ? value : written(name);
    const { words, faults } = readOptions({ ...beside, [name]: stored });
    expect(words).toEqual({ period: 'MONTH', [name]: value });
    expect(faults).toEqual([]);
  });

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
    expect(() => assertOptions('d/m', { view: 'table', ...options })).toThrow(
      `the module "d/m" cannot be stored: ${fault}`,
    );
    const { words, faults } = readOptions({ view: 'table', ...options });
    expect(words).toMatchObject({ view: 'TABLE' });
    expect(faults).toEqual([expect.stringContaining(fault)]);
  });

  test('another subject', () => {
    for (const subject of [{ type: 'service', slug: 'x' }, { type: 'portfolio' }] as const) {
      expect(readOptions({ subject })).toEqual({ subject, words: {}, faults: [] });
    }
    expect(readOptions({ subject: undefined, last: undefined })).toEqual({
      subject: null,
      words: {},
      faults: [],
    });
    expect(readOptions({ subject: { type: 'team', slug: 'x' } }).subject).toBeUndefined();
  });
});
