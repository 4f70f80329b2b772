/** The means before and after a day over their windows, and how sure their difference is. */
import type { ModuleData, SeriesData } from '../../formatting/types.js';
import type { PlotRect } from '../spec/spec-types.js';
import { textWidth } from '../spec/text-width.js';
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
  // Only totals have no denominator: two months have twice what one has.
  if (both.before.denominator === null && both.period !== series.period) return null;
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
    values,
  }: {
    xs: readonly number[];
    plot: PlotRect;
    yOf: (value: number) => number;
    fontSize: number;
    /** Of the line that the means are of. */
    values: readonly (number | null)[];
  },
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
      const ys = values.map((value) => (value === null ? null : yOf(value)));
      const place = placeFor(text, { left: xs[first]!, right: xs[last]!, y }, { xs, ys, plot, fontSize });
      return [
        rule([xs[first]!, y], [xs[last]!, y], 'ink', { 'stroke-width': 2 }),
        ...textRows([text], place, fontSize, { ...paint({ fill: 'ink' }), 'font-weight': 'bold' }),
      ];
    }),
  ];
}

/** Where the number of a level stands: above or below it, at its beginning or end, where the line does not run through it. */
function placeFor(
  text: string,
  { left, right, y }: { left: number; right: number; y: number },
  {
    xs,
    ys,
    plot,
    fontSize,
  }: { xs: readonly number[]; ys: readonly (number | null)[]; plot: PlotRect; fontSize: number },
): [number, number] {
  const width = textWidth(text, fontSize, true);
  const baselines = [y - 6, y + fontSize * 1.1];
  const places = [left + 2, Math.max(left, right - width - 2)].flatMap((x) =>
    baselines.map((baseline): [number, number] => [x, baseline]),
  );
  const crossings = ([x, baseline]: [number, number]): number => {
    const [top, bottom] = [baseline - fontSize, baseline + 3];
    if (top < plot.top || bottom > plot.bottom) return Infinity;
    let count = 0;
    for (let at = 1; at < xs.length; at += 1) {
      const [from, to] = [ys[at - 1] ?? null, ys[at] ?? null];
      if (from === null || to === null) continue;
      for (let part = 0; part <= 1; part += 0.1) {
        const [px, py] = [xs[at - 1]! + part * (xs[at]! - xs[at - 1]!), from + part * (to - from)];
        if (px >= x && px <= x + width && py >= top && py <= bottom) count += 1;
      }
    }
    return count;
  };
  const counts = places.map(crossings);
  return places[counts.indexOf(Math.min(...counts))]!;
}
