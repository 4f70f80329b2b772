/** The values of dimensions as readers know them. */
import { formatValue } from '../../components/formatting/numbers.js';
import type { Language, Unit } from '../../components/formatting/types.js';
import { fill } from '../../components/formatting/words.js';
import type { DataSet } from '../entities/index.js';
import { textIn } from '../metrics/definitions.js';
import { LAST_BOUND } from '../metrics/histogram.js';

/** "assisted-digital" → "Assisted digital"; bounds and other numbers as they are. */
export function valueLabel(value: string): string {
  const words = value.replaceAll('-', ' ').trim();
  return /^[+\d]/.test(value) ? value : words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a dimension is called: `le` has the upper bounds of ranges. */
export const dimensionLabel = (name: string): string => (name === 'le' ? 'Range' : valueLabel(name));

interface ValueWords {
  /** From 1 to 5. */
  ratings: readonly string[];
  upTo: string;
  between: string;
  over: string;
}

const ENGLISH: ValueWords = {
  ratings: ['Very dissatisfied', 'Dissatisfied', 'Neither', 'Satisfied', 'Very satisfied'],
  upTo: 'Up to {to}',
  between: '{from} to {to}',
  over: 'Over {from}',
};

/** Welsh: add words here; until then readers get English. */
const WELSH: Partial<ValueWords> = {};

const wordsIn = (lang: Language): ValueWords => (lang === 'cy' ? { ...ENGLISH, ...WELSH } : ENGLISH);

/** What a data set says of its values. */
type Labelled = Pick<DataSet, 'dimensionLabels' | 'bestRating'>;

/** A value as it is read: ratings of a scale on which 1 is the best are read the other way round. */
const asRead = (by: string, value: string, { bestRating }: Labelled): string =>
  by === 'rating' && bestRating === 1 ? String(6 - Number(value)) : value;

/** What data sets call the values of a dimension, by value; of several the first that says so. */
export function declaredLabels(
  dataSets: readonly Labelled[],
  by: string,
  lang: Language,
): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const dataSet of dataSets) {
    for (const [value, text] of Object.entries(dataSet.dimensionLabels[by] ?? {})) {
      const key = asRead(by, value, dataSet);
      if (!labels.has(key)) labels.set(key, textIn(text, lang));
    }
  }
  return labels;
}

interface LabelSources {
  /** Of `le`, whose values are the upper bounds of ranges in rising order, the last `+Inf`. */
  unit?: Unit | null;
  /** What data sets call the values. */
  declared?: ReadonlyMap<string, string>;
  lang: Language;
}

/** The labels of a split's values, by value. */
export function valueLabels(
  by: string,
  values: readonly string[],
  { unit = null, declared = new Map(), lang }: LabelSources,
): ReadonlyMap<string, string> {
  const usual = usualLabels(by, values, unit, lang);
  return new Map(values.map((value) => [value, declared.get(value) ?? usual.get(value)!]));
}

function usualLabels(
  by: string,
  values: readonly string[],
  unit: Unit | null,
  lang: Language,
): Map<string, string> {
  const words = wordsIn(lang);
  if (by === 'rating')
    return new Map(values.map((value) => [value, words.ratings[Number(value) - 1] ?? valueLabel(value)]));
  if (by !== 'le' || !unit) return new Map(values.map((value) => [value, valueLabel(value)]));
  const bound = (value: string | undefined): string => formatValue(Number(value), unit, {}, lang);
  return new Map(
    values.map((value, index) => {
      const before = values[index - 1];
      if (value === LAST_BOUND)
        return [value, fill(words.over, { from: before === undefined ? '0' : bound(before) })];
      if (before === undefined) return [value, fill(words.upTo, { to: bound(value) })];
      return [value, fill(words.between, { from: bound(before), to: bound(value) })];
    }),
  );
}
