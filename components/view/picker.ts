/**
 * The picker of range and comparison: what a reader can choose for all modules of a dashboard. Pages write it as a plain
 * form that works without JavaScript; `<perf-dashboard>` makes the same form, or takes over the page's.
 */
import type { Language } from '../formatting/types.js';
import { attr, html, type Markup } from './html.js';

/** Chosen in a list, these make the dates beside it count; without them dates are left alone. */
export const BETWEEN_DATES = 'between-dates';
export const BEFORE_AND_AFTER = 'before-and-after';

/** What a reader chose for all modules, in the words of attributes and addresses: each kind replaces a module's own. */
export interface RangeChoice {
  /** `last-3-months`, `last-12-months`, `last-3-years` or `all`. */
  range?: string;
  /** Days (`2014-01-31`), both included; in place of `range`. */
  since?: string;
  until?: string;
  /** `previous-period`, `previous-year` or `none`. */
  compareTo?: string;
  /** A day: what came after it is compared with as long before it; in place of `compareTo`. */
  splitOn?: string;
}

interface Choice {
  value: string;
  text: string;
  isChosen: boolean;
}

export interface PickerView {
  label: string;
  range: { label: string; choices: Choice[] };
  since: { label: string; value: string };
  until: { label: string; value: string };
  compareTo: { label: string; choices: Choice[] };
  splitOn: { label: string; value: string };
  submit: string;
}

interface PickerTexts {
  label: string;
  range: string;
  asDesigned: string;
  ranges: Readonly<Record<string, string>>;
  since: string;
  until: string;
  compareTo: string;
  comparisons: Readonly<Record<string, string>>;
  splitOn: string;
  submit: string;
}

const ENGLISH: PickerTexts = {
  label: 'What all figures show',
  range: 'Time range',
  asDesigned: 'As each figure has it',
  ranges: {
    'last-3-months': 'Last 3 months',
    'last-12-months': 'Last 12 months',
    'last-3-years': 'Last 3 years',
    all: 'Everything there is',
    [BETWEEN_DATES]: 'Between two dates',
  },
  since: 'From',
  until: 'To',
  compareTo: 'Compare with',
  comparisons: {
    'previous-period': 'The period before',
    'previous-year': 'A year earlier',
    none: 'Nothing',
    [BEFORE_AND_AFTER]: 'Before a date, with after it',
  },
  splitOn: 'Date',
  submit: 'Update',
};

/** Welsh: add texts here; until then readers get English. */
const WELSH: Partial<PickerTexts> = {};

const listOf = (texts: Readonly<Record<string, string>>, first: string, chosen: string): Choice[] =>
  [['', first] as const, ...Object.entries(texts)].map(([value, text]) => ({
    value,
    text,
    isChosen: value === chosen,
  }));

/** @param title of the dashboard, where a page may have several */
export function pickerView(choice: RangeChoice, lang: Language, title?: string): PickerView {
  const texts = lang === 'cy' ? { ...ENGLISH, ...WELSH } : ENGLISH;
  const { range = '', since = '', until = '', compareTo = '', splitOn = '' } = choice;
  return {
    label: title ? `${texts.label}: ${title}` : texts.label,
    range: {
      label: texts.range,
      choices: listOf(texts.ranges, texts.asDesigned, since || until ? BETWEEN_DATES : range),
    },
    since: { label: texts.since, value: since },
    until: { label: texts.until, value: until },
    compareTo: {
      label: texts.compareTo,
      choices: listOf(texts.comparisons, texts.asDesigned, splitOn ? BEFORE_AND_AFTER : compareTo),
    },
    splitOn: { label: texts.splitOn, value: splitOn },
    submit: texts.submit,
  };
}

/**
 * The choice that a form's fields, or an address, make. Dates count where their entry in the list is chosen, or nothing.
 * @param wordOf the value of a field by its name (`range`, `since`, `until`, `compare-to`, `split-on`)
 */
export function pickedChoice(wordOf: (name: string) => string | null | undefined): RangeChoice {
  const word = (name: string): string => wordOf(name)?.trim() ?? '';
  const [range, compareTo] = [word('range'), word('compare-to')];
  const choice: RangeChoice = {};
  if (range && range !== BETWEEN_DATES) choice.range = range;
  else {
    if (word('since')) choice.since = word('since');
    if (word('until')) choice.until = word('until');
  }
  if (compareTo && compareTo !== BEFORE_AND_AFTER) choice.compareTo = compareTo;
  else if (word('split-on')) choice.splitOn = word('split-on');
  return choice;
}

/** `?range=last-12-months&compare-to=previous-year`; empty where nothing is chosen. */
export function choiceQuery({ range, since, until, compareTo, splitOn }: RangeChoice): string {
  const words = { range, since, until, 'compare-to': compareTo, 'split-on': splitOn };
  const given = Object.entries(words).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length ? `?${new URLSearchParams(given)}` : '';
}

const selectHtml = (name: string, { label, choices }: PickerView['range']): Markup =>
  html`<label class="perf-field"
    ><span>${label}</span
    ><select name="${name}">
      ${choices.map(
        ({ value, text, isChosen }) =>
          html`<option value="${value}" ${attr('selected', isChosen)}>${text}</option>`,
      )}
    </select></label
  >`;

const dateHtml = (name: string, { label, value }: PickerView['since']): Markup =>
  html`<label class="perf-field"
    ><span>${label}</span><input type="date" name="${name}" value="${value}"
  /></label>`;

/**
 * The form of a page of ours, that works without JavaScript: a child of `<perf-dashboard>`, which then takes it over.
 * @param action the page's own address, without query
 */
export const pickerHtml = (view: PickerView, action: string): Markup =>
  html`<form
    class="perf-base perf-picker"
    dir="ltr"
    action="${action}"
    method="get"
    aria-label="${view.label}"
  >
    ${selectHtml('range', view.range)}
    <span class="perf-dates perf-range-dates"
      >${dateHtml('since', view.since)} ${dateHtml('until', view.until)}</span
    >
    ${selectHtml('compare-to', view.compareTo)}
    <span class="perf-dates perf-split-dates">${dateHtml('split-on', view.splitOn)}</span>
    <button type="submit">${view.submit}</button>
  </form>`;
