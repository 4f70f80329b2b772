import { describe, expect, it } from '@jest/globals';
import { jsonOf } from '../../../components/client/json.js';
import {
  moduleRequest,
  requestKey,
  withChoice,
  type ModuleWords,
} from '../../../components/client/request.js';
import { ModuleAttributes } from '../../../components/elements/module-attributes.js';

const asked = (words: ModuleWords, lang?: string) => moduleRequest(words, ModuleAttributes.properties, lang);

const SERVICE = { service: 'carers-allowance', metric: 'digital-take-up' };

describe('attributes as a request', () => {
  it.each<[ModuleWords, object]>([
    [SERVICE, SERVICE],
    [
      { organisation: 'dwp', metric: 'transactions' },
      { organisation: 'dwp', metric: 'transactions' },
    ],
    [
      { portfolio: true, metric: 'transactions' },
      { portfolio: true, metric: 'transactions' },
    ],
    [
      { dashboard: 'carers', module: 'take-up' },
      { dashboard: 'carers', module: 'take-up' },
    ],
    [
      { ...SERVICE, period: 'rolling-year' },
      { ...SERVICE, period: 'ROLLING_YEAR' },
    ],
    [
      { ...SERVICE, period: 'financial-year' },
      { ...SERVICE, period: 'FINANCIAL_YEAR' },
    ],
    [
      { ...SERVICE, compareTo: 'previous-year' },
      { ...SERVICE, compareTo: 'PREVIOUS_YEAR' },
    ],
    [
      { ...SERVICE, last: '12' },
      { ...SERVICE, last: 12 },
    ],
    [
      { ...SERVICE, from: '2013-01-01', to: '2014-01-01' },
      { ...SERVICE, from: '2013-01-01', to: '2014-01-01' },
    ],
    [
      { ...SERVICE, from: '2013-01-01T14:00Z' },
      { ...SERVICE, from: '2013-01-01T14:00Z' },
    ],
    [
      { ...SERVICE, by: 'channel' },
      { ...SERVICE, by: 'channel' },
    ],
    [
      { ...SERVICE, asOf: '2014-05-04' },
      { ...SERVICE, asOf: '2014-05-04T23:59:59.999Z' },
    ],
    [
      { ...SERVICE, asOf: '2014-05-04T12:00:00+01:00' },
      { ...SERVICE, asOf: '2014-05-04T11:00:00.000Z' },
    ],
    [
      { ...SERVICE, range: 'last-12-months', compareTo: 'none' },
      { ...SERVICE, range: 'LAST_12_MONTHS', compareTo: null },
    ],
    [{ ...SERVICE, lang: 'en' }, SERVICE],
    [
      { ...SERVICE, lang: 'cy' },
      { ...SERVICE, lang: 'cy' },
    ],
    [{ ...SERVICE, period: '', from: '', by: '' }, SERVICE],
  ])('%j', (words, request) => {
    const { lang, ...attributes } = words;
    expect(asked(attributes, lang as string | undefined).value).toEqual(request);
  });

  it.each<[ModuleWords, string]>([
    [{}, 'service'],
    [{ metric: 'transactions' }, 'service'],
    [{ service: 'x' }, 'metric'],
    [{ service: 'x', organisation: 'y', metric: 'z' }, 'organisation'],
    [{ dashboard: 'x' }, 'module'],
    [{ module: 'x' }, 'dashboard'],
    [{ ...SERVICE, period: 'fortnight' }, 'period'],
    [{ ...SERVICE, period: 'ROLLING_YEAR' }, 'period'],
    [{ ...SERVICE, compareTo: 'last-week' }, 'compare-to'],
    [{ ...SERVICE, range: 'last-12' }, 'range'],
    [{ ...SERVICE, last: '0' }, 'last'],
    [{ ...SERVICE, last: '9999999999' }, 'last'],
    [{ ...SERVICE, last: '1.5' }, 'last'],
    [{ ...SERVICE, last: 'ten' }, 'last'],
    [{ ...SERVICE, from: '1 May 2014' }, 'from'],
    [{ ...SERVICE, to: '2014' }, 'to'],
    [{ ...SERVICE, asOf: 'yesterday' }, 'as-of'],
    [{ ...SERVICE, asOf: '2014-13-45' }, 'as-of'],
  ])('%j names the attribute at fault: %s', (words, argument) => {
    const { error } = asked(words);
    expect(error).toMatchObject({ code: 'BAD_ATTRIBUTE', argument });
    expect(error?.message).not.toBe('');
  });
});

it('has one key for one question', () => {
  expect(requestKey({ service: 'a', metric: 'b' })).toBe(requestKey({ metric: 'b', service: 'a' }));
  expect(requestKey({ service: 'a', metric: 'b' })).not.toBe(requestKey({ service: 'b', metric: 'a' }));
});

describe('what is chosen for several modules', () => {
  const own = { ...SERVICE, period: 'month', from: '2014-01-01', last: 4, compareTo: 'previous-year' };

  it('takes the place of all words of its kind, and of no other', () => {
    expect(asked(withChoice(own, { range: 'all' })).value).toEqual({
      ...SERVICE,
      period: 'MONTH',
      range: 'ALL',
      compareTo: 'PREVIOUS_YEAR',
    });
    expect(asked(withChoice(own, { splitOn: '2015-01-01' })).value).toEqual({
      ...SERVICE,
      period: 'MONTH',
      from: '2014-01-01',
      last: 4,
      splitOn: '2015-01-01',
    });
    expect(asked(withChoice({ ...own, range: 'all' }, { until: '2014-12-31' })).value).toEqual({
      ...SERVICE,
      period: 'MONTH',
      until: '2014-12-31',
      compareTo: 'PREVIOUS_YEAR',
    });
  });

  it('changes nothing where nothing is chosen', () => {
    expect(withChoice(own, {})).toEqual(own);
  });
});

describe('JSON', () => {
  const values = [{ a: [1, 'two "quoted"', null, { b: false }], c: undefined, d: {} }, [], 'text', 1.5, null];

  it.each(values)('%j is as JSON.stringify writes it', (value) =>
    expect(jsonOf(value)).toBe(JSON.stringify(value)),
  );

  it('is what it was where a page has put a toJSON on every array', () => {
    const expected = values.map((value) => JSON.stringify(value));
    const polluted = Array.prototype as unknown as { toJSON?: () => string };
    polluted.toJSON = () => '[polluted]';
    const written = values.map(jsonOf);
    delete polluted.toJSON;
    expect(written).toEqual(expected);
  });
});
