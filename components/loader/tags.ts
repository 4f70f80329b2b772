import { NARROW, WIDE, WIDE_FROM } from '../charts/spec/layout.js';
import type { ModuleRequest } from '../client/request.js';
import { likelyWidth } from '../controllers/likely-width.js';

const upperCase = (word: string): string | null =>
  /none/i.test(word) ? null : word.toUpperCase().replace(/[- ]/g, '_');
const endOfDay = (text: string): string => `${text}T23:59:59.999Z`;

const DATE = /^\d{4}-(0\d|1[012])-[0-3]\d/;
const TEXT = /./;

/**
 * The words of a request by their properties: what each must be, and its value. Only the elements can say what is wrong with
 * one (client/request.ts, with which a test compares this); a module that has such a one is left to them.
 */
const WORDS: readonly (readonly [string, RegExp, ((text: string) => ModuleRequest[string])?])[] = [
  ['service organisation group metric dashboard module by', TEXT],
  ['from to since until splitOn', DATE],
  ['asOf', /^\d{4}-(0\d|1[012])-[0-3]\d$/, endOfDay],
  ['last top', /^\d{1,6}$/, Number],
  [
    'period range compareTo chart view scale',
    /^(minute|hour|day|week|month|quarter|year|(financial|rolling).year|last.\d+.\w+|all|none|previous.(period|year)|line|stacked|share|bar|funnel|multiples|uptime|chart|table|figure|own|shared)$/i,
    upperCase,
  ],
];

const FLAGS = ['portfolio', 'sameServices', 'noChart', 'noTable', 'noDownload'];

/** What a tag asks for, and the level of its heading. */
export interface Asked {
  request: ModuleRequest;
  level: string;
}

/** What the element will ask when it is defined, and how it shall be drawn; null if the loader leaves it to the element. */
export function askedBy(tag: HTMLElement): Asked | null {
  // The own properties of what is not defined yet are those that a script has set.
  const set = { ...(tag as object as Record<string, unknown>) };
  /** What a script set, else what is written in the tag, by frameworks under the property's name; `false` where nothing is. */
  const valueOf = (property: string): string =>
    String(
      set[property] ??
        // HTML knows no capitals in names.
        tag.getAttribute(property.replace(/[A-Z]/, '-$&')) ??
        tag.getAttribute(property) ??
        false,
    );
  const written = (property: string): string => valueOf(property).replace(/^false$/, '');
  const request: ModuleRequest = {};
  for (const [properties, form, read = String] of WORDS) {
    for (const property of properties.split(' ')) {
      const text = written(property);
      if (!text) continue;
      if (!form.test(text)) return null;
      request[property] = read(text);
    }
  }
  for (const property of FLAGS) if (valueOf(property) !== 'false') request[property] = true;
  if (tag.matches(':lang(cy)')) request.lang = 'cy';
  // Modules that have data, and those of another platform, ask by themselves; an address is no number, either.
  const isLeft =
    'data' in set ||
    !/^\d*$/.test(written('endpoint') + written('refreshEvery')) ||
    tag.querySelector('script');
  return isLeft || !(request.metric ?? request.module)
    ? null
    : { request, level: written('headingLevel') || '2' };
}

/** For which width a module is drawn where it stands; 0 for one that is not shown. */
export function drawnWidth({ offsetWidth }: HTMLElement): number {
  if (!offsetWidth) return 0;
  return likelyWidth(offsetWidth) < WIDE_FROM ? NARROW : WIDE;
}
