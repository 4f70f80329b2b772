/** A list of services with their figures as texts: what the page of services and `<perf-services>` show. */
import { describeCoverage } from '../formatting/coverage.js';
import { explainShorthand, formatCell, type ShorthandNote } from '../formatting/missing.js';
import { periodWord } from '../formatting/periods.js';
import type { CoverageData, Language, Period, Unit, ValueFlag, ValueStatus } from '../formatting/types.js';
import { listTexts } from './services-texts.js';

/** What the server says of a column; `period` is null where the metric has no figure at all. */
export interface ServicesColumn {
  definition: { key: string; label: string; unit: Unit };
  period: { period: Period; start: string; label: string } | null;
  total: {
    formatted: string;
    value: number | null;
    coverage: CoverageData;
  } | null;
}

export interface ServicesRow {
  node: {
    slug: string;
    name: string;
    pageUrl: string;
    closedOn: string | null;
    organisation: { name: string; abbreviation: string | null; pageUrl: string };
  };
  /** In the order of the columns. */
  figures: readonly ({
    value: number | null;
    status: ValueStatus;
    flags: readonly ValueFlag[];
    isLowerBound: boolean;
  } | null)[];
}

/** Columns with their rows, whose figures stand in the order of the columns. */
export interface ServicesFigures {
  columns: readonly ServicesColumn[];
  edges: readonly ServicesRow[];
}

export interface ServicesData extends ServicesFigures {
  totalCount: number;
}

export interface ListHead {
  /** `name`, `organisation`, or the key of a metric. */
  key: string;
  label: string;
  /** The window of the column. */
  period: string;
  isNumber: boolean;
  sorted: 'ascending' | 'descending' | null;
}

export interface ListCell {
  label: string;
  text: string;
  /** The figure's own page; null where there is no value. */
  url: string | null;
}

export interface ListRow {
  slug: string;
  name: string;
  url: string;
  isClosed: boolean;
  organisation: {
    name: string;
    /** In full, where `name` is short for it. */ full: string | null;
    url: string;
  };
  cells: readonly ListCell[];
}

export interface ListTotal {
  label: string;
  text: string;
  coverage: string;
}

/** The texts of heads and cells. */
export interface ListTable {
  heads: readonly ListHead[];
  /** One for each column of figures. */
  totals: readonly ListTotal[];
  rows: readonly ListRow[];
  notes: readonly ShorthandNote[];
  /** Beside the name of a service that is. */
  closed: string;
}

export interface ServicesView extends Omit<ListTable, 'totals'> {
  heading: string;
  search: { label: string; submit: string };
  caption: string;
  totals: { label: string; cells: readonly ListTotal[] } | null;
  /** Where nothing matches. */
  empty: string | null;
  /** What asks for more rows; null where all are there. */
  more: string | null;
}

export interface ListTableOptions {
  lang: Language;
  /** `name`, `organisation`, or the key of a metric. */
  orderBy: string;
  isDescending: boolean;
}

export interface ServicesViewOptions extends ListTableOptions {
  /** What the reader searched for. */
  text: string;
  /** Keys that the page's author named: their columns stay although nothing is in them. */
  metrics: string;
  /** How many rows come with each asking for more. */
  step: number;
}

/** Without the columns that nothing is in, unless the page's author named them. */
function shownFigures({ columns, edges }: ServicesData, metrics: string): ServicesFigures {
  const isShown = (index: number): boolean => Boolean(columns[index]?.period || metrics.trim());
  return {
    columns: columns.filter((_, index) => isShown(index)),
    edges: edges.map((row) => ({ ...row, figures: row.figures.filter((_, index) => isShown(index)) })),
  };
}

function cellOf(
  figure: ServicesRow['figures'][number] | undefined,
  column: ServicesColumn,
  pageUrl: string,
  lang: Language,
): ListCell {
  const { key, label, unit } = column.definition;
  if (!figure || !column.period) return { label, text: '[x]', url: null };
  const { value, isLowerBound } = figure;
  return {
    label,
    text: formatCell(figure, unit, { metric: key, isLowerBound }, lang),
    url: value === null ? null : `${pageUrl}/${key}?period=${periodWord(column.period.period)}`,
  };
}

function rowOf(row: ServicesRow, columns: readonly ServicesColumn[], lang: Language): ListRow {
  const { slug, name, pageUrl, closedOn, organisation } = row.node;
  return {
    slug,
    name,
    url: pageUrl,
    isClosed: closedOn !== null,
    organisation: {
      name: organisation.abbreviation ?? organisation.name,
      full: organisation.abbreviation && organisation.name,
      url: organisation.pageUrl,
    },
    cells: columns.map((column, index) => cellOf(row.figures[index], column, pageUrl, lang)),
  };
}

const totalOf = ({ definition, period, total }: ServicesColumn, lang: Language): ListTotal => ({
  label: definition.label,
  text: total?.formatted ?? '[x]',
  coverage:
    total && period
      ? describeCoverage(total.coverage, { kind: 'PORTFOLIO', period: period.period }, lang)
      : '',
});

/** The table of a list, of exactly these columns and rows. */
export function listTable(
  { columns, edges }: ServicesFigures,
  { lang, orderBy, isDescending }: ListTableOptions,
): ListTable {
  const texts = listTexts(lang);
  const figures = edges.flatMap((row) => row.figures.flatMap((figure) => figure ?? []));
  const head = (key: string, label: string, period = '', isNumber = false): ListHead => {
    const isSorted = key === (orderBy || 'name');
    return {
      key,
      label,
      period,
      isNumber,
      sorted: isSorted ? (isDescending ? 'descending' : 'ascending') : null,
    };
  };
  return {
    heads: [
      head('name', texts.service),
      head('organisation', texts.organisation),
      ...columns.map(({ definition, period }) =>
        head(definition.key, definition.label, period?.label ?? texts.noFigures, true),
      ),
    ],
    totals: columns.map((column) => totalOf(column, lang)),
    rows: edges.map((row) => rowOf(row, columns, lang)),
    notes: explainShorthand(
      figures.map(({ status }) => status),
      figures.map(({ flags }) => flags),
      lang,
    ),
    closed: texts.closed,
  };
}

export function servicesView(data: ServicesData, options: ServicesViewOptions): ServicesView {
  const { lang, orderBy, isDescending, text, metrics, step } = options;
  const texts = listTexts(lang);
  const { totalCount, edges } = data;
  const { heads, totals, ...table } = listTable(shownFigures(data, metrics), options);
  const by = heads.find(({ sorted }) => sorted);
  const order = texts.order(by?.label ?? orderBy, by?.isNumber ?? true, isDescending);
  const rest = totalCount - edges.length;
  return {
    ...table,
    heading: texts.heading,
    search: { label: texts.search, submit: texts.submit },
    caption: texts.caption(edges.length, totalCount, order),
    heads,
    totals: totalCount ? { label: texts.together(totalCount), cells: totals } : null,
    empty: totalCount ? null : text.trim() ? texts.emptyFor(text.trim()) : texts.empty,
    more: rest > 0 ? texts.more(Math.min(rest, step)) : null,
  };
}
