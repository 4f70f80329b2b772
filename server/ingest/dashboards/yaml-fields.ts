/** Reads the keys of a mapping, each as what it must be. Whatever is wrong is reported at its place. */
import type { Text } from '../../metrics/definitions.js';
import { CellProblem, type CellReader } from '../cells/cells.js';
import type { ProblemCode, Problems } from '../problems.js';
import { didYouMean, hintOf, listed, quoted } from '../message-words.js';
import { type DocumentShape, type KeyFacts, keysOf, readerOf, type Shape } from './shape.js';
import { pathTo, type Spot, type YamlMap, type YamlValue } from './yaml-text.js';

/** Where problems of one file go. */
export interface Reporter {
  file: string;
  problems: Problems;
}

/** What kind of mistake it is, what stands there and what would be right. */
type Told = Parameters<Problems['add']>[3] & { code?: ProblemCode };

function report(
  { file, problems }: Reporter,
  spot: Spot,
  message: string,
  told: ProblemCode | Told = {},
): void {
  const { code = 'BAD_VALUE', ...hint } = typeof told === 'string' ? { code: told } : told;
  problems.add({ file, ...spot }, code, message, hint);
}

const KINDS: Record<YamlValue['kind'], string> = { text: 'a text', list: 'a list', map: 'a mapping' };

const isEmpty = (value: YamlValue): boolean => value.kind === 'text' && value.text.trim() === '';

/** A mapping of a shape. */
export class Fields<Key extends string> {
  readonly at: Spot;
  readonly #entries = new Map<string, YamlMap['entries'][number]>();

  constructor(
    readonly reporter: Reporter,
    map: YamlMap,
    private readonly shape: Shape<Key>,
  ) {
    this.at = map.at;
    const keys = keysOf(shape);
    for (const entry of map.entries) {
      const { key, at } = entry;
      if (keys.some((known) => known === key)) this.#entries.set(key, entry);
      else {
        const hint = didYouMean(key, keys) || `: it has ${listed(keys, 'and')}`;
        const message = `${quoted(key)} is no key of ${shape.what}${hint}`;
        report(reporter, at, message, { code: 'BAD_HEADER', value: key, ...hintOf(key, keys, keys) });
      }
    }
  }

  #facts(key: Key): KeyFacts {
    return this.shape.keys[key];
  }

  has(key: Key): boolean {
    return this.#entries.has(key);
  }

  /** Where a key's value stands; the mapping itself where the key is not there. */
  spot(key: Key): Spot {
    return this.#entries.get(key)?.value.at ?? { ...this.at, path: pathTo(this.at.path, key) };
  }

  bad(key: Key, message: string, code?: ProblemCode, hint: Parameters<Problems['add']>[3] = {}): void {
    const value = this.#entries.get(key)?.value;
    const given = value?.kind === 'text' && { value: value.text };
    report(this.reporter, this.spot(key), `${key}: ${message}`, { code, ...given, ...hint });
  }

  /** A key's value of one kind; undefined (and reported, if it is needed) where it is not there or another. */
  #value<Kind extends YamlValue['kind']>(
    key: Key,
    kind: Kind,
  ): Extract<YamlValue, { kind: Kind }> | undefined {
    const value = this.#entries.get(key)?.value;
    if (!value || isEmpty(value)) {
      const others = this.shape.either?.includes(key)
        ? this.shape.either.filter((other) => other !== key)
        : [];
      if (this.#facts(key).isNeeded) {
        const needs = [`${this.shape.what} needs it`, ...others].join(', or ');
        this.bad(key, value ? 'is empty' : needs, 'MISSING_VALUE');
      }
      return undefined;
    }
    if (value.kind === kind) return value as Extract<YamlValue, { kind: Kind }>;
    this.bad(key, `must be ${KINDS[kind]}, not ${KINDS[value.kind]}`);
    return undefined;
  }

  #reader<T>(key: Key): CellReader<T> {
    return readerOf(this.#facts(key)) as CellReader<T>;
  }

  /** A text as `read` takes it; as its shape says where there is none. */
  word<T = string>(key: Key, read: CellReader<T> = this.#reader(key)): T | undefined {
    const value = this.#value(key, 'text');
    const word = value && read(value.text);
    if (!(word instanceof CellProblem)) return word;
    this.bad(key, word.message, word.code, word.hint);
    return undefined;
  }

  /** A list of texts as `read` takes them; one text stands for a list of it alone. */
  words<T = string>(key: Key, read: CellReader<T> = this.#reader(key)): T[] | undefined {
    const value = this.#entries.get(key)?.value;
    if (value?.kind !== 'list') {
      const word = this.word(key, read);
      return word === undefined ? undefined : [word];
    }
    return value.items.flatMap((item): T[] => {
      const word = item.kind === 'text' ? read(item.text) : new CellProblem('must be a list of texts');
      if (!(word instanceof CellProblem)) return [word];
      const given = item.kind === 'text' && { value: item.text };
      report(this.reporter, item.at, `${key}: ${word.message}`, { code: word.code, ...given, ...word.hint });
      return [];
    });
  }

  /** A mapping with keys of its own. */
  fields<Inner extends string>(key: Key, shape: Shape<Inner>): Fields<Inner> | undefined {
    const map = this.#value(key, 'map');
    return map && new Fields(this.reporter, map, shape);
  }

  /** A list of mappings; items that are none are reported and left out. */
  list<Inner extends string>(key: Key, shape: Shape<Inner>): Fields<Inner>[] {
    const list = this.#value(key, 'list');
    if (!list) return [];
    const { items } = list;
    const { most = Infinity } = this.#facts(key) as { most?: number };
    if (items.length === 0) this.bad(key, `${this.shape.what} needs at least one of them`, 'MISSING_VALUE');
    if (items.length > most) {
      const message = `there are ${items.length}; ${this.shape.what} has at most ${most}`;
      this.bad(key, message, 'TOO_MANY_VALUES');
    }
    return fieldsOf(this.reporter, items, shape);
  }

  /** A text of which a comment cuts nothing off: what readers see would be less than what was written. */
  #wholeWord(key: Key): string | undefined {
    const value = this.#entries.get(key)?.value;
    if (value?.kind !== 'text' || !value.cutOff) return this.word(key);
    const message = `${key}: # begins a comment, and the text ends before it: put the whole text in double quotes, or the comment on a line of its own`;
    report(this.reporter, value.cutOff, message, 'BAD_YAML');
    return undefined;
  }

  /** A text for readers: one in English, or one for each language. */
  text(key: Key): Text | undefined {
    const value = this.#entries.get(key)?.value;
    if (value?.kind === 'map') return this.#languages(key, value);
    const en = this.#wholeWord(key);
    return en === undefined ? undefined : { en };
  }

  /** A list of such texts; one text stands for a list of it alone. */
  texts(key: Key): Text[] | undefined {
    const value = this.#entries.get(key)?.value;
    if (value?.kind !== 'list') {
      const text = this.text(key);
      return text && [text];
    }
    return value.items.flatMap((item) => {
      const entry = { key, at: item.at, value: item };
      const one = new Fields(this.reporter, { kind: 'map', at: item.at, entries: [entry] }, this.shape);
      return one.text(key) ?? [];
    });
  }

  #languages(key: Key, value: YamlMap): Text | undefined {
    const facts = this.#facts(key);
    const languages = new Fields(this.reporter, value, {
      what: `the languages of ${key}`,
      keys: { en: { ...facts, isNeeded: true }, cy: { ...facts, isNeeded: undefined } },
    });
    const en = languages.#wholeWord('en');
    const cy = languages.#wholeWord('cy');
    if (en === undefined) return undefined;
    return cy === undefined ? { en } : { en, cy };
  }
}

/** The items that are mappings. */
export function fieldsOf<Key extends string>(
  reporter: Reporter,
  items: readonly YamlValue[],
  shape: Shape<Key>,
): Fields<Key>[] {
  return items.flatMap((item) => {
    if (item.kind === 'map') return [new Fields(reporter, item, shape)];
    const given = isEmpty(item) ? 'nothing' : KINDS[item.kind];
    report(reporter, item.at, `${shape.what} must be a mapping (key: value), not ${given}`);
    return [];
  });
}

/** What a document holds: a list of mappings, or one under a key. */
export function documentFields<Key extends string, Inner extends string>(
  reporter: Reporter,
  root: YamlValue,
  { key, of, about }: DocumentShape<Key, Inner>,
): Fields<Inner>[] {
  if (root.kind === 'list') return fieldsOf(reporter, root.items, of);
  if (root.kind === 'map' && root.entries.some((entry) => entry.key === key)) {
    const keys = { [key]: { holds: 'list', of, about, isNeeded: true } } as Record<Key, KeyFacts>;
    return new Fields(reporter, root, { what: 'this file', keys }).list(key, of);
  }
  const [first] = keysOf(of);
  report(reporter, root.at, `this must be a list of ${key}: begin each with "- ${first}: …"`, 'BAD_YAML');
  return [];
}
