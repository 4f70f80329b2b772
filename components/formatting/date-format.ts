/** `Intl` objects take tens of microseconds to make and a page formats thousands of instants: each is made once. */
const CACHE = new Map<string, Intl.DateTimeFormat>();

/** The shared date format of these options, for its parts. Always state a `timeZone`: the reader's must not matter. */
export function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  let made = CACHE.get(key);
  if (!made) CACHE.set(key, (made = new Intl.DateTimeFormat('en-GB', options)));
  return made;
}
