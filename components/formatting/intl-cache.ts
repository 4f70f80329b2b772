/**
 * Intl objects take tens of microseconds to make and a page formats thousands of values, so each is made once
 * for its locale and options. Options are few and written as literals, so their JSON is a stable key.
 */
const CACHE = new Map<string, unknown>();

function cached<T>(kind: string, locale: string, options: object, make: () => T): T {
  const key = kind + locale + JSON.stringify(options);
  let made = CACHE.get(key) as T | undefined;
  if (made === undefined) CACHE.set(key, (made = make()));
  return made;
}

/** The shared number format of these options. */
export const numberFormat = (locale: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat =>
  cached('n', locale, options, () => new Intl.NumberFormat(locale, options));

/** The shared date format of these options. Always state a `timeZone`: the reader's must not matter. */
export const dateFormat = (locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  cached('d', locale, options, () => new Intl.DateTimeFormat(locale, options));

/** The shared plural rules of a locale. */
export const pluralRules = (locale: string): Intl.PluralRules =>
  cached('p', locale, {}, () => new Intl.PluralRules(locale));
