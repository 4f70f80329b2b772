/**
 * The rows of one window as readers may have them: small counts are hidden, and with them what would tell them. A row
 * that was sent as SUPPRESSED counts as one of them.
 */
import type { DataSetFacts } from '../data-set.js';
import { bySize, namesIn, rowsOf, splitsOf, type Observation, type Split, type Splits } from './splits.js';

/** The rows of one window, in the order of their keys, by their splits; small counts suppressed. */
export function publicSplits(rows: readonly Observation[], { suppressBelow, unit }: DataSetFacts): Splits {
  const splits = splitsOf(rows);
  return suppressBelow > 0 && unit === 'count' ? suppress(splits, suppressBelow) : splits;
}

const byKey = (a: Observation, b: Observation): number => (a.series.key < b.series.key ? -1 : 1);

/** The rows of one window as the public may have them, in the order of their keys. */
export const publicRows = (rows: readonly Observation[], dataSet: DataSetFacts): Observation[] =>
  publicSplits([...rows].sort(byKey), dataSet)
    .flatMap((split) => split.rows)
    .sort(byKey);

const hidden = (row: Observation): Observation => ({ ...row, value: null, status: 'SUPPRESSED' });

const isHidden = ({ status }: Observation): boolean => status === 'SUPPRESSED';

const hides = ({ rows }: Split): boolean => rows.some(isHidden);

const shareDimension = (one: Split, other: Split): boolean =>
  namesIn(one).some((name) => namesIn(other).includes(name));

/**
 * Small counts are suppressed. Splits that share no dimension tell of each other only what both come to; in each of them
 * that hides anything another part is hidden too. A split that shares a dimension with a smaller one tells its parts as
 * well: where either hides anything, nothing of the larger one is shown.
 */
function suppress(all: Splits, below: number): Splits {
  const isSmall = ({ value }: Observation): boolean => value !== null && value > 0 && value < below;
  const isSecret = (row: Observation): boolean => isSmall(row) || isHidden(row);
  if (!all.some(({ rows }) => rows.some(isSecret))) return all;
  const apart: Split[] = [];
  const linked: Split[] = [];
  for (const split of [...all].sort(bySize)) {
    (apart.some((other) => shareDimension(split, other)) ? linked : apart).push(split);
  }
  const isTotalHidden = rowsOf(apart, '')?.some(isSecret) ?? false;
  const shown = apart.map(({ name, rows: delivered }): Split => {
    const rows = delivered.map((row) => (isSmall(row) ? hidden(row) : row));
    const isTold = name !== '' && apart.length > 1;
    const hasSmall = delivered.some(isSmall);
    const needsMore = isTold && needsAnother(rows, { hasSmall, isTotalHidden });
    return { name, rows: needsMore ? withoutSmallest(rows) : rows };
  });
  const isOpen = (split: Split): boolean =>
    !split.rows.some(isSecret) && !shown.some((other) => hides(other) && shareDimension(split, other));
  const hideAll = ({ name, rows }: Split): Split => ({
    name,
    rows: rows.map((row) => (row.value === null ? row : hidden(row))),
  });
  return [...shown, ...linked.map((split) => (isOpen(split) ? split : hideAll(split)))];
}

/**
 * Whether one more part of a split is to be hidden, where what it comes to is known or could be. Rows that come from
 * what was published, with that part hidden already, hide no more: they read the same.
 */
function needsAnother(
  rows: readonly Observation[],
  { hasSmall, isTotalHidden }: { hasSmall: boolean; isTotalHidden: boolean },
): boolean {
  const count = rows.filter(isHidden).length;
  if (count === 0) return isTotalHidden;
  return hasSmall || (count === 1 && !isTotalHidden);
}

/**
 * The parts with the smallest one above 0 hidden, else those of 0. All that are as small: the one that came first could
 * not have been the small count itself, which would tell them apart.
 */
function withoutSmallest(rows: readonly Observation[]): readonly Observation[] {
  const told = rows.flatMap(({ value }) => value ?? []);
  const positive = told.filter((value) => value > 0);
  const least = Math.min(...(positive.length ? positive : told));
  return rows.map((row) => (row.value === least ? hidden(row) : row));
}
