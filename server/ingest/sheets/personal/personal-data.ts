/**
 * Does a table look as if people stood in it? Measurements are counts: names, addresses and numbers of people have no
 * place beside them. What was found is said by column and kind, never by what stands there.
 */
import { FIRST_NAMES } from './first-names.js';
import { cellWords, columnLetters, type Table, type TableCell, widthOf } from '../table.js';

type PersonalKind =
  | 'names of people'
  | 'e-mail addresses'
  | 'National Insurance numbers'
  | 'phone numbers'
  | 'postcodes'
  | 'dates of birth';

export interface PersonalColumn {
  /** `C`. */
  letters: string;
  /** How its cells are headed; empty if they are not. */
  header: string;
  kind: PersonalKind;
  /** In how many rows. */
  rows: number;
}

const EMAIL = /[^\s@<>,;]+@[^\s@<>,;]+\.[a-z]{2,}/i;
/** Prefixes that were never given out are none. */
const NATIONAL_INSURANCE =
  /(?:^|[^a-z0-9])(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D](?![a-z0-9])/i;
/** Mobile and geographic numbers; 03 and 08 are those of organisations. */
const PHONE = /^(?:\+44 ?\(?0?\)? ?|0044 ?|\(?0)[127]\d{1,4}\)?(?:[ -]?\d{2,6}){1,3}$/;
const POSTCODE = /(?:^|[\s,])(?:GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2})$/i;
const NAME_HEADER =
  /^(?:(?:first|fore|given|middle|last|sur|family|full|maiden|preferred) ?names?|(?:name|names) of (?:the )?(?:person|applicant|customer|claimant|user|citizen|respondent|patient|client)|(?:person|applicant|customer|claimant|citizen|respondent|patient|client|contact|your)['’]?s? (?:full )?names?)$/i;
const BIRTH_HEADER = /^(?:d\.?o\.?b\.?|dates? of birth|birth ?dates?|born)$/i;

const LONGEST_NAME = 60;

/** Headers of names, of people or of something else. */
const MAYBE_NAME_HEADER =
  /^(?:names?|full names?|contacts?|persons?|people|applicants?|customers?|claimants?|callers?|clients?)$/i;
const PHONE_HEADER =
  /^(?:(?:home|work|mobile|contact|daytime|customer|applicant|caller|phone)['’]?s? )?(?:mobile|cell|phone|telephone|tel|contact)\.?(?: (?:no|num|number)s?\.?)?$/i;
/** A phone number whose leading 0 a spreadsheet took away. Nothing is counted in thousands of millions. */
const WITHOUT_ZERO = /^(?:44)?[127]\d{9}$/;
/** What places and parts of organisations are called after people: `Florence Park`, `Lewis Street`. */
const PLACE =
  /\b(?:academy|airport|avenue|bay|bridge|building|centre|clinic|close|college|common|corner|council|court|crescent|cross|drive|estate|gardens|gate|green|group|hall|hill|hospital|house|island|lane|library|line|lodge|mews|office|park|place|road|row|school|service|services|square|station|street|surgery|team|terrace|tower|trust|unit|university|view|ward|way|wharf|wing)$/i;

/** Two or three words that begin with a capital, the first of them a name that people are given; or the family’s first. */
function isName(text: string): boolean {
  if (text.length > LONGEST_NAME || !/^\p{L}/u.test(text)) return false;
  const [, family, given] = /^([^,]+), ?([^,]+)$/.exec(text) ?? [];
  if (family !== undefined) return isName(`${given} ${family}`);
  if (PLACE.test(text)) return false;
  const words = text.replace(/^(?:mr|mrs|ms|miss|mx|dr)\.? /i, '').split(' ');
  const isTitled = words.join(' ') !== text;
  if (words.length > 4 || !words.every((word) => /^\p{Lu}[\p{L}'’.-]*$/u.test(word))) return false;
  return isTitled || (words.length > 1 && FIRST_NAMES.has(words[0].toLowerCase()));
}

interface Rule {
  kind: PersonalKind;
  header?: RegExp;
  /** A header below which one row is enough. */
  maybe?: RegExp;
  cell(text: string): boolean;
  /** In so many rows at least, and in this share of those that are filled: one may be a contact, or a slip. */
  rows: number;
  share: number;
}

const digitsOf = (text: string): number => text.replace(/\D/g, '').length;

const RULES: readonly Rule[] = [
  {
    kind: 'National Insurance numbers',
    cell: (text) => /\d{2}/.test(text) && NATIONAL_INSURANCE.test(text),
    rows: 1,
    share: 0,
  },
  { kind: 'e-mail addresses', cell: (text) => text.includes('@') && EMAIL.test(text), rows: 2, share: 0 },
  {
    kind: 'phone numbers',
    cell: (text) => /^[+0(]/.test(text) && PHONE.test(text) && digitsOf(text) >= 10 && digitsOf(text) <= 14,
    ...{ rows: 2, share: 0.3 },
  },
  {
    kind: 'postcodes',
    cell: (text) => /\d/.test(text.at(-3) ?? '') && POSTCODE.test(text),
    rows: 2,
    share: 0.3,
  },
  {
    kind: 'names of people',
    header: NAME_HEADER,
    maybe: MAYBE_NAME_HEADER,
    cell: isName,
    rows: 3,
    share: 0.5,
  },
  { kind: 'dates of birth', header: BIRTH_HEADER, cell: () => false, rows: 1, share: 0 },
];

/** How far down a header may stand. */
const MOST_ROWS_ABOVE = 50;

/**
 * The columns that look so, each once.
 *
 * @param isKnown whether a text is a service or a value that is declared: it is no name of a person
 */
export function looksPersonal(
  table: Pick<Table, 'rows'>,
  isKnown: (text: string) => boolean = () => false,
): PersonalColumn[] {
  return Array.from({ length: widthOf(table) }, (_, at) => personalColumn(table.rows, at, isKnown)).flatMap(
    (found) => found ?? [],
  );
}

function personalColumn(
  rows: Table['rows'],
  at: number,
  isKnown: (text: string) => boolean,
): PersonalColumn | undefined {
  // What a column is called stands above, where the table begins to be as wide as it is.
  const width = Math.max(...rows.slice(0, MOST_ROWS_ABOVE).map((row) => row.length), 0);
  const top = rows.findIndex((row) => row.length * 2 > width && textOf(row[at]).length > 0);
  const header = top >= 0 && top < MOST_ROWS_ABOVE ? cellWords(rows[top][at]) : '';
  const counts = countsOf(rows, at);
  const all = sumOf(counts, () => true);
  const named = rows.slice(0, MOST_ROWS_ABOVE).flatMap((row) => textOf(row[at]));
  const phone = named.find((text) => PHONE_HEADER.test(text));
  const phones = phone === undefined ? 0 : withoutZeros(rows, at);
  if (phones > 0) {
    return { letters: columnLetters(at), header: phone!, kind: 'phone numbers', rows: phones };
  }
  for (const { kind, header: words, maybe, cell, rows: usual, share } of RULES) {
    const heading = words && named.find((text) => words.test(text));
    const least = maybe?.test(header) ? 1 : usual;
    const isPersonal = (text: string): boolean =>
      cell(text) && !(kind === 'names of people' && isKnown(text));
    const count = heading === undefined ? sumOf(counts, isPersonal) : filledBelow(rows, at, heading);
    const isHeader = header !== '' && !cell(header);
    const filled = isHeader ? all - 1 : all;
    const isEnough = heading !== undefined ? count > 0 : count >= least && count >= share * filled;
    if (isEnough) return { letters: columnLetters(at), header: isHeader ? header : '', kind, rows: count };
  }
  return undefined;
}

/** In how many rows each text stands: each is looked at once. */
function countsOf(rows: Table['rows'], at: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const text of textOf(row[at])) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return counts;
}

const sumOf = (counts: ReadonlyMap<string, number>, is: (text: string) => boolean): number =>
  [...counts].reduce((sum, [text, count]) => (is(text) ? sum + count : sum), 0);

/** Of a long text the beginning is looked at. */
const LONGEST_LOOKED_AT = 1_000;
const NUMBER = /^-?[\d.,]{1,9}$/;

const textOf = (cell: TableCell | undefined): string[] => {
  const text = typeof cell === 'string' ? cellWords(cell).slice(0, LONGEST_LOOKED_AT) : '';
  return text === '' || NUMBER.test(text) ? [] : [text];
};

/** In how many rows such numbers stand, if in most. */
function withoutZeros(rows: Table['rows'], at: number): number {
  const numbers = rows.flatMap((row) => {
    const digits = cellWords(row[at]).replace(/[ -]/g, '');
    return /^\d+$/.test(digits) ? [digits] : [];
  });
  const found = numbers.filter((digits) => WITHOUT_ZERO.test(digits)).length;
  return found >= 2 && found * 2 > numbers.length ? found : 0;
}

function filledBelow(rows: Table['rows'], at: number, heading: string): number {
  const top = rows.findIndex((row) => cellWords(row[at]) === heading);
  return rows.slice(top + 1).filter((row) => /\p{L}|\d{2}.*\d{2}/u.test(cellWords(row[at]))).length;
}

/** One sentence a column, for whoever sent it. */
export const personalWords = ({ letters, header, kind, rows }: PersonalColumn): string =>
  `Column ${letters}${header === '' ? '' : ` (“${header}”)`} looks like ${kind} (in ${rows.toLocaleString('en-GB')} ${rows === 1 ? 'row' : 'rows'}): take it out and send the file again${kind === 'names of people' ? ', or declare them as values of the data set first if they are no people' : ''}. Nothing of it was stored`;
