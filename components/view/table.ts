import { formatChange } from '../formatting/changes.js';
import { downtimeAt, hasDowntime } from '../formatting/downtime.js';
import { formatCoverage } from '../formatting/coverage.js';
import { formatCell } from '../formatting/missing.js';
import { formatDate, formatPeriod, periodWord } from '../formatting/periods.js';
import type { Language, ModuleData, SeriesData, Unit } from '../formatting/types.js';
import { lineName, primaryLines } from '../formatting/windows.js';
import { fill, wordsOf } from '../formatting/words.js';
import { moduleTitle } from './head-words.js';
import type { TableView } from './module-view.types.js';
import { windowTable } from './breakdown.js';
import { figureIndex, spanAt } from './point.js';
import { explanationsAt } from './shorthand.js';
import { detailsTexts } from './details-texts.js';

interface Column {
  heading: string;
  cell: (index: number) => string;
}

/** More lines than that are no columns a reader can follow: the table then is one window, a row a line. */
const MOST_COLUMNS = 6;

/** Whether the table shows one window alone, and so depends on which. */
export const isOfOneWindow = ({ series, chart }: ModuleData): boolean =>
  series !== null && (chart === 'FUNNEL' || primaryLines(series).length > MOST_COLUMNS);

/**
 * The module's table, newest row first; null without a series. Every value is the full one, never the short form.
 * @param selected the window that is read, if the reader chose one
 */
export function moduleTable(
  data: ModuleData,
  lang: Language,
  selected = figureIndex(data),
): TableView | null {
  const { series, metric, subject } = data;
  const name = moduleTitle(data);
  const title = subject && !name.includes(subject.name) ? `${name}, ${subject.name}` : name;
  if (!series?.starts.length || !series.lines.length) return null;
  if (isOfOneWindow(data)) {
    const isOfFirst = data.chart === 'FUNNEL';
    const caption = `${title}, ${formatPeriod(spanAt(series, selected), lang)}`;
    return windowTable(series, selected, { caption, metric: metric?.key ?? '', isOfFirst }, lang);
  }
  const texts = detailsTexts(lang);
  const { unit } = series;
  const options = { metric: metric?.key ?? '' };
  const primary = primaryLines(series);
  const valueColumns = series.lines.map((line): Column => ({
    heading:
      primary.length === 1 && line === primary[0] ? (metric?.label ?? line.label) : lineName(series, line),
    cell: (index) =>
      formatCell(
        {
          value: line.values[index] ?? null,
          status: line.statuses[index] ?? 'NOT_PROVIDED',
          flags: line.flags[index] ?? [],
        },
        unit,
        { ...options, isLowerBound: line.lowerBounds?.[index] },
        lang,
      ),
  }));
  const isOnlyLine = primary.length === 1;
  const changes = isOnlyLine ? changeColumn(series, unit, options.metric, lang) : null;
  const coverage = isOnlyLine ? coverageColumn(series, subject?.kind ?? 'SERVICE', lang) : null;
  const columns = [
    ...valueColumns,
    isOnlyLine && hasDowntime(metric, subject, series) ? downtimeColumn(series, lang) : null,
    changes,
    coverage,
  ].filter((column) => column !== null);
  const word = periodWord(series.period);
  const indexes = [...series.starts.keys()];
  return {
    caption: texts.caption(title, texts.periods[word] ?? word, texts.units[unit]),
    explanations: [
      ...explanationsAt(
        series,
        lang,
        indexes,
        indexes.some((index) => changes?.cell(index) === '[x]'),
      ),
      ...notes(series, lang),
    ],
    rowHeading: texts.period,
    columns: columns.map(({ heading }) => heading),
    rows: indexes
      .map((index) => ({
        index,
        heading: formatPeriod(spanAt(series, index), lang),
        cells: columns.map(({ cell }) => cell(index)),
      }))
      .reverse(),
  };
}

function changeColumn({ changes }: SeriesData, unit: Unit, metric: string, lang: Language): Column | null {
  if (!changes) return null;
  return {
    heading: detailsTexts(lang).change,
    cell: (index) => {
      const [absolute, relative] = [changes.absolutes[index] ?? null, changes.relatives[index] ?? null];
      return formatChange({ absolute, relative, unit }, { metric }, lang) || '[x]';
    },
  };
}

/** Coverage is worth a column where it is of services, or where a part is missing somewhere. */
function coverageColumn(
  series: SeriesData,
  kind: Parameters<typeof formatCoverage>[1]['kind'],
  lang: Language,
): Column | null {
  const line = primaryLines(series)[0];
  if (!line) return null;
  const isWorthIt =
    kind !== 'SERVICE' || line.expected.some((count, index) => count > 1 && count !== line.provided[index]);
  if (!isWorthIt) return null;
  return {
    heading: detailsTexts(lang).coverage,
    cell: (index) => {
      const [provided, expected] = [line.provided[index] ?? 0, line.expected[index] ?? 0];
      return formatCoverage({ provided, expected }, { kind, period: series.period }, lang);
    },
  };
}

function downtimeColumn(series: SeriesData, lang: Language): Column {
  const line = primaryLines(series)[0]!;
  return {
    heading: detailsTexts(lang).downtime,
    cell: (index) =>
      formatCell(
        { value: downtimeAt(line, index), status: line.statuses[index] ?? 'NOT_PROVIDED', flags: [] },
        's',
        {},
        lang,
      ),
  };
}

/** "8 September 2026: The claim was out of order": what the picture says of stretches of time. */
function notes({ annotations }: SeriesData, lang: Language): string[] {
  const date = (day: string): string => formatDate(day.slice(0, 10), {}, lang);
  return annotations.map(({ from, to, text }) => {
    const range = to === null ? date(from) : fill(wordsOf(lang).range, { from: date(from), to: date(to) });
    // What names its day itself needs no other.
    return text.includes(range) ? text : `${range}: ${text}`;
  });
}
