/** The civil calendar as whole numbers: days since 1970-01-01, minutes since 1970-01-01T00:00Z; and time zones. */

export const DAY_MS = 86_400_000;
export const MINUTES_A_DAY = 1440;

/** The first days of the months of these years; those of others are rarely asked for. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];
const MONTH_STARTS = Int32Array.from(
  { length: (LAST_YEAR - FIRST_YEAR + 1) * 12 + 1 },
  (_, month) => Date.UTC(FIRST_YEAR, month) / DAY_MS,
);
const DAYS_A_MONTH = 30.44;

/** The place in MONTH_STARTS of the month that a day lies in; -1 where it lies in none of them. */
function monthOf(days: number): number {
  if (!(days >= MONTH_STARTS[0] && days < MONTH_STARTS[MONTH_STARTS.length - 1])) return -1;
  let month = Math.floor((days - MONTH_STARTS[0]) / DAYS_A_MONTH);
  while (MONTH_STARTS[month] > days) month--;
  while (MONTH_STARTS[month + 1] <= days) month++;
  return month;
}

export function dayNumber(year: number, month: number, day = 1): number {
  const start = MONTH_STARTS[(year - FIRST_YEAR) * 12 + month - 1];
  return start === undefined ? Math.round(Date.UTC(year, month - 1, day) / DAY_MS) : start + day - 1;
}

export interface CivilDate {
  year: number;
  month: number;
  day: number;
}

export function civilDate(days: number): CivilDate {
  const month = monthOf(days);
  if (month >= 0) {
    const year = FIRST_YEAR + Math.floor(month / 12);
    return { year, month: (month % 12) + 1, day: Math.floor(days) - MONTH_STARTS[month] + 1 };
  }
  const date = new Date(days * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The first day of the month `months` after the month of `days`. */
export function addMonths(days: number, months: number): number {
  const { year, month } = civilDate(days);
  return dayNumber(year, month + months);
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})(?::00(?:\.0+)?)?Z$/;

/** Days since 1970-01-01 of `2014-03-31`, or null if there is no such date. */
export function parseDate(text: string): number | null {
  if (!DATE.test(text)) return null;
  const [year, month, day] = [wholeAt(text, 0, 4), wholeAt(text, 5, 7), wholeAt(text, 8, 10)];
  if (year < 1000 || month < 1 || month > 12 || day < 1) return null;
  const days = dayNumber(year, month, day);
  // Days that a month does not have lie in the next one.
  return day > 28 && civilDate(days).month !== month ? null : days;
}

/** The number that the digits from `from` to `to` are. */
function wholeAt(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = 10 * value + text.charCodeAt(i) - 48;
  return value;
}

/** Minutes since 1970 of `2014-03-31T14:05:00Z`, or null if there is no such instant. */
export function parseInstant(text: string): number | null {
  const match = INSTANT.exec(text);
  if (!match) return null;
  const days = parseDate(text.slice(0, 10));
  const [hour, minute] = [Number(match[4]), Number(match[5])];
  if (days === null || hour > 23 || minute > 59) return null;
  return days * MINUTES_A_DAY + hour * 60 + minute;
}

const ZONE_FORMATS = new Map<string, Intl.DateTimeFormat>();
/** By zone and day. */
const MIDNIGHTS = new Map<string, Map<number, number>>();
/** By zone and week: what its clocks show beside UTC when the week begins, in minutes. */
const OFFSETS = new Map<string, Map<number, number>>();
/** Of a zone: days, and weeks. */
const MOST_KEPT = 20_000;
const MINUTES_A_WEEK = 7 * MINUTES_A_DAY;

function zoneFormat(zone: string): Intl.DateTimeFormat {
  let format = ZONE_FORMATS.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
    ZONE_FORMATS.set(zone, format);
  }
  return format;
}

/** What the clocks of `zone` show beside UTC at an instant, in minutes: looked up, which takes long. */
function lookedUpOffset(zone: string, instant: number): number {
  const parts = Object.fromEntries(
    zoneFormat(zone)
      .formatToParts(instant * 60_000)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const day = dayNumber(parts.year, parts.month, parts.day);
  return day * MINUTES_A_DAY + parts.hour * 60 + parts.minute - instant;
}

/** As a week begins. */
function weekOffset(zone: string, week: number): number {
  let offsets = OFFSETS.get(zone);
  if (!offsets) OFFSETS.set(zone, (offsets = new Map()));
  let offset = offsets.get(week);
  if (offset === undefined) {
    offset = lookedUpOffset(zone, week * MINUTES_A_WEEK);
    if (offsets.size >= MOST_KEPT) offsets.clear();
    offsets.set(week, offset);
  }
  return offset;
}

/** Clocks that show the same when a week begins and when it ends are not changed in between. */
function zoneOffset(zone: string, instant: number): number {
  const week = Math.floor(instant / MINUTES_A_WEEK);
  const offset = weekOffset(zone, week);
  return offset === weekOffset(zone, week + 1) ? offset : lookedUpOffset(zone, instant);
}

/** What the clocks of `zone` show at an instant, as minutes since 1970 read as if they were UTC. */
const zoneMinutes = (zone: string, instant: number): number => instant + zoneOffset(zone, instant);

/** The instant (minutes since 1970 UTC) at which the civil day begins in `zone`. */
export function dayStart(zone: string, days: number): number {
  let midnights = MIDNIGHTS.get(zone);
  if (!midnights) MIDNIGHTS.set(zone, (midnights = new Map()));
  let instant = midnights.get(days);
  if (instant === undefined) {
    const local = days * MINUTES_A_DAY;
    const guess = local + (local - zoneMinutes(zone, local));
    // The guess may lie on the other side of a clock change. Where that skips midnight, the later one is in the day.
    instant = Math.max(guess, guess + (local - zoneMinutes(zone, guess)));
    if (midnights.size >= MOST_KEPT) midnights.clear();
    midnights.set(days, instant);
  }
  return instant;
}

/** The instant, in milliseconds since 1970, at which the civil day is over in `zone`. */
export const dayEndsAt = (zone: string, days: number): number => dayStart(zone, days + 1) * 60_000;

/** The civil day in `zone` at an instant given in minutes since 1970 UTC. */
export const dayAt = (zone: string, instant: number): number =>
  Math.floor(zoneMinutes(zone, instant) / MINUTES_A_DAY);

const MINUTES_OF_DAY = 24 * 60;
const two = (value: number): string => (value < 10 ? `0${value}` : String(value));

/** The date that was written last: hours and minutes follow one another, and a date takes ten times as long as a time. */
let written = { day: NaN, date: '' };

function formatDay(day: number): string {
  if (day !== written.day) written = { day, date: new Date(day * DAY_MS).toISOString().slice(0, 10) };
  return written.date;
}

/** A day (since 1970) as a date, minutes as an instant. */
export function writtenStart(start: number, isInstant: boolean): string {
  if (!isInstant) return formatDay(start);
  const day = Math.floor(start / MINUTES_OF_DAY);
  const minutes = start - day * MINUTES_OF_DAY;
  return `${formatDay(day)}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:00Z`;
}
