/** What each word of a request means to the engine. What is refused is in test/server/resolvers/refusals.db.test.ts. */
import { BusyError } from '../../../server/errors.js';
import { describe, expect, test } from '@jest/globals';
import { BUILT_IN_MEASURES, BUILT_IN_METRICS } from '../../../server/metrics/builtin/builtin.js';
import {
  chartFor,
  languageOf,
  moduleQuestion,
  moduleRangeOf,
  problemOf,
  type ModuleRequest,
} from '../../../server/modules/module-question.js';
import type { Snapshot } from '../../../server/store/snapshot.js';

const metric = (key: string) => BUILT_IN_METRICS.find((each) => each.key === key)!;
const of = (kind: string) => ({ kind, slug: kind.toLowerCase(), services: [] });
const catalogue = {
  metrics: BUILT_IN_METRICS,
  tables: { metrics: BUILT_IN_METRICS },
  metric: (key: string) => BUILT_IN_METRICS.find((metric) => metric.key === key),
  measure: (key: string) => BUILT_IN_MEASURES.find((measure) => measure.key === key),
  services: [{ slug: 'nine' }],
  organisations: [],
  groups: [],
  subject: (kind: string, slug: string) => (['none', 'nnie'].includes(slug) ? undefined : of(kind)),
  portfolio: () => of('PORTFOLIO'),
} as never;
const snapshot = { catalogue } as unknown as Snapshot;
const question = (request: ModuleRequest) =>
  moduleQuestion({ metric: 'transactions', period: 'QUARTER', ...request }, snapshot);
const BASE: ModuleRequest = { service: 'a' };

describe('the question of a request', () => {
  test.each([
    [{ service: 'a' }, 'SERVICE'],
    [{ organisation: 'a' }, 'ORGANISATION'],
    [{ group: 'a' }, 'GROUP'],
    [{ portfolio: true }, 'PORTFOLIO'],
  ])('%j is of a %s', (request, kind) => {
    expect(question(request)).toMatchObject({
      kind: 'series',
      subject: { kind },
      metric: { key: 'transactions' },
      period: 'QUARTER',
    });
  });

  test.each<[ModuleRequest, object]>([
    [{}, { from: null, to: null, isNamedRange: false, by: null, top: null, asOf: null }],
    [
      { from: '2014-01-01', to: '2014-07-01' },
      { from: { recorded: 'quarter' }, to: { recorded: 'quarter' } },
    ],
    [{ last: 5 }, { last: 5 }],
    [
      { by: 'channel', top: 3 },
      { by: 'channel', top: 3 },
    ],
    [{ by: '' }, { by: null }],
    [{ compareTo: 'PREVIOUS_YEAR' }, { compareTo: 'PREVIOUS_YEAR' }],
    [{ compareTo: null }, { compareTo: null }],
    [{ asOf: '2014-05-01T12:00:00Z' }, { asOf: '2014-05-01T12:00:00.000Z' }],
  ])('%j', (words, expected) => {
    expect(question({ ...BASE, ...words })).toMatchObject(expected);
  });

  test('a day stands for the windows that lie wholly on its side', () => {
    const start = (words: ModuleRequest): unknown => question({ ...BASE, ...words }).from?.start;
    expect(start({ since: '2014-02-01' })).toBe(start({ from: '2014-04-01' }));
    expect(question({ ...BASE, until: '2014-02-01' }).to).toEqual(question({ ...BASE, to: '2014-01-01' }).to);
  });

  test('a whole metric has its story, one that is split has none', () => {
    const { story } = question({ ...BASE, metric: 'user-satisfaction' });
    expect(story?.companions.map(({ key }) => key)).toEqual(['satisfied-share', 'ratings']);
    expect(story?.breakdown).toMatchObject({ metric: { key: 'ratings' }, by: 'rating' });
    expect(question({ ...BASE, by: 'channel' }).story).toBeUndefined();
  });
});

test('how it is drawn, where nobody says, suits the split', () => {
  const drawn = (words: ModuleRequest): unknown => chartFor(words, null, metric('transactions'), catalogue);
  expect(drawn({})).toBe('LINE');
  expect(drawn({ by: 'channel' })).toBe('STACKED');
});

test('only what adds up is stacked or divided into shares', () => {
  const drawn = (words: ModuleRequest, key: string, stored: 'SHARE' | null = null): unknown =>
    chartFor(words, stored, metric(key), catalogue);
  expect(drawn({ by: 'channel', chart: 'SHARE' }, 'transactions')).toBe('SHARE');
  expect(drawn({ by: 'error', chart: 'STACKED' }, 'errors-per-1000-starts')).toBe('STACKED');
  for (const [key, by] of [
    ['completion-rate', 'service'],
    ['content-effectiveness', 'page'],
    ['journey', 'stage'],
  ] as const) {
    const problem = `the values of ${by} do not add up to a whole`;
    expect(() => drawn({ by, chart: 'STACKED' }, key)).toThrow(problem);
    expect(() => drawn({ by, chart: 'SHARE' }, key)).toThrow(problem);
    expect(() => question({ ...BASE, metric: key, period: 'WEEK', by, chart: 'SHARE' })).toThrow(problem);
    // What was stored before it was refused is drawn as suits it.
    expect(drawn({ by }, key, 'SHARE')).toBe(drawn({ by }, key));
  }
});

test('what an address repeats of a request is its query', () => {
  const range = moduleRangeOf({ ...BASE, metric: 'x', title: 'T', period: 'MONTH', last: 3, asOf: null });
  expect(range).toMatchObject({ period: 'MONTH', last: 3, asOf: null });
  expect(Object.keys(range).filter((name) => ['service', 'metric', 'title'].includes(name))).toEqual([]);
});

test.each([
  [null, 'en'],
  ['cy-GB', 'cy'],
  ['cyan', 'en'],
  ['de', 'en'],
])('the language %s is %s', (tag, language) => expect(languageOf(tag)).toBe(language));

test('what is wrong is data that names the word; every other error is thrown on', () => {
  const failing = (request: ModuleRequest): unknown => {
    try {
      return question(request);
    } catch (error) {
      return problemOf(error);
    }
  };
  expect(failing({ service: 'none' })).toMatchObject({ code: 'NOT_FOUND', argument: 'service' });
  expect(failing({ service: 'nnie' })).toMatchObject({
    message: 'there is no service "nnie"; did you mean "nine"?',
  });
  expect(failing({ ...BASE, metric: 'transactoins' })).toMatchObject({
    message: 'there is no metric "transactoins"; did you mean "transactions"?',
  });
  expect(failing({ ...BASE, top: 3 })).toMatchObject({ code: 'BAD_TOP', argument: 'top' });
  expect(failing({ ...BASE, metric: 'journey', period: 'WEEK', by: 'stage', top: 3 })).toMatchObject({
    argument: 'top',
  });
  expect(() => problemOf(new TypeError('x'))).toThrow(TypeError);
  expect(() => problemOf(new BusyError())).toThrow(BusyError);
});
