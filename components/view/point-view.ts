/** One window of a chart in words: fetched at the first touch. */
import { formatCoverage } from '../formatting/coverage.js';
import { formatDowntime, hasDowntime } from '../formatting/downtime.js';
import { formatValue } from '../formatting/numbers.js';
import { formatPeriod } from '../formatting/periods.js';
import { partValue, sharesOf } from '../formatting/shares.js';
import type { Language, ModuleData } from '../formatting/types.js';
import { coverageAt, lineName, primaryLines } from '../formatting/windows.js';
import { detailsTexts } from './details-texts.js';
import { flagNotes } from './head-words.js';
import type { PointRow, PointView } from './module-view.types.js';
import { changeAt, spanAt, valueAt } from './point.js';
import { headTexts } from './texts.js';

/**
 * Every line of a window with its comparison and target, as the table has them. Pure.
 * @param key of the line that the reader chose, if one is chosen
 */
export function pointView(
  data: ModuleData,
  index: number,
  key: string | undefined,
  lang: Language,
): PointView | null {
  const { series, metric, subject, chart } = data;
  if (!series || index < 0 || index >= series.starts.length) return null;
  const lines = primaryLines(series);
  const only = lines.length === 1 ? lines[0]! : null;
  const isStack = chart === 'STACKED' || chart === 'SHARE';
  const shares = isStack && !only ? sharesOf(lines.map((line) => partValue([line], index))) : null;
  const rows = series.lines.map((line): PointRow => {
    const share = shares?.[lines.indexOf(line)] ?? null;
    const isTimed = line.role !== 'TARGET' && hasDowntime(metric, subject, series);
    const down = isTimed ? formatDowntime(line, index, lang) : '';
    return {
      ...{ key: line.key, role: line.role },
      label: line === only ? (metric?.label ?? line.label) : lineName(series, line),
      value: valueAt(data, line, index, lang),
      amount: line.values[index] ?? null,
      share: share === null ? null : formatValue(share, '%', {}, lang),
      notes: [
        ...(down ? [detailsTexts(lang).downFor(down)] : []),
        ...flagNotes(line.flags[index] ?? [], coverageAt(line, index), lang),
      ],
      isChosen: line.role === 'PRIMARY' && line.key === key,
    };
  });
  const options = subject && { kind: subject.kind, period: series.period };
  return {
    period: formatPeriod(spanAt(series, index), lang),
    rows,
    change: (only && changeAt(data, series, index, lang)?.text) || null,
    coverage:
      only && options && options.kind !== 'SERVICE'
        ? headTexts(lang).coverageOf(formatCoverage(coverageAt(only, index), options, lang))
        : null,
  };
}
