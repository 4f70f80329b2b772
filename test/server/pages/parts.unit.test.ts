import { describe, expect, test } from '@jest/globals';
import { paragraphs } from '../../../components/formatting/paragraphs.js';
import { mostSimilar } from '../../../server/pages/frame/similar-names.js';
import { cleanAddress } from '../../../server/pages/figure/figure-form.js';
import { inAddressWords, parseFigureQuery, queryOf } from '../../../server/pages/figure/figure-query.js';
import { pageNumbers } from '../../../server/pages/frame/pagination.js';
import { parseServicesQuery, servicesPath } from '../../../server/pages/services/services-query.js';
import { sparkline } from '../../../server/pages/frame/sparkline.js';
import { count, linkedHtml, webAddress } from '../../../server/pages/frame/texts.js';

const parse = (text: string) => parseFigureQuery(new URLSearchParams(text));

describe('the words of a figure’s address', () => {
  test('are read', () => {
    expect(parse('period=rolling-year&compare-to=previous-year&last=4&by=channel&lang=cy')).toMatchObject({
      period: 'ROLLING_YEAR',
      compareTo: 'PREVIOUS_YEAR',
      last: 4,
      by: 'channel',
      lang: 'cy',
    });
    expect(parse('period=&from=+&last=')).toMatchObject({ period: null, from: null, last: null });
    expect(parse('compare-to=none').compareTo).toBeNull();
    expect(parse('split-on=2014-01-01').compareTo).toBeNull();
    expect(parse('utm_source=letter').compareTo).toBeUndefined();
  });

  test.each(['period=Month', 'last=-1', 'last=1.5', 'compare-to=x', 'lang=de'])('%s is refused', (text) => {
    expect(() => parse(text)).toThrow(text.split('=')[0]);
  });

  test('are written back', () => {
    const text = '?period=quarter&from=2013-01-01&to=2014-01-01&compare-to=previous-period&as-of=2014-01-01';
    expect(queryOf(parse(text.slice(1)))).toBe(text);
    expect(queryOf(parse(''))).toBe('?compare-to=none');
  });

  test('are sent by the form all at once: days take the place of every other word of the span', () => {
    const all = 'made-for=month&period=month&from=2014-01-01&to=2014-05-01&last=3&range=all';
    const clean = (more: string): string | null => cleanAddress(new URLSearchParams(`${all}&${more}`));
    expect(clean('since=2014-01-31')).toBe('?period=month&since=2014-01-31&compare-to=none');
    expect(clean('until=2014-01-31')).toBe('?period=month&until=2014-01-31&compare-to=none');
    expect(clean('since=')).toBe(
      '?period=month&from=2014-01-01&to=2014-05-01&last=3&range=all&compare-to=none',
    );
  });

  test('stand in messages', () => {
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
  const written =
    'See [the guide](https://a.gov.uk/?b&c) & [more](HTTP://d.gov.uk).<br>[it](javascript:x) <b>';
  const [first, second] = linkedHtml(written).map(String);
  expect(first).toContain(
    'See <a href="https://a.gov.uk/?b&amp;c">the guide</a> &amp; <a href="HTTP://d.gov.uk">more</a>.',
  );
  expect(second).toContain('[it](javascript:x) &lt;b&gt;');
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
