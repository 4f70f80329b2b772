/**
 * The words of a request for a module: the one table. Made from it are the request's type, the fields of the API's input
 * and of its `DashboardModule`, the parameters of addresses, the attributes that pages write, the keys of a dashboard's YAML
 * and what is stored of it. What browsers load cannot import it: test/components/request-words.unit.test.ts holds the
 * elements against it.
 */
import { COMPARISONS, PERIODS, type Comparison, type Period } from '../metrics/periods.js';
import {
  CHART_KINDS,
  SCALES,
  SIZES,
  VIEW_KINDS,
  type ChartKind,
  type Scale,
  type Size,
  type ViewKind,
} from '../metrics/presentation.js';
import { MOST_LINES, MOST_POINTS, RANGES, type Range } from '../metrics/ranges.js';

/** What the words of each kind hold. */
interface Values {
  flag: boolean;
  slug: string;
  text: string;
  language: string;
  /** A whole number from 1 on. */
  count: number;
  /** Of a window, as its period writes it: `2014-01-01`, `2014-01-01T10:00Z`. */
  start: string;
  day: string;
  /** Or a day: its end. */
  instant: string;
  period: Period;
  range: Range;
  comparison: Comparison;
  chart: ChartKind;
  view: ViewKind;
  scale: Scale;
  size: Size;
}
export type WordKind = keyof Values;

/** The values of kinds that have a list of them. Outside the API they are written in lower case: `rolling-year`. */
export const CHOICES: { readonly [Kind in WordKind]?: readonly (Values[Kind] & string)[] } = {
  period: PERIODS,
  range: RANGES,
  comparison: COMPARISONS,
  chart: CHART_KINDS,
  view: VIEW_KINDS,
  scale: SCALES,
  size: SIZES,
};

interface Word {
  /** The query of an address writes a flag as `true`; one that is not set is not written. */
  kind: WordKind;
  /** Where an address says it, and then an attribute of `<perf-module>` says it, too; absent = neither does. */
  address?: 'path' | 'query';
  /** The API's input takes it: the description of its field. */
  asked?: string;
  /** A dashboard may store it with a module: the description of the field of `DashboardModule`. */
  stored?: string;
  /** Of a count: the most that may be stored. */
  most?: number;
  /** One of the words that say which span of time: where a reader sets one, those of the stored module do not apply. */
  isSpan?: true;
  /** It is asked of a drawing alone: the data are the same. */
  isDrawn?: true;
  /** The value that addresses and attributes leave out. */
  default?: string;
}

/** In the order in which addresses and tags write them. */
export const REQUEST_WORDS = {
  dashboard: { kind: 'slug', address: 'path', asked: 'The slug of a dashboard.' },
  module: { kind: 'slug', address: 'path', asked: 'The slug of a module of that dashboard.' },
  service: { kind: 'slug', address: 'path', asked: 'The slug of a service.' },
  organisation: { kind: 'slug', address: 'path', asked: 'The slug of an organisation.' },
  group: { kind: 'slug', address: 'path', asked: 'The slug of a service group.' },
  portfolio: { kind: 'flag', address: 'path', asked: 'All services.' },
  metric: { kind: 'slug', address: 'path', asked: 'The key of a metric.' },
  title: { kind: 'text', asked: 'A title to show in the place of the metric’s label.' },
  period: {
    kind: 'period',
    address: 'query',
    asked: 'The length of each window; the metric’s default.',
    stored: 'The length of each window.',
  },
  from: {
    kind: 'start',
    address: 'query',
    isSpan: true,
    asked: 'The first window (inclusive).',
    stored: 'The first window.',
  },
  to: {
    kind: 'start',
    address: 'query',
    isSpan: true,
    asked: 'The window after the last (exclusive).',
    stored: 'The window after the last.',
  },
  since: {
    kind: 'day',
    address: 'query',
    isSpan: true,
    asked: 'The first day (`2014-03-31`, any): only windows that begin on it or later.',
  },
  until: {
    kind: 'day',
    address: 'query',
    isSpan: true,
    asked: 'The last day (`2014-03-31`, any; included): only windows that end by then.',
  },
  last: {
    kind: 'count',
    address: 'query',
    isSpan: true,
    most: MOST_POINTS,
    asked: 'How many windows; of a range, the last ones.',
    stored: 'How many windows.',
  },
  range: {
    kind: 'range',
    address: 'query',
    isSpan: true,
    asked: 'How far back, in the place of `from`, `to`, `since`, `until` and `last`.',
  },
  by: {
    kind: 'slug',
    address: 'query',
    asked: 'The dimension to split by.',
    stored: 'The dimension that it is split by.',
  },
  top: {
    kind: 'count',
    address: 'query',
    most: MOST_LINES,
    asked:
      'Of a split, so many lines with the largest values of what is drawn (bars: of the latest window; else of all windows together); the others are one more, `all-others`.',
    stored: 'So many lines of the split.',
  },
  compareTo: {
    kind: 'comparison',
    address: 'query',
    asked: 'What each window is compared with; null compares a stored module with nothing.',
    stored: 'What each window is compared with.',
  },
  splitOn: {
    kind: 'day',
    address: 'query',
    asked:
      'A day: what came after it is compared with as long before it (`beforeAndAfter`). In the place of `compareTo`.',
  },
  sameServices: {
    kind: 'flag',
    address: 'query',
    asked: 'Every window is of the services that have a value in all of them.',
    stored: 'Whether every window is of the services that have a value in all of them.',
  },
  asOf: { kind: 'instant', address: 'query', asked: 'The values as they were known then.' },
  chart: {
    kind: 'chart',
    address: 'query',
    asked: 'How it is drawn, in the place of what suits it: `top` ranks by what is drawn.',
    stored: 'How it is drawn; null = as suits the metric.',
  },
  view: {
    kind: 'view',
    address: 'query',
    isDrawn: true,
    asked: 'What of it its `drawing` shows; as it is stored if absent, else the chart.',
    stored: 'What of it is shown; null = the chart.',
  },
  size: {
    kind: 'size',
    stored:
      'How much of a row it takes where there is room; null = half, and all of it for a text or the only figure of a section.',
  },
  scale: {
    kind: 'scale',
    isDrawn: true,
    asked: 'Whether the small charts of its `drawing` have a scale each; they share one if absent.',
  },
  noChart: { kind: 'flag', isDrawn: true, asked: 'Its `drawing` has no chart.' },
  noTable: { kind: 'flag', isDrawn: true, asked: 'Its `drawing` does not speak of a table.' },
  width: {
    kind: 'count',
    isDrawn: true,
    asked: 'For which width its `drawing` is, where that says none.',
  },
  noDownload: { kind: 'flag', isDrawn: true, asked: 'Its `drawing` has no downloads.' },
  lang: {
    kind: 'language',
    address: 'query',
    default: 'en',
    asked: 'The language of texts, like `en` or `cy-GB`; English where there is no other.',
  },
} as const satisfies Record<string, Word>;

type Table = typeof REQUEST_WORDS;
export type RequestWord = keyof Table;

/** The words that have something in common. */
type WordsWith<Facts extends Partial<Word>> = {
  [Name in RequestWord]: Table[Name] extends Facts ? Name : never;
}[RequestWord];

export type AskedWord = WordsWith<{ asked: string }>;
/** The words of the query of an address. */
export type QueryWord = WordsWith<{ address: 'query' }>;
export type StoredWord = WordsWith<{ stored: string }>;
/** The words that only a drawing follows. */
export type DrawnWord = WordsWith<{ isDrawn: true }>;

/** Null and absent both mean "not set", with one exception: `compareTo: null` asks for no comparison. */
export type WordValues<Names extends RequestWord> = { [Name in Names]?: Values[Table[Name]['kind']] | null };

/** A word's entry in the table, for code that treats all words alike. */
export const factsOf = (name: RequestWord): Word => REQUEST_WORDS[name];

const named = <Name extends RequestWord>(is: (word: Word) => boolean): readonly Name[] =>
  (Object.keys(REQUEST_WORDS) as Name[]).filter((name) => is(factsOf(name)));

export const ASKED_WORDS = named<AskedWord>(({ asked }) => asked !== undefined);
export const QUERY_WORDS = named<QueryWord>(({ address }) => address === 'query');
export const STORED_WORDS = named<StoredWord>(({ stored }) => stored !== undefined);
export const DRAWN_WORDS = named<DrawnWord>(({ isDrawn }) => isDrawn === true);
export const SPAN_WORDS = named<WordsWith<{ isSpan: true }>>(({ isSpan }) => isSpan === true);

/** `compareTo` → `compare-to`. */
export type WrittenName<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `-${Lowercase<First>}`}${WrittenName<Rest>}`
  : Name;

/** A word's name in attributes, addresses and YAML: `compareTo` → `compare-to`. */
export const writtenName = <Name extends string>(name: Name): WrittenName<Name> =>
  name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`) as WrittenName<Name>;

/** A value of a list as it is written outside the API: ROLLING_YEAR → `rolling-year`. */
export const writtenChoice = (value: string): string => value.toLowerCase().replaceAll('_', '-');

/** Written in addresses and attributes to ask for no comparison. */
export const NO_COMPARISON = 'none';
