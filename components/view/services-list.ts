/** A list of services with their figures as texts: what `<perf-services>` shows. */
import { describeCoverage } from '../formatting/coverage.js';
import { whole } from '../formatting/digits.js';
import { explainShorthand, formatCell, type ShorthandNote } from '../formatting/missing.js';
import { periodWord } from '../formatting/periods.js';
import type { CoverageData, Language, Period, Unit, ValueFlag, ValueStatus } from '../formatting/types.js';

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

export interface ServicesData {
  totalCount: number;
  columns: readonly ServicesColumn[];
  edges: readonly ServicesRow[];
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

export interface ServicesView {
  heading: string;
  search: { label: string; submit: string };
  caption: string;
  heads: readonly ListHead[];
  totals: { label: string; cells: readonly ListTotal[] } | null;
  rows: readonly ListRow[];
  notes: readonly ShorthandNote[];
  closed: string;
  /** Where nothing matches. */
  empty: string | null;
  /** What asks for more rows; null where all are there. */
  more: string | null;
}

interface ListTexts {
  heading: string;
  search: string;
  submit: string;
  service: string;
  organisation: string;
  closed: string;
  together: (all: number) => string;
  noFigures: string;
  caption: (shown: number, all: number, order: string) => string;
  order: (sortedBy: string, isNumber: boolean, isDescending: boolean) => string;
  emptyFor: (text: string) => string;
  empty: string;
  more: (next: number) => string;
  failed: string;
}

const count = (n: number): string => whole(n, 'en');
const services = (n: number): string => (n === 1 ? '1 service' : `${count(n)} services`);

const ENGLISH: ListTexts = {
  heading: 'Services',
  search: 'Find a service',
  submit: 'Search',
  service: 'Service',
  organisation: 'Organisation',
  closed: '(closed)',
  together: (all) => (all === 1 ? 'This service' : `All ${services(all)}`),
  noFigures: 'no figures of this period',
  caption: (shown, all, order) =>
    `${shown < all ? `${count(shown)} of ${services(all)}` : services(all)}, sorted by ${order}`,
  order: (sortedBy, isNumber, isDescending) =>
    `${sortedBy}, ${isNumber ? (isDescending ? 'largest first' : 'smallest first') : isDescending ? 'from Z to A' : 'from A to Z'}`,
  emptyFor: (text) => `No service matches “${text}”. Try fewer or other words.`,
  empty: 'There is no service here yet.',
  more: (next) => `Show ${count(next)} more`,
  failed: 'This list cannot be shown.',
};

/** Welsh: add texts here; until then readers get English. */
const WELSH: Partial<ListTexts> = {};

export const listTexts = (lang: Language): ListTexts => (lang === 'cy' ? { ...ENGLISH, ...WELSH } : ENGLISH);

export interface ServicesViewOptions {
  lang: Language;
  /** `name`, `organisation`, or the key of a metric. */
  orderBy: string;
  isDescending: boolean;
  /** What the reader searched for. */
  text: string;
  /** Keys that the page's author named: their columns stay although nothing is in them. */
  metrics: string;
  /** How many rows come with each asking for more. */
  step: number;
}

/** The columns that are shown, and where their figures stand in a row. */
const shownColumns = (
  { columns }: ServicesData,
  metrics: string,
): { column: ServicesColumn; index: number }[] =>
  columns.flatMap((column, index) => (column.period || metrics.trim() ? { column, index } : []));

function cellOf(
  { node, figures }: ServicesRow,
  column: ServicesColumn,
  index: number,
  lang: Language,
): ListCell {
  const { key, label, unit } = column.definition;
  const figure = figures[index];
  if (!figure || !column.period) return { label, text: '[x]', url: null };
  const { value, isLowerBound } = figure;
  return {
    label,
    text: formatCell(figure, unit, { metric: key, isLowerBound }, lang),
    url: value === null ? null : `${node.pageUrl}/${key}?period=${periodWord(column.period.period)}`,
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

export function servicesView(data: ServicesData, options: ServicesViewOptions): ServicesView {
  const { lang, orderBy, isDescending, text, metrics, step } = options;
  const texts = listTexts(lang);
  const { totalCount, edges } = data;
  const columns = shownColumns(data, metrics);
  const figures = edges.flatMap((row) => columns.flatMap(({ index }) => row.figures[index] ?? []));
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
  const heads = [
    head('name', texts.service),
    head('organisation', texts.organisation),
    ...columns.map(({ column: { definition, period } }) =>
      head(definition.key, definition.label, period?.label ?? texts.noFigures, true),
    ),
  ];
  const by = heads.find(({ sorted }) => sorted);
  const order = texts.order(by?.label ?? orderBy, by?.isNumber ?? true, isDescending);
  const rest = totalCount - edges.length;
  return {
    heading: texts.heading,
    search: { label: texts.search, submit: texts.submit },
    caption: texts.caption(edges.length, totalCount, order),
    heads,
    totals: totalCount
      ? { label: texts.together(totalCount), cells: columns.map(({ column }) => totalOf(column, lang)) }
      : null,
    rows: edges.map((row) => ({
      slug: row.node.slug,
      name: row.node.name,
      url: row.node.pageUrl,
      isClosed: row.node.closedOn !== null,
      organisation: {
        name: row.node.organisation.abbreviation ?? row.node.organisation.name,
        full: row.node.organisation.abbreviation && row.node.organisation.name,
        url: row.node.organisation.pageUrl,
      },
      cells: columns.map(({ column, index }) => cellOf(row, column, index, lang)),
    })),
    notes: explainShorthand(
      figures.map(({ status }) => status),
      figures.map(({ flags }) => flags),
      lang,
    ),
    closed: texts.closed,
    empty: totalCount ? null : text.trim() ? texts.emptyFor(text.trim()) : texts.empty,
    more: rest > 0 ? texts.more(Math.min(rest, step)) : null,
  };
}
