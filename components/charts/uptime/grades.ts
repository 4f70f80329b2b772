/** How far a window falls short of 100%, in steps that can be seen where a cell is three units wide. */
import { decimalsOf, formatValue, round } from '../../formatting/numbers.js';
import type { Language } from '../../formatting/types.js';
import { fill } from '../../formatting/words.js';
import type { SvgOnlyTexts } from '../spec/svg-only-texts.js';

/** What is less than the first has half of its cell dark, and so on; what is less than the last all of it. */
const STEPS: readonly number[] = [99.9, 99, 95];
const WHOLE = 100;

/** Quarters of a cell that are dark: 0 at 100%, to 4. */
export type Grade = 0 | 1 | 2 | 3 | 4;

/** The grade of a value as it is written: "99%" is not less than 99%. */
export function gradeOf(value: number, metric: string | undefined): Grade {
  if (value >= WHOLE) return 0;
  const written = round(value, decimalsOf({ metric }));
  return (1 + STEPS.filter((step) => written < step).length) as Grade;
}

/** What a grade stands for: "99.9% or more". */
export function gradeText(grade: Grade, texts: SvgOnlyTexts, lang: Language): string {
  const percent = (value: number): string => formatValue(value, '%', {}, lang);
  if (grade === 0) return percent(WHOLE);
  const step = STEPS[grade - 1];
  return step === undefined
    ? fill(texts.lessThan, { value: percent(STEPS.at(-1)!) })
    : fill(texts.orMore, { value: percent(step) });
}
