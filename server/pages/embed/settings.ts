/** What somebody has chosen on the embed page: all of it stands in its address. */
import { writtenWords, type AddressWords } from '../../modules/module-address.js';
import { ArgumentError } from '../../errors.js';
import { FIGURE_PARAMETERS, parseFigureQuery, valueOf } from '../figure/figure-query.js';
import { WAYS, type Way } from './policy/needs.js';
import {
  isTicked,
  numberBetween,
  THEME_PARAMETERS,
  themeOf,
  themeQuery,
  wordOf,
  type Theme,
} from './theme.js';

/** What of a module is left out, as its tag says it. */
export const PARTS = ['no-chart', 'no-table', 'no-download'] as const;

const FILES = ['platform', 'pinned', 'own'] as const;
type FilesChoice = (typeof FILES)[number];

/** The part that a frame's address has, too. */
export interface Shown {
  words: AddressWords;
  /** 1 to 6; null = 2, as where nothing is said. */
  headingLevel: number | null;
  /** Of PARTS. */
  without: readonly string[];
  theme: Theme;
}

export interface Settings extends Shown {
  way: Way;
  /** Of a dashboard: its picker is left out. */
  hasNoPicker: boolean;
  /** Of a frame, in CSS pixels; null = what suits it. */
  height: number | null;
  /** How wide the place on the page is; null = as wide as here. */
  width: number | null;
  /** Where the page is; null = not said. */
  page: URL | null;
  files: FilesChoice;
}

export const SHOWN_PARAMETERS: readonly string[] = [
  ...FIGURE_PARAMETERS,
  'heading-level',
  ...PARTS,
  ...THEME_PARAMETERS,
];

/** Every parameter of the page. `of` and `whole` say what is embedded. */
export const EMBED_PARAMETERS: readonly string[] = [
  ...['of', 'whole', 'way', 'height', 'width', 'page', 'files', 'no-picker'],
  ...SHOWN_PARAMETERS,
];

/** @throws ArgumentError that names the parameter */
export const shownOf = (query: URLSearchParams): Shown => ({
  words: parseFigureQuery(query),
  headingLevel: numberBetween(query, 'heading-level', 1, 6),
  without: PARTS.filter((part) => isTicked(query, part)),
  theme: themeOf(query),
});

/** An address on the web, also without its beginning. @throws ArgumentError */
export function pageOf(query: URLSearchParams): URL | null {
  const text = valueOf(query, 'page');
  if (text === null) return null;
  const whole = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  const isAddress = URL.canParse(whole) && /^(localhost|\[.*\]|.+\..+)$/.test(new URL(whole).hostname);
  if (isAddress) return new URL(whole);
  throw new ArgumentError(
    'page',
    `must be the address of a page, like https://www.example.org/about, not "${text}"`,
  );
}

/** @throws ArgumentError that names the parameter */
export const settingsOf = (query: URLSearchParams): Settings => ({
  ...shownOf(query),
  way: wordOf(query, 'way', WAYS),
  hasNoPicker: isTicked(query, 'no-picker'),
  height: numberBetween(query, 'height', 100, 5000),
  width: numberBetween(query, 'width', 280, 2000),
  page: pageOf(query),
  files: wordOf(query, 'files', FILES),
});

/** The words of a module, for the addresses of its page and files. */
export const wordsQuery = ({ words }: Pick<Shown, 'words'>): string => asQuery(writtenWords(words, true));

/** The same with how it looks, for the address of its frame. */
export const shownQuery = ({ words, headingLevel, without, theme }: Shown): string =>
  asQuery([
    ...writtenWords(words, true),
    ...(headingLevel === null ? [] : [['heading-level', String(headingLevel)] as [string, string]]),
    ...without.map((part): [string, string] => [part, 'true']),
    ...themeQuery(theme),
  ]);

const asQuery = (pairs: [string, string][]): string =>
  pairs.length > 0 ? `?${new URLSearchParams(pairs)}` : '';

/** What the tag of an element says of how it is shown. */
export const shownAttributes = ({
  headingLevel,
  without,
}: Pick<Shown, 'headingLevel' | 'without'>): [string, string | null][] => [
  ...(headingLevel === null ? [] : [['heading-level', String(headingLevel)] as [string, string]]),
  ...without.map((part): [string, null] => [part, null]),
];
