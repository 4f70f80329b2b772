/** What is made from the table of a request's words: addresses and stored options, whatever words there are. */
import { describe, expect, test } from '@jest/globals';
import { figureQuery, type AddressWords } from '../../../server/modules/module-address.js';
import {
  CHOICES,
  factsOf,
  QUERY_WORDS,
  STORED_WORDS,
  writtenChoice,
  writtenName,
  type RequestWord,
} from '../../../server/modules/request-words.js';
import { readStoredOptions } from '../../../server/modules/stored-options.js';
import { parseFigureQuery } from '../../../server/pages/figure/figure-query.js';
import { tagAttributes } from '../../../server/pages/figure/module-tag.js';

/** A value of each kind, and a text that is none where addresses look at it. */
const EXAMPLES: Record<string, { value: string | number | boolean; bad?: string }> = {
  slug: { value: 'channel' },
  text: { value: 'Two words & more' },
  language: { value: 'cy', bad: 'de' },
  count: { value: 12, bad: '0' },
  start: { value: '2014-01-01' },
  day: { value: '2014-01-31' },
  flag: { value: true, bad: 'maybe' },
  instant: { value: '2014-01-31T12:00:00Z' },
};

const exampleOf = (name: RequestWord): { value: string | number | boolean; bad?: string } => {
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

test('addresses that are known somewhere keep their order', () => {
  const order =
    'period from to since until last range by top compare-to split-on as-of chart view lang'.split(' ');
  const all = Object.fromEntries(QUERY_WORDS.map((name) => [name, exampleOf(name).value]));
  const names = [...new URLSearchParams(figureQuery(all)).keys()];
  expect(names.filter((name) => order.includes(name))).toEqual(order);
  expect(figureQuery({ lang: 'en', by: '', top: null })).toBe('');
});

test('a flag that is not set is not written', () => {
  expect(figureQuery({ sameServices: false })).toBe('');
  expect(parseFigureQuery(new URLSearchParams('same-services=false'))).toMatchObject({ sameServices: false });
});

test.each(STORED_WORDS)('%s is read as it was stored', (name) => {
  const { value } = exampleOf(name);
  const stored = typeof value === 'string' ? written(name) : value;
  const { words, faults } = readStoredOptions({ period: 'month', [name]: stored });
  expect(words).toEqual({ period: 'MONTH', [name]: value });
  expect(faults).toEqual([]);
});
