/** The fields in which numbers are typed: which there are, what they are called in forms, and the rows that they make. */
import { parse } from 'csv-parse/sync';
import { record } from '../../export/records.js';
import type { Reading } from '../../loaders/reading.js';
import { DAY_MS } from '../../metrics/calendar.js';
import {
  alignStart,
  asPeriod,
  formatStart,
  type Period,
  type PeriodSpan,
  parseRecordedWindow,
  RECORDED_PERIODS,
  type RecordedPeriod,
  shiftStart,
  spanOf,
  type Window,
  windowEndsAt,
} from '../../metrics/periods.js';
import type { DataSetFacts } from '../../metrics/data-set.js';
import type { DataSetEntry } from '../../store/catalogue.js';
import type { PublicWindow } from '../../store/public-windows.js';
import type { Measure } from '../../entities/index.js';

/** A category of a split, or the total (`{}`). */
type Split = Readonly<Record<string, string>>;

/** A field: one value of one window. */
export interface TypedField {
  measure: string;
  window: Window;
  split: Split;
  /** What is published of it, or else of the newest window; null = nothing. */
  last: { value: number; window: Window } | null;
}

/** The fields of one measure. */
export interface TypedMeasure {
  measure: string;
  span: (window: Window) => PeriodSpan;
  windows: readonly Window[];
  splits: readonly Split[];
  fields: readonly TypedField[];
  bestRating: 1 | 5 | null;
}

/** Windows that somebody wants to type numbers of, whatever is due. */
export interface AskedWindows {
  measure: string;
  /** Of a measure that nothing was sent of yet. */
  recorded: RecordedPeriod;
  /** So many, the newest of them. */
  count: number;
}

/** A category that was left out of the newest windows is offered all the same. */
const WINDOWS_LOOKED_AT = 4;
/** More than this in one form are better brought as a file. */
const MOST_WINDOWS = 4;
const MOST_SPLITS = 20;

/** Values that stand for what is not known, or for the sum of others. */
const NOT_OFFERED = ['unspecified', 'non-digital'];

/** `transactions month 2026-10-01 {"channel":"digital"}`: no two fields share it, and it can be read back. */
export const fieldName = ({
  measure,
  window: { recorded, start },
  split,
}: Omit<TypedField, 'last'>): string =>
  nameOf({ measure, period: recorded, start: formatStart(recorded, start), split });

const nameOf = ({ measure, period, start, split }: Omit<TypedValue, 'name' | 'value'>): string =>
  ['value', measure, period, start, JSON.stringify(split)].join(' ');

/** The windows that have ended after one, oldest first. */
export function endedAfter(last: Window, zone: string, now: number): Window[] {
  const windows: Window[] = [];
  let next = { ...last, start: shiftStart(last, 1) };
  while (windows.length < MOST_WINDOWS && windowEndsAt(next, zone) <= now) {
    windows.push(next);
    next = { ...next, start: shiftStart(next, 1) };
  }
  return windows;
}

/** The newest window of a period that has ended. */
function newestEnded(recorded: RecordedPeriod, zone: string, now: number): Window {
  let start = alignStart(recorded.toUpperCase() as Period, Math.floor(now / DAY_MS));
  while (windowEndsAt({ recorded, start }, zone) > now) start = shiftStart({ recorded, start }, -1);
  return { recorded, start };
}

/** The newest windows of a period that have ended, oldest first. */
function newestWindows(
  { recorded, count }: Pick<AskedWindows, 'recorded' | 'count'>,
  zone: string,
  now: number,
): Window[] {
  const newest = newestEnded(recorded, zone, now);
  return Array.from({ length: count }, (_, at) => ({
    recorded,
    start: shiftStart(newest, at - count + 1),
  }));
}

/** What a data set holds by its cadence, oldest first. */
export const heldByCadence = async (facts: DataSetFacts, reading: Reading): Promise<PublicWindow[]> =>
  (await reading.publicWindows(facts)).filter(({ window }) => window.recorded === facts.cadence);

/** What a data set was last sent as, and the windows that are due since, or were asked for. */
export async function fieldsOfDataSet(
  { entity, facts }: DataSetEntry,
  {
    reading,
    now,
    typed,
    asked,
  }: { reading: Reading; now: Date; typed: readonly TypedValue[]; asked: AskedWindows | null },
): Promise<TypedMeasure | null> {
  if (!canBeTyped(facts.cadence, facts.aggregation)) return null;
  const held = await heldByCadence(facts, reading);
  const newest = held.at(-1);
  if (!newest) return null;
  const recent = held
    .slice(-WINDOWS_LOOKED_AT)
    .reverse()
    .flatMap((each) => each.observations);
  const bySplit = new Map(recent.map(({ series }) => [series.key, series.dimensions]));
  const splits = [...bySplit.values()].slice(0, MOST_SPLITS);
  const due = endedAfter(newest.window, facts.timeZone, now.getTime());
  // Where nothing is due, the newest values may be corrected.
  const offered =
    asked?.measure === facts.measure
      ? newestWindows({ recorded: facts.cadence, count: asked.count }, facts.timeZone, now.getTime())
      : due.length > 0
        ? due
        : [newest.window];
  const windows = withTyped(offered, facts, typed);
  return typedMeasure(facts.measure, { windows, splits, held, bestRating: entity.bestRating });
}

/** What a measure can be sent as that a service has sent nothing of yet. */
export function fieldsOfNew(
  { key, dimensions }: Measure,
  asked: AskedWindows,
  { now, typed }: { now: Date; typed: readonly TypedValue[] },
): TypedMeasure {
  const [dimension] = dimensions;
  const offered = dimension?.values?.filter((value) => !NOT_OFFERED.includes(value)) ?? [];
  const splits = offered.length > 0 ? offered.map((value) => ({ [dimension.name]: value })) : [{}];
  const newest = newestWindows(asked, 'Europe/London', now.getTime());
  const windows = withTyped(newest, { measure: key, cadence: asked.recorded }, typed);
  return typedMeasure(key, { windows, splits, held: [], bestRating: null });
}

/** Windows for which something was typed stay, whatever was published in the meantime. */
function withTyped(
  windows: Window[],
  { measure, cadence }: Pick<DataSetFacts, 'measure' | 'cadence'>,
  typed: readonly TypedValue[],
): Window[] {
  const starts = new Set(windows.map(({ start }) => start));
  for (const value of typed) {
    const window =
      value.measure === measure && value.period === cadence
        ? parseRecordedWindow(cadence, value.start)
        : null;
    if (!window || starts.has(window.start)) continue;
    starts.add(window.start);
    windows.push(window);
  }
  return windows.sort((a, b) => a.start - b.start);
}

const canBeTyped = (cadence: RecordedPeriod, aggregation: string): boolean =>
  RECORDED_PERIODS.indexOf(cadence) >= RECORDED_PERIODS.indexOf('day') && aggregation !== 'histogram';

interface Layout {
  bestRating: 1 | 5 | null;
  windows: readonly Window[];
  splits: readonly Split[];
  held: readonly PublicWindow[];
}

function typedMeasure(measure: string, { windows, splits, held, bestRating }: Layout): TypedMeasure {
  const valuesOf = ({ observations }: PublicWindow): Map<string, number | null> =>
    new Map(observations.map(({ series, value }) => [JSON.stringify(series.dimensions), value]));
  const newest = held.at(-1);
  return {
    ...{ measure, windows, splits, bestRating },
    span: (window) => spanOf(asPeriod(window.recorded), window),
    fields: windows.flatMap((window) => {
      const shown = held.find((each) => each.window.start === window.start) ?? newest;
      const values = shown && valuesOf(shown);
      return splits.map((split) => {
        const value = values?.get(JSON.stringify(split)) ?? null;
        return { measure, window, split, last: value === null ? null : { value, window: shown!.window } };
      });
    }),
  };
}

/** One that was filled in. */
export interface TypedValue {
  name: string;
  measure: string;
  period: string;
  start: string;
  split: Split;
  value: string;
}

/** The fields of a form that hold something. What does not look like a field of ours is not one. */
export function typedValues(fields: URLSearchParams): TypedValue[] {
  const values: TypedValue[] = [];
  for (const [name, text] of fields) {
    const [word, measure, period, start, ...rest] = name.split(' ');
    if (word !== 'value' || text.trim() === '' || rest.length === 0) continue;
    const split = splitOf(rest.join(' '));
    if (split) values.push({ name, measure, period, start, split, value: text.trim() });
  }
  return values;
}

function splitOf(text: string): Split | null {
  try {
    const read: unknown = JSON.parse(text);
    const isSplit =
      typeof read === 'object' &&
      read !== null &&
      Object.values(read).every((value) => typeof value === 'string');
    return isSplit ? (read as Split) : null;
  } catch {
    return null;
  }
}

const FIXED = ['service', 'measure', 'period', 'start', 'value'];

/** What `rowsOfTyped` was given. */
export function typedOfRows(content: string): TypedValue[] {
  const records = parse<Record<string, string>>(content, { columns: true });
  return records.map((row) => {
    const split = Object.fromEntries(
      Object.entries(row).filter(([name, text]) => !FIXED.includes(name) && text !== ''),
    );
    const { measure, period, start, value } = row;
    return { name: nameOf({ measure, period, start, split }), measure, period, start, split, value };
  });
}

/** The rows in the import format, in the order of the fields. */
export function rowsOfTyped(service: string, values: readonly TypedValue[]): string {
  const dimensions = [...new Set(values.flatMap(({ split }) => Object.keys(split)))].sort();
  const header = ['service', 'measure', 'period', 'start', ...dimensions, 'value'];
  const rows = values.map(({ measure, period, start, split, value }) => [
    ...[service, measure, period, start],
    ...dimensions.map((name) => split[name]),
    // People type thousands separators; a comma that is none stays, and is refused.
    withoutSeparators(value),
  ]);
  return [header, ...rows].map(record).join('');
}

const withoutSeparators = (text: string): string =>
  /^£?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? text.replace(/[£,]/g, '') : text.replace(/^£(?=\d)/, '');
