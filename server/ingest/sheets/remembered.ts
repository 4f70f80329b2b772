/** Texts repeat down the columns of a table: what was found of one is kept. */

const MOST = 10_000;

/** A function of a text that keeps what it found, of so many texts. */
export function remembered<T>(find: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined && !known.has(text)) {
      if (known.size >= MOST) known.clear();
      known.set(text, (found = find(text)));
    }
    return found as T;
  };
}
