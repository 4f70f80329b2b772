/** The formula of a metric as it is written: exactly one kind, its measures and categories known. */
import { dimensionWordProblem } from '../cells/cells.js';
import { splitsOf } from '../../metrics/evaluate.js';
import type { Formula, Term } from '../../metrics/definitions.js';
import type { Inventory, KnownMeasure } from '../../submissions/inventory.js';
import { keysOf, type ShapeKey } from '../dashboards/shape.js';
import type { Fields } from '../dashboards/yaml-fields.js';
import { didYouMean, hintOf, listed, quoted } from '../message-words.js';
import { FORMULA, MEAN, QUANTILE, RATIO, SCORE, SHARE_WITHIN, TERM, TOTAL, WEIGHT } from './metric-shape.js';

const FORMULA_KINDS = keysOf(FORMULA);
type FormulaFields = Fields<ShapeKey<typeof FORMULA>>;

/** Below so many answers a score says little. */
const SAMPLE_MINIMUM = 30;

export class FormulaReader {
  constructor(private readonly catalogue: Inventory) {}

  /** Undefined where it is wrong, which has been reported. */
  read(fields: FormulaFields): Formula | undefined {
    const given = FORMULA_KINDS.filter((kind) => fields.has(kind));
    if (given.length !== 1) {
      const message = `write one of ${listed(FORMULA_KINDS)}${given.length > 1 ? ` and not ${given.length}` : ''}`;
      fields.bad(given[1] ?? 'total', message, 'BAD_VALUE', { allowed: FORMULA_KINDS });
      return undefined;
    }
    switch (given[0]) {
      case 'total':
        return this.#total(fields);
      case 'ratio':
        return this.#ratio(fields);
      case 'score':
        return this.#score(fields);
      case 'quantile': {
        const own = fields.fields('quantile', QUANTILE);
        const measure = own && this.#measure(own, 'measure');
        const quantile = own?.word<number>('quantile');
        return measure && quantile ? { kind: 'quantile', measure, quantile } : undefined;
      }
      case 'mean': {
        const own = fields.fields('mean', MEAN);
        const sum = own && this.#measure(own, 'sum');
        const count = own && this.#measure(own, 'count');
        return sum && count ? { kind: 'mean', sum, count } : undefined;
      }
      case 'shareWithin': {
        const own = fields.fields('shareWithin', SHARE_WITHIN);
        const measure = own && this.#measure(own, 'measure');
        return measure ? { kind: 'share-within', measure } : undefined;
      }
    }
  }

  #total(fields: FormulaFields): Formula | undefined {
    const own = fields.fields('total', TOTAL);
    const term = this.#term(own);
    if (own && term?.dimension && !term.only && !term.except) {
      own.bad(
        'dimension',
        'needs only or except beside it: which of its categories? All of them are the total',
      );
    }
    return term && { kind: 'total', ...term };
  }

  #ratio(fields: FormulaFields): Formula | undefined {
    const own = fields.fields('ratio', RATIO);
    if (!own) return undefined;
    const scale = own.word<number>('scale') ?? 1;
    const numerator = this.#term(own.fields('numerator', TERM));
    const denominator = this.#term(own.fields('denominator', TERM));
    if (!numerator || !denominator) return undefined;
    const isOfOne = numerator.measure === denominator.measure;
    if (!isOfOne || !numerator.dimension) return { kind: 'ratio', numerator, denominator, scale };
    // Some categories are divided by all of the same split: what the split of is not known counts on neither side.
    const dimension = denominator.dimension ?? numerator.dimension;
    if (dimension !== numerator.dimension) {
      const message = `${numerator.measure} is divided by ${numerator.dimension} above and by ${dimension} below: take the same dimension`;
      own.bad('denominator', message);
      return undefined;
    }
    return { kind: 'ratio', numerator, denominator: { ...denominator, dimension }, scale };
  }

  #term(own: Fields<ShapeKey<typeof TERM>> | undefined): Term | undefined {
    const measure = own && this.#measure(own, 'measure');
    if (!own || !measure) return undefined;
    const dimension = this.#dimension(own, measure);
    const only = this.#categories(own, 'only', measure, dimension);
    const except = this.#categories(own, 'except', measure, dimension);
    if (dimension === undefined) return own.has('dimension') ? undefined : { measure };
    if (only && except) own.bad('except', 'stands beside only: write one of them');
    return { measure, dimension, ...(only && { only }), ...(except && !only && { except }) };
  }

  #score(fields: FormulaFields): Formula | undefined {
    const own = fields.fields('score', SCORE);
    const measure = own && this.#measure(own, 'measure');
    if (!own || !measure) return undefined;
    const dimension = this.#dimension(own, measure);
    const weights: Record<string, number> = {};
    for (const one of own.list('weights', WEIGHT)) {
      const value = one.word('value');
      const weight = one.word<number>('weight');
      if (value === undefined || weight === undefined) continue;
      if (value in weights) one.bad('value', `${quoted(value)} stands there already`, 'DUPLICATE_KEY');
      if (dimension !== undefined) this.#assertCategory(one, 'value', value, { measure, dimension });
      weights[value] = weight;
    }
    if (dimension === undefined) return undefined;
    return { kind: 'score', measure, dimension, weights, sampleMinimum: SAMPLE_MINIMUM };
  }

  #measure<Key extends string>(fields: Fields<Key>, key: Key): string | undefined {
    const measure = fields.word(key);
    const { measures } = this.catalogue;
    if (measure === undefined || measures.has(measure)) return measure;
    const message = `there is no measure ${quoted(measure)}${didYouMean(measure, measures.keys())}`;
    fields.bad(key, message, 'UNKNOWN_REFERENCE', hintOf(measure, measures.keys()));
    return undefined;
  }

  #known(measure: string): KnownMeasure {
    return this.catalogue.measures.get(measure)!;
  }

  #dimension<Key extends string>(fields: Fields<Key | 'dimension'>, measure: string): string | undefined {
    const dimension = fields.word('dimension');
    if (dimension === undefined) return undefined;
    const { dimensions, aggregation } = this.#known(measure);
    const names = dimensions.map(({ name }) => name);
    if (names.includes(dimension) && aggregation !== 'histogram') return dimension;
    const has =
      names.length === 0 || aggregation === 'histogram'
        ? `${measure} has no categories to choose from`
        : didYouMean(dimension, names) || `: it has ${listed(names, 'and')}`;
    fields.bad(
      'dimension',
      `${measure} has no dimension ${quoted(dimension)}${has.startsWith(':') || has.startsWith(';') ? has : `: ${has}`}`,
      'UNKNOWN_REFERENCE',
      hintOf(dimension, names, names),
    );
    return undefined;
  }

  #categories<Key extends string>(
    fields: Fields<Key | 'only' | 'except' | 'dimension'>,
    key: 'only' | 'except',
    measure: string,
    dimension: string | undefined,
  ): string[] | undefined {
    const values = fields.words(key);
    if (!values) return undefined;
    if (!fields.has('dimension')) {
      fields.bad(key, 'needs dimension beside it: categories of what?', 'MISSING_VALUE');
    } else if (dimension !== undefined) {
      for (const value of values) this.#assertCategory(fields, key, value, { measure, dimension });
    }
    return values;
  }

  /** Categories that a measure lists are all that there are; others are whatever is sent. */
  #assertCategory<Key extends string>(
    fields: Fields<Key>,
    key: Key,
    value: string,
    { measure, dimension }: { measure: string; dimension: string },
  ): void {
    const unreadable = dimensionWordProblem(value);
    if (unreadable) return fields.bad(key, unreadable);
    const known = this.#known(measure).dimensions.find(({ name }) => name === dimension)?.values;
    if (!known?.length || known.includes(value)) return;
    const hint = didYouMean(value, known) || `: it has ${listed(known, 'and')}`;
    fields.bad(key, `${dimension} of ${measure} has no ${quoted(value)}${hint}`, 'UNKNOWN_REFERENCE', {
      value,
      ...hintOf(value, known, known),
    });
  }
}

/** The dimensions that a metric can be split by. */
export const splitsIn = (formula: Formula, { measures }: Pick<Inventory, 'measures'>): string[] =>
  splitsOf(formula, (measure) => (measures.get(measure)?.dimensions ?? []).map(({ name }) => name));
