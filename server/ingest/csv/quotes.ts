/** Fields in double quotes. */
import { parse as parseFields } from 'csv-parse/sync';

const OPTIONS = { relax_column_count: true, record_delimiter: '\n' };

/** Whether a quote is still open at the end of a text that began outside of quotes. */
export function hasOddQuotes(text: string): boolean {
  let odd = false;
  for (let at = text.indexOf('"'); at !== -1; at = text.indexOf('"', at + 1)) odd = !odd;
  return odd;
}

/** The fields of records, or what is wrong with their quotes. */
export function fieldsOf(text: string): string[][] | Error {
  try {
    return parseFields(text, OPTIONS);
  } catch (error) {
    return error as Error;
  }
}

/** The number of the field, from 1, that a record is in after `text`. */
export function fieldNumber(text: string): number {
  let column = 1;
  let isQuoted = false;
  for (const char of text) {
    if (char === '"') isQuoted = !isQuoted;
    else if (char === ',' && !isQuoted) column++;
  }
  return column;
}
