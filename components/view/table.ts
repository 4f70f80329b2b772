import { formatChange } from '../formatting/changes.js';
import { formatCoverage } from '../formatting/coverage.js';
import { explainShorthand, formatCell } from '../formatting/missing.js';
import { formatPeriod, periodWord } from '../formatting/periods.js';
import type { Language, ModuleData, SeriesData, Unit, ValueFlag, ValueStatus } from '../formatting/types.js';
import { moduleTitle } from './head.js';
import type { TableView } from './module-view.types.js';
import { primaryLines, spanAt } from './point.js';
import { detailsTexts } from './details-texts.js';

interface Column {
  heading: string;
  cell: (index: number) => string;
}

/** The module's table, newest row first; null without a series. Every value is the full one, never the short form. */
export function moduleTable(data: ModuleData, lang: Language): TableView | null {
  const { series, metric, subject } = data;
  const name = moduleTitle(data);
  const title = subject && !name.includes(subject.name) ? `${name}, ${subject.name}` : name;
  if (!series?.starts.length || !series.lines.length) return null;
  const texts = detailsTexts(lang);
  const { unit } = series;
  const options = { metric: metric?.key ?? '' };
  const primary = primaryLines(series);
  const valueColumns = series.lines.map((line): Column => ({
    heading: primary.length === 1 && line === primary[0] ? (metric?.label ?? line.label) : line.label,
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
  const columns = [...valueColumns, changes, coverage].filter((column) => column !== null);
  const word = periodWord(series.period);
  return {
    caption: texts.caption(title, texts.periods[word] ?? word, texts.units[unit]),
    explanations: explanationsOf(series, changes, lang),
    periodHeading: texts.period,
    columns: columns.map(({ heading }) => heading),
    rows: series.starts
      .map((_, index) => ({
        index,
        period: formatPeriod(spanAt(series, index), lang),
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

function explanationsOf(series: SeriesData, changes: Column | null, lang: Language): string[] {
  const statuses = new Set<ValueStatus>();
  const flags = new Set<ValueFlag>();
  for (const line of series.lines) {
    line.values.forEach((value, index) => {
      const status = line.statuses[index] ?? 'NOT_PROVIDED';
      statuses.add(value === null && status === 'PROVIDED' ? 'NOT_PROVIDED' : status);
    });
    for (const list of line.flags) for (const flag of list) flags.add(flag);
  }
  if (changes && series.starts.some((_, index) => changes.cell(index) === '[x]'))
    statuses.add('NOT_PROVIDED');
  return explainShorthand(statuses, [[...flags]], lang).map(({ mark, text }) => `${mark} ${text}`);
}
