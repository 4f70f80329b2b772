/** A draft: from what is stored and back, from a form, and what buttons do to it. */
import { describe, expect, test } from '@jest/globals';
import { NO_HISTORY } from '../../../../server/authoring/dashboard-drafts.js';
import { act, addModules, changed, stepped, wantedOf } from '../../../../server/pages/build/actions.js';
import {
  definitionOf,
  type Draft,
  draftOf,
  modulesOf,
  slugOfTitle,
} from '../../../../server/pages/build/draft.js';
import { draftOfForm } from '../../../../server/pages/build/form.js';
import { fieldProblems, problemText } from '../../../../server/pages/build/problems.js';

const DEFINITION = {
  slug: 'permits',
  title: { en: 'Permits', cy: 'Trwyddedau' },
  description: 'How permits are renewed.',
  subject: 'service/renew-a-permit',
  owner: 'permits',
  'is-own-page': true,
  sections: [
    {
      title: 'Use',
      modules: [
        {
          slug: 'all',
          metric: 'transactions',
          title: { en: 'All', cy: 'Pawb' },
          last: 12,
          'same-services': true,
        },
        { slug: 'split', metric: 'transactions', by: 'channel', chart: 'stacked' },
      ],
    },
    { title: 'Cost', modules: [{ slug: 'cost', metric: 'cost-per-transaction', from: '2024-01-01' }] },
  ],
};

const texts = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (_key, each: unknown) => (typeof each === 'object' ? each : String(each))),
  );

const draft = draftOf(DEFINITION);
const slugs = (each: Draft): string[][] =>
  each.sections.map(({ modules }) => modules.map(({ slug }) => slug));

/** The fields of the editor's form, in its order. */
function fieldsOf({ words, sections }: Draft): URLSearchParams {
  const fields = new URLSearchParams();
  const add = (part: string, own: Readonly<Record<string, string>>): void => {
    for (const [word, value] of Object.entries(own)) fields.append(`${part}-${word}`, value);
  };
  add('dashboard', words);
  for (const [at, section] of sections.entries()) {
    fields.append('section', String(at));
    add('section', section.words);
    for (const { slug, words: own } of section.modules) {
      fields.append('module', slug);
      add('module', own);
    }
  }
  return fields;
}

describe('what is edited', () => {
  test('is what was stored, with its languages, and goes back as it came', () => {
    expect(texts(definitionOf(draft))).toEqual(texts(DEFINITION));
  });

  test('comes from a form as it was typed, in the order of its fields', () => {
    expect(draftOfForm(fieldsOf(draft))).toEqual(draft);
    const typed = draftOfForm(
      new URLSearchParams([
        ['module-title', 'of no module'],
        ['dashboard-title', '  Permits \r\n'],
        ['section', '0'],
        ['section-title', ''],
        ['module', 'b'],
        ['module-metric', 'cost'],
        ['csrf', 'x'],
        ['module', 'a'],
      ]),
    );
    expect(typed).toEqual({
      words: { title: 'Permits' },
      sections: [
        {
          words: {},
          modules: [
            { slug: 'b', words: { metric: 'cost' } },
            { slug: 'a', words: {} },
          ],
        },
      ],
    });
  });

  test('with Welsh alone says so, to be told that English is missing', () => {
    expect(definitionOf({ words: { 'title-cy': 'Trwyddedau' }, sections: [] }).title).toEqual({
      cy: 'Trwyddedau',
    });
  });

  test.each([
    ["Carer's Allowance: applications", 'carers-allowance-applications'],
    ['Trwyddedau â 2024/25', 'trwyddedau-a-2024-25'],
    ['£', ''],
  ])('%s is the address %s', (title, slug) => expect(slugOfTitle(title)).toBe(slug));
});

describe('buttons', () => {
  test.each([
    ['down all', [['split', 'all'], ['cost']]],
    ['down split', [['all'], ['split', 'cost']]],
    ['up cost', [['all', 'split', 'cost'], []]],
    ['up all', [['all', 'split'], ['cost']]],
    ['down cost', [['all', 'split'], ['cost']]],
    ['remove split', [['all'], ['cost']]],
    ['copy split', [['all', 'split', 'split-2'], ['cost']]],
    ['section-down 0', [['cost'], ['all', 'split']]],
    ['section-up 0', [['all', 'split'], ['cost']]],
    ['remove-section 1', [['all', 'split']]],
    ['add-section', [['all', 'split'], ['cost'], []]],
    ['up nothing', [['all', 'split'], ['cost']]],
    ['nonsense', [['all', 'split'], ['cost']]],
  ])('%s', (button, expected) => {
    expect(slugs(act(draft, button).draft)).toEqual(expected);
  });

  test('no figure is lost by moving it past all others and back', () => {
    let moved = draft;
    for (let i = 0; i < 5; i++) moved = act(moved, 'down all').draft;
    expect(slugs(moved)).toEqual([['split'], ['cost', 'all']]);
    for (let i = 0; i < 5; i++) moved = act(moved, 'up all').draft;
    expect(moved).toEqual(draft);
  });

  test('a text is one while nothing is written yet, with a name of its own', () => {
    const { draft: added, open } = act(act(draft, 'add-text 1').draft, 'add-text 1');
    expect([slugs(added)[1], open]).toEqual([['cost', 'text', 'text-2'], 'text-2']);
    expect(draftOfForm(fieldsOf(added))).toEqual(added);
    const [, { modules }] = definitionOf(added).sections as { modules: object[] }[];
    expect(modules.at(-1)).toEqual({ slug: 'text-2', text: '' });
  });

  test('figures are added with names of their own', () => {
    const wanted = ['transactions', 'transactions by channel', 'transactions'].map(wantedOf);
    const added = addModules(draft, 1, wanted).draft;
    expect(slugs(added)[1]).toEqual(['cost', 'transactions', 'transactions-by-channel', 'transactions-2']);
    expect(modulesOf(added).at(-2)?.words).toEqual({ metric: 'transactions', by: 'channel' });
    expect(slugs(addModules({ words: {}, sections: [] }, 0, wanted).draft)).toHaveLength(1);
  });
});

describe('undo and redo', () => {
  test('go through what was done; typing is one step', () => {
    let history = changed(NO_HISTORY, 'a', 'b', false);
    history = changed(history, 'b', 'bx', true);
    history = changed(history, 'bx', 'bxy', true);
    expect(history.past).toEqual(['b', 'a']);
    const back = stepped(history, 'bxy', 'undo')!;
    expect(back.content).toBe('b');
    const further = stepped(back.history, back.content, 'undo')!;
    expect(further.content).toBe('a');
    expect(stepped(further.history, 'a', 'undo')).toBeNull();
    const forth = stepped(further.history, 'a', 'redo')!;
    expect([forth.content, stepped(forth.history, 'b', 'redo')?.content]).toEqual(['b', 'bxy']);
    expect(changed(forth.history, 'b', 'c', false).future).toEqual([]);
  });

  test('a button that changes nothing ends what was typed before it', () => {
    const typed = changed(NO_HISTORY, 'a', 'ab', true);
    expect(changed(typed, 'ab', 'ab', true)).toBe(typed);
    const ended = changed(typed, 'ab', 'ab', false);
    expect(changed(ended, 'ab', 'ab', false)).toBe(ended);
    expect(changed(ended, 'ab', 'abc', true).past).toEqual(['ab', 'a']);
  });
});

test('problems stand at the fields that they are about', () => {
  const problem = (path: string, more = {}) => ({
    path,
    code: 'BAD_VALUE',
    message: 'title: is wrong',
    ...more,
  });
  const found = fieldProblems(
    [
      problem('definition.title'),
      problem('definition.sections.1.title'),
      problem('definition.sections.0.modules.1.period', {
        message: 'period: "moth" is no period',
        nearest: 'month',
        allowed: ['month', 'year'],
      }),
      problem('definition.sections.0.modules.0.title.cy'),
      problem('definition.sections'),
    ],
    draft,
  );
  expect(found.map(({ id }) => id)).toEqual([
    'dashboard-title',
    'section-1-title',
    'module-split-period',
    'module-all-title-cy',
    'sections',
  ]);
  expect(found[0]!.message).toBe('Is wrong.');
  expect(found[2]).toEqual({
    id: 'module-split-period',
    label: 'Period',
    module: 'split',
    message: '"moth" is no period. Did you mean month? It can be month, year.',
  });
});

test.each([
  ['last', 'abc', '"abc" is not a plain number', 'A whole number from 1 to 50,000 (you wrote “abc”).'],
  ['last', '0', '0 is less than 1', 'A whole number from 1 to 50,000 (you wrote “0”).'],
  ['top', '1001', '1001 is more than 1000', 'A whole number from 1 to 1,000 (you wrote “1001”).'],
  ['top', '3', 'it has no split', 'It has no split.'],
  ['value', 'abc', '"abc" is not a plain number', 'A number, in digits (you wrote “abc”).'],
])('what %s may be is said of %s', (path, value, message, text) =>
  expect(problemText({ path, code: 'BAD_VALUE', value, message })).toBe(text),
);
