/** What messages about a delivery say of words: which was given, which are known, which was probably meant. */
import { nearestWord } from '../modules/nearest-word.js';
import type { Hint } from './problems.js';

/** `; did you mean "x"?`, or nothing. */
export function didYouMean(given: string, known: Iterable<string>): string {
  const word = nearestWord(given, known);
  return word === undefined ? '' : `; did you mean ${quoted(word)}?`;
}

const MOST_LISTED = 20;

/** The nearest of a list to choose from, else what there is. */
export const choicesOf = (given: string, known: readonly string[]): string =>
  didYouMean(given, known) ||
  (known.length > 0 && known.length <= MOST_LISTED ? `: it has ${listed(known, 'and')}` : '');

/** The same for programs; `allowed` where that is a list to choose from. */
export function hintOf(given: string, known: Iterable<string>, allowed?: readonly string[]): Hint {
  const nearest = nearestWord(given, known);
  return { ...(allowed && { allowed }), ...(nearest !== undefined && { nearest }) };
}

const LONGEST_SHOWN = 60;

/** What was given, as it stands in a message: on one line and not longer than a reader needs to find it. */
export function quoted(text: string): string {
  const short = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
  return JSON.stringify(short);
}

/** `a, b and c`, the last joined by `word`. */
export function listed(words: readonly string[], word: 'and' | 'or' = 'or'): string {
  return words.length < 2
    ? words.join('')
    : `${words.slice(0, -1).join(', ')} ${word} ${words[words.length - 1]}`;
}

/** A character by its number: `U+00A0`. */
export const codePoint = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
