/** Time zones by their names: an abbreviation means several (BST is summer in London and a zone of Dhaka). */
import { quoted } from '../message-words.js';
import { CellProblem, type CellReader } from './cells.js';

/** `Etc/GMT+1` is west of Greenwich: a zone by its offset is mostly the opposite of what was meant. */
const NAME = /^(?!etc\/|systemv\/)[a-z_]+(?:\/[a-z0-9_+-]+)+$/i;
const WRITE = 'write a name like Europe/London (Area/City of the IANA list), or UTC';

const isKnown = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

/** In the case that the list has: `europe/london` is Europe/London. */
const inItsCase = (name: string): string =>
  Intl.supportedValuesOf('timeZone').find((known) => known.toLowerCase() === name.toLowerCase()) ?? name;

export const timeZoneCell: CellReader<string> = (cell) => {
  if (cell.toUpperCase() === 'UTC') return 'UTC';
  if (!NAME.test(cell)) {
    const isShort = isKnown(cell) || /^[a-z]{2,5}(?:[+-].*)?$/i.test(cell);
    return new CellProblem(
      `${quoted(cell)} is ${isShort ? 'an abbreviation or offset, which does not say which time zone is meant' : 'no time zone'}: ${WRITE}`,
    );
  }
  return isKnown(cell) ? inItsCase(cell) : new CellProblem(`${quoted(cell)} is no time zone: ${WRITE}`);
};
