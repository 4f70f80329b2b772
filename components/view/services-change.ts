/** The column of changes in a list that is sorted by the change of a metric: as texts. */
import { describeCoverage } from '../formatting/coverage.js';
import { periodWord } from '../formatting/periods.js';
import type { CoverageData, Direction, Language, Period, Verdict } from '../formatting/types.js';
import type { ListCell, ListTotal } from './services-list.js';
import { listTexts } from './services-texts.js';

/** What the server says of a change; null where nothing is compared. */
interface ListedChange {
  /** "+1.2 points"; empty where there is no change. */
  formatted: string;
  verdict: Verdict;
}

export interface ChangesColumn {
  definition: { key: string; label: string; direction: Direction };
  period: { period: Period } | null;
  /** Of the listed services together. */
  total: {
    change: (ListedChange & { comparedWith: { label: string }; matched: CoverageData | null }) | null;
  } | null;
}

/** A service's change; null where it has no figure at all. */
export type ChangesCell = { change: ListedChange | null } | null;

const SUFFIX = '.change';

/** What a list is sorted by where it is the change of a metric: no key of a metric has a dot. */
export const changeKey = (metric: string): string => metric + SUFFIX;

/** The metric by whose change a list is sorted; null where it is sorted by anything else. */
export const changedMetric = (orderBy: string): string | null =>
  orderBy.endsWith(SUFFIX) ? orderBy.slice(0, -SUFFIX.length) : null;

function textOf(change: ListedChange | null | undefined, lang: Language): string | null {
  if (!change?.formatted) return null;
  const word = listTexts(lang).verdicts[change.verdict];
  return word ? `${change.formatted}, ${word}` : change.formatted;
}

export const changeLabel = ({ definition: { label } }: ChangesColumn, lang: Language): string =>
  listTexts(lang).changeOf(label);

/** What the changes are against. */
export const changePeriod = ({ total }: ChangesColumn, lang: Language): string =>
  total?.change ? listTexts(lang).against(total.change.comparedWith.label) : '';

/** @param comparison as addresses write it: `previous-year` */
export function changeCell(
  cell: ChangesCell | undefined,
  column: ChangesColumn,
  { pageUrl, comparison, lang }: { pageUrl: string; comparison: string; lang: Language },
): ListCell {
  const text = textOf(cell?.change, lang);
  const period = column.period && periodWord(column.period.period);
  return {
    label: changeLabel(column, lang),
    text: text ?? '[x]',
    url:
      text && period ? `${pageUrl}/${column.definition.key}?period=${period}&compare-to=${comparison}` : null,
  };
}

export function changeTotal(column: ChangesColumn, lang: Language): ListTotal {
  const change = column.total?.change;
  const isShown = change?.matched && column.period;
  return {
    key: changeKey(column.definition.key),
    label: changeLabel(column, lang),
    text: textOf(change, lang) ?? '[x]',
    coverage: isShown
      ? describeCoverage(change.matched!, { kind: 'PORTFOLIO', period: column.period!.period }, lang)
      : '',
  };
}
