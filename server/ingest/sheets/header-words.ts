/** Words that people use for what the import format calls otherwise. */
import { isTotalWord } from '../../metrics/category-texts.js';
import { markedFlag } from '../cells/value-words.js';
import { remembered } from './remembered.js';
import { MARKS, plainText, withoutMarks } from './plain-text.js';

/** What a column says of every row. */
export type Role = 'service' | 'measure' | 'window' | 'value' | 'status' | 'flags' | 'left-out';

const ROLES: readonly (readonly [words: RegExp, role: Role])[] = [
  [/^(?:name of )?(?:the )?(?:services?|transaction)(?: name| slug)?$/, 'service'],
  [/^(?:measure|metric|indicator|kpi|what)s?(?: name)?$/, 'measure'],
  [
    /^(?:reporting |time |calendar |financial |fiscal |week |month |quarter |year |start |end |period )?(?:date|day|week|month|quarter|year|period|when|month and year|time ?frame)s?$/,
    'window',
  ],
  [/^(?:financial year|year ending.*|fy)$/, 'window'],
  [
    /^(?:time ?stamp|submitted(?: at| on)?|(?:date|time) (?:submitted|completed|received|of response)|(?:submission|completion|response) (?:date|time)|date ?time)$/,
    'window',
  ],
  [/^(?:value|number|count|total number|amount|quantity|volume|figure|actual|data|n|no|#)s?$/, 'value'],
  [/^status$/, 'status'],
  [/^(?:flags?|markers?)$/, 'flags'],
  [/^(?:notes?|comments?|remarks?|footnotes?|sources?|last sent\b.*|id|ref(?:erence)?)$/, 'left-out'],
];

/** Words of a header without what says nothing: `Number of calls (count)` is `calls`. */
export function headerText(text: string): string {
  return plainText(withoutMarks(text))
    .replace(/[:*†‡]+$/, '')
    .replace(/\((?:count|number|volume|£|gbp|%)\)$/, '')
    .replace(/[_]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** The flags of the marks behind a header. */
export const flagsOfHeader = (text: string): string =>
  [...(MARKS.exec(text)?.[0] ?? '').matchAll(/[[(] *(provisional|revised|estimated?|[a-z]) *[\])]/gi)]
    .flatMap(([, word]) => markedFlag(word.charAt(0)) ?? [])
    .join(' ');

export const roleOf = (text: string): Role | undefined =>
  ROLES.find(([words]) => words.test(headerText(text)))?.[1] ??
  (boundOfHeader(text) && !/^(?:from|to|until)$/.test(headerText(text)) ? 'window' : undefined);

/** Which day of a window stands below a header, and how long it is, if that is said. */
export interface HeaderBound {
  period: 'week' | 'month' | 'quarter' | 'year' | 'period';
  bound: 'commencing' | 'ending';
}

const BOUND =
  /^(?!.*\bto date$)(?:the )?(?:reporting |financial |fiscal |calendar )?(?:(\w+(?: months)?)[ -])?(?:(ending|ended|end|to|until)|commencing|beginning|starting|start|from)(?: on| date)?$/;
const SHORT_BOUND = /^([wmqy])\/(?:(e)|[bc])$/;
const LENGTHS: readonly (readonly [words: RegExp, period: HeaderBound['period']])[] = [
  [/^(?:w|wk|week)$/, 'week'],
  [/^(?:m|month)$/, 'month'],
  [/^(?:q|qtr|quarter|(?:3|three) months)$/, 'quarter'],
  [/^(?:y|yr|year|(?:12|twelve) months)$/, 'year'],
  [/^(?:|period|date|day)$/, 'period'],
];

/** `Week commencing`, `Quarter to`, `y/e`, `End date`. */
export const boundOfHeader = remembered((text): HeaderBound | undefined => {
  const plain = headerText(text);
  const found = SHORT_BOUND.exec(plain) ?? BOUND.exec(plain);
  const period = found && LENGTHS.find(([words]) => words.test(found[1] ?? ''))?.[1];
  return period ? { period, bound: found[2] ? 'ending' : 'commencing' } : undefined;
});

/** What channels are called elsewhere. */
const CHANNELS: readonly (readonly [words: RegExp, channel: string])[] = [
  [/^(?:digital|online|on-line|web|website|internet|digital channels?|e-?channel)$/, 'digital'],
  [/^(?:assisted digital|digital assisted|assisted online)$/, 'assisted-digital'],
  [/^(?:tele)?phone(?: calls?)?$|^calls?$|^contact centre$|^ivr$/, 'phone'],
  [/^(?:paper|post|postal|mail|letters?|paper forms?|paper\/post|post\/paper|paper and post)$/, 'paper'],
  [
    /^(?:face[ -]to[ -]face|f2f|in[ -]person|counter|over the counter|in branch|walk[ -]ins?)$/,
    'face-to-face',
  ],
  [/^others?(?: channels?)?$/, 'other'],
  [/^(?:non|not)[ -]?digital$|^offline$/, 'non-digital'],
  [/^(?:unspecified|unknown|not known|not specified|channel not known|unknown channel)$/, 'unspecified'],
];

/** What other dimensions are called. */
const DIMENSIONS: Readonly<Record<string, RegExp>> = {
  channel:
    /^(?:(?:contact|delivery|access|application|transaction) )?(?:channel|method|mode|route)s?(?: type| of contact)?$/,
  rating: /^(?:satisfaction|satisfaction rating|score|rating given|response)$/,
  device: /^(?:device|platform)(?: type| category)?$/,
  browser: /^browser(?: name)?$/,
  page: /^page(?: path| url| address)?$|^url$/,
  reason: /^(?:call )?reason(?: for call)?$/,
  topic: /^(?:topic|subject)$/,
  stage: /^(?:stage|step)(?: name)?$/,
  error: /^error(?: message| type)?$/,
};

/** What measures are called elsewhere; `number of …` is taken off first. */
const MEASURES: Readonly<Record<string, RegExp>> = {
  transactions:
    /^(?:completed |successful )?(?:transactions?|applications?|submissions?|claims?|renewals?|requests?|registrations?)(?: completed| received| processed| volume)?$|^volumes?$/,
  cost: /^(?:costs?|spend|expenditure|running cost|cost of service)$/,
  starts: /^(?:starts?|started|transactions? started|applications? started|journeys? started)$/,
  completions:
    /^(?:completions?|completed|transactions? completed|applications? completed|journeys? completed)$/,
  ratings: /^(?:ratings?|satisfaction ratings?|responses?|survey responses?|feedback)$/,
  calls: /^(?:calls?|phone calls?|calls received|calls answered)$/,
  visits: /^(?:visits?|sessions?)$/,
  'page-views': /^page ?views?$/,
  errors: /^errors?$/,
  'help-requests': /^(?:help requests?|requests for help|support tickets?|tickets)$/,
};

const COUNT_OF = /^(?:the )?(?:total |overall )?(?:number|no\.?|count|volume|sum|#) ?(?:of )?/;

export const withoutCountOf = (text: string): string => headerText(text).replace(COUNT_OF, '').trim();

export const channelOf = (text: string): string | undefined => {
  const plain = headerText(text).replace(/^by /, '');
  return CHANNELS.find(([words]) => words.test(plain))?.[1];
};

export const isDimensionWord = (name: string, text: string): boolean =>
  DIMENSIONS[name]?.test(headerText(text)) ?? false;

export const isMeasureWord = (key: string, text: string): boolean =>
  MEASURES[key]?.test(withoutCountOf(text).replace(/^total /, '')) ?? false;

const TOTAL = /^(?:(?:grand|sub|overall|combined)[ -]?)?total(?:s|led)?$|^(?:all|sum|overall)$/;
const TOTAL_OF =
  /^(?:(?:grand |overall )?total|all|overall|sum)(?: of| for| across)? \(?(?:all )?([^()]+)\)?$/;
const LIKE_TOTAL = /^(?:grand |sub-?|overall |combined )?total|^(?:all|sum|overall)\b|\btotal$/;

/**
 * Whether a text names a total of something for certain: `Total`, `All channels`. `All other reasons` and `Overall delays`
 * may be values beside others.
 */
export function isTotal(text: string, of?: string): boolean {
  // Nearly all texts are none, and need not be looked at closely.
  if (!/total|all|sum/i.test(text)) return false;
  const plain = headerText(text);
  if (TOTAL.test(plain)) return true;
  const [, rest] = TOTAL_OF.exec(plain) ?? [];
  if (rest === undefined) return of !== undefined && isTotalWord(of, text);
  if (of === undefined) {
    return (
      SUMMED.includes(roleOf(rest) ?? 'value') ||
      Object.keys(DIMENSIONS).some((name) => isDimensionWord(name, rest))
    );
  }
  return isTotalWord(of, `all ${rest}`) || roleOf(rest) === of || isDimensionWord(of, rest);
}

const SUMMED: readonly Role[] = ['service', 'measure', 'window'];

/** Whether it may be one. */
export const isLikeTotal = (text: string): boolean => LIKE_TOTAL.test(headerText(text));

const MADE =
  /\b(?:updated|published|produced|printed|extracted|generated|created|prepared|downloaded|issued|released|run on|as (?:at|of))\b/i;

/** Whether a title may speak of the figures: `Last updated: January 2026` says when the file was made. */
export const isOfFigures = (title: string): boolean => !MADE.test(title);
