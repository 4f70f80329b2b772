import { WIDE_FROM } from '../charts/spec/layout.js';
import type { ModuleRequest } from '../client/request.js';
import { likelyWidth, remOf } from '../controllers/likely-width.js';

/** Where a module stands in the answer: with a drawing for one of two widths, or without any. */
export type Place = 'narrow' | 'wide' | 'modules';

/** How far below the screen modules are drawn, in CSS pixels. */
const MARGIN_PX = 400;

const upperCase = (word: string): string | null =>
  /none/i.test(word) ? null : word.toUpperCase().replace(/[- ]/g, '_');
const instant = (text: string): string => new Date(text[10] ? text : `${text}T23:59:59.999Z`).toISOString();

const DATE = /^\d{4}-\d\d-\d\d/;
const TEXT = /./;

/**
 * The words of a request by their attributes: what each must be, and its value. Only the elements can say what is wrong with
 * one (client/request.ts, with which a test compares this); a module that has such a one is left to them.
 */
const WORDS: readonly (readonly [string, RegExp, ((text: string) => ModuleRequest[string])?])[] = [
  ['service,organisation,group,metric,dashboard,module,by', TEXT],
  ['from,to,since,until,split-on', DATE],
  ['as-of', DATE, instant],
  ['last,top', /^\d{1,6}$/, Number],
  [
    'period,range,compare-to,chart',
    /^(minute|hour|day|week|month|quarter|year|(financial|rolling).year|last.\d+.\w+|all|none|previous.(period|year)|line|stacked|share|bar|funnel|multiples|uptime)$/i,
    upperCase,
  ],
];

const propertyOf = (attribute: string): string =>
  attribute.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/**
 * What a script set before the element is defined, else what is written in the tag, by frameworks under the property's name;
 * `false` where nothing is.
 */
const valueOf = (tag: HTMLElement, attribute: string): string =>
  // The own properties of what is not defined yet are those that a script has set.
  String(
    { ...(tag as object as Record<string, unknown>) }[propertyOf(attribute)] ??
      tag.getAttribute(attribute) ??
      tag.getAttribute(propertyOf(attribute)) ??
      false,
  );

const written = (tag: HTMLElement, attribute: string): string => valueOf(tag, attribute).replace('false', '');

/** Modules that have data, and those of another platform, ask by themselves. */
const isLeft = (tag: HTMLElement): boolean =>
  Object.hasOwn(tag, 'data') ||
  // An address is no number, either.
  !/^\d*$/.test(written(tag, 'endpoint') + written(tag, 'refresh-every')) ||
  tag.querySelector('script') !== null;

/** What the element will ask when it is defined; null if the loader leaves it to the element. */
export function requestOf(tag: HTMLElement): ModuleRequest | null {
  const request: ModuleRequest = {};
  for (const [attributes, form, read = String] of WORDS) {
    for (const attribute of attributes.split(',')) {
      const text = written(tag, attribute);
      if (text && !form.test(text)) return null;
      if (text) request[propertyOf(attribute)] = read(text);
    }
  }
  for (const attribute of ['portfolio', 'same-services'])
    if (valueOf(tag, attribute) !== 'false') request[propertyOf(attribute)] = true;
  if (tag.matches(':lang(cy)')) request.lang = 'cy';
  return isLeft(tag) || !(request.metric ?? request.module) ? null : request;
}

/** Whether the server draws it as the element will: as it is stored, with its chart and all. */
export const isDrawable = (tag: HTMLElement): boolean =>
  tag.matches('perf-module:not([view],[no-chart],[no-table],[no-download])');

export const headingLevel = (tag: HTMLElement): string => written(tag, 'heading-level') || '2';

/** Which drawing fits a module where it stands; what is far below the screen needs none. */
export function placeOf(tag: HTMLElement): Place {
  const { top, width } = tag.getBoundingClientRect();
  if (!width || top > innerHeight + MARGIN_PX) return 'modules';
  return likelyWidth(width, remOf(document)) < WIDE_FROM ? 'narrow' : 'wide';
}
