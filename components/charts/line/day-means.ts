/** The means before and after a day over their windows, and how sure their difference is. */
import type { ModuleData, SeriesData } from '../../formatting/types.js';
import type { PlotRect } from '../spec/spec-types.js';
import { rule, textRows } from '../svg/scene.js';
import { node, paint, type SvgNode } from '../svg/svg-tree.js';

interface Level {
  mean: number;
  /** "56.8%". */
  text: string;
  first: number;
  last: number;
}

interface DayMeans {
  levels: readonly Level[];
  /** The mean before with the interval of the difference added to it: where the mean after would lie by chance. */
  interval: readonly [number, number] | null;
}

/** Null where nothing is compared, or where amounts are of other windows than those that are drawn. */
export function dayMeans({ beforeAndAfter: both }: ModuleData, series: SeriesData): DayMeans | null {
  if (!both?.before || !both.after || both.absolute === null) return null;
  if (series.unit === 'count' && both.period !== series.period) return null;
  const levels = [both.before, both.after].flatMap(({ mean, formatted: text, period }): Level[] => {
    const first = series.ends.findIndex((end) => end > period.start);
    const last = series.starts.findLastIndex((start) => start < period.end);
    return mean === null || first < 0 || last < first ? [] : [{ mean, text, first, last }];
  });
  const [before, after] = levels;
  if (!before || !after) return null;
  const { interval } = both;
  return { levels, interval: interval && [before.mean + interval.low, before.mean + interval.high] };
}

export function dayMeanNodes(
  { levels, interval }: DayMeans,
  {
    xs,
    plot,
    yOf,
    fontSize,
  }: { xs: readonly number[]; plot: PlotRect; yOf: (value: number) => number; fontSize: number },
): SvgNode[] {
  const after = levels.at(-1)!;
  const [left, right] = [xs[after.first]!, xs[after.last]!];
  const band = interval && { top: yOf(interval[1]), bottom: yOf(interval[0]) };
  return [
    ...(band
      ? [
          node('rect', {
            ...{ x: left, y: band.top, width: right - left, height: band.bottom - band.top },
            ...paint({ fill: 'tint' }),
          }),
        ]
      : []),
    ...levels.flatMap(({ mean, text, first, last }) => {
      const y = yOf(mean);
      const isHigh = y - plot.top < fontSize * 1.5;
      return [
        rule([xs[first]!, y], [xs[last]!, y], 'ink', { 'stroke-width': 2 }),
        ...textRows([text], [xs[first]! + 2, isHigh ? y + fontSize * 1.1 : y - 6], fontSize, {
          ...paint({ fill: 'ink' }),
          'font-weight': 'bold',
        }),
      ];
    }),
  ];
}
