/** A list of services with their figures as texts: what the page of services and `<perf-services>` show. */
import { closingText } from '../formatting/closing.js';
import { describeCoverage } from '../formatting/coverage.js';
import { explainShorthand, formatCell, type ShorthandNote } from '../formatting/missing.js';
import { periodWord } from '../formatting/periods.js';
import type { CoverageData, Language, Period, Unit, ValueFlag, ValueStatus } from '../formatting/types.js';
import {
  changeCell,
  changedMetric,
  changeKey,
  changeLabel,
  changePeriod,
  changeTotal,
  type ChangesCell,
  type ChangesColumn,
} from './services-change.js';
import type { ListCell, ListTotal } from './services-list.types.js';
import { listTexts, type SortKind } from './services-texts.js';

/** What the server says of a column; `period` is null where the metric has no figure at all. */
export interface ServicesColumn {
  definition: { key: string; label: string; unit: Unit };
  period: { period: Period; start: string; label: string } | null;
  /** Why it is of another period than usual. */
  note: string | null;
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
  /** In the order of the columns of changes. */
  changes?: readonly ChangesCell[];
}

/** Columns with their rows, whose figures stand in the order of the columns. */
export interface ServicesFigures {
  columns: readonly ServicesColumn[];
  /** That of the metric by whose change the list is sorted; absent or empty = it is not. */
  changeColumns?: readonly ChangesColumn[];
  edges: readonly ServicesRow[];
}

export interface ServicesData extends ServicesFigures {
  totalCount: number;
}

export interface ListHead {
  /** `name`, `organisation`, the key of a metric, or that of its change. */
  key: string;
  label: string;
  /** The window of the column. */
  period: string;
  /** Why it is of another period than usual. */
  note: string | null;
  isNumber: boolean;
  /** Numbers begin with the largest; names with A, changes with the worst. */
  isDescendingFirst: boolean;
  sorted: 'ascending' | 'descending' | null;
}

export interface ListRow {
  slug: string;
  name: string;
  url: string;
  /** That it has closed, or when it will; empty where neither is known. */
  closing: string;
  organisation: {
    name: string;
    /** In full, where `name` is short for it. */ full: string | null;
    url: string;
  };
  cells: readonly ListCell[];
}

/** The texts of heads and cells. */
export interface ListTable {
  heads: readonly ListHead[];
  /** One for each column of figures. */
  totals: readonly ListTotal[];
  rows: readonly ListRow[];
  notes: readonly ShorthandNote[];
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
  /** `name`, `organisation`, the key of a metric, or that of its change. */
  orderBy: string;
  isDescending: boolean;
  /** What changes are against, as addresses write it; `previous-year` if absent. */
  comparison?: string;
  /** Whether a day, like `2014-03-31`, is over. */
  isOver: (day: string) => boolean;
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
function shownFigures({ columns, edges, changeColumns }: ServicesData, metrics: string): ServicesFigures {
  const isShown = (index: number): boolean => Boolean(columns[index]?.period || metrics.trim());
  return {
    changeColumns,
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

/** The columns from left to right, by where they stand in the answer: changes stand beside the figures that change. */
type Place = { figure: ServicesColumn; at: number } | { change: ChangesColumn; at: number };

function placesOf({ columns, changeColumns = [] }: ServicesFigures): Place[] {
  const changes = changeColumns.map((change, at) => ({ change, at }));
  const beside = (key: string): Place[] => changes.filter(({ change }) => change.definition.key === key);
  const alone = changes.filter(
    ({ change }) => !columns.some(({ definition }) => definition.key === change.definition.key),
  );
  const placed = columns.flatMap((figure, at): Place[] => [{ figure, at }, ...beside(figure.definition.key)]);
  return [...placed, ...alone];
}

function rowOf(
  row: ServicesRow,
  places: readonly Place[],
  { lang, comparison = 'previous-year', isOver }: ListTableOptions,
): ListRow {
  const { slug, name, pageUrl, closedOn, organisation } = row.node;
  return {
    slug,
    name,
    url: pageUrl,
    closing: closingText(closedOn, isOver, lang),
    organisation: {
      name: organisation.abbreviation ?? organisation.name,
      full: organisation.abbreviation && organisation.name,
      url: organisation.pageUrl,
    },
    cells: places.map((place) =>
      'figure' in place
        ? cellOf(row.figures[place.at], place.figure, pageUrl, lang)
        : changeCell(row.changes?.[place.at], place.change, { pageUrl, comparison, lang }),
    ),
  };
}

const totalOf = ({ definition, period, total }: ServicesColumn, lang: Language): ListTotal => ({
  key: definition.key,
  label: definition.label,
  text: total?.formatted ?? '[x]',
  coverage:
    total && period
      ? describeCoverage(total.coverage, { kind: 'PORTFOLIO', period: period.period }, lang)
      : '',
});

function headsOf(places: readonly Place[], { lang, orderBy, isDescending }: ListTableOptions): ListHead[] {
  const texts = listTexts(lang);
  const head = (key: string, label: string, more: Partial<ListHead> = {}): ListHead => {
    const isSorted = key === (orderBy || 'name');
    const sorted = isSorted ? (isDescending ? 'descending' : 'ascending') : null;
    return { key, label, period: '', note: null, isNumber: false, isDescendingFirst: false, sorted, ...more };
  };
  return [
    head('name', texts.service),
    head('organisation', texts.organisation),
    ...places.map((place) => {
      if ('change' in place) {
        const period = changePeriod(place.change, lang);
        const key = changeKey(place.change.definition.key);
        return head(key, changeLabel(place.change, lang), { period, isNumber: true });
      }
      const { definition, period, note } = place.figure;
      const of = { period: period?.label ?? texts.noFigures, note };
      return head(definition.key, definition.label, { ...of, isNumber: true, isDescendingFirst: true });
    }),
  ];
}

/** The table of a list, of exactly these columns and rows. */
export function listTable(data: ServicesFigures, options: ListTableOptions): ListTable {
  const { edges } = data;
  const { lang } = options;
  const figures = edges.flatMap((row) => row.figures.flatMap((figure) => figure ?? []));
  const places = placesOf(data);
  return {
    heads: headsOf(places, options),
    totals: places.map((place) =>
      'figure' in place ? totalOf(place.figure, lang) : changeTotal(place.change, lang),
    ),
    rows: edges.map((row) => rowOf(row, places, options)),
    notes: explainShorthand(
      figures.map(({ status }) => status),
      figures.map(({ flags }) => flags),
      lang,
    ),
  };
}

function sortKind({ changeColumns }: ServicesData, by: ListHead | undefined, orderBy: string): SortKind {
  const metric = changedMetric(orderBy);
  if (metric === null) return (by?.isNumber ?? true) ? 'number' : 'name';
  const changed = changeColumns?.find(({ definition }) => definition.key === metric);
  return changed?.definition.direction === 'NEUTRAL' ? 'movement' : 'change';
}

export function servicesView(data: ServicesData, options: ServicesViewOptions): ServicesView {
  const { lang, orderBy, isDescending, text, metrics, step } = options;
  const texts = listTexts(lang);
  const { totalCount, edges } = data;
  const { heads, totals, ...table } = listTable(shownFigures(data, metrics), options);
  const by = heads.find(({ sorted }) => sorted);
  const order = texts.order(by?.label ?? orderBy, sortKind(data, by, orderBy), isDescending);
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
