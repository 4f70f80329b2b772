/** What a text of a table names of what somebody may fill: a service, a measure, a value of a dimension. */
import { categoryKey } from '../../metrics/category-texts.js';
import { ratingAnswer, RATINGS } from '../rating-scale.js';
import { type SheetContext, valuesOf } from './context.js';
import { remembered } from './remembered.js';
import { channelOf, headerText, isDimensionWord, isMeasureWord, withoutCountOf } from './header-words.js';

/** Longer than what anything is called in a cell. */
const LONGEST_NAME = 200;

export interface DimensionValue {
  dimension: string;
  value: string;
}

/** Names are compared without case, signs and what stands in brackets for those who count. */
const nameKey = remembered((text) =>
  categoryKey(text)
    .replace(/&/g, ' and ')
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim(),
);

/** "Renew a permit online" names the longer of two names that stand in it. */
function onlyWithin(names: ReadonlyMap<string, string>, text: string): string | undefined {
  const words = ` ${nameKey(text)} `;
  const found = [...names].filter(([key]) => key !== '' && words.includes(` ${key} `));
  const longest = Math.max(0, ...found.map(([key]) => key.length));
  const best = new Set(found.filter(([key]) => key.length === longest).map(([, known]) => known));
  return best.size === 1 ? [...best][0] : undefined;
}

export class KnownWords {
  readonly #services = new Map<string, string>();
  readonly #measures = new Map<string, string>();
  /** By dimension, then by text. */
  readonly #values = new Map<string, Map<string, string>>();
  /** By text, of whatever dimension. */
  readonly #known = new Map<string, DimensionValue>();
  readonly measure = remembered((text) => this.#measure(text));
  readonly value = remembered((text) => this.#value(text));
  readonly dimension = remembered((text) => this.#dimension(text));

  constructor(private readonly context: SheetContext) {
    const names = context.services.map(({ name }) => nameKey(name));
    for (const [index, { slug, name }] of context.services.entries()) {
      this.#services.set(nameKey(slug), slug);
      // Of two services with one name neither is meant for certain.
      if (names.indexOf(nameKey(name)) === names.lastIndexOf(nameKey(name))) {
        this.#services.set(names[index], slug);
      }
    }
    for (const { key, label } of context.measures) {
      for (const text of [label, key]) this.#measures.set(nameKey(text), key);
    }
    for (const { key, dimensions } of context.measures) {
      for (const { name } of dimensions) this.#addValues(key, name);
    }
    for (const [dimension, own] of this.#values) {
      for (const [text, value] of own)
        if (!this.#known.has(text)) this.#known.set(text, { dimension, value });
    }
  }

  #addValues(measure: string, dimension: string): void {
    const own = this.#values.get(dimension) ?? new Map<string, string>();
    this.#values.set(dimension, own);
    for (const value of valuesOf(this.context, measure, dimension) ?? []) own.set(nameKey(value), value);
    for (const { measure: of, labels } of this.context.dataSets) {
      if (of !== measure) continue;
      for (const [value, label] of Object.entries(labels[dimension] ?? {})) own.set(nameKey(label), value);
    }
  }

  service(text: string): string | undefined {
    return this.#services.get(nameKey(text));
  }

  /** The service whose name or slug stands somewhere in a text, if only one does. */
  serviceWithin(text: string): string | undefined {
    return onlyWithin(this.#services, text);
  }

  measureWithin(text: string): string | undefined {
    return onlyWithin(this.#measures, text);
  }

  #measure(text: string): string | undefined {
    const known =
      this.#measures.get(nameKey(headerText(text))) ?? this.#measures.get(nameKey(withoutCountOf(text)));
    return known ?? this.context.measures.find(({ key }) => isMeasureWord(key, text))?.key;
  }

  /** The dimension that a header names. */
  #dimension(text: string): string | undefined {
    const names = [...this.#values.keys()];
    const plain = nameKey(headerText(text));
    return names.find((name) => nameKey(name) === plain) ?? names.find((name) => isDimensionWord(name, text));
  }

  /** The value of a dimension that a text means. */
  valueOf(dimension: string, text: string): string | undefined {
    const own = this.#values.get(dimension);
    const known = own?.get(nameKey(text)) ?? own?.get(nameKey(headerText(text)));
    if (known !== undefined || !own) return known;
    const said =
      dimension === 'channel' ? channelOf(text) : dimension === 'rating' ? this.#rating(text) : undefined;
    return said !== undefined && (own.size === 0 || own.has(nameKey(said))) ? said : undefined;
  }

  /** Words are certain only where no data set has another scale. */
  #rating(text: string): string | undefined {
    const answer = ratingAnswer(text);
    const isReversed = this.context.dataSets.some(
      ({ measure, bestRating }) => measure === 'ratings' && bestRating === 1,
    );
    if (!answer || isReversed) return answer?.digit?.toString();
    const { digit, meant } = answer;
    const rating =
      digit !== undefined && meant !== undefined && digit !== meant ? undefined : (digit ?? meant);
    return RATINGS.find((each) => each === String(rating));
  }

  /** The value that a text means, of whatever dimension; a bare number is none. */
  #value(text: string): DimensionValue | undefined {
    if (text.length > LONGEST_NAME || /^[\d.,\s]*$/.test(headerText(text))) return undefined;
    const known = this.#known.get(nameKey(text)) ?? this.#known.get(nameKey(headerText(text)));
    if (known) return known;
    for (const dimension of ['channel', 'rating']) {
      const value = this.valueOf(dimension, text);
      if (value !== undefined) return { dimension, value };
    }
    return undefined;
  }

  /** Measures that have a dimension, and this value of it. */
  measuresWith({ dimension, value }: DimensionValue): string[] {
    return this.context.measures.flatMap(({ key, dimensions }) => {
      if (!dimensions.some(({ name }) => name === dimension)) return [];
      const values = valuesOf(this.context, key, dimension);
      return !values || values.includes(value) ? [key] : [];
    });
  }
}
