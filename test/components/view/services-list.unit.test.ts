import { describe, expect, it } from '@jest/globals';
import { servicesView, type ServicesData, type ServicesRow } from '../../../components/view/services-list.js';

const figure = (value: number | null, more = {}): NonNullable<ServicesRow['figures'][number]> => ({
  value,
  status: value === null ? 'SUPPRESSED' : 'PROVIDED',
  flags: [],
  isLowerBound: false,
  ...more,
});
const row = (slug: string, figures: ServicesRow['figures'], closedOn: string | null = null): ServicesRow => ({
  node: {
    slug,
    name: slug.toUpperCase(),
    pageUrl: `https://example.org/services/${slug}`,
    closedOn,
    organisation: {
      name: 'Some Agency',
      abbreviation: 'SA',
      pageUrl: 'https://example.org/organisations/sa',
    },
  },
  figures,
});
const DATA: ServicesData = {
  totalCount: 1200,
  columns: [
    {
      definition: { key: 'transactions', label: 'Transactions', unit: 'count' },
      period: { period: 'ROLLING_YEAR', start: '2013-10-01', label: '12 months to September 2014' },
      note: 'most services publish it for 12 months',
      total: {
        formatted: '12 million',
        value: 12e6,
        coverage: { provided: 900, expected: 1200, share: null },
      },
    },
    { definition: { key: 'calls', label: 'Calls', unit: 'count' }, period: null, note: null, total: null },
    {
      definition: { key: 'digital-take-up', label: 'Digital take-up', unit: '%' },
      period: { period: 'MONTH', start: '2014-09-01', label: 'September 2014' },
      note: null,
      total: { formatted: '61%', value: 61, coverage: { provided: 1, expected: 2, share: 98.4 } },
    },
  ],
  edges: [
    row('one', [figure(1642), null, figure(null)], '2014-01-01'),
    row('two', [null, null, figure(56.78)], '2014-12-31'),
  ],
};
const OPTIONS = {
  lang: 'en',
  orderBy: 'transactions',
  isDescending: true,
  text: '',
  metrics: '',
  step: 50,
  isOver: (day: string) => day < '2014-12-31',
} as const;

describe('the view of a list of services', () => {
  const view = servicesView(DATA, OPTIONS);

  it('has a column for each metric that there is data of, and says of which window', () => {
    expect(view.heads.map(({ label, period, sorted }) => [label, period, sorted])).toEqual([
      ['Service', '', null],
      ['Organisation', '', null],
      ['Transactions', '12 months to September 2014', 'descending'],
      ['Digital take-up', 'September 2014', null],
    ]);
    expect(view.heads.map(({ note }) => note)).toEqual([
      null,
      null,
      'most services publish it for 12 months',
      null,
    ]);
  });

  it('keeps a column without figures where its metric was asked for', () => {
    const named = servicesView(DATA, { ...OPTIONS, metrics: 'transactions calls' });
    expect(named.heads.find(({ key }) => key === 'calls')?.period).toBe('no figures of this period');
    expect(named.rows[0]?.cells[1]).toEqual({ label: 'Calls', text: '[x]', url: null });
    expect(named.totals?.cells[1]).toMatchObject({ label: 'Calls', text: '[x]', coverage: '' });
  });

  it('leads from each value to its own page, and says why there is none', () => {
    expect(view.rows.map(({ name, closing }) => [name, closing])).toEqual([
      ['ONE', '(closed)'],
      ['TWO', '(closes on 31 December 2014)'],
    ]);
    expect(view.rows[0]?.cells).toEqual([
      {
        label: 'Transactions',
        text: '1,642',
        url: 'https://example.org/services/one/transactions?period=rolling-year',
      },
      { label: 'Digital take-up', text: '[c]', url: null },
    ]);
    expect(view.rows[1]?.cells[0]?.text).toBe('[x]');
    expect(view.notes.map(({ mark }) => mark)).toContain('[c]');
    expect(view.rows[0]?.organisation).toEqual({
      name: 'SA',
      full: 'Some Agency',
      url: 'https://example.org/organisations/sa',
    });
  });

  it('has the totals with what they cover', () => {
    expect(view.totals).toEqual({
      label: 'All 1,200 services',
      cells: [
        { key: 'transactions', label: 'Transactions', text: '12 million', coverage: '900 of 1,200 services' },
        {
          key: 'digital-take-up',
          label: 'Digital take-up',
          text: '61%',
          coverage: '1 of 2 services, 98.4% of the volume',
        },
      ],
    });
  });

  it('says how many there are, in which order, and how to get more', () => {
    expect(view.caption).toBe('2 of 1,200 services, sorted by Transactions, largest first');
    expect(view.more).toBe('Show 50 more');
    const all = servicesView({ ...DATA, totalCount: 2 }, { ...OPTIONS, orderBy: '', isDescending: false });
    expect(all.caption).toBe('2 services, sorted by Service, from A to Z');
    expect(all.more).toBeNull();
  });

  describe('sorted by change', () => {
    const change = (formatted: string, verdict: 'BETTER' | 'WORSE' | 'SAME' | 'UNCLEAR') => ({
      change: { formatted, verdict },
    });
    const changed = (direction: 'HIGHER_IS_BETTER' | 'NEUTRAL', key = 'transactions'): ServicesData => ({
      ...DATA,
      changeColumns: [
        {
          definition: { key, label: 'Transactions', direction },
          period: { period: 'ROLLING_YEAR' },
          total: {
            change: {
              ...change('+2%', 'BETTER').change,
              comparedWith: { label: '12 months to September 2013' },
              matched: { provided: 3, expected: 4, share: 90 },
            },
          },
        },
      ],
      edges: [
        { ...DATA.edges[0]!, changes: [change('\u22125%', 'WORSE')] },
        { ...DATA.edges[1]!, changes: [change('', 'UNCLEAR')] },
      ],
    });
    const options = { ...OPTIONS, orderBy: 'transactions.change', isDescending: false };
    const shown = servicesView(changed('HIGHER_IS_BETTER'), options);

    it('has a column of changes beside the figures', () => {
      expect(shown.heads.map(({ key }) => key)).toEqual([
        'name',
        'organisation',
        'transactions',
        'transactions.change',
        'digital-take-up',
      ]);
      expect(shown.heads[3]).toMatchObject({
        label: 'Change of transactions',
        period: 'compared with 12 months to September 2013',
        sorted: 'ascending',
        isDescendingFirst: false,
      });
      expect(shown.rows.map(({ cells }) => cells[1])).toEqual([
        {
          label: 'Change of transactions',
          text: '\u22125%, worse',
          url: 'https://example.org/services/one/transactions?period=rolling-year&compare-to=previous-year',
        },
        { label: 'Change of transactions', text: '[x]', url: null },
      ]);
      expect(shown.totals?.cells[1]).toMatchObject({
        text: '+2%, better',
        coverage: '3 of 4 services, 90% of the volume',
      });
    });

    it('says which end comes first', () => {
      const captionOf = (data: ServicesData, isDescending: boolean): string =>
        servicesView(data, { ...options, isDescending }).caption.replace(/.*sorted by /, '');
      expect(captionOf(changed('HIGHER_IS_BETTER'), false)).toBe('Change of transactions, worst first');
      expect(captionOf(changed('HIGHER_IS_BETTER'), true)).toBe('Change of transactions, best first');
      expect(captionOf(changed('NEUTRAL'), false)).toBe('Change of transactions, largest fall first');
      expect(captionOf(changed('NEUTRAL'), true)).toBe('Change of transactions, largest rise first');
    });

    it('has the column last where the figures themselves are not shown', () => {
      const alone = servicesView(changed('NEUTRAL', 'starts'), { ...options, orderBy: 'starts.change' });
      expect(alone.heads.at(-1)?.key).toBe('starts.change');
      expect(alone.rows[0]?.cells.at(-1)?.text).toBe('\u22125%, worse');
    });
  });

  it('says that nothing matches', () => {
    const none = { ...DATA, totalCount: 0, edges: [] };
    expect(servicesView(none, { ...OPTIONS, text: ' zz ' })).toMatchObject({
      empty: 'No service matches “zz”. Try fewer or other words.',
      totals: null,
    });
    expect(servicesView(none, OPTIONS).empty).toBe('There is no service here yet.');
  });
});
