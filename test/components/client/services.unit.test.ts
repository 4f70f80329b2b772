import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  servicesAnswer,
  servicesVariables,
  type ServicesWords,
} from '../../../components/client/services.js';
import { SERVICES_DOCUMENT } from '../../../components/client/services-document.js';
import { SERVICES_HASH } from '../../../components/client/services-hash.js';

const NOTHING: ServicesWords = {
  text: '',
  organisation: '',
  group: '',
  publishes: '',
  metrics: '',
  period: '',
  orderBy: '',
  changed: null,
  direction: '',
  compareTo: '',
};

describe('the question of a list of services', () => {
  it('has the hash of its text', () => {
    expect(SERVICES_HASH).toBe(createHash('sha256').update(SERVICES_DOCUMENT).digest('hex'));
  });

  it('is of all services by name, with the usual columns, where nothing is said', () => {
    expect(servicesVariables(NOTHING, 50, 'en').value).toEqual({
      filter: {},
      orderBy: { field: 'NAME', direction: 'ASC' },
      first: 50,
      metrics: [
        'transactions',
        'digital-take-up',
        'cost-per-transaction',
        'completion-rate',
        'user-satisfaction',
      ],
    });
  });

  it('says what the attributes say', () => {
    const words: ServicesWords = {
      text: ' tax ',
      organisation: 'dvla',
      group: 'cars',
      publishes: 'calls',
      metrics: 'calls, starts',
      period: 'rolling-year',
      orderBy: 'organisation',
      changed: null,
      compareTo: '',
      direction: 'descending',
    };
    expect(servicesVariables(words, 10, 'cy').value).toEqual({
      filter: { text: 'tax', organisation: 'dvla', group: 'cars', publishes: 'calls' },
      orderBy: { field: 'ORGANISATION', direction: 'DESC' },
      first: 10,
      metrics: ['calls', 'starts'],
      period: 'ROLLING_YEAR',
      lang: 'cy',
    });
  });

  it('sorts by the window of the column, once it is known', () => {
    const words = { ...NOTHING, orderBy: 'calls' };
    const columns = [
      { definition: { key: 'starts' }, period: { period: 'WEEK', start: '2014-01-06' } },
      { definition: { key: 'calls' }, period: { period: 'MONTH', start: '2014-01-01' } },
    ];
    expect(servicesVariables(words, 1, 'en').value?.orderBy).toEqual({
      field: 'METRIC',
      direction: 'ASC',
      metric: 'calls',
    });
    expect(servicesVariables(words, 1, 'en', columns).value?.orderBy).toMatchObject({
      period: 'MONTH',
      start: '2014-01-01',
    });
  });

  it.each<[Partial<ServicesWords>, number, string, string]>([
    [{ period: 'fortnight' }, 50, 'period', 'is not one of'],
    [{ compareTo: 'none' }, 50, 'compare-to', 'is not one of previous-period, previous-year'],
    [{ direction: 'up' }, 50, 'direction', 'is not one of ascending, descending'],
    [{}, 0, 'first', 'from 1 to 1000'],
    [{}, 1.5, 'first', 'from 1 to 1000'],
    [{}, NaN, 'first', 'from 1 to 1000'],
    [{ metrics: 'a '.repeat(21) }, 50, 'metrics', 'more than 20 keys'],
  ])('refuses %j, first %d', (words, first, argument, message) => {
    const { error } = servicesVariables({ ...NOTHING, ...words }, first, 'en');
    expect(error).toMatchObject({ code: 'BAD_ATTRIBUTE', argument });
    expect(error?.message).toContain(message);
  });

  it('sorts by the change of a metric, and asks for what changed', () => {
    const words = { ...NOTHING, orderBy: 'calls.change', changed: 'calls' };
    expect(servicesVariables(words, 1, 'en').value).toMatchObject({
      orderBy: { field: 'CHANGE', direction: 'ASC', metric: 'calls', compareTo: 'PREVIOUS_YEAR' },
      changeOf: ['calls'],
      compareTo: 'PREVIOUS_YEAR',
    });
    const columns = [{ definition: { key: 'calls' }, period: { period: 'WEEK', start: '2014-01-06' } }];
    const { value } = servicesVariables({ ...words, compareTo: 'previous-period' }, 1, 'en', columns);
    expect(value).toMatchObject({ orderBy: { start: '2014-01-06' }, compareTo: 'PREVIOUS_PERIOD' });
    expect(servicesVariables(NOTHING, 1, 'en').value).not.toHaveProperty('changeOf');
  });

  it('finds the list in an answer', () => {
    expect(servicesAnswer({ services: { totalCount: 0 } })).toEqual({ value: { totalCount: 0 } });
    expect(servicesAnswer({ modules: [] })).toBeUndefined();
  });
});
