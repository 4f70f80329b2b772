/** Reads the keys of a mapping, each as what it must be. Whatever is wrong is reported at its place. */
import type { Text } from '../../metrics/definitions.js';
import { CellProblem, type CellReader } from '../cells/cells.js';
import type { ProblemCode, Problems } from '../problems.js';
import { didYouMean, listed, quoted } from '../message-words.js';
import type { Spot, YamlMap, YamlValue } from './yaml-text.js';

/** Where problems of one file go. */
export interface Reporter {
  file: string;
  problems: Problems;
}

export const report = (
  { file, problems }: Reporter,
  { row, column }: Spot,
  message: string,
  code: ProblemCode = 'BAD_VALUE',
): void => problems.add({ file, row, column }, code, message);

const KINDS: Record<YamlValue['kind'], string> = { text: 'a text', list: 'a list', map: 'a mapping' };

const isEmpty = (value: YamlValue): boolean => value.kind === 'text' && value.text.trim() === '';

/** A mapping whose keys are known. `what` names it in messages: `a module`. */
export class Fields<Key extends string> {
  readonly at: Spot;
  readonly #entries = new Map<string, YamlMap['entries'][number]>();

  constructor(
    readonly reporter: Reporter,
    map: YamlMap,
    readonly what: string,
    keys: readonly Key[],
  ) {
    this.at = map.at;
    for (const entry of map.entries) {
      const { key, at } = entry;
      if (keys.some((known) => known === key)) this.#entries.set(key, entry);
      else {
        const hint = didYouMean(key, keys) || `: it has ${listed(keys, 'and')}`;
        report(reporter, at, `${quoted(key)} is no key of ${what}${hint}`, 'BAD_HEADER');
      }
    }
  }

  has(key: Key): boolean {
    return this.#entries.has(key);
  }

  /** Where a key's value stands; the mapping itself where the key is not there. */
  spot(key: Key): Spot {
    return this.#entries.get(key)?.value.at ?? this.at;
  }

  bad(key: Key, message: string, code?: ProblemCode): void {
    report(this.reporter, this.spot(key), `${key}: ${message}`, code);
  }

  /** A key's value of one kind; undefined (and reported, if `isNeeded`) where it is not there or another. */
  #value<Kind extends YamlValue['kind']>(
    key: Key,
    kind: Kind,
    isNeeded: boolean,
  ): Extract<YamlValue, { kind: Kind }> | undefined {
    const value = this.#entries.get(key)?.value;
    if (!value || isEmpty(value)) {
      if (isNeeded) this.bad(key, value ? 'is empty' : `${this.what} needs it`, 'MISSING_VALUE');
      return undefined;
    }
    if (value.kind === kind) return value as Extract<YamlValue, { kind: Kind }>;
    this.bad(key, `must be ${KINDS[kind]}, not ${KINDS[value.kind]}`);
    return undefined;
  }

  /** A text as `read` takes it. */
  word<T>(key: Key, read: CellReader<T>, isNeeded = false): T | undefined {
    const value = this.#value(key, 'text', isNeeded);
    const word = value && read(value.text);
    if (!(word instanceof CellProblem)) return word;
    this.bad(key, word.message, word.code);
    return undefined;
  }

  /** A list whose items are mappings; those that are not are reported and left out. */
  maps(key: Key, itemName: string): YamlMap[] {
    const list = this.#value(key, 'list', true);
    if (!list) return [];
    if (list.items.length === 0) this.bad(key, `${this.what} needs at least one of them`, 'MISSING_VALUE');
    return mapsOf(this.reporter, list.items, itemName);
  }

  /** A text of which a comment cuts nothing off: what readers see would be less than what was written. */
  #wholeWord(key: Key, read: CellReader<string>, isNeeded: boolean): string | undefined {
    const value = this.#entries.get(key)?.value;
    if (value?.kind !== 'text' || !value.cutOff) return this.word(key, read, isNeeded);
    const message = `${key}: # begins a comment, and the text ends before it: put the whole text in double quotes, or the comment on a line of its own`;
    report(this.reporter, value.cutOff, message, 'BAD_YAML');
    return undefined;
  }

  /** A text for readers: one in English, or one for each language. */
  text(key: Key, read: CellReader<string>, isNeeded = false): Text | undefined {
    const value = this.#entries.get(key)?.value;
    if (value?.kind !== 'map') {
      const en = this.#wholeWord(key, read, isNeeded);
      return en === undefined ? undefined : { en };
    }
    const languages = new Fields(this.reporter, value, `the languages of ${key}`, ['en', 'cy']);
    const en = languages.#wholeWord('en', read, true);
    const cy = languages.#wholeWord('cy', read, false);
    if (en === undefined) return undefined;
    return cy === undefined ? { en } : { en, cy };
  }
}

/** The items that are mappings. */
export function mapsOf(reporter: Reporter, items: readonly YamlValue[], itemName: string): YamlMap[] {
  return items.flatMap((item) => {
    if (item.kind === 'map') return [item];
    const given = isEmpty(item) ? 'nothing' : KINDS[item.kind];
    report(reporter, item.at, `${itemName} must be a mapping (key: value), not ${given}`);
    return [];
  });
}
