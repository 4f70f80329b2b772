/** What a module asks for as its address and its tag write it. */
import {
  factsOf,
  CHOICES,
  NO_COMPARISON,
  QUERY_WORDS,
  writtenChoice,
  writtenName,
  type QueryWord,
  type WordValues,
} from './request-words.js';

/** The words of an address's query: range and split, and how the module is drawn where not as it says itself. */
export type AddressWords = WordValues<QueryWord>;

/**
 * Names and values in one order, without what nobody asked for.
 *
 * @param saysNothing writes `compare-to="none"` where `compareTo` is null
 */
export function writtenWords(words: AddressWords, saysNothing = false): [string, string][] {
  return QUERY_WORDS.flatMap((name): [string, string][] => {
    const value = words[name];
    const { kind, default: usual } = factsOf(name);
    if (name === 'compareTo' && value === null && saysNothing) return [[writtenName(name), NO_COMPARISON]];
    if (!value || value === usual) return [];
    return [[writtenName(name), CHOICES[kind] ? writtenChoice(String(value)) : String(value)]];
  });
}

/** `?period=rolling-year&compare-to=previous-year`; empty if nothing was asked for. */
export function figureQuery(words: AddressWords): string {
  const written = writtenWords(words);
  return written.length ? `?${new URLSearchParams(written)}` : '';
}
