/** Under a chart of several services: how many of those expected each point counts, a column a point. */
import { formatValue } from '../../formatting/numbers.js';
import type { Language, ModuleData, SeriesData } from '../../formatting/types.js';
import { primaryLines } from '../../formatting/windows.js';
import { fill } from '../../formatting/words.js';
import type { PlotRect } from '../spec/spec-types.js';
import type { ChartTexts } from '../spec/texts.js';
import { node, paint, type SvgNode } from '../svg/svg-tree.js';

/** A full column, and the most and the least that one is wide, in layout units. */
const FULL = 12;
const WIDEST = 28;
const NARROWEST = 1;

interface Counted {
  provided: number;
  expected: number;
}

/** What the points count: of a split, the part that counts the most services. */
function countedAt(series: SeriesData): Counted[] {
  const lines = primaryLines(series);
  return series.starts.map((_, index) => ({
    provided: Math.max(0, ...lines.map(({ provided }) => provided[index] ?? 0)),
    expected: Math.max(0, ...lines.map(({ expected }) => expected[index] ?? 0)),
  }));
}

/** Null for one service, and where each line is one. */
export function coverageCounts(
  { subject }: Pick<ModuleData, 'subject'>,
  series: SeriesData,
): readonly Counted[] | null {
  if (!subject || subject.kind === 'SERVICE' || series.by === 'service') return null;
  const counted = countedAt(series);
  return counted.some(({ provided }) => provided > 0) ? counted : null;
}

/** How much room the strip takes. */
export const stripHeight = (counted: readonly Counted[] | null, lineHeight: number): number =>
  counted ? lineHeight + FULL + 8 : 0;

interface StripRoom {
  /** The points' places. */
  xs: readonly number[];
  plot: PlotRect;
  top: number;
  fontSize: number;
  lineHeight: number;
}

/** The words above the columns, and the columns. */
export function coverageNodes(
  counted: readonly Counted[] | null,
  { xs, plot, top, fontSize, lineHeight }: StripRoom,
  texts: ChartTexts,
  lang: Language,
): SvgNode[] {
  if (!counted) return [];
  const gaps = xs.slice(1).map((x, index) => x - xs[index]!);
  const room = gaps.length ? Math.min(...gaps) : plot.right - plot.left;
  const width = Math.max(NARROWEST, Math.min(WIDEST, room * 0.8));
  const count = (value: number): string => formatValue(value, 'count', {}, lang);
  const numbers = counted.filter(({ provided }) => provided > 0).map(({ provided }) => provided);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const text = low === high ? count(high) : fill(texts.countedRange, { low: count(low), high: count(high) });
  const most = Math.max(...counted.map(({ expected }) => expected));
  const column = (x: number, height: number, fill: 'grid' | 'muted'): SvgNode =>
    node('rect', {
      x: x - width / 2,
      y: top + lineHeight + FULL - height,
      width,
      height,
      ...paint({ fill }),
    });
  return [
    node('text', { x: plot.left, y: top + fontSize, ...paint({ fill: 'muted' }) }, [
      fill(texts.counted, { n: text, of: count(most) }),
    ]),
    ...counted.flatMap(({ provided, expected }, index) => [
      column(xs[index]!, FULL, 'grid'),
      column(xs[index]!, expected ? (FULL * provided) / expected : 0, 'muted'),
    ]),
  ];
}
