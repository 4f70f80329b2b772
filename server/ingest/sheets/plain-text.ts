/** Texts of headers and windows without what says nothing: marks, case, kinds of hyphens. */

/** Marks behind a name: `[p]`, `(provisional)`, `[note 1]`, `*`, `¹`. */
export const MARKS =
  /(?:\s*(?:\[[^\]]{0,20}\]|\((?:provisional|revised|estimated?|[pre]|\d{1,2})\)|[*†‡]|[¹²³⁰⁴-⁹]))+$/iu;

export const withoutMarks = (text: string): string => text.replace(MARKS, '');

/** In lower case, with one kind of hyphen and single blanks. */
export const plainText = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
