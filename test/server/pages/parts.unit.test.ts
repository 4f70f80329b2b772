import { describe, expect, test } from '@jest/globals';
import { mostSimilar } from '../../../server/pages/frame/similar-names.js';
import { AnswerCache } from '../../../server/http/answer-cache.js';
import {
  inAddressWords,
  parameterOf,
  parseFigureQuery,
  queryOf,
} from '../../../server/pages/figure/figure-query.js';
import { pageNumbers } from '../../../server/pages/frame/pagination.js';
import { parseServicesQuery, servicesPath } from '../../../server/pages/services/services-query.js';
import { sparkline } from '../../../server/pages/frame/sparkline.js';
import { count, paragraphs, webAddress } from '../../../server/pages/frame/texts.js';

const parse = (text: string) => parseFigureQuery(new URLSearchParams(text));

describe('the words of a figure’s address', () => {
  test('are read', () => {
    expect(parse('period=rolling-year&compare-to=previous-year&last=4&by=channel&lang=cy')).toMatchObject({
      period: 'ROLLING_YEAR',
      compareTo: 'PREVIOUS_YEAR',
      last: 4,
      by: 'channel',
      lang: 'cy',
      saysComparison: true,
    });
    expect(parse('period=&from=+&last=')).toMatchObject({ period: null, from: null, last: null });
    expect(parse('compare-to=none')).toMatchObject({ compareTo: null, saysComparison: true });
    expect(parse('utm_source=letter')).toMatchObject({ saysComparison: false });
  });

  test.each(['period=Month', 'last=-1', 'last=1.5', 'compare-to=x', 'lang=de'])('%s is refused', (text) => {
    expect(() => parse(text)).toThrow(text.split('=')[0]);
  });

  test('are written back', () => {
    const text = '?period=quarter&from=2013-01-01&to=2014-01-01&compare-to=previous-period&as-of=2014-01-01';
    expect(queryOf(parse(text.slice(1)))).toBe(text);
    expect(queryOf(parse(''))).toBe('?compare-to=none');
  });

  test('stand in messages and for arguments', () => {
    expect(parameterOf('compareTo')).toBe('compare-to');
    expect(parameterOf(null)).toBeNull();
    expect(inAddressWords('no start of a ROLLING_YEAR: MINUTE, not DWP')).toBe(
      'no start of a rolling-year: minute, not DWP',
    );
  });
});

describe('the list’s address', () => {
  test('goes round', () => {
    const path = '/services?text=tax&organisation=hmrc&sort=transactions&order=desc&page=2';
    const query = parseServicesQuery(new URLSearchParams(path.split('?')[1]), ['transactions']);
    expect(servicesPath(query)).toBe(path);
    expect(servicesPath(query, { page: 1, sort: 'name', isDescending: false })).toBe(
      '/services?text=tax&organisation=hmrc',
    );
  });

  test('keeps columns in their order, period and choice', () => {
    const path = '/services?column=b&column=a&period=quarter&missing=a&s=one&s=two';
    expect(servicesPath(parseServicesQuery(new URLSearchParams(path.split('?')[1]), ['a', 'b']))).toBe(path);
  });

  test.each(['sort=x', 'order=up', 'page=0', 'page=x', 'column=x', 'missing=x', 'period=x'])(
    '%s is refused',
    (text) => {
      expect(() => parseServicesQuery(new URLSearchParams(text), [])).toThrow(text.split('=')[0]);
    },
  );
});

test('pages of a list: first, last, those around, and gaps', () => {
  expect(pageNumbers(1, 1)).toEqual([1]);
  expect(pageNumbers(1, 15)).toEqual([1, 2, null, 15]);
  expect(pageNumbers(7, 15)).toEqual([1, null, 6, 7, 8, null, 15]);
  expect(pageNumbers(3, 4)).toEqual([1, 2, 3, 4]);
});

describe('sparklines', () => {
  test('stay open where a value is missing, and mark the newest', () => {
    const svg = sparkline([1, 2, null, 4, null])!.toString();
    expect(/ d="([^"]*)"/.exec(svg)![1]).toMatch(/^M[^M]*L[^M]*M[\d. ]+h0$/);
    expect(svg).toContain('aria-hidden="true"');
    expect(svg).toMatch(/<circle cx="177.5" cy="5"/);
  });
  test('need two values', () => {
    expect(sparkline([null, 3])).toBeNull();
    expect(sparkline([])).toBeNull();
  });
  test('of equal values are a line in the middle', () => {
    expect(sparkline([3, 3])!.toString()).toContain('M5 24L235 24');
  });
});

test('texts', () => {
  expect(paragraphs('a<br/>b\n\n c <BR> ')).toEqual(['a', 'b', 'c']);
  expect(count(1, 'service')).toBe('1 service');
  expect(count(1234, 'body', 'bodies')).toBe('1,234 bodies');
  expect(webAddress('javascript:alert(1)')).toBeNull();
  expect(webAddress('https://www.gov.uk/x')).toBe('https://www.gov.uk/x');
});

test('names like one that is not there, the likest first', () => {
  const names = ['carers-allowance', 'childcare-allowance', 'tax-disc'];
  expect(mostSimilar('carer-alowance', names, (name) => [name])[0]).toBe('carers-allowance');
  expect(mostSimilar('zzz', names, (name) => [name])).toEqual([]);
  expect(mostSimilar('', names, (name) => [name])).toEqual([]);
});

describe('kept answers', () => {
  const answer = (body: string, status = 200) => ({ status, body });
  test('are made once, also while they are being made', async () => {
    const cache = new AnswerCache<ReturnType<typeof answer>>();
    let made = 0;
    const make = async () => answer(String(++made));
    const both = await Promise.all([cache.answer('a', make), cache.answer('a', make)]);
    expect(both.map(({ body }) => body)).toEqual(['1', '1']);
    expect((await cache.answer('a', make)).body).toBe('1');
  });
  test('are not kept where they are errors', async () => {
    const cache = new AnswerCache<ReturnType<typeof answer>>();
    await expect(cache.answer('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect((await cache.answer('a', async () => answer('400', 400))).status).toBe(400);
    expect((await cache.answer('a', async () => answer('now'))).body).toBe('now');
  });
  test('give way to newer ones, by number and by size', async () => {
    const cache = new AnswerCache<ReturnType<typeof answer>>({ entries: 2, characters: 10 });
    for (const tag of ['a', 'b', 'c']) await cache.answer(tag, async () => answer('xx'));
    expect((await cache.answer('a', async () => answer('again'))).body).toBe('again');
    await cache.answer('large', async () => answer('x'.repeat(11)));
    expect((await cache.answer('large', async () => answer('small'))).body).toBe('small');
  });
});
