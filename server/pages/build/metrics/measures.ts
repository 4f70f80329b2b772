/** The measures that a metric can be made of: those that the subject has, with their categories. */
import { textIn } from '../../../metrics/definitions.js';
import type { Measure } from '../../../entities/index.js';
import type { Subject } from '../../../store/subject.js';
import { valueLabels } from '../../../wording/value-labels.js';
import type { Option } from '../../frame/fields.js';
import type { BuildQuestion } from '../answers.js';
import { splitName } from '../words.js';

/** More categories than these are not a list to tick. */
const MOST_CATEGORIES = 60;

export function measuresOf(subject: Subject, { reading }: Pick<BuildQuestion, 'reading'>): Measure[] {
  const { catalogue } = reading;
  return catalogue.measures.filter(({ key }) =>
    subject.services.some(({ id }) => catalogue.dataSet(id, key) !== undefined),
  );
}

export const measureOptions = (measures: readonly Measure[]): Option[] => [
  { value: '', text: 'Choose one' },
  ...measures.map(({ key, texts }) => ({ value: key, text: textIn(texts.label, 'en') })),
];

/** `channel digital`, with what people call it. */
export interface Category {
  name: string;
  dimension: string;
  label: string;
}

/** The categories of a measure: those that it lists, or else those that were sent. */
export function categoriesOf(
  measure: Measure | undefined,
  subject: Subject,
  { reading }: Pick<BuildQuestion, 'reading'>,
): Category[] {
  if (!measure || measure.aggregation === 'histogram') return [];
  const { catalogue, snapshot } = reading;
  return measure.dimensions
    .flatMap(({ name: dimension, values }) => {
      const sent = (): string[] => {
        const found = new Set<string>();
        for (const { id } of subject.services) {
          const entry = catalogue.dataSet(id, measure.key);
          for (const { dimensions } of (entry && snapshot.series.get(entry.facts.id)) ?? []) {
            if (dimensions[dimension] !== undefined) found.add(dimensions[dimension]);
          }
        }
        return [...found].sort();
      };
      const own = values?.length ? values : sent();
      const labels = valueLabels(dimension, own, { lang: 'en' });
      return own.map((value) => ({
        name: `${dimension} ${value}`,
        dimension: splitName(dimension),
        label: labels.get(value) ?? value,
      }));
    })
    .slice(0, MOST_CATEGORIES);
}
