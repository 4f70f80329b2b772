/** The CSV of a figure: one shape everywhere, made by the server and by the element alike. */
import { formatFigure } from './missing.js';
import { formatPeriod, isInstant, periodWord } from './periods.js';
import type { FigureData, Language, ModuleData, SeriesData, SpanData } from './types.js';

type Cell = string | number | null;

const BEFORE = ['subject_type', 'subject', 'name', 'metric', 'period', 'start', 'end', 'label'];
const AFTER = [
  'value',
  'unit',
  'formatted',
  'numerator',
  'denominator',
  'status',
  'flags',
  'provided',
  'expected',
  'share',
  'updated',
];

/** Numbers in full; texts that a spreadsheet would run as a formula get a leading `'`. Quoted by RFC 4180. */
function cell(value: Cell): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = (value ?? '').replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The last day in a period; of an hour or a minute, its last second. */
const lastOf = (end: string): string =>
  isInstant(end)
    ? new Date(Date.parse(end) - 1000).toISOString().replace('.000', '')
    : new Date(Date.parse(end) - 86_400_000).toISOString().slice(0, 10);

const spanCells = (span: SpanData, lang: Language): Cell[] => [
  periodWord(span.period),
  span.start,
  lastOf(span.end),
  formatPeriod(span, lang),
];

function figureRow(
  { period, coverage, ...figure }: FigureData,
  unit: string,
  lang: Language,
): [Cell[], Cell[]] {
  return [
    spanCells(period, lang),
    [
      figure.value,
      unit,
      figure.formatted,
      figure.numerator,
      figure.denominator,
      figure.status,
      figure.flags.join(' '),
      coverage.provided,
      coverage.expected,
      coverage.share,
    ],
  ];
}

function* seriesRows(
  module: ModuleData,
  series: SeriesData,
  by: string | null,
  lang: Language,
): Generator<[Cell[], Cell[]]> {
  const spans = series.starts.map((start, i) =>
    spanCells({ period: series.period, start, end: series.ends[i] }, lang),
  );
  for (const line of series.lines) {
    if (line.role !== 'PRIMARY') continue;
    for (let i = 0; i < spans.length; i++) {
      const coverage = { provided: line.provided[i], expected: line.expected[i] };
      const formatted = formatFigure(
        { value: line.values[i], status: line.statuses[i] },
        series.unit,
        {
          metric: module.metric?.key,
          above: line.above?.[i],
          kind: module.subject?.kind,
          period: series.period,
          coverage,
          suppressBelow: series.suppressBelow,
        },
        lang,
      );
      yield [
        by === null ? spans[i] : [...spans[i], line.key],
        [
          line.values[i],
          series.unit,
          formatted,
          line.numerators[i],
          line.denominators[i],
          line.statuses[i],
          line.flags[i].join(' '),
          coverage.provided,
          coverage.expected,
          line.shares[i],
        ],
      ];
    }
  }
}

/**
 * The CSV of a module: one header row, then the points of its primary lines, line by line and in order of time;
 * of a module without a series, its figure. Records end with LF, the file with the last of them. A column named
 * like the dimension stands after `label` if the figure is split. Comparison and target lines are not in it. A
 * module that is an error has only the header.
 */
export function figureCsv(module: ModuleData, lang: Language = 'en'): string {
  const { subject, metric, series, figure } = module;
  const primary = series?.lines.filter(({ role }) => role === 'PRIMARY').length ?? 0;
  const by = series?.by ?? (primary > 1 ? 'line' : null);
  // No two columns may share a name: readers by name would silently lose one.
  const dimension = by !== null && [...BEFORE, ...AFTER].includes(by) ? `dimension_${by}` : by;
  const about = [
    subject?.kind.toLowerCase() ?? '',
    subject?.slug ?? '',
    subject?.name ?? '',
    metric?.key ?? '',
  ];
  const updated = module.freshness?.lastReceivedAt ?? '';
  const lines = [[...BEFORE, ...(dimension === null ? [] : [dimension]), ...AFTER].map(cell).join(',')];
  const rows = series
    ? seriesRows(module, series, by, lang)
    : figure
      ? [figureRow(figure, metric?.unit ?? '', lang)]
      : [];
  for (const [span, values] of rows) lines.push([...about, ...span, ...values, updated].map(cell).join(','));
  return lines.join('\n') + '\n';
}
