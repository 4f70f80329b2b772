/** What stands beside the name of a service or organisation that has closed, or will. */
import { civilTime, formatDate } from './periods.js';
import type { Language } from './types.js';

/** Whether a last day, like `2014-03-31`, is over by London’s calendar. */
export function isDayOver(day: string, now: number): boolean {
  const today = civilTime(now);
  return Date.UTC(today.year, today.month - 1, today.day) > Date.parse(day);
}

/** "(closed)", "(closes on 31 March 2014)"; empty where no last day is known. */
export function closingText(
  closedOn: string | null,
  isOver: (day: string) => boolean,
  lang: Language = 'en',
): string {
  if (closedOn === null) return '';
  return isOver(closedOn) ? '(closed)' : `(closes on ${formatDate(closedOn, {}, lang)})`;
}
