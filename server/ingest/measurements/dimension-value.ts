/** One value of a dimension: as it is stored, or why it is none. */
import type { KnownMeasure } from '../../submissions/inventory.js';
import { categoryText, isTotalWord } from '../../metrics/category-texts.js';
import { ColumnProblem, dimensionWordProblem } from '../cells/cells.js';
import { boundProblem } from '../cells/numbers.js';
import { listed, quoted } from '../message-words.js';
import { type BestRating, ratingHint, RATINGS } from '../rating-scale.js';

/** Values listed in a message. */
const MOST_LISTED = 12;

export interface DividedDataSet {
  /** The key of its measure. */
  key: string;
  measure: KnownMeasure;
  /** Declared values by dimension. */
  declared: Record<string, string[]>;
  bestRating: BestRating | null;
}

interface DimensionValue {
  text: string;
  /** Why no row may have it; one that is stored from earlier may be taken back. */
  refusal?: ColumnProblem;
}

/**
 * Reads the cell of a dimension that is not empty. A `ColumnProblem` is of a cell that no row can have had.
 *
 * @param suggest what was probably meant, as the end of a message
 */
export function dimensionValue(
  { key, measure, declared, bestRating }: DividedDataSet,
  name: string,
  cell: string,
  suggest: (given: string, known: readonly string[]) => string,
): DimensionValue | ColumnProblem {
  const dimension = measure.dimensions.find((candidate) => candidate.name === name);
  if (!dimension) {
    const names = measure.dimensions.map((candidate) => candidate.name);
    const has = names.length > 0 ? `its dimensions are ${listed(names, 'and')}` : 'it has no dimensions';
    return new ColumnProblem(
      name,
      `${key} is not divided by ${name} (${has}): leave the cell empty`,
      'UNKNOWN_REFERENCE',
    );
  }
  const problem = dimensionWordProblem(cell);
  if (problem) return new ColumnProblem(name, problem);
  const text = categoryText(cell);
  const refused = (message: string, code?: ColumnProblem['code']): DimensionValue => ({
    text,
    refusal: new ColumnProblem(name, message, code),
  });
  if (isTotalWord(name, text)) return refused(totalMessage(cell));
  const values = declared[name] ?? dimension.values;
  const known =
    values?.find((value) => value === text) ?? values?.find((value) => categoryText(value) === text);
  if (values && known === undefined) {
    const shown =
      values.length > MOST_LISTED
        ? ''
        : `: ${declared[name] ? 'the data set declares' : 'there are'} ${listed(values, 'and')}`;
    const isScale = name === 'rating' && values.every((value) => RATINGS.includes(value));
    const hint = isScale ? ratingHint(text, bestRating) : suggest(text, values) || shown;
    return refused(`${quoted(cell)} is no ${name} of ${key}${hint}`, 'UNKNOWN_REFERENCE');
  }
  const message = name === 'le' ? boundProblem(text) : undefined;
  return message === undefined ? { text: known ?? text } : refused(message);
}

const totalMessage = (cell: string): string =>
  `${quoted(cell)} is the total and no part of it: leave the cell empty for the total`;
