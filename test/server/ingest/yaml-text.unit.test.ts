/** Reading YAML: what is text, where it stands, and what must not end the process. */
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Problems, problemLines } from '../../../server/ingest/problems.js';
import { MAX_DOCUMENT_BYTES, readYaml, type YamlValue } from '../../../server/ingest/dashboards/yaml-text.js';
import { stepsOf } from '../../support/steps.js';

async function read(content: string | Uint8Array): Promise<{ value?: YamlValue; lines: string[] }> {
  const problems = new Problems();
  const value = await readYaml('f.yaml', [Buffer.from(content)], problems);
  return { value, lines: problemLines(problems.sorted(), problems.rest) };
}

/** Only the texts, lists and keys. */
function plain(value: YamlValue | undefined): unknown {
  if (value?.kind === 'list') return value.items.map(plain);
  if (value?.kind === 'map')
    return Object.fromEntries(value.entries.map(({ key, value: v }) => [key, plain(v)]));
  return value?.text;
}

const AFTER_END =
  'something follows the end of a text in quotes or of a list in brackets: put the whole text in double quotes, and \\ before a double quote in it';

describe('YAML', () => {
  test('every value is the text that was written', async () => {
    const { value, lines } = await read(
      '\uFEFFyes: No\ndate: 2014-01-01\nslug: 007\nnothing:\nquoted: "a: b # c"\nlong: |\n  One\n  two\nnull: ~\n',
    );
    expect(lines).toEqual([]);
    expect(plain(value)).toEqual({
      yes: 'No',
      date: '2014-01-01',
      slug: '007',
      nothing: '',
      quoted: 'a: b # c',
      long: 'One\ntwo\n',
      null: '~',
    });
  });

  test('says where each thing stands, with either line end', async () => {
    const { value } = await read('- a: x\r\n  b:\r\n    - y\r\n');
    expect(value).toMatchObject({
      at: { row: 1, column: 1 },
      items: [
        {
          entries: [
            { at: { row: 1, column: 3 }, value: { at: { row: 1, column: 6 } } },
            { at: { row: 2, column: 3 }, value: { items: [{ at: { row: 3, column: 7 }, text: 'y' }] } },
          ],
        },
      ],
    });
  });

  test.each([
    ['- a: [1, 2\n- b', 'f.yaml:2:1: this is not YAML: this line is not indented like those it belongs to'],
    ['a: "x', 'f.yaml:1:6: this is not YAML: missing closing "quote'],
    ['\ta: 1', 'f.yaml:1:1: this is not YAML: a tab stands at the beginning of the line: indent with spaces'],
    [
      'title: Tax: now',
      'f.yaml:1:8: this is not YAML: a colon and a space stand in this text: put the text in quotes',
    ],
    [
      'a: 1\n---\nb: 2',
      'f.yaml:2:1: this is not YAML: another document begins here: take out the line ---, and keep one list',
    ],
    [
      'a: 1\nb: *a',
      'f.yaml:2:4: * begins a reference to another place, and those are not taken: write it out, or put a text in quotes',
    ],
    [
      'a: &x 1',
      'f.yaml:1:4: & begins an anchor, and those are not taken: leave it out, or put a text in quotes',
    ],
    [
      'a: !!int 1',
      'f.yaml:1:4: ! begins a tag, and those are not taken: leave it out, or put a text in quotes',
    ],
    ['%YAML 1.1\n---\na: 1', 'f.yaml:1:1: % begins a directive, and those are not taken: leave the line out'],
    ['title: "Fees" and charges', `f.yaml:1:15: this is not YAML: ${AFTER_END}`],
    ["title: 'Carer's Allowance'", `f.yaml:1:15: this is not YAML: ${AFTER_END}`],
    ['title: [Beta] service', `f.yaml:1:15: this is not YAML: ${AFTER_END}`],
    ['? [a]\n: b', 'f.yaml:1:3: a list or mapping cannot be a key: write a word'],
  ])('one good message for %j', async (text, line) => {
    expect((await read(text)).lines).toEqual([line]);
  });

  test.each([
    ['title: Fees # charges', { row: 1, column: 13 }],
    ['title: Fees\t#', { row: 1, column: 13 }],
    ['title: #1 service', { row: 1, column: 8 }],
    ['title: Fees\n  and # charges', { row: 2, column: 7 }],
    ['\uFEFFtitle: Fees # charges', { row: 1, column: 13 }],
  ])('a comment that cuts off a text is known: %j', async (text, cutOff) => {
    expect((await read(text)).value).toMatchObject({ entries: [{ value: { cutOff } }] });
  });

  test.each([
    'title: "Fees # charges"',
    'title: "Fees" # charges',
    "title: 'Fees' # charges",
    'title: Fees#1',
    'title: Fees\n# a remark\nb: 1',
    'title: |\n  Fees # charges\n',
    'title: The "new" service',
  ])('nothing is cut off: %j', async (text) => {
    const { value, lines } = await read(text);
    expect(lines).toEqual([]);
    const [{ value: title }] = (value as { entries: { value: { cutOff?: unknown } }[] }).entries;
    expect(title.cutOff).toBeUndefined();
  });

  test('another encoding is found at its line and character', async () => {
    const { lines } = await read(Buffer.concat([Buffer.from('a: 1\nb: x'), Buffer.from([0xe9, 10])]));
    expect(lines).toEqual(['f.yaml:2:5: byte 0xE9 is not UTF-8: save the file as UTF-8']);
  });

  const half = MAX_DOCUMENT_BYTES / 2 - 10;
  test.each([
    ['brackets', '['.repeat(half * 2)],
    ['braces', '{a: '.repeat(half / 2)],
    ['lists in lists', '- '.repeat(half)],
    ['keys of keys', '? '.repeat(half)],
    ['values of values', ': '.repeat(half)],
    ['indentation', Array.from({ length: 1200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    ['an alias of aliases', 'a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n'],
    ['a megabyte and more', 'x'.repeat(MAX_DOCUMENT_BYTES + 1)],
  ])('%s without end are one message', async (_name, text) => {
    const { value, lines } = await read(text);
    expect(value).toBeUndefined();
    expect(lines).toEqual([expect.stringMatching(/^f\.yaml:\d+(:\d+)?: /)]);
  });

  test('100,000 keys are read, and twice as many keys take twice as many steps', async () => {
    const keys = (count: number): string => Array.from({ length: count }, (_, i) => `k${i}:`).join('\n');
    const { value, lines } = await read(keys(100_000));
    expect(lines).toEqual([]);
    expect(value).toMatchObject({ kind: 'map' });
    const file = join(__dirname, 'yaml-text.steps.ts');
    const [once, twice] = stepsOf(file, [keys(1_000), keys(2_000)]);
    // Comparing each key with all before it is more than a million steps.
    expect(twice! / once!).toBeLessThan(2.1);
  });
});
