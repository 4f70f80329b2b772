/** Where two texts first differ, for a person to read. */
const CONTEXT = 80;

export interface Difference {
  /** What differs: `status`, `header vary`, `body`. */
  what: string;
  /** Characters (of pictures: bytes) before it; absent where the whole is shown. */
  place?: number;
  before: string;
  after: string;
}

/** Line breaks as ⏎, so that each text stays on one line. */
const oneLine = (text: string): string => text.replaceAll('\n', '⏎');

const around = (text: string, place: number): string => {
  const start = Math.max(0, place - CONTEXT);
  const end = Math.min(text.length, place + CONTEXT);
  const mark = `${text.slice(start, place)}▶${text.slice(place, end)}`;
  return oneLine(`${start > 0 ? '…' : ''}${mark}${end < text.length ? '…' : ''}`);
};

function firstDifferentPlace(before: string, after: string): number {
  const length = Math.min(before.length, after.length);
  let place = 0;
  while (place < length && before[place] === after[place]) place += 1;
  return place;
}

/** Null if the texts are the same. */
export function textDifference(what: string, before: string, after: string): Difference | null {
  if (before === after) return null;
  const place = firstDifferentPlace(before, after);
  return { what, place, before: around(before, place), after: around(after, place) };
}

/** Of two bodies that are no text. */
export function bytesDifference(what: string, before: Buffer, after: Buffer): Difference | null {
  if (before.equals(after)) return null;
  const place = firstDifferentPlace(before.toString('latin1'), after.toString('latin1'));
  const said = ({ length }: Buffer): string => `${length} bytes`;
  return { what, place, before: said(before), after: said(after) };
}

/** What differs, without where in which page and with which numbers: the same change of many pages is told once. */
export function likeness({ what, place, before, after }: Difference): string {
  if (place === undefined) return `${what} ${before} ${after}`;
  const near = (text: string): string => {
    const mark = text.indexOf('▶');
    return text.slice(Math.max(0, mark - 12), mark + 12).replaceAll(/\d+/g, '0');
  };
  return `${what} ${near(before)} ${near(after)}`;
}
