/** What a file has between its fields, where that is no comma: named, so that whoever made it knows what to change. */
import { quoted } from '../message-words.js';

const NAMES: Record<string, string> = { ';': 'semicolons', '\t': 'tabs', '|': 'vertical bars' };
const SEPARATORS = Object.keys(NAMES);

const nameOf = (separator: string): string => NAMES[separator] ?? quoted(separator);

const REMEDY = 'save the file with commas between them (in Excel: "CSV UTF-8 (Comma delimited)")';

const refusal = (separator: string): string => `fields are separated by ${nameOf(separator)}: ${REMEDY}`;

const outsideQuotes = (line: string): string => line.replace(/"(?:[^"]|"")*"/g, '');

/** What is wrong with the separators of a line that must have commas; undefined if nothing is. */
export function separatorProblem(line: string): string | undefined {
  const bare = outsideQuotes(line);
  const count = (sign: string): number => bare.split(sign).length - 1;
  const [most] = SEPARATORS.toSorted((a, b) => count(b) - count(a));
  return count(most) > count(',') ? refusal(most) : undefined;
}

/** `sep=;` in the first line is what Excel is told of a file, and no row of it. Spreadsheets add commas to it. */
const DECLARED = /^"?sep=(\\t|.)?"?(,*)$/i;

/**
 * Whether a first line declares a separator: undefined where it does not, null where it declares commas, else what is
 * wrong with it.
 */
export function declaredSeparator(line: string): string | null | undefined {
  const found = DECLARED.exec(line);
  if (!found) return undefined;
  const separator = found[1] === '\\t' ? '\t' : (found[1] ?? '');
  if (separator === ',') return null;
  return separator === '' || separator === '"'
    ? 'the line sep= names no separator: take it out'
    : `the first line says that ${refusal(separator)}`;
}

/** What is wrong with a record of which only one field is filled; undefined if that cannot be told. */
export function joinedProblem(field: string): string | undefined {
  if (field.includes(',')) {
    return 'the whole line stands in double quotes, so that it is one field: take out the quotes around it';
  }
  return separatorProblem(field);
}
