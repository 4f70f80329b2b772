/**
 * Widths of text without a browser: the server lays charts out too. Advance widths of Arial (the same as
 * Helvetica's and Liberation Sans's), in thousandths of the font size, widened a little for other fonts.
 */
const GROUPS: readonly (readonly [number, string])[] = [
  [222, "ijl'’‘|"],
  [278, ' .,:;!ft/\\[]I·'],
  [333, '()-r“”"`'],
  [500, 'cksvxyzJ'],
  [556, '0123456789abdeghnopquL£#$?_–êôûâ'],
  [584, '+−=<>'],
  [611, 'FTZ'],
  [667, 'ABEKPSVXY&'],
  [722, 'CDHNRUwŵ'],
  [778, 'GOQ'],
  [833, 'mM'],
  [889, '%'],
  [944, 'W'],
  [1000, '—…@'],
];
const WIDTHS = new Map(GROUPS.flatMap(([width, characters]) => [...characters].map((c) => [c, width])));
/** Characters the table does not know: wide enough for accented capitals; CJK and emoji take a whole em. */
const unknownWidth = (character: string): number => (character.codePointAt(0)! > 0x2e80 ? 1000 : 667);
/** Host pages' fonts may be wider than Arial. */
const SAFETY = 1.06;
const BOLD = 1.07;

/** Estimated width of one line of text, in the unit of `fontSize`. */
export function textWidth(text: string, fontSize: number, bold = false): number {
  let thousandths = 0;
  for (const character of text) thousandths += WIDTHS.get(character) ?? unknownWidth(character);
  return (thousandths / 1000) * fontSize * SAFETY * (bold ? BOLD : 1);
}

export const widestLine = (lines: readonly string[], fontSize: number, bold = false): number =>
  lines.reduce((widest, line) => Math.max(widest, textWidth(line, fontSize, bold)), 0);

/** Cuts a word that is wider than a line; at least one character goes on each line. */
function cutWord(word: string, maxWidth: number, fontSize: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const character of word) {
    if (piece && textWidth(piece + character, fontSize) > maxWidth) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece];
}

/** Breaks text into lines at spaces, and within words that are wider than a line. No text is lost. */
export function wrapText(text: string, maxWidth: number, fontSize: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.trim().split(/\s+/)) {
    const longer = line ? `${line} ${word}` : word;
    if (textWidth(longer, fontSize) <= maxWidth) {
      line = longer;
      continue;
    }
    if (line) lines.push(line);
    const pieces = cutWord(word, maxWidth, fontSize);
    lines.push(...pieces.slice(0, -1));
    line = pieces[pieces.length - 1]!;
  }
  return [...lines, line];
}
