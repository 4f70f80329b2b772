import { describe, expect, it } from '@jest/globals';
import type { ModuleData } from '../../../components/formatting/types.js';
import { windowIndex } from '../../../components/formatting/windows.js';
import { comparedSpan } from '../../../components/view/compared-span.js';
import { fileUrl, safeUrl } from '../../../components/view/links.js';
import { moduleView } from '../../../components/view/module-view.js';
import * as fixtures from '../fixtures/modules.js';

describe('the head', () => {
  it('says figure, period, flags, change, coverage, sentence, freshness', () => {
    const view = moduleView(fixtures.takeUp());
    expect(view.state).toBe('ready');
    expect(view.heading).toEqual({ level: 2, text: 'Digital take-up', subject: 'Carer’s Allowance' });
    expect(view.headline).toEqual({
      value: '56.8%',
      isMissing: false,
      period: 'March 2014',
      notes: ['Provisional'],
    });
    expect(view.change).toEqual({
      text: '+12 points compared with March 2013',
      arrow: '▲',
      verdict: 'BETTER',
      verdictText: 'Better',
    });
    expect(view.coverage).toBe('Based on 98.4% of the volume');
    expect(view.summary).toMatch(/^It was highest in March 2014/);
    expect(view.freshness).toBe('Data to March 2014, received 11 April; next due by 21 May 2014');
    expect(view.publisher).toEqual([
      'Published by Department for Work and Pensions. Source: Carer’s Allowance Unit',
      'Contact: performance@dwp.example',
      'Licence: Open Government Licence v3.0',
    ]);
  });

  it('never shows a portfolio without its coverage', () => {
    const data = fixtures.takeUp();
    const view = moduleView({
      ...data,
      subject: data.subject && { ...data.subject, kind: 'PORTFOLIO' },
      figure: data.figure && {
        ...data.figure,
        coverage: { provided: 734, expected: 734, share: null },
      },
    });
    expect(view.coverage).toBe('Based on 734 of 734 services');
  });

  it('says why there is no change, without arrow and verdict', () => {
    const { figure, ...data } = fixtures.takeUp();
    const change = figure?.change && {
      ...figure.change,
      ...{ current: null, previous: null, absolute: null, relative: null, formatted: 'whatever' },
      verdict: 'UNCLEAR' as const,
      reason: 'there is no figure for March 2013',
    };
    const view = moduleView({ ...data, figure: figure && { ...figure, change: change ?? null } });
    expect(view.change).toEqual({
      text: 'There is no figure for March 2013',
      arrow: null,
      verdict: 'UNCLEAR',
      verdictText: null,
    });
  });

  it('marks a change for the worse with its own arrow and word', () => {
    const { figure, ...data } = fixtures.takeUp();
    const change = figure?.change && {
      ...figure.change,
      formatted: '\u22123 points',
      verdict: 'WORSE' as const,
    };
    const view = moduleView({ ...data, figure: figure && { ...figure, change: change ?? null } });
    expect(view.change).toMatchObject({ arrow: '▼', verdictText: 'Worse' });
  });
});

describe('the states', () => {
  const states: [string, () => ModuleData, string[]][] = [
    ['ready', fixtures.takeUp, []],
    ['late', fixtures.lateModule, ['Late: April 2014 was due by 21 May']],
    ['late', fixtures.stoppedModule, ['No new data since March 2014; was due by 21 May 2014']],
    ['missing', fixtures.missingModule, []],
    ['empty', fixtures.emptyModule, ['No data has been published for this yet.']],
    ['failed', fixtures.failedModule, ['This figure cannot be shown. There is no service "carers".']],
  ];

  it.each(states)('%s is told in words', (state, data, notices) => {
    const view = moduleView(data());
    expect(view.state).toBe(state);
    expect(view.notices.map(({ text }) => text)).toEqual(notices);
    // Said once: what a notice says does not stand at the foot as well.
    if (view.state === 'late') expect(view.freshness).toBeNull();
  });

  it('are all different, and only those with a value show a number', () => {
    const views = states.map(([, data]) => moduleView(data()));
    const heads = views.map(({ headline, notices }) => JSON.stringify([headline, notices]));
    expect(new Set(heads).size).toBe(states.length);
    for (const { state, headline, change } of views) {
      if (state === 'ready' || state === 'late') continue;
      expect(headline?.value ?? '').not.toMatch(/\d/);
      expect(change).toBeNull();
    }
  });

  it('say the age of what could not be renewed', () => {
    const aged = (staleMs: number): string | undefined =>
      moduleView(fixtures.takeUp(), { staleMs }).notices.at(-1)?.text;
    expect(aged(1)).toContain('1 minute ago');
    expect(aged(12 * 60_000)).toContain('12 minutes ago');
    expect(aged(5 * 3_600_000)).toContain('5 hours ago');
  });
});

describe('the range', () => {
  it('covers every point and stands at the figure', () => {
    expect(moduleView(fixtures.takeUp()).range).toEqual({
      label: 'Point in time',
      min: 0,
      max: 14,
      value: 14,
      moment: 'March 2014',
      valueText: 'March 2014: 56.8%, up 12 points on March 2013',
    });
  });

  it('stands at the newest value, as the picture does, where the figure is not among the points', () => {
    const { figure, series, ...data } = fixtures.takeUp();
    const [first, ...others] = series!.lines;
    const values = first!.values.map((value, index) => (index > 12 ? null : value));
    const lines = [{ ...first!, values }, ...others];
    const module = { ...data, figure: null, series: { ...series!, lines } };
    expect(windowIndex(module.series, null)).toBe(12);
    expect(moduleView(module).range).toMatchObject({ value: 12, moment: 'January 2014' });
    const none = lines.map((line) => ({ ...line, values: values.map(() => null) }));
    const elsewhere = { ...figure!.period, start: '2011-01-01' };
    const empty = { ...module, figure: { ...figure!, value: null, period: elsewhere } };
    // Where nothing is to be read nothing is to be moved.
    expect(moduleView({ ...empty, series: { ...series!, lines: none } }).range).toBeNull();
  });

  it('moves the row, and never what the head says', () => {
    const [still, moved] = [undefined, 13].map((selected) => moduleView(fixtures.takeUp(), { selected }));
    expect(moved!.range).toMatchObject({
      ...{ value: 13, moment: 'February 2014' },
      valueText: 'February 2014: 55.6%, up 12.7 points on February 2013',
    });
    expect(moved!.selected).toBe(13);
    for (const part of [
      'headline',
      'change',
      'target',
      'coverage',
      'notes',
      'summary',
      'companions',
    ] as const)
      expect(moved![part]).toEqual(still![part]);
  });

  it('offers no stage of a journey to read', () => {
    const view = moduleView({ ...fixtures.byChannel(), chart: 'FUNNEL' }, { selected: 14, line: 'phone' });
    expect(view.lines).toEqual([]);
  });

  it('says a gap in words', () => {
    const view = moduleView(fixtures.takeUp(), { selected: 5 });
    expect(view.range?.valueText).toBe('June 2013: Not provided');
  });

  it('reads one of several lines', () => {
    const view = moduleView(fixtures.byChannel(), { selected: 14, line: 'phone' });
    expect(view.lines).toEqual([
      { key: 'digital', label: 'Digital', isSelected: false },
      { key: 'phone', label: 'Phone', isSelected: true },
      { key: 'paper', label: 'Paper', isSelected: false },
    ]);
    expect(view.range?.valueText).toBe('March 2014, Phone: 5,760');
  });

  it.each(['table', 'figure'] as const)('is not in the view %s', (view) => {
    expect(moduleView(fixtures.takeUp(), { view }).range).toBeNull();
  });
});

describe('the table', () => {
  it('has caption with unit and period, scopes for all columns, newest first', () => {
    const { table } = moduleView(fixtures.takeUp());
    expect(table).toMatchObject({
      caption: 'Digital take-up, Carer’s Allowance, by month (per cent)',
      explanations: ['[x] not available', '1 September 2013: New start page'],
      rowHeading: 'Period',
      columns: ['Digital take-up', 'A year earlier', 'Change'],
    });
    expect(table?.rows).toHaveLength(15);
    expect(table?.rows[0]).toEqual({
      index: 14,
      heading: 'March 2014',
      cells: ['56.8%', '44.8%', '+12 points'],
    });
    expect(table?.rows[9]).toEqual({ index: 5, heading: 'June 2013', cells: ['[x]', '[x]', '[x]'] });
  });

  it('is made with a column a line where there are several', () => {
    const { table } = moduleView(fixtures.byChannel());
    expect(table?.columns).toEqual(['Digital', 'Phone', 'Paper']);
    expect(table?.rows[0]?.cells).toEqual(['14,180', '5,760', '3,860']);
  });

  it('is left out where it is not wanted', () => {
    const view = moduleView(fixtures.takeUp(), { noTable: true, noDownload: true });
    expect(view.table).toBeNull();
    expect(view.links.map(({ kind }) => kind)).toEqual(['page']);
    expect(view.detailsLabel).toBe('Definition');
    expect(moduleView(fixtures.takeUp()).detailsLabel).toBe('Table, definition and downloads');
  });
});

describe('links', () => {
  it('are the page and its files, with the question kept', () => {
    expect(moduleView(fixtures.takeUp()).links.map(({ url }) => url)).toEqual([
      'https://performance.example/services/carers-allowance/digital-take-up?period=month',
      'https://performance.example/services/carers-allowance/digital-take-up.csv?period=month&download',
      'https://performance.example/services/carers-allowance/digital-take-up.svg?period=month&download',
      'https://performance.example/services/carers-allowance/digital-take-up.png?period=month&download',
      'https://performance.example/services/carers-allowance/digital-take-up.json?period=month&download',
    ]);
    expect(fileUrl('/services/x/y#top', 'csv')).toBe('/services/x/y.csv?download');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '//evil.example', '/\\evil.example', '', null])(
    'are never %j',
    (url) => expect(safeUrl(url)).toBeNull(),
  );
});

describe('what a point is compared with', () => {
  const span = (period: 'MONTH' | 'WEEK' | 'ROLLING_YEAR', start: string, end: string) => ({
    period,
    start,
    end,
  });
  it.each([
    [
      span('MONTH', '2014-03-01', '2014-04-01'),
      span('MONTH', '2013-03-01', '2013-04-01'),
      span('MONTH', '2013-12-01', '2014-01-01'),
      '2012-12-01',
      '2013-01-01',
    ],
    [
      span('MONTH', '2014-03-01', '2014-04-01'),
      span('MONTH', '2014-02-01', '2014-03-01'),
      span('MONTH', '2014-01-01', '2014-02-01'),
      '2013-12-01',
      '2014-01-01',
    ],
    [
      span('WEEK', '2014-03-10', '2014-03-17'),
      span('WEEK', '2014-03-03', '2014-03-10'),
      span('WEEK', '2014-01-06', '2014-01-13'),
      '2013-12-30',
      '2014-01-06',
    ],
    [
      span('ROLLING_YEAR', '2013-10-01', '2014-10-01'),
      span('ROLLING_YEAR', '2012-10-01', '2013-10-01'),
      span('ROLLING_YEAR', '2013-07-01', '2014-07-01'),
      '2012-07-01',
      '2013-07-01',
    ],
  ])('%j is to %j as %j is to %s', (from, to, point, start, end) => {
    expect(comparedSpan(from, to, point)).toMatchObject({ start, end });
  });
});
