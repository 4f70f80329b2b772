import { describe, expect, it } from '@jest/globals';
import { answerDifference, Differences } from './compare.js';
import { bytesDifference, textDifference } from './difference.js';
import { withoutLayout } from './layout.js';
import { masked } from './masks.js';
import { addressOf, gotten, posted } from './questions.js';
import { inTurn } from './store.js';
import { sample } from './sampling.js';

describe('masking', () => {
  it('hides what may change with every build', () => {
    const html =
      '<link href="/embed/0.1.0-7bbb733136/module.css" /><link href="/assets/page-fe2f249ad4.css" />';
    expect(masked(html)).toBe(
      '<link href="/embed/<version>/module.css" /><link href="/assets/page-<hash>.css" />',
    );
    expect(masked(`integrity="sha384-${'aB/+'.repeat(16)}"`)).toBe('integrity="sha384-<hash>"');
    expect(masked('{"requestId": "abc"}')).toBe('{"requestId": "<id>"}');
    expect(masked('id 8b3e1c1a-0c7d-4d6e-9a51-5f0b3e2a7c10.')).toBe('id <id>.');
  });

  it('hides the version of the package as a whole word only', () => {
    expect(masked('perfplat 0.1.0, 10.1.0 and 0.1.01; 0.1.0.', '0.1.0')).toBe(
      'perfplat <version>, 10.1.0 and 0.1.01; <version>.',
    );
  });

  it('leaves what readers see', () => {
    const text =
      'carers-allowance.css-like 12345678 figures of 2025-03-31 in take-up-12345.csv and /embed.js';
    expect(masked(text, '0.1.0')).toBe(text);
  });
});

describe('the first difference', () => {
  it('is shown with what stands around it', () => {
    const [before, after] = [`${'a'.repeat(100)}\nold`, `${'a'.repeat(100)}\nnew`];
    expect(textDifference('body', before, before)).toBeNull();
    expect(textDifference('body', before, after)).toEqual({
      what: 'body',
      place: 101,
      before: `…${'a'.repeat(79)}⏎▶old`,
      after: `…${'a'.repeat(79)}⏎▶new`,
    });
  });

  it('of a text that goes on is where the other ends', () => {
    expect(textDifference('body', 'ab', 'abc')).toEqual({
      what: 'body',
      place: 2,
      before: 'ab▶',
      after: 'ab▶c',
    });
  });

  it('of bytes is a place', () => {
    const difference = bytesDifference('body', Buffer.from([1, 255, 3]), Buffer.from([1, 254]));
    expect(difference).toEqual({ what: 'body', place: 1, before: '3 bytes', after: '2 bytes' });
  });
});

describe('answers', () => {
  const answer = { status: 200, headers: { vary: 'accept' }, body: '/embed/1/x 1.0.0', isText: true };
  const versions = { before: '1.0.0', after: '1.1.0' };

  it('of two versions are the same but for what is masked', () => {
    expect(answerDifference(answer, { ...answer, body: '/embed/2/x 1.1.0' }, versions)).toBeNull();
  });

  it('differ in status, headers or body', () => {
    const whatOf = (changed: object): string | undefined =>
      answerDifference(answer, { ...answer, ...changed }, versions)?.what;
    expect(whatOf({ status: 404, body: '' })).toBe('status');
    expect(whatOf({ headers: {} })).toBe('header vary');
    expect(whatOf({ headers: { vary: 'accept', link: '<x>' } })).toBe('header link');
    expect(whatOf({ body: '' })).toBe('body');
    expect(whatOf({ isText: false, body: '' })).toBe('body');
  });

  it('of pages that differ in white space between tags alone are counted apart', () => {
    const page = { ...answer, headers: { ...answer.headers, 'content-type': 'text/html; charset=utf-8' } };
    const moved = { ...page, body: '  /embed/2/x 1.1.0' };
    const [layout, body] = [
      answerDifference(page, moved, versions),
      answerDifference(page, { ...page, body: `${page.body}!` }, versions),
    ];
    expect([layout?.what, body?.what]).toEqual(['white space between tags', 'body']);
    const differences = new Differences();
    for (const each of [layout!, body!]) differences.add('demo', { path: '/' }, each);
    expect([differences.layouts, differences.count]).toEqual([1, 1]);
    expect(answerDifference(answer, { ...answer, body: `  ${answer.body}` }, versions)?.what).toBe('body');
  });

  it('that differ alike are told once', () => {
    const differences = new Differences();
    for (let index = 0; index < 6; index++) {
      const [before, after] = [`${index} the same old word`, `${index} the same new word`];
      differences.add('demo', { path: `/${index}` }, textDifference('body', before, after)!);
    }
    expect(differences.count).toBe(6);
    expect(differences.lines()).toEqual([
      'demo: GET /0',
      'demo: GET /1',
      'demo: GET /2',
      'demo: GET /3',
      '… and 2 more that differ likewise',
      '  body, character 11',
      '  - 0 the same ▶old word',
      '  + 0 the same ▶new word',
      '',
    ]);
  });
});

describe('an address', () => {
  it('is shown as a person reads it', () => {
    expect(addressOf({ path: '/services?text=a%20b&s=%zz' })).toBe('GET /services?text=a%20b&s=%zz');
    expect(addressOf({ path: '/services?text=a%20b' })).toBe('GET /services?text=a b');
  });

  it('of a question says its name and variables', () => {
    const question = { query: 'query Metric($slug: String!) { x }', variables: { slug: 'a' } };
    expect(addressOf(gotten(question))).toBe('GET /graphql query Metric {"slug":"a"}');
    expect(addressOf(posted(question))).toBe('POST /graphql query Metric {"slug":"a"}');
    expect(addressOf(gotten({ extensions: {}, variables: { requests: [] } }))).toBe(
      'GET /graphql known by its hash {"requests":[]}',
    );
    expect(addressOf({ ...posted({}), body: '{"query":' })).toBe('POST /graphql {"query": ');
  });
});

describe('the layout of HTML', () => {
  it('is the white space that no reader sees', () => {
    const [before, after] = [
      '<ul>\n  <li>a <b>b</b>\n c</li>\n</ul>',
      '<ul><li\n>\n a\n<b>b</b> c\n </li ></ul>\n',
    ].map(withoutLayout);
    expect(before).toBe('<ul><li>a <b>b</b> c</li></ul>');
    expect(after).toBe(before);
  });

  it('is not what parts words, nor what is written as it stands', () => {
    const differs = (one: string, other: string): boolean => withoutLayout(one) !== withoutLayout(other);
    expect(differs('<p>a <b>b</b></p>', '<p>a<b>b</b></p>')).toBe(true);
    expect(differs('<p>a</p>', '<p>a b</p>')).toBe(true);
    expect(differs('<pre>a\n b</pre>', '<pre>a b</pre>')).toBe(true);
    expect(differs('<textarea>\n\na</textarea>', '<textarea>\na</textarea>')).toBe(true);
    expect(differs('<i title="a b"></i>', '<i title="ab"></i>')).toBe(true);
  });
});

describe('the parts', () => {
  it('sample a list evenly, with its ends', () => {
    expect(sample([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([0, 4, 8]);
    expect(sample([1, 2], 3)).toEqual([1, 2]);
  });

  it('work at several things at once and keep their order', async () => {
    const done: number[] = [];
    const work = async (ms: number): Promise<number> => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      return ms;
    };
    for await (const each of inTurn([20, 1, 10, 2], work, 2)) done.push(each);
    expect(done).toEqual([20, 1, 10, 2]);
  });
});
