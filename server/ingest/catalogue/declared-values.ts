/** Values of dimensions that measures and data sets declare. */
import { categoryKey, categoryText, isTotalWord } from '../../metrics/category-texts.js';
import { dimensionWordProblem } from '../cells/cells.js';
import type { DimensionValues } from '../cells/dimension-cell.js';
import { quoted } from '../message-words.js';
import { lookAlikeMessage, MAX_VALUES_A_DIMENSION } from '../measurements/stored-categories.js';

/** The values of a dimension as they are stored. */
export const storedTexts = ({ name, values }: DimensionValues): DimensionValues =>
  values ? { name, values: values.map(categoryText) } : { name };

/** What is wrong with the values of a dimension, whatever it divides. */
export function valuesProblem({ name, values = [] }: DimensionValues): string | undefined {
  if (values.length > MAX_VALUES_A_DIMENSION) return `${name} has more than ${MAX_VALUES_A_DIMENSION} values`;
  const seen = new Map<string, string>();
  for (const value of values) {
    const problem = dimensionWordProblem(value);
    if (problem) return problem;
    const text = categoryText(value);
    if (isTotalWord(name, text)) {
      return `${quoted(value)} is the total and no value of ${name}: leave it out, for the total is the row with an empty cell`;
    }
    const other = seen.get(categoryKey(text));
    if (other === text) return `${name} has the value ${text} twice`;
    if (other !== undefined) return lookAlikeMessage(text, other);
    seen.set(categoryKey(text), text);
  }
  return undefined;
}
