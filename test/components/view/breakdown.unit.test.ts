import { expect, it } from '@jest/globals';
import type { ModuleData, SeriesLineData, ValueStatus } from '../../../components/formatting/types.js';
import { moduleHtml } from '../../../components/view/module-html.js';
import { moduleView } from '../../../components/view/module-view.js';
import * as fixtures from '../fixtures/modules.js';

const RATINGS = {
  key: 'ratings',
  label: 'Ratings',
  description: '',
  unit: 'count',
  direction: 'NEUTRAL',
} as const;

/** A score with its responses, and the ratings behind it, of the same fifteen months. */
function satisfaction(): ModuleData {
  const { starts, ends } = fixtures.months(15);
  const columns = { period: 'MONTH', unit: 'count', starts, ends } as const;
  const counts = (first: number): number[] => starts.map((_, index) => first + index);
  const metric = { ...RATINGS, formula: '', caveats: [] };
  const lines = [10, 20, 40, 80, 160].map((first, index) =>
    fixtures.line(counts(first), { key: String(index + 1), label: `Rating ${index + 1}` }),
  );
  const responses = fixtures.line(counts(310), { label: 'Responses' });
  return fixtures.takeUp({
    companions: [{ metric: { ...metric, label: 'Responses' }, series: { ...columns, lines: [responses] } }],
    breakdown: { metric, chart: 'BAR', series: { ...columns, by: 'rating', lines } },
  });
}

it('moves the breakdown with the selection, and nothing beside the headline', () => {
  const now = moduleView(satisfaction());
  expect(now.companions).toEqual([{ label: 'Responses', value: '324', isMissing: false, notes: [] }]);
  expect(now.breakdown).toMatchObject({
    title: 'Ratings, March 2014',
    table: { caption: 'Ratings, March 2014 (number)', rowHeading: 'Rating', columns: ['Value', 'Share'] },
  });
  expect(now.breakdown?.table.rows.at(-1)).toEqual({
    index: 14,
    heading: 'Rating 5',
    cells: ['174', '45.8%'],
  });
  const then = moduleView(satisfaction(), { selected: 0 });
  expect(then.companions).toEqual(now.companions);
  expect(then.breakdown?.title).toBe('Ratings, January 2013');
  expect(then.breakdown?.table.rows[0]?.cells).toEqual(['10', '3.2%']);
});

it('never mixes two windows', () => {
  const data = satisfaction();
  const shift = <T extends { starts: readonly string[]; ends: readonly string[] }>(series: T): T => ({
    ...series,
    starts: series.starts.map((start) => start.replace('20', '19')),
  });
  const view = moduleView({
    ...data,
    companions: data.companions.map((each) => ({ ...each, series: shift(each.series) })),
    breakdown: data.breakdown && { ...data.breakdown, series: shift(data.breakdown.series) },
  });
  expect([view.companions, view.breakdown]).toEqual([[], null]);
});

it('says why a companion has no number, and gives no share of a sum that is not whole', () => {
  const data = satisfaction();
  const gone = {
    values: [null],
    statuses: ['SUPPRESSED' as const],
    flags: [[]],
    provided: [0],
    expected: [1],
  };
  const cut = <T extends ModuleData['companions'][number]['series']>(series: T): T => ({
    ...series,
    starts: series.starts.slice(14),
    ends: series.ends.slice(14),
    suppressBelow: 10,
    lines: series.lines.map((line) => ({ ...line, ...gone })),
  });
  const view = moduleView({
    ...data,
    companions: data.companions.map((each) => ({ ...each, series: cut(each.series) })),
    breakdown: data.breakdown && { ...data.breakdown, series: cut(data.breakdown.series) },
  });
  expect(view.companions[0]).toMatchObject({ value: 'Suppressed (fewer than 10)', isMissing: true });
  expect(view.breakdown?.table.rows[0]?.cells).toEqual(['[c]']);
  expect(view.breakdown?.table.explanations).toEqual(['[c] confidential']);
});

it('divides by the same rules as the picture beside it', () => {
  const data = satisfaction();
  const cellsOf = (
    changed: Partial<SeriesLineData>,
    chart: 'BAR' | 'FUNNEL' = 'BAR',
  ): (readonly string[])[] | undefined => {
    const { series, ...rest } = data.breakdown!;
    const lines = series.lines.map((line, index) => (index === 1 ? { ...line, ...changed } : line));
    const view = moduleView({ ...data, breakdown: { ...rest, chart, series: { ...series, lines } } });
    return view.breakdown?.table.rows.slice(0, 3).map(({ cells }) => cells);
  };
  const gone = (status: ValueStatus): Partial<SeriesLineData> => ({
    values: data.series!.starts.map(() => null),
    statuses: data.series!.starts.map(() => status),
  });
  // A part that there was not then takes nothing away; of one that is missing nobody knows the whole.
  expect(cellsOf(gone('NOT_APPLICABLE'))).toEqual([
    ['24', '6.9%'],
    ['[z]', '[z]'],
    ['54', '15.6%'],
  ]);
  expect(cellsOf(gone('NOT_PROVIDED'))).toEqual([['24'], ['[x]'], ['54']]);
  expect(cellsOf({ values: data.series!.starts.map(() => -1) })?.map(({ length }) => length)).toEqual([
    1, 1, 1,
  ]);
  // Of a funnel each step is held against the first, whatever became of another.
  expect(cellsOf(gone('NOT_PROVIDED'), 'FUNNEL')).toEqual([
    ['24', '100%'],
    ['[x]', '[x]'],
    ['54', '225%'],
  ]);
});

it('has a row a line where there are more lines than columns can be read', () => {
  const data = fixtures.byChannel();
  const many = data.series!.lines.flatMap((line) => [
    line,
    { ...line, key: `${line.key}2` },
    { ...line, key: '3' },
  ]);
  const wide = { ...data, series: { ...data.series!, lines: many } };
  expect(moduleView(wide).table).toMatchObject({
    caption: 'Transactions, Carer’s Allowance, March 2014 (number)',
    rowHeading: 'Channel',
    columns: ['Value', 'Share'],
  });
  expect(moduleView(wide).table?.rows).toHaveLength(9);
  expect(moduleView(wide, { selected: 0 }).table?.caption).toContain('January 2013');
});

it('says the target and whether it is met', () => {
  const data = fixtures.takeUp();
  const at = (met: boolean | null): ModuleData => ({
    ...data,
    figure: data.figure && { ...data.figure, target: { value: 80, formatted: '80%', met } },
  });
  expect([true, false, null].map((met) => moduleView(at(met)).target)).toEqual([
    'Target 80%: met',
    'Target 80%: not met',
    'Target 80%',
  ]);
});

it('is all in the HTML, the breakdown as a table of its own', () => {
  const text = String(moduleHtml(moduleView(satisfaction())));
  expect(text).toMatch(/<dt>Responses<\/dt>\s*<dd>324<\/dd>/);
  expect(text.match(/<table/g)).toHaveLength(2);
  expect(new Set(text.match(/id="[^"]+"/g)).size).toBe(2);
});
