/** Says what of a delivery does not go well with what is stored: see submissions/kept-categories.ts. */
import type { Changes } from '../../submissions/compare.js';
import type { KeptCategories } from '../../submissions/kept-categories.js';
import { listed } from '../message-words.js';
import type { Problems } from '../problems.js';
import { dataSetWords, type PlacedRows, whole, windowWords } from './row-words.js';

/** Categories listed in a message. */
const MOST_LISTED = 12;

/** A category by its value, of several dimensions with their names. */
function categoryWords(dimensions: string): string {
  const entries = Object.entries(JSON.parse(dimensions) as Record<string, string>);
  const [[, value]] = entries;
  return entries.length === 1 ? value : entries.map(([name, own]) => `${name} ${own}`).join(' × ');
}

function categories(list: Iterable<string>): string {
  const words = Array.from(list, categoryWords);
  const rest = words.length - MOST_LISTED;
  return rest > 0 ? `${words.slice(0, MOST_LISTED).join(', ')} and ${rest} more` : listed(words, 'and');
}

const inWindows = ({ windows, example }: KeptCategories): string => {
  const first = windowWords(example);
  return windows === 1 ? `in ${first}` : `in ${whole(windows)} windows (the first: ${first})`;
};

const remedy = ({ windows }: KeptCategories, it: 'it' | 'them'): string =>
  `send all that there is in ${windows === 1 ? 'this window' : 'these windows'} with --replace (mode: replace), or take ${it} back: ${it === 'it' ? 'its row' : 'their rows'} with [-] as the value`;

/** Warns of what is possible and looks like a mistake. */
export function warnOfStored(changes: Changes, delivered: PlacedRows, problems: Problems): void {
  const { observations: names, placeOf } = delivered;
  for (const group of changes.kept.categories) {
    const { dataSet, example, kept, added } = group;
    const [stay, they, it] =
      kept.length === 1 ? (['stays', 'it is', 'it'] as const) : (['stay', 'they are', 'them'] as const);
    const message =
      `${dataSetWords(names, dataSet)}: ${inWindows(group)} ${categories(kept)} ${stay} and ` +
      `${kept.length === 1 ? 'counts' : 'count'} beside ${categories(added)}, which ${added.size === 1 ? 'is' : 'are'} new there. ` +
      `If ${they} out of date, ${remedy(group, it)}`;
    problems.warn(placeOf(example), 'CATEGORIES_KEPT', message);
  }
  warnOfNothing(changes, delivered, problems);
}

/** Warns of withdrawals of what was never sent, once a data set. */
function warnOfNothing(
  { observations }: Changes,
  { observations: names, placeOf }: PlacedRows,
  problems: Problems,
): void {
  for (const [dataSet, { count, first }] of observations.nothingWithdrawn) {
    const { dimensions } = names.seriesList[first.series];
    const which = dimensions === '{}' ? 'total' : categoryWords(dimensions);
    const more = count === 1 ? '' : ` (and ${whole(count - 1)} more)`;
    problems.warn(
      placeOf(first, 'value'),
      'NOTHING_TO_WITHDRAW',
      `${dataSetWords(names, dataSet)}: ${which} in ${windowWords(first)}${more} cannot be taken back, for it was never sent: nothing changes`,
    );
  }
}

/** Reports what cannot be stored beside what is. */
export function reportClashes(
  { kept }: Changes,
  { observations: names, placeOf }: PlacedRows,
  problems: Problems,
): void {
  for (const group of kept.clashes) {
    const { dataSet, example, kept: stored, added } = group;
    problems.add(
      placeOf(example, 'channel'),
      'COUNTED_TWICE',
      `channel: ${categories(added)} cannot stand beside ${categories(stored)}, which ${stored.length === 1 ? 'is' : 'are'} stored for ` +
        `${dataSetWords(names, dataSet)} ${inWindows(group)}: non-digital is the sum of phone, paper, face-to-face and other. ` +
        `Send the sum or its parts; or ${remedy(group, stored.length === 1 ? 'it' : 'them')}`,
    );
  }
}
