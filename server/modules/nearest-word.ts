/** The word that somebody probably meant who wrote another one. */

/** Edits (insert, delete, replace, swap of neighbours) from `a` to `b`; anything above `most` is `most + 1`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      current[j] = Math.min(replaced, previous[j] + 1, current[j - 1] + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        current[j] = Math.min(current[j], beforePrevious[j - 2] + 1);
      }
    }
    if (Math.min(...current) > most) return most + 1;
    [beforePrevious, previous] = [previous, current];
  }
  return Math.min(previous[b.length], most + 1);
}

const plain = (text: string): string => text.toLowerCase().replace(/[\s_]+/g, '-');

/** The known word nearest to `given`, if one is near enough to be a slip of the pen. */
export function nearestWord(given: string, known: Iterable<string>): string | undefined {
  const wanted = plain(given);
  let most = Math.min(3, Math.floor(wanted.length / 3));
  let best: string | undefined;
  for (const word of known) {
    const candidate = plain(word);
    if (candidate === wanted) return word;
    const distance = editDistance(wanted, candidate, most);
    if (distance <= most && (best === undefined || distance < most)) {
      best = word;
      most = distance;
    }
  }
  return best;
}

/** Of a question that anybody may ask, over and over: so many words are compared at most. */
const MOST_COMPARED = 2_000;

/** `; did you mean "x"?`, or nothing: among the words that begin as the given one does. */
export function suggestionFor(given: string, known: readonly string[]): string {
  const [first] = plain(given);
  const word = nearestWord(
    given,
    known.filter((each) => each.startsWith(first ?? '')).slice(0, MOST_COMPARED),
  );
  return word === undefined ? '' : `; did you mean "${word}"?`;
}
