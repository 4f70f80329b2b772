/** GraphQL's input `ModuleRequest`: either `dashboard` and `module`, or one subject and `metric`. */
export interface ModuleRequest {
  dashboard?: string;
  module?: string;
  service?: string;
  organisation?: string;
  group?: string;
  portfolio?: true;
  metric?: string;
  period?: string;
  from?: string;
  to?: string;
  since?: string;
  until?: string;
  last?: number;
  range?: string;
  by?: string;
  top?: number;
  /** Null compares with nothing, where a stored module has a comparison. */
  compareTo?: string | null;
  splitOn?: string;
  asOf?: string;
  lang?: string;
}

/** What a page's author wrote: attribute values by property name; empty strings count as not written. */
export interface ModuleWords {
  dashboard?: string;
  module?: string;
  service?: string;
  organisation?: string;
  group?: string;
  portfolio?: boolean;
  metric?: string;
  period?: string;
  from?: string;
  to?: string;
  since?: string;
  until?: string;
  last?: string | number;
  range?: string;
  by?: string;
  top?: string | number;
  compareTo?: string;
  splitOn?: string;
  asOf?: string;
}

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
export const CHART_WORDS = ['line', 'stacked', 'share', 'bar', 'funnel', 'multiples'] as const;

const SUBJECTS = ['service', 'organisation', 'group', 'portfolio'] as const;
const START = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z)?$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

const DATES = [
  ['from', 'from', START],
  ['to', 'to', START],
  ['since', 'since', DATE],
  ['until', 'until', DATE],
  ['split-on', 'splitOn', DATE],
] as const;

const fail = (argument: string, message: string): { error: AttributeError } => ({
  error: { code: 'BAD_ATTRIBUTE', argument, message },
});

/** `rolling-year` → ROLLING_YEAR. */
const enumWord = (word: string): string => word.toUpperCase().replaceAll('-', '_');

/** Says what is wrong with `word` if it is none of `words`; an unwritten attribute is never wrong. */
export function checkWord(
  argument: string,
  word: string | undefined,
  words: readonly string[],
): AttributeError | undefined {
  if (!word || words.includes(word)) return undefined;
  return fail(argument, `${argument}="${word}" is not one of ${words.join(', ')}.`).error;
}

/** More than any series has; the API refuses all questions of a page where a number of one is too large for it. */
const MOST = 999_999;

/** Seconds between questions: 0 = asks once. */
export const checkSeconds = (seconds: number): AttributeError | undefined =>
  seconds >= 0 ? undefined : fail('refresh', 'refresh is not a number of seconds.').error;

/** Attributes → the request, or the first attribute that is wrong. Slugs and metric keys are the server's to judge. */
export function moduleRequest(words: ModuleWords, lang = 'en'): ModuleOutcome<ModuleRequest> {
  const identity = words.dashboard || words.module ? dashboardOf(words) : subjectOf(words);
  if (identity.error) return identity;
  const request = identity.value;

  const wrong =
    checkWord('period', words.period, PERIOD_WORDS) ??
    checkWord('range', words.range, RANGE_WORDS) ??
    checkWord('compare-to', words.compareTo, COMPARISON_WORDS);
  if (wrong) return { error: wrong };
  if (words.period) request.period = enumWord(words.period);
  if (words.range) request.range = enumWord(words.range);
  if (words.compareTo) request.compareTo = words.compareTo === 'none' ? null : enumWord(words.compareTo);

  for (const [name, key, pattern] of DATES) {
    const text = words[key];
    if (!text) continue;
    if (!pattern.test(text)) return fail(name, `${name}="${text}" is not a date such as 2014-01-31.`);
    request[key] = text;
  }
  for (const name of ['last', 'top'] as const) {
    const text = words[name] ?? '';
    if (text === '') continue;
    const count = Number(text);
    if (!Number.isInteger(count) || count < 1 || count > MOST)
      return fail(name, `${name}="${text}" is not a whole number from 1 to ${MOST}.`);
    request[name] = count;
  }
  if (words.by) request.by = words.by;
  if (words.asOf) {
    const asOf = instantOf(words.asOf);
    if (!asOf) return fail('as-of', `as-of="${words.asOf}" is not a date or an instant.`);
    request.asOf = asOf;
  }
  if (lang !== 'en') request.lang = lang;
  return { value: request };
}

/** A chosen range, or comparison, takes the place of all of a module's own words of that kind. */
export const withChoice = (
  own: ModuleWords,
  { range, since, until, compareTo, splitOn }: ModuleWords,
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
  const subject = name === 'portfolio' ? { portfolio: true as const } : { [name]: words[name] };
  return { value: { ...subject, metric: words.metric } };
}

/** A bare date means "as it was known at the end of that day" (UTC). */
function instantOf(word: string): string | null {
  const text = DATE.test(word) ? `${word}T23:59:59.999Z` : word;
  const time = Date.parse(text);
  return /T.+(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(time) ? new Date(time).toISOString() : null;
}

/** The same text for the same question, whatever the order its fields were set in. */
export function requestKey(request: ModuleRequest): string {
  return JSON.stringify(Object.entries(request).sort(([a], [b]) => (a < b ? -1 : 1)));
}
