/**
 * Periods in words, GOV.UK style: "10 to 16 March 2014", what repeats is said once. Dates are civil dates and need
 * no zone; hours and minutes are instants, shown in the zone of the data (Europe/London), never the reader's.
 */
import { dateFormat } from './date-format.js';
import type { Language, Period, SpanData } from './types.js';
import { fill, wordsOf } from './words.js';

export const LONDON = 'Europe/London';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;

/** What calendar and clock show: month 1–12, hour 0–23. */
export interface CivilTime {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
}

/** True of `2013-10-01T14:00:00Z`, false of `2013-10-01`. */
export const isInstant = (text: string): boolean => text.length > 10;

const civil = (ms: number): CivilTime => {
  const date = new Date(ms);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
  };
};

const OFFSETS = new Map<string, number>();

/** How far the clocks of `zone` are ahead of UTC, in ms, at a full hour. */
function measureOffset(ms: number, zone: string): number {
  const key = zone + ms;
  let offset = OFFSETS.get(key);
  if (offset === undefined) {
    const part: Record<string, number> = {};
    const format = dateFormat({
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
    });
    for (const { type, value } of format.formatToParts(ms)) part[type] = Number(value);
    offset = Date.UTC(part.year, part.month - 1, part.day, part.hour, part.minute) - ms;
    if (OFFSETS.size > 20_000) OFFSETS.clear();
    OFFSETS.set(key, offset);
  }
  return offset;
}

/** The same at any time. Asking Intl costs 16 µs: only in the days of clock changes it is asked for each hour. */
function offsetAt(ms: number, zone: string): number {
  const floor = (unit: number): number => Math.floor(ms / unit) * unit;
  const offset = measureOffset(floor(DAY_MS), zone);
  return offset === measureOffset(floor(DAY_MS) + DAY_MS, zone)
    ? offset
    : measureOffset(floor(HOUR_MS), zone);
}

/** What calendar and clocks show in `zone` at an instant, in ms since 1970. */
export const civilTime = (ms: number, zone = LONDON): CivilTime => civil(ms + offsetAt(ms, zone));

type Style = { short?: boolean; year?: boolean };

const month = (at: CivilTime, lang: Language, { short, year = true }: Style = {}): string => {
  const words = wordsOf(lang);
  const name = (short ? words.shortMonths : words.months)[at.month - 1];
  return year ? `${name} ${at.year}` : name;
};

const day = (at: CivilTime, lang: Language, style?: Style): string => `${at.day} ${month(at, lang, style)}`;

/** "10am", "10:05am", "midnight", "midday". */
export function formatTime({ hour, minute }: CivilTime, lang: Language = 'en'): string {
  const words = wordsOf(lang);
  if (!minute && hour % 12 === 0) return hour ? words.midday : words.midnight;
  const minutes = minute ? `:${String(minute).padStart(2, '0')}` : '';
  return `${hour % 12 || 12}${minutes}${hour < 12 ? words.am : words.pm}`;
}

/** "4 May 2014" of `2014-05-04`, or of what the calendar shows; `year: false` leaves the year out. */
export const formatDate = (date: string | CivilTime, style: Style = {}, lang: Language = 'en'): string =>
  day(typeof date === 'string' ? civil(Date.parse(date)) : date, lang, style);

/** The day of an instant (`2014-05-04T09:00:00Z`) by London’s calendar: "4 May 2014". */
export const formatDay = (instant: string, style: Style = {}, lang: Language = 'en'): string =>
  day(civilTime(Date.parse(instant)), lang, style);

/** "10:05am on 4 May 2014" by London’s clocks, of an instant. */
export function formatInstant(instant: string, lang: Language = 'en'): string {
  const at = civilTime(Date.parse(instant));
  return fill(wordsOf(lang).timeOnDay, { time: formatTime(at, lang), day: day(at, lang) });
}

/** Days from `start` to before `end`. */
function formatDays(start: number, end: number, lang: Language, short?: boolean): string {
  const [from, to, after] = [civil(start), civil(end - DAY_MS), civil(end)];
  const isMonths = from.day === 1 && after.day === 1;
  const sameYear = from.year === to.year;
  if (isMonths && sameYear && from.month === 1 && to.month === 12) return String(from.year);
  const name = isMonths ? month : day;
  const last = name(to, lang, { short });
  if (sameYear && from.month === to.month && (isMonths || from.day === to.day)) return last;
  const first =
    !isMonths && sameYear && from.month === to.month
      ? String(from.day)
      : name(from, lang, { short, year: !sameYear });
  return fill(wordsOf(lang).range, { from: first, to: last });
}

/** Instants from `start` to before `end`; a single minute is a point in time. */
function formatInstants(
  [start, end]: readonly [number, number],
  lang: Language,
  zone: string,
  short?: boolean,
): string {
  const words = wordsOf(lang);
  const last = civilTime(end - 1, zone);
  const from = civilTime(start, zone);
  const to = civilTime(end, zone);
  const sameDay = from.day === last.day && end - start < 2 * DAY_MS;
  const full = (at: CivilTime, time: string): string =>
    fill(words.timeOnDay, { time, day: day(at, lang, { short }) });
  // When clocks go back an hour comes twice; only then the zone is named.
  const isTwice = [-HOUR_MS, HOUR_MS].some(
    (step) => offsetAt(start + step, zone) === offsetAt(start, zone) - step,
  );
  const clock = isTwice
    ? ` ${
        dateFormat({ timeZone: zone, timeZoneName: 'short' })
          .formatToParts(start)
          .find(({ type }) => type === 'timeZoneName')?.value
      }`
    : '';
  if (end - start <= MINUTE_MS) return full(from, formatTime(from, lang) + clock);
  const first = formatTime(from, lang);
  // An end at midnight belongs to the day before.
  const endTime = formatTime(to, lang);
  if (sameDay) return full(from, fill(words.range, { from: first, to: endTime }) + clock);
  return fill(words.range, {
    from: full(from, first),
    to: full(to.hour || to.minute ? to : last, endTime),
  });
}

/** Whatever lies in `[start, end)`, both as the API writes them: "October 2012 to September 2017". */
export function formatRange(start: string, end: string, lang: Language = 'en', zone = LONDON): string {
  const [from, to] = [Date.parse(start), Date.parse(end)];
  return isInstant(start) ? formatInstants([from, to], lang, zone) : formatDays(from, to, lang);
}

/** "4 May 2014", "10 to 16 March 2014", "January to March 2014", "12 months to September 2014", "10am to 11am on 4 May 2014". */
export function formatPeriod(span: SpanData, lang: Language = 'en', zone = LONDON): string {
  if (span.period !== 'ROLLING_YEAR') return formatRange(span.start, span.end, lang, zone);
  return fill(wordsOf(lang).rollingYear, { month: month(civil(Date.parse(span.end) - DAY_MS), lang) });
}

/** The same inside a sentence: "the 12 months to September 2014". */
export function periodNoun(span: SpanData, lang: Language = 'en', zone = LONDON): string {
  const period = formatPeriod(span, lang, zone);
  return span.period === 'ROLLING_YEAR' ? fill(wordsOf(lang).theRollingYear, { period }) : period;
}

/**
 * For axes and narrow columns: "Jan to Mar 2014", "2016 to 2017" for a financial year, "10am", and the last month
 * of a rolling year, where it is plotted.
 */
export function formatPeriodShort(span: SpanData, lang: Language = 'en', zone = LONDON): string {
  const [start, end] = [Date.parse(span.start), Date.parse(span.end)];
  if (isInstant(span.start)) return formatTime(civilTime(start, zone), lang);
  const [from, to] = [civil(start), civil(end - DAY_MS)];
  if (span.period === 'ROLLING_YEAR') return month(to, lang, { short: true });
  if (span.period === 'FINANCIAL_YEAR') return fill(wordsOf(lang).range, { from: from.year, to: to.year });
  return formatDays(start, end, lang, true);
}

export type TickStep = 'minute' | 'hour' | 'day' | 'month' | 'year';

/** The label of an axis tick at a date or instant: "10am", "4 May", "Mar 2014", "2014". */
export function formatTick(at: string, step: TickStep, lang: Language = 'en', zone = LONDON): string {
  const ms = Date.parse(at);
  const when = isInstant(at) ? civilTime(ms, zone) : civil(ms);
  if (step === 'year') return String(when.year);
  if (step === 'month') return month(when, lang, { short: true });
  return step === 'day' ? day(when, lang, { short: true, year: false }) : formatTime(when, lang);
}

/** The word of attributes, addresses and the CSV: `rolling-year`. */
export const periodWord = (period: Period): string => period.toLowerCase().replace('_', '-');

/**
 * What a chart of rolling years must say, or null if its points do not overlap. `starts` are those of the series,
 * a quarter or a month apart.
 */
export function rollingYearNote(
  period: Period,
  starts: readonly string[],
  lang: Language = 'en',
): string | null {
  if (period !== 'ROLLING_YEAR' || starts.length < 2) return null;
  const [first, second] = [civil(Date.parse(starts[0])), civil(Date.parse(starts[1]))];
  const n = 12 - ((second.year - first.year) * 12 + second.month - first.month);
  return n > 0 && n < 12 ? fill(wordsOf(lang).rollingNote, { n }) : null;
}
