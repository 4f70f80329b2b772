/** The CSV of a figure: one shape everywhere, made by the server and by the element alike. */
import { formatFigure } from './missing.js';
import { formatPeriod, isInstant, periodWord } from './periods.js';
import type {
  CoverageData,
  FigureData,
  FreshnessData,
  Language,
  MetricData,
  ModuleData,
  SpanData,
  ValueFlag,
} from './types.js';

type Cell = string | number | null | undefined;

/** Stands before the CSV of a file for people: Excel takes it for UTF-8 only so. */
export const BYTE_ORDER_MARK = '\ufeff';

const BEFORE = 'subject_type,subject,name,metric,period,start,end,label'.split(',');
const AFTER = 'value,unit,formatted,numerator,denominator,status,flags,provided,expected,share,updated'.split(
  ',',
);

/** Numbers of at most 15 significant digits, as in the server’s files; texts that a spreadsheet would run as a formula get a leading `'`. Quoted by RFC 4180. */
function cell(value: Cell): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(Number(value.toPrecision(15))) : '';
  const text = (value ?? '').replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const record = (cells: readonly Cell[]): string => cells.map(cell).join(',') + '\n';

/** The last day in a period; of an hour or a minute, its last second. */
export function lastOf(end: string): string {
  const last = new Date(Date.parse(end) - 1000).toISOString();
  return isInstant(end) ? `${last.slice(0, 19)}Z` : last.slice(0, 10);
}

const spanCells = (span: SpanData, lang: Language): Cell[] => [
  periodWord(span.period),
  span.start,
  lastOf(span.end),
  formatPeriod(span, lang),
];

type Point = Pick<FigureData, 'value' | 'formatted' | 'numerator' | 'denominator' | 'status'>;

const pointCells = (
  point: Point,
  unit: Cell,
  flags: readonly ValueFlag[],
  coverage: CoverageData,
): Cell[] => [
  point.value,
  unit,
  point.formatted,
  point.numerator,
  point.denominator,
  point.status,
  flags.join(' '),
  coverage.provided,
  coverage.expected,
  coverage.share,
];

/** A figure with what its row says of it. */
export type FigureRow = Pick<ModuleData, 'subject' | 'figure'> & {
  metric: Pick<MetricData, 'key' | 'unit'> | null;
  freshness: Pick<FreshnessData, 'lastReceivedAt'> | null;
};

const aboutCells = ({ subject, metric }: FigureRow): Cell[] => [
  subject?.kind.toLowerCase(),
  subject?.slug,
  subject?.name,
  metric?.key,
];

function figureCells(row: FigureRow, lang: Language): Cell[] {
  const { metric, figure, freshness } = row;
  if (!figure) return [];
  const cells = pointCells(figure, metric?.unit, figure.flags, figure.coverage);
  return [...aboutCells(row), ...spanCells(figure.period, lang), ...cells, freshness?.lastReceivedAt];
}

const CHANGE = ['compared_with', 'compared_value', 'change'];

const changeCells = (change: FigureData['change'] | undefined): Cell[] =>
  change ? [change.comparedWith.label, change.previous, change.absolute] : CHANGE.map(() => null);

/**
 * The CSV of figures that are not a series, such as a list's: a row each, in their order. Where one has a change, all
 * have the columns of changes, which are in the unit of the value.
 */
export function figuresCsv(rows: readonly FigureRow[], lang: Language = 'en'): string {
  const hasChange = rows.some(({ figure }) => figure?.change);
  const recordOf = (row: FigureRow): string =>
    row.figure
      ? record([...figureCells(row, lang), ...(hasChange ? changeCells(row.figure.change) : [])])
      : '';
  return record([...BEFORE, ...AFTER, ...(hasChange ? CHANGE : [])]) + rows.map(recordOf).join('');
}

/**
 * The records of the CSV of a module: one header row, then the points of its primary lines, line by line and in order of
 * time; of a module without a series, its figure. Every record ends with LF. A column named like the dimension stands
 * after `label` if the figure is split. Comparison and target lines are not in it. A module that is an error has
 * only the header.
 */
export function* figureRecords(module: ModuleData, lang: Language = 'en'): Generator<string> {
  const { subject, metric, series } = module;
  const lines = series?.lines.filter(({ role }) => role === 'PRIMARY') ?? [];
  const by = series?.by ?? (lines.length > 1 ? 'line' : null);
  // No two columns may share a name: readers by name would silently lose one.
  const isTaken = by !== null && [...BEFORE, ...AFTER].includes(by);
  const split = by === null ? [] : [isTaken ? `dimension_${by}` : by];
  const about = aboutCells(module);
  const updated = module.freshness?.lastReceivedAt;
  yield record([...BEFORE, ...split, ...AFTER]);
  if (!series) {
    if (module.figure) yield record(figureCells(module, lang));
    return;
  }
  const { period, unit, suppressBelow } = series;
  const spans: Cell[][] = [];
  for (const line of lines) {
    for (const [i, start] of series.starts.entries()) {
      const span = (spans[i] ??= spanCells({ period, start, end: series.ends[i] }, lang));
      const [value, status] = [line.values[i], line.statuses[i]];
      const coverage = { provided: line.provided[i], expected: line.expected[i], share: line.shares[i] };
      const context = { metric: metric?.key, kind: subject?.kind, period, coverage, suppressBelow };
      const options = { ...context, isLowerBound: line.lowerBounds?.[i] };
      const point = {
        value,
        status,
        formatted: formatFigure({ value, status }, unit, options, lang),
        numerator: line.numerators[i],
        denominator: line.denominators[i],
      };
      const key = by === null ? [] : [line.key];
      const cells = pointCells(point, unit, line.flags[i], coverage);
      yield record([...about, ...span, ...key, ...cells, updated]);
    }
  }
}

/** All of its records in one text. */
export const figureCsv = (module: ModuleData, lang: Language = 'en'): string =>
  [...figureRecords(module, lang)].join('');
