/** Why there is no value, in one wording a status, and the marks of the Analysis Function's shorthand in tables. */
import { formatCoverage, type CoverageContext } from './coverage.js';
import { formatValue, type ValueOptions } from './numbers.js';
import type { CoverageData, Language, Unit, ValueFlag, ValueStatus } from './types.js';
import { fill, FLAG_MARKS, wordsOf } from './words.js';

/** What is known about a missing value; each part may be unknown. */
export interface MissingContext extends Partial<CoverageContext> {
  coverage?: Pick<CoverageData, 'provided' | 'expected'> | null;
  /** Counts below it are suppressed. */
  suppressBelow?: number | null;
}

/** "Not provided", "Not applicable", "Suppressed (fewer than 10)", "Incomplete: 3 of 4 quarters". */
export function formatMissing(
  status: ValueStatus,
  { coverage, kind, period, isRange, suppressBelow }: MissingContext = {},
  lang: Language = 'en',
): string {
  const words = wordsOf(lang);
  if (status === 'SUPPRESSED' && suppressBelow) return fill(words.suppressedBelow, { n: suppressBelow });
  // Of several inputs coverage counts one: if that one is complete, "4 of 4" would explain nothing.
  if (status === 'INCOMPLETE' && coverage && kind && period && coverage.provided < coverage.expected) {
    return fill(words.incompleteOf, { coverage: formatCoverage(coverage, { kind, period, isRange }, lang) });
  }
  return words.status[status === 'PROVIDED' ? 'NOT_PROVIDED' : status];
}

/** The value, or why there is none: what `Figure.formatted`, table and CSV say. */
export const formatFigure = (
  { value, status }: { value: number | null; status: ValueStatus },
  unit: Unit,
  options: ValueOptions & MissingContext = {},
  lang: Language = 'en',
): string =>
  value === null || !Number.isFinite(value)
    ? formatMissing(status, options, lang)
    : formatValue(value, unit, options, lang);

const STATUS_MARKS: Record<ValueStatus, string> = {
  PROVIDED: '',
  NOT_PROVIDED: 'x',
  INCOMPLETE: 'x',
  NOT_APPLICABLE: 'z',
  SUPPRESSED: 'c',
};

/** The letters and words that stand beside (or for) one value. */
function notesOf(status: ValueStatus, flags: readonly ValueFlag[], lang: Language): string[] {
  const marks = [STATUS_MARKS[status], ...flags.map((flag) => FLAG_MARKS[flag] ?? '')].filter(Boolean);
  const words = flags.map((flag) => wordsOf(lang).flags[flag]).filter((word) => word !== undefined);
  return [...marks.map((mark) => `[${mark}]`), ...words.map((word) => `(${word})`)];
}

/** A table cell: "56.8% [p]", "[x]", "1,642 (includes caseloads)". */
export const formatCell = (
  { value, status, flags }: { value: number | null; status: ValueStatus; flags: readonly ValueFlag[] },
  unit: Unit,
  options: ValueOptions = {},
  lang: Language = 'en',
): string => {
  // A missing value without a reason is still "not available", and never an empty cell.
  const isThere = value !== null && Number.isFinite(value);
  const notes = notesOf(!isThere && status === 'PROVIDED' ? 'NOT_PROVIDED' : status, flags, lang);
  return [isThere ? formatValue(value, unit, options, lang) : '', ...notes].filter(Boolean).join(' ');
};

export interface ShorthandNote {
  /** `[x]` */
  mark: string;
  /** "not available" */
  text: string;
}

/** The marks that a table uses, explained, always in the same order. Lists may be of any length. */
export function explainShorthand(
  statuses: Iterable<ValueStatus>,
  flags: Iterable<readonly ValueFlag[]>,
  lang: Language = 'en',
): ShorthandNote[] {
  const used = new Set<string | undefined>();
  for (const status of statuses) used.add(STATUS_MARKS[status]);
  for (const list of flags) for (const flag of list) used.add(FLAG_MARKS[flag]);
  return Object.entries(wordsOf(lang).marks)
    .filter(([mark]) => used.has(mark))
    .map(([mark, text]) => ({ mark: `[${mark}]`, text }));
}
