import { jsonOf } from './json.js';

/** What a word of a request says; null compares with nothing, where a stored module has a comparison. */
type Value = string | number | boolean | null;

/** GraphQL's input `ModuleRequest`: either `dashboard` and `module`, or one subject and `metric`, and how much of it. */
export type ModuleRequest = Record<string, Value>;

/** What a page's author wrote: attribute values by property name; empty strings count as not written. */
export type ModuleWords = Partial<Record<string, string | number | boolean>>;

/** An attribute that cannot be understood; `argument` is the attribute's name in HTML. */
export interface AttributeError {
  code: 'BAD_ATTRIBUTE';
  argument: string;
  message: string;
}

export type ModuleOutcome<T> = { value: T; error?: undefined } | { value?: undefined; error: AttributeError };

export const PERIOD_WORDS = [
  'minute',
  'hour',
  'day',
  'week',
  'month',
  'quarter',
  'year',
  'financial-year',
  'rolling-year',
] as const;
export const COMPARISON_WORDS = ['previous-period', 'previous-year', 'none'] as const;
export const RANGE_WORDS = ['last-3-months', 'last-12-months', 'last-3-years', 'all'] as const;
export const VIEW_WORDS = ['chart', 'table', 'figure'] as const;
export const CHART_WORDS = ['line', 'stacked', 'share', 'bar', 'funnel', 'multiples', 'uptime'] as const;

/** What has metrics, as attributes name it. */
export const SUBJECTS = ['service', 'organisation', 'group', 'portfolio'] as const;
/** What says which module is meant, as distinct from how much of it. */
export const IDENTITY = [...SUBJECTS, 'metric', 'dashboard', 'module'] as const;

const fail = (argument: string, message: string): { error: AttributeError } => ({
  error: { code: 'BAD_ATTRIBUTE', argument, message },
});

/** Words are taken in any case, with `-`, `_` or blanks: `ROLLING_YEAR` → `rolling-year`. */
export const canonicalWord = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, '-');

/** `rolling-year` → ROLLING_YEAR. */
const enumWord = (word: string): string => word.toUpperCase().replaceAll('-', '_');

/** Whether all but two neighbouring letters are the same. */
function isSlip(word: string, meant: string): boolean {
  let [start, end] = [0, 0];
  while (start < word.length && word[start] === meant[start]) start++;
  while (end < Math.min(word.length, meant.length) - start && word.at(-1 - end) === meant.at(-1 - end)) end++;
  return Math.max(word.length, meant.length) - start - end <= 2;
}

/** The word that was meant by one that begins with it (`monthly`), or has a slip of the pen. */
function suggestion(word: string, words: readonly string[] = []): string {
  const meant = words.find((each) => word.startsWith(each) || isSlip(word, each));
  return meant ? ` Did you mean ${meant}?` : '';
}

/** Says what is wrong with `word` if it is none of `words`; an unwritten attribute is never wrong. */
export function checkWord(
  argument: string,
  word: string | undefined,
  words: readonly string[],
): AttributeError | undefined {
  if (!word || words.includes(word)) return undefined;
  return fail(argument, `${argument}="${word}" is not one of ${words.join(', ')}.${suggestion(word, words)}`)
    .error;
}

/** More than any series has; the API refuses all questions of a page where a number of one is too large for it. */
const MOST = 999_999;

/** Seconds between questions: 0 = asks once. */
export const checkSeconds = (seconds: number): AttributeError | undefined =>
  seconds >= 0 ? undefined : fail('refresh-every', 'refresh-every is not a number of seconds.').error;

/** What an attribute must be, and the request's value of a text; undefined where the text is not that. */
export type Ask = readonly [
  must: string,
  read: (text: string) => Value | undefined,
  words?: readonly string[],
];

const START_FORM = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z)?$/;
const DAY_FORM = /^\d{4}-\d\d-\d\d$/;

const dateLike = (form: RegExp): Ask => [
  'a date such as 2014-01-31',
  (text) => (form.test(text) ? text : undefined),
];

/** Slugs and metric keys are the server's to judge. */
export const TEXT: Ask = ['', (text) => text];
export const START = dateLike(START_FORM);
export const DAY = dateLike(DAY_FORM);
export const COUNT: Ask = [
  `a whole number from 1 to ${MOST}`,
  (text) => {
    const count = Number(text);
    return Number.isInteger(count) && count >= 1 && count <= MOST ? count : undefined;
  },
];
/** A boolean attribute: there or not. */
export const FLAG: Ask = ['true or false', (text) => (text === 'true' ? true : undefined)];
/** A bare date means "as it was known at the end of that day" (UTC). */
export const INSTANT: Ask = [
  'a date or an instant',
  (text) => {
    const full = DAY_FORM.test(text) ? `${text}T23:59:59.999Z` : text;
    const time = Date.parse(full);
    const isInstant = /T.+(Z|[+-]\d\d:\d\d)$/.test(full) && !Number.isNaN(time);
    return isInstant ? new Date(time).toISOString() : undefined;
  },
];
export const oneOf = (words: readonly string[]): Ask => [
  `one of ${words.join(', ')}`,
  (word) => (!words.includes(word) ? undefined : word === 'none' ? null : enumWord(word)),
  words,
];

/** How an element declares a property; with `ask` it is a word of the request. */
export interface WordDeclaration {
  readonly attribute?: string | boolean;
  readonly ask?: Ask;
}

/** Attributes → the request, or the first attribute that is wrong. */
export function moduleRequest(
  words: ModuleWords,
  declarations: Readonly<Record<string, WordDeclaration>>,
  lang = 'en',
): ModuleOutcome<ModuleRequest> {
  const identity = words.dashboard || words.module ? dashboardOf(words) : subjectOf(words);
  if (identity.error) return identity;
  const request = identity.value;
  for (const [name, { ask, attribute = name }] of Object.entries(declarations)) {
    const text = String(words[name] ?? '');
    if (!ask || !text || text === 'false') continue;
    const [must, read, known] = ask;
    const value = read(text);
    if (value === undefined)
      return fail(String(attribute), `${attribute}="${text}" is not ${must}.${suggestion(text, known)}`);
    request[name] = value;
  }
  if (lang !== 'en') request.lang = lang;
  return { value: request };
}

/** The words that a reader can choose for several modules at once. */
type Chosen = Partial<Record<'range' | 'since' | 'until' | 'compareTo' | 'splitOn', string>>;

/** A chosen range, or comparison, takes the place of all of a module's own words of that kind. */
export const withChoice = (
  own: ModuleWords,
  { range, since, until, compareTo, splitOn }: Chosen,
): ModuleWords => ({
  ...own,
  ...((range || since || until) && { from: '', to: '', last: '', range, since, until }),
  ...((compareTo || splitOn) && { compareTo, splitOn }),
});

function dashboardOf({ dashboard, module }: ModuleWords): ModuleOutcome<ModuleRequest> {
  if (dashboard && module) return { value: { dashboard, module } };
  return fail(dashboard ? 'module' : 'dashboard', 'Needs dashboard and module.');
}

function subjectOf(words: ModuleWords): ModuleOutcome<ModuleRequest> {
  const subjects = SUBJECTS.filter((name) => words[name]);
  const [name] = subjects;
  if (!name) return fail('service', 'Needs a service, organisation, group, portfolio or dashboard.');
  if (subjects.length > 1) return fail(subjects[1] ?? name, `Has both ${name} and ${subjects[1]}.`);
  if (!words.metric) return fail('metric', 'Needs a metric.');
  return { value: { [name]: words[name]!, metric: words.metric } };
}

/** The same text for the same question, whatever the order its fields were set in. */
export function requestKey(request: ModuleRequest): string {
  return jsonOf(Object.entries(request).sort(([a], [b]) => (a < b ? -1 : 1)));
}
