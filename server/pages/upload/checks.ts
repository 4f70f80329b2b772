/** What of a delivery is possible and looks like a mistake: beside what was sent for the windows around it. */
import { listed } from '../../ingest/message-words.js';
import type { PublicWindow } from '../../store/public-windows.js';
import { flagBit } from '../../metrics/status.js';
import { asPeriod, shiftStart, spanOf, type Window } from '../../metrics/periods.js';
import { formatPeriod } from '../../../components/formatting/periods.js';
import type { SeriesData } from '../../../components/formatting/types.js';
import { count } from '../frame/texts.js';
import { splitWords } from './words.js';

/** So many times as much, or as little, as before is worth a look. */
const JUMP = 5;
/** Below it numbers jump by themselves. */
const LEAST_LARGE = 20;
/** A share of less than this, in percent, looks like numbers in each other's place. */
const NEARLY_NONE = 1;

const DIGIT = 'Is a digit too many or missing?';
const UNFINISHED = flagBit('UNFINISHED');

/** One data set by one period, as it is and as it would be. */
export interface Checked {
  name: string;
  before: readonly PublicWindow[];
  after: readonly PublicWindow[];
  /** Starts of the windows that change. */
  changed: ReadonlySet<number>;
  bestRating: 1 | 5 | null;
}

const label = (window: Window): string => formatPeriod(spanOf(asPeriod(window.recorded), window));
const number = (value: number): string => value.toLocaleString('en-GB');

function isJump(before: number, after: number): boolean {
  const [less, more] = [Math.min(before, after), Math.max(before, after)];
  return less >= 0 && more >= LEAST_LARGE && less * JUMP <= more;
}

type Dimensions = Readonly<Record<string, string>>;
type Values = ReadonlyMap<string, { value: number | null; dimensions: Dimensions }>;

const valuesOf = ({ observations }: PublicWindow): Values =>
  new Map(
    observations.map(({ series: { key, dimensions }, value }) => [key, { value, dimensions }] as const),
  );

const splitOf = (dimensions: Dimensions): string => Object.keys(dimensions).sort().join(' ');

/** A window with the one before it, as they would be. */
interface Step {
  each: PublicWindow;
  own: Values;
  last: PublicWindow | null;
  beside: Values;
  /** What is stored of it; absent where it is new. */
  stored: Values | undefined;
}

export function remarksOf(checked: Checked): string[] {
  const { before, after, changed } = checked;
  const known = new Map(before.map((each) => [each.window.start, valuesOf(each)]));
  const steps = after.map((each, at): Step => {
    const last = after[at - 1] ?? null;
    const beside: Values = last ? valuesOf(last) : new Map();
    return { each, own: valuesOf(each), last, beside, stored: known.get(each.window.start) };
  });
  const changing = steps.filter(({ each }) => changed.has(each.window.start));
  return [
    ...changing.flatMap((step) => jumpsOf(step, checked)),
    ...newCategories(changing, checked),
    ...changing.flatMap((step) => leftOut(step, checked)),
    ...steps.flatMap((step) => gapsOf(step, checked)),
    ...changing.flatMap((step) => unfinished(step, checked)),
  ];
}

function jumpsOf({ each: { window }, own, last, beside, stored }: Step, checked: Checked): string[] {
  const { name, bestRating } = checked;
  return [...own].flatMap(([key, { value, dimensions }]) => {
    if (value === null) return [];
    const what =
      Object.keys(dimensions).length === 0 ? name : `${name}, ${splitWords(dimensions, bestRating)}`;
    const old = stored?.get(key)?.value ?? null;
    if (old !== null) {
      if (old === value || !isJump(old, value)) return [];
      return [`${what}, ${label(window)}: ${number(old)} becomes ${number(value)}. ${DIGIT}`];
    }
    const before = beside.get(key)?.value ?? null;
    if (!last || before === null || !isJump(before, value)) return [];
    return [
      `${what}: ${number(value)} in ${label(window)}, after ${number(before)} in ${label(last.window)}. ${DIGIT}`,
    ];
  });
}

/** Categories of a split that was sent before, under names that never were. */
function newCategories(changing: readonly Step[], { name, before, bestRating }: Checked): string[] {
  const sent = before.flatMap(({ observations }) => observations.map(({ series }) => series));
  const keys = new Set(sent.map(({ key }) => key));
  const splits = new Set(sent.map(({ dimensions }) => splitOf(dimensions)));
  const found = changing.flatMap(({ own }) =>
    [...own].flatMap(([key, { dimensions }]) =>
      keys.has(key) || !splits.has(splitOf(dimensions)) ? [] : [splitWords(dimensions, bestRating)],
    ),
  );
  const names = [...new Set(found)];
  if (names.length === 0) return [];
  const ask = names.length === 1 ? 'Is it a new category, or one' : 'Are they new categories, or some';
  const was = names.length === 1 ? 'was' : 'were';
  return [`${name}: ${list(names)} ${was} never sent before. ${ask} of another name?`];
}

/** Categories that a new window lacks and the one before it has. */
function leftOut({ each: { window }, own, last, beside, stored }: Step, checked: Checked): string[] {
  if (!last || stored) return [];
  const splits = new Set([...own.values()].map(({ dimensions }) => splitOf(dimensions)));
  const absent = [...beside].flatMap(([key, { dimensions }]) =>
    own.has(key) || !splits.has(splitOf(dimensions)) ? [] : [splitWords(dimensions, checked.bestRating)],
  );
  if (absent.length === 0) return [];
  return [
    `${checked.name}, ${label(window)}: nothing for ${list(absent)}, unlike ${label(last.window)}. Where there were none, say 0`,
  ];
}

function gapsOf({ each: { window }, last }: Step, { name, changed }: Checked): string[] {
  if (!last || (!changed.has(window.start) && !changed.has(last.window.start))) return [];
  const missing = windowsBetween(last.window, window);
  if (missing.length === 0) return [];
  return [`${name}: nothing for ${spanWords(missing)}, between ${label(last.window)} and ${label(window)}`];
}

function unfinished({ each: { window, observations } }: Step, { name }: Checked): string[] {
  if (!observations.some(({ flags }) => (flags & UNFINISHED) !== 0)) return [];
  return [
    `${name}: ${label(window)} is not over. Its numbers are marked as unfinished until they are sent again after its end`,
  ];
}

/** The windows that are missing between two. */
function windowsBetween(last: Window, next: Window): Window[] {
  const windows: Window[] = [];
  if (last.recorded !== next.recorded) return windows;
  let at = { ...last, start: shiftStart(last, 1) };
  while (at.start < next.start) {
    windows.push(at);
    at = { ...at, start: shiftStart(at, 1) };
  }
  return windows;
}

const spanWords = (windows: readonly Window[]): string =>
  windows.length === 1
    ? label(windows[0])
    : `${count(windows.length, windows[0].recorded)} from ${label(windows[0])} to ${label(windows.at(-1)!)}`;

const MOST_NAMED = 5;

const list = (names: readonly string[]): string => {
  const shown = names.slice(0, MOST_NAMED).map((name) => `“${name}”`);
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return listed(all, 'and');
};

/** Shares of which nearly nothing, or more than all, is left. `changed` has the starts of windows as texts. */
export function shareRemarks(
  { name, series }: { name: string; series: SeriesData },
  changed: ReadonlySet<string>,
): string[] {
  const line = series.lines.find(({ role }) => role === 'PRIMARY');
  if (series.unit !== '%' || !line) return [];
  return line.values.flatMap((value, at) => {
    if (value === null || !changed.has(series.starts[at])) return [];
    if (value <= 100 && value >= NEARLY_NONE) return [];
    const period = formatPeriod({ period: series.period, start: series.starts[at], end: series.ends[at] });
    const is = value > 100 ? 'more than all' : 'nearly none';
    return [`${name}, ${period}: ${value.toFixed(1)}%, ${is}. Are two numbers in each other’s place?`];
  });
}
