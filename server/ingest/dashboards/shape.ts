/**
 * What documents may hold, as data. The reader takes keys, limits and allowed values from a shape (yaml-fields.ts), and
 * the published JSON Schema is made of the same (json-schema.ts).
 */
import {
  booleanCell,
  CellProblem,
  type CellReader,
  dateCell,
  slugCell,
  textCell,
  urlCell,
  wordCell,
} from '../cells/cells.js';
import { numberCell } from '../cells/numbers.js';

interface NumberFacts {
  least?: number;
  most?: number;
  isWhole?: true;
  /** Bounds that are none of the numbers. */
  above?: number;
  below?: number;
  /** What is said of a number that is not between them. */
  otherwise?: string;
}

/** What stands at a key. */
export type Holds =
  /** For readers: one in English, or one a language. */
  | { holds: 'text'; most?: number; hasLinks?: true }
  | { holds: 'texts' }
  /** `known`: what every database has; there may be others. */
  | { holds: 'slug' | 'word'; known?: readonly string[] }
  | { holds: 'words' | 'flag' | 'day' | 'start' | 'subject' }
  | { holds: 'choice' | 'choices'; of: readonly string[] }
  | ({ holds: 'number' } & NumberFacts)
  | { holds: 'mapping'; of: Shape }
  | { holds: 'list'; of: Shape; most?: number };

export type KeyFacts = Holds & {
  /** What it is for. */
  about: string;
  isNeeded?: true;
  /** It means nothing without that key. */
  beside?: string;
};

/** A mapping whose keys are known. */
export interface Shape<Key extends string = string> {
  /** Names it in messages: `a module`. */
  what: string;
  keys: Readonly<Record<Key, KeyFacts>>;
  /** It has exactly one of its keys. */
  isOneOf?: true;
  /** It has exactly one of these. */
  either?: readonly Key[];
}

/** A document: a list of mappings of one shape, or such a list under a key. */
export interface DocumentShape<Key extends string = string, Inner extends string = string> {
  key: Key;
  of: Shape<Inner>;
  title: string;
  about: string;
}

export type ShapeKey<Of> = Of extends Shape<infer Key> ? Key : never;

export const keysOf = <Key extends string>({ keys }: Shape<Key>): Key[] => Object.keys(keys) as Key[];

const numberReader =
  ({ least, most = Infinity, above = -Infinity, below = Infinity, isWhole, otherwise }: NumberFacts) =>
  (cell: string): number | CellProblem => {
    const value = numberCell({ least, isWhole })(cell);
    if (value instanceof CellProblem) return value;
    if (value > most) return new CellProblem(`${cell} is more than ${most}`);
    return value > above && value < below ? value : new CellProblem(otherwise ?? `cannot be ${cell}`);
  };

/** What is written like a link; its address is whatever stands in the brackets. */
const LINK = /\[[^[\]\n]+\]\(([^()\n]*)\)/g;

/** What is wrong with the first link of a text that leads nowhere. */
function badLink(text: string): CellProblem | undefined {
  for (const [, address] of text.matchAll(LINK)) {
    const read = urlCell(address);
    if (read instanceof CellProblem) return new CellProblem(`${read.message}: a link is [words](https://…)`);
  }
  return undefined;
}

const textReader =
  ({ most = Infinity, hasLinks }: { most?: number; hasLinks?: true }): CellReader<string> =>
  (cell) => {
    if (cell.length > most)
      return new CellProblem(`has ${cell.length} characters; at most ${most} are taken`);
    return (hasLinks && badLink(cell)) ?? textCell(cell);
  };

/** That it suits its period is checked where both are known. */
const anyText: CellReader<string> = (cell) => cell;

/** How a text at a key is read, where it refers to nothing that is stored. */
export function readerOf(facts: Holds): CellReader<string | number | boolean> {
  switch (facts.holds) {
    case 'text':
      return textReader(facts);
    case 'choice':
    case 'choices':
      return wordCell(facts.of);
    case 'number':
      return numberReader(facts);
    case 'flag':
      return booleanCell;
    case 'day':
      return dateCell;
    case 'slug':
      return slugCell;
    case 'start':
      return anyText;
    default:
      return textCell;
  }
}
