import type { Language, SeriesData } from '../../formatting/types.js';
import type { Sizes } from '../spec/layout.js';
import type { LineChartSpec, Tick } from '../spec/spec-types.js';
import { widestLine } from '../spec/text-width.js';
import { positionsOf, timeAxis } from './time-axis.js';

/** The time axis in columns: each window takes the same room, its tick stands in the middle. */
export function columnAxis(
  series: SeriesData,
  { width, fontSize, maxTicks }: Sizes,
  { valueLabels, margin }: { valueLabels: number; margin: number },
  lang: Language,
): { left: number; right: number; x: LineChartSpec['x'] } {
  const positions = positionsOf(series);
  const count = Math.max(1, positions.length);
  let left = valueLabels;
  let right = Math.max(8, Math.ceil(margin));
  for (let round = 0; ; round += 1) {
    const inner = width - left - right;
    const room = { width: inner * (1 - 1 / count), fontSize, maxTicks };
    const { ticks } = timeAxis(positions, series.period, room, lang);
    const x = {
      ...{ min: 0, max: count, positions: positions.map((_, index) => index + 0.5) },
      ticks: ticks.map(({ value, lines }) => ({ value: positions.indexOf(value) + 0.5, lines })),
    };
    const edge = (tick: Tick, side: -1 | 1): number =>
      left + (tick.value / count) * inner + (side * widestLine(tick.lines, fontSize)) / 2;
    const [first, last] = [x.ticks[0], x.ticks.at(-1)];
    const before = first ? Math.max(0, Math.ceil(-edge(first, -1))) : 0;
    const beyond = last ? Math.max(0, Math.ceil(edge(last, 1) - width)) : 0;
    if ((before === 0 && beyond === 0) || round === 3) return { left, right, x };
    left += before;
    right += beyond;
  }
}
