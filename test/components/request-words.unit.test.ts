/** The elements against the one table of a request's words, which they cannot import: each failure names the file to change. */
import { describe, expect, test } from '@jest/globals';
import { CHART_WORDS, IDENTITY, SUBJECTS, VIEW_WORDS, withChoice } from '../../components/client/request.js';
import { CHOICE_ATTRIBUTES } from '../../components/controllers/range-choice.js';
import { ModuleAttributes } from '../../components/elements/module-attributes.js';
import { CHART_KINDS, VIEW_KINDS } from '../../server/metrics/presentation.js';
import { SUBJECT_TYPES } from '../../server/metrics/subject-kinds.js';
import {
  CHOICES,
  factsOf,
  NO_COMPARISON,
  REQUEST_WORDS,
  SPAN_WORDS,
  writtenChoice,
  writtenName,
  type RequestWord,
  type WordKind,
} from '../../server/modules/request-words.js';

const ATTRIBUTES = 'components/elements/module-attributes.ts';
const REQUEST = 'components/client/request.ts';
const declarations = ModuleAttributes.properties;

/** Texts that a word of each kind can be, and what the request then says; texts that it cannot be. */
const TEXTS: Partial<Record<WordKind, { good: [string, unknown][]; bad: string[] }>> = {
  slug: { good: [['channel', 'channel']], bad: [] },
  text: { good: [['Two words', 'Two words']], bad: [] },
  count: { good: [['12', 12]], bad: ['0', '1.5', 'ten'] },
  start: {
    good: [
      ['2014-01-01', '2014-01-01'],
      ['2014-01-01T10:00Z', '2014-01-01T10:00Z'],
    ],
    bad: ['2014'],
  },
  day: { good: [['2014-01-31', '2014-01-31']], bad: ['May', '2014-01-01T10:00Z'] },
  instant: { good: [['2014-01-31', '2014-01-31T23:59:59.999Z']], bad: ['yesterday'] },
};

const textsOf = (kind: WordKind): { good: [string, unknown][]; bad: string[] } => {
  const choices = CHOICES[kind];
  if (!choices) return TEXTS[kind] ?? { good: [], bad: [] };
  const good = choices.map((choice): [string, unknown] => [writtenChoice(choice), choice]);
  return {
    good: kind === 'comparison' ? [...good, [NO_COMPARISON, null]] : good,
    bad: ['anything', choices[0]],
  };
};

const words = (Object.keys(REQUEST_WORDS) as RequestWord[]).filter((name) => factsOf(name).address);

describe.each(words)('%s', (name) => {
  const { kind, address, asked, isDrawn } = factsOf(name);
  const declaration = declarations[name];

  test(`is an attribute: ${ATTRIBUTES}`, () => {
    const { attribute = name } = declaration ?? {};
    expect(declaration && { [name]: attribute }).toEqual({ [name]: writtenName(name) });
  });

  if (address === 'path') {
    test(`says which module is meant: IDENTITY of ${REQUEST}`, () => expect(IDENTITY).toContain(name));
    return;
  }
  // The language goes along with every question, and what is asked of a drawing is asked by the loader alone.
  if (!asked || isDrawn || kind === 'language') return;
  test(`takes the values that it can have, and no others: "ask" in ${ATTRIBUTES}`, () => {
    const [, read] = declaration?.ask ?? (['', () => 'no "ask"'] as const);
    const { good, bad } = textsOf(kind);
    expect(good.map(([text]) => [text, read(text)])).toEqual(good);
    expect(bad.map((text) => [text, read(text)])).toEqual(bad.map((text) => [text, undefined]));
  });
});

test(`nothing else is asked: "ask" in ${ATTRIBUTES}`, () => {
  const asked = Object.keys(declarations).filter((name) => declarations[name]?.ask);
  expect(asked.filter((name) => !(words as string[]).includes(name))).toEqual([]);
  expect(IDENTITY.filter((name) => factsOf(name).address !== 'path')).toEqual([]);
});

test.each([
  [`SUBJECTS of ${REQUEST}`, SUBJECTS, SUBJECT_TYPES],
  [`CHART_WORDS of ${REQUEST}`, CHART_WORDS, CHART_KINDS.map(writtenChoice)],
  [`VIEW_WORDS of ${REQUEST}`, VIEW_WORDS, VIEW_KINDS.map(writtenChoice)],
])('%s are those of the server', (_what, own, ofServer) => expect([...own]).toEqual([...ofServer]));

test.each([{ range: 'all' }, { since: '2014-01-01' }, { until: '2014-12-31' }])(
  `a chosen span takes the place of all words of one: withChoice of ${REQUEST} (%j)`,
  (choice) => {
    const own = Object.fromEntries(SPAN_WORDS.map((name) => [name, 'own']));
    const said = Object.entries(withChoice(own, choice)).filter(([, value]) => value);
    expect(Object.fromEntries(said)).toEqual(choice);
  },
);

test('what readers choose for all modules of a dashboard are words: components/controllers/range-choice.ts', () => {
  const names = Object.keys(CHOICE_ATTRIBUTES) as RequestWord[];
  expect(CHOICE_ATTRIBUTES).toEqual(Object.fromEntries(names.map((name) => [name, writtenName(name)])));
  expect(names.filter((name) => factsOf(name)?.address !== 'query')).toEqual([]);
});
