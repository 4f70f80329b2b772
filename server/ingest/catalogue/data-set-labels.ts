/** What the values of a data set's dimensions are called. */
import type { KnownMeasure } from '../../submissions/inventory.js';
import { categoryText } from '../../metrics/category-texts.js';
import type { Text } from '../../metrics/definitions.js';
import { CellProblem, ColumnProblem, dimensionWordProblem, textCell } from '../cells/cells.js';
import type { DimensionLabels } from '../cells/dimension-cell.js';
import { choicesOf, quoted } from '../message-words.js';

type Labels = Record<string, Record<string, Text>>;

/** What a column says: null = it is empty, undefined = there is no such column. */
type Cell = DimensionLabels | null | undefined;

const MAX_LABEL = 200;

const ofLanguage = (labels: Labels, language: keyof Text): DimensionLabels =>
  Object.fromEntries(
    Object.entries(labels).map(([name, own]) => [
      name,
      Object.fromEntries(
        Object.entries(own).flatMap(([value, { [language]: text }]) =>
          text === undefined ? [] : [[value, text]],
        ),
      ),
    ]),
  );

const withStoredTexts = (labels: DimensionLabels): DimensionLabels =>
  Object.fromEntries(
    Object.entries(labels).map(([name, own]) => [
      name,
      Object.fromEntries(Object.entries(own).map(([value, label]) => [categoryText(value), label])),
    ]),
  );

/** The labels after a delivery: a column that is absent leaves what is stored. Welsh ones need an English one beside them. */
export function labelsAfter(before: Labels, en: Cell, cy: Cell): Labels {
  const english = en === undefined ? ofLanguage(before, 'en') : withStoredTexts(en ?? {});
  const welsh = cy === undefined ? ofLanguage(before, 'cy') : withStoredTexts(cy ?? {});
  return Object.fromEntries(
    Object.entries(english).map(([name, own]) => [
      name,
      Object.fromEntries(
        Object.entries(own).map(([value, label]): [string, Text] => {
          const translated = welsh[name]?.[value];
          return [value, translated === undefined ? { en: label } : { en: label, cy: translated }];
        }),
      ),
    ]),
  );
}

/** Without the labels of values that a data set does not declare. */
export const declaredLabels = (labels: Labels, declared: Record<string, string[]>): Labels =>
  Object.fromEntries(
    Object.entries(labels).flatMap(([name, own]) => {
      const values = declared[name];
      const kept = Object.entries(own).filter(([value]) => !values || values.includes(value));
      return kept.length > 0 ? [[name, Object.fromEntries(kept)]] : [];
    }),
  );

interface Divided {
  key: string;
  measure: KnownMeasure;
  declared: Record<string, string[]>;
}

function labelProblem(
  { key, measure, declared }: Divided,
  name: string,
  own: Record<string, string>,
): string | undefined {
  const dimension = measure.dimensions.find((candidate) => candidate.name === name);
  if (!dimension) {
    const names = measure.dimensions.map((candidate) => candidate.name);
    return `${key} is not divided by ${quoted(name)}${choicesOf(name, names)}`;
  }
  const values = declared[name] ?? dimension.values;
  const seen = new Map<string, string>();
  for (const [value, label] of Object.entries(own)) {
    if (values && !values.includes(categoryText(value))) {
      return `${quoted(value)} is no ${name} of ${key}${choicesOf(value, values)}`;
    }
    const unreadable = dimensionWordProblem(value);
    if (unreadable) return unreadable;
    const problem = textCell(label);
    if (problem instanceof CellProblem) return `the label of ${value} ${problem.message}`;
    if (label.length > MAX_LABEL)
      return `the label of ${value} has ${label.length} characters; at most ${MAX_LABEL}`;
    const other = seen.get(label);
    if (other !== undefined)
      return `${other} and ${value} have the same label, and readers could not tell them apart`;
    seen.set(label, value);
  }
  return undefined;
}

/** What is wrong with the labels of a row. */
export function labelProblems(divided: Divided, en: Cell, cy: Cell): ColumnProblem[] {
  const found = (column: string, cell: Cell): ColumnProblem[] =>
    Object.entries(cell ?? {}).flatMap(([name, own]) => {
      const message = labelProblem(divided, name, own);
      return message ? [new ColumnProblem(column, message)] : [];
    });
  const english = withStoredTexts(en ?? {});
  const alone = Object.entries(withStoredTexts(cy ?? {})).flatMap(([name, own]) =>
    Object.keys(own).flatMap((value) =>
      english[name]?.[value] === undefined
        ? [
            new ColumnProblem(
              'dimension_labels_cy',
              `${value} of ${name} has a label, but none in dimension_labels`,
            ),
          ]
        : [],
    ),
  );
  return [...found('dimension_labels', en), ...found('dimension_labels_cy', cy), ...alone];
}
