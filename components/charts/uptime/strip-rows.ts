/** How many windows a strip has side by side: all of them, or a calendar's rows where one row would be too fine. */
import { civilTime, formatDate, formatTick, formatTime } from '../../formatting/periods.js';
import type { Language, Period, SeriesData } from '../../formatting/types.js';
import { wordsOf } from '../../formatting/words.js';

interface CalendarRow {
  label: string;
  /** Index of its first window. */
  first: number;
  /** Where in the row each of its windows stands. An hour that comes twice has two halves of a place: 0.75 and 1.25. */
  places: number[];
}

export interface Calendar {
  rows: readonly CalendarRow[];
  /** Places of the longest row. */
  places: number;
  /** Words under the places. */
  ticks: readonly { place: number; text: string }[];
}

interface Place {
  /** What all windows of a row have in common. */
  row: string;
  place: number;
}

const DAY_MS = 86_400_000;
/** More rows are no strip any more. */
const MOST_ROWS = 31;

function placeOf(start: string, period: Period): Place | null {
  const ms = Date.parse(start);
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  switch (period) {
    case 'HOUR': {
      const at = civilTime(ms);
      return { row: `${at.year} ${at.month} ${at.day}`, place: at.hour };
    }
    case 'DAY':
      return { row: `${year} ${date.getUTCMonth()}`, place: date.getUTCDate() - 1 };
    case 'WEEK':
      return { row: String(year), place: Math.floor((ms - Date.UTC(year, 0, 1)) / DAY_MS / 7) };
    case 'MONTH':
      return { row: String(year), place: date.getUTCMonth() };
    default:
      return null;
  }
}

function labelOf(start: string, period: Period, lang: Language): string {
  if (period === 'HOUR') return formatDate(civilTime(Date.parse(start)), { short: true, year: false }, lang);
  return formatTick(start, period === 'DAY' ? 'month' : 'year', lang);
}

function ticksOf(period: Period, lang: Language): Calendar['ticks'] {
  const at = (places: readonly number[], text: (place: number) => string): Calendar['ticks'] =>
    places.map((place) => ({ place, text: text(place) }));
  const date = { year: 2000, month: 1, day: 1, minute: 0 };
  switch (period) {
    case 'HOUR':
      return at([0, 6, 12, 18], (hour) => formatTime({ ...date, hour }, lang));
    case 'DAY':
      return at([0, 7, 14, 21, 28], (place) => String(place + 1));
    case 'MONTH':
      return at([0, 3, 6, 9], (month) => wordsOf(lang).shortMonths[month] ?? '');
    default:
      return [];
  }
}

/** A day a row of hours, a month a row of days, a year a row of weeks or months; null where that makes no strip. */
export function calendarOf({ period, starts }: SeriesData, lang: Language): Calendar | null {
  const rows: CalendarRow[] = [];
  let row = '';
  for (const [index, start] of starts.entries()) {
    const at = placeOf(start, period);
    if (!at) return null;
    if (at.row !== row) rows.push({ label: labelOf(start, period, lang), first: index, places: [] });
    row = at.row;
    const { places } = rows.at(-1)!;
    const isAgain = places.at(-1) === at.place;
    if (isAgain) places[places.length - 1] = at.place - 0.25;
    places.push(isAgain ? at.place + 0.25 : at.place);
  }
  if (rows.length < 2 || rows.length > MOST_ROWS) return null;
  const places = 1 + Math.floor(Math.max(...rows.map((own) => own.places.at(-1)!)));
  return { rows, places, ticks: ticksOf(period, lang).filter(({ place }) => place < places) };
}
