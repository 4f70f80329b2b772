/** Which end of a scale of ratings is the best: what labels and cells in words say of it. */
import type { Text } from '../metrics/definitions.js';
import { categoryKey } from '../metrics/category-texts.js';

/** The best rating of a scale from 1 to 5. */
export type BestRating = 1 | 5;

export const RATINGS: readonly string[] = ['1', '2', '3', '4', '5'];

const BAD =
  /dissatisf|unsatisf|unhappy|displeas|disagree|poor|bad|worst|terribl|awful|difficult|hard|\bnot |useless|anfodlon|gwael|anghytuno/;
const GOOD =
  /satisf|happy|pleas|agree|excellent|outstanding|best|great|good|easy|perfect|brilliant|bodlon|da iawn|ardderchog|rhagorol|cytuno/;

/** 1 for what praises, -1 for what complains, 0 for anything else: "Neither satisfied nor dissatisfied". */
function praise(text: string | undefined): number {
  const words = (text ?? '').toLowerCase();
  if (/neither|neutral|no opinion|nid yn/.test(words)) return 0;
  return BAD.test(words) ? -1 : GOOD.test(words) ? 1 : 0;
}

/** The best rating as the labels of ratings have it; undefined where they do not say. */
export function bestByLabels(labels: Readonly<Record<string, Partial<Text>>>): BestRating | undefined {
  const praised = (rating: string): number => praise(labels[rating]?.en) + praise(labels[rating]?.cy);
  const rise = 2 * (praised('5') - praised('1')) + praised('4') - praised('2');
  if (rise === 0) return undefined;
  return rise > 0 ? 5 : 1;
}

/** The answers of surveys on a scale on which 5 is the best. */
const ANSWERS: readonly (readonly [pattern: RegExp, rating: number])[] = [
  [/^(?:very|extremely) satisfied$/, 5],
  [/^satisfied$/, 4],
  [/^neither(?: satisfied (?:n?or|and) dissatisfied)?$|^neutral$/, 3],
  [/^(?:dis|un)satisfied$/, 2],
  [/^(?:very|extremely) (?:dis|un)satisfied$/, 1],
];

const answerOf = (words: string): number | undefined => ANSWERS.find(([pattern]) => pattern.test(words))?.[1];

/** An answer of a survey: the digit that it has, and the rating that its words mean where 5 is the best. */
export interface RatingAnswer {
  digit?: number;
  meant?: number;
}

const LONGEST_ANSWER = 80;
const DIGIT_FIRST = /^0?([1-5])(?:\.0+)?(?: *[-:=.,(]* *([a-z ]+?)\)?)?$/;
const DIGIT_LAST = /^([a-z ]+?) *[-:=.,(]* *([1-5])\)?$/;

/** Undefined where it is no rating: `5`, `Very satisfied`, `5 - Very satisfied`, `Very satisfied (5)`. */
export function ratingAnswer(given: string): RatingAnswer | undefined {
  if (given.length > LONGEST_ANSWER) return undefined;
  const words = categoryKey(given)
    .replace(/[-_–—]/g, ' ')
    .trim();
  let [, digit, beside] = DIGIT_FIRST.exec(words) ?? [];
  if (!digit) [, beside, digit] = DIGIT_LAST.exec(words) ?? [];
  const meant = answerOf((beside ?? words).trim());
  if (!digit) return meant === undefined ? undefined : { meant };
  if (beside !== undefined && meant === undefined) return undefined;
  return { digit: Number(digit), ...(meant !== undefined && { meant }) };
}

/** What to write instead of a rating in words, on a scale with this best rating (5 where none is declared). */
export function ratingHint(given: string, best: BestRating | null): string {
  const onScale = (rating: number): number => (best === 1 ? 6 - rating : rating);
  const scale = `1 is ${best === 1 ? 'the best' : 'very dissatisfied'}, 5 ${best === 1 ? 'the worst' : 'very satisfied'}`;
  const words = categoryKey(given).replace(/[-_]/g, ' ');
  const [, digit, beside] = /^0?([1-5])(?:\.0+)?(?: *[-:=.,(]* *([a-z ]+)\)?)?$/.exec(words) ?? [];
  if (digit) {
    const answer = beside === undefined ? undefined : answerOf(beside.trim());
    if (answer === undefined || String(onScale(answer)) === digit) return `: write ${digit}`;
    return `: on this scale ${scale}. Declare best_rating ${best === 1 ? 5 : 1} for the data set if yours is the other way round, and write ${digit}`;
  }
  const answer = answerOf(words);
  return answer === undefined
    ? `: write a number from 1 to 5, where ${scale}`
    : `: write ${onScale(answer)}, where ${scale}`;
}
