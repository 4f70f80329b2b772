/** How values spread over ranges: a bar as wide as its range, whose area is its share; with the value that is told of them. */
import { formatValue } from '../../formatting/numbers.js';
import { partValue, sharesOf } from '../../formatting/shares.js';
import type { ModuleData, SeriesData, Unit } from '../../formatting/types.js';
import { primaryLines, windowIndex } from '../../formatting/windows.js';
import { fill } from '../../formatting/words.js';
import { lowerFirst } from '../axes/bands.js';
import { baseOf, type LayoutOptions } from '../spec/chart-frame.js';
import { sizesFor } from '../spec/layout.js';
import { missingWords, numbersCaption } from '../spec/shown-window.js';
import type { SvgOnlySpec } from '../spec/spec-types.js';
import { svgOnlyTexts } from '../spec/svg-only-texts.js';
import { textWidth } from '../spec/text-width.js';
import { rule, textRows } from '../svg/scene.js';
import { node, paint, type SvgNode } from '../svg/svg-tree.js';
import { missingNodes } from '../uptime/cells.js';
import { emptyNodes } from './bars-spec.js';

/** A value on the axis of the ranges. */
interface HistogramMark {
  text: string;
  value: number;
  isTarget: boolean;
}

interface Bin {
  from: number;
  to: number;
  isOpen: boolean;
}

/** Ranges up to each bound, from 0 on; what has no end is as wide as the one before. Null where keys are no bounds. */
function binsOf(keys: readonly string[]): Bin[] | null {
  const bins: Bin[] = [];
  for (const key of keys) {
    const before = bins.at(-1) ?? { from: 0, to: 0 };
    const isOpen = key === '+Inf';
    const to = isOpen ? before.to + (before.to - before.from || 1) : Number(key);
    if (!(to > before.to)) return null;
    bins.push({ from: before.to, to, isOpen });
  }
  return bins.length > 1 ? bins : null;
}

/** A range without a figure is hatched, as high as the plot. @param unit of the bounds  @returns null where the lines are no ranges */
export function histogramSpec(
  module: ModuleData,
  series: SeriesData,
  { lang, width: asked, selected }: LayoutOptions,
  { unit, marks }: { unit: Unit; marks: readonly HistogramMark[] },
): SvgOnlySpec | null {
  const lines = primaryLines(series);
  const bins = binsOf(lines.map(({ key }) => key));
  if (!bins) return null;
  const texts = svgOnlyTexts(lang);
  const sizes = sizesFor(asked);
  const { width, fontSize, lineHeight, layout } = sizes;
  const index = windowIndex(series, module.figure, selected);
  const end = bins.at(-1)!.to;
  const density = (value: number | null | undefined, row: number): number =>
    (value ?? 0) / (bins[row]!.to - bins[row]!.from);
  // The scale stays while another window is read.
  const most = Math.max(...lines.flatMap(({ values }, row) => values.map((each) => density(each, row)))) || 1;
  const parts = lines.map((line) => partValue([line], index));
  const shares = sharesOf(parts);
  const shown = marks.filter(({ value }) => value <= end);
  const top = (shown.length + 1) * lineHeight;
  const plot = { left: 1, right: width - 1, top, bottom: top + (layout === 'wide' ? 150 : 120) };
  const x = (value: number): number => plot.left + (value / end) * (plot.right - plot.left);
  const words = (value: number): string => formatValue(value, unit, {}, lang);
  const nodes: SvgNode[] = [];
  const tops: BarTop[] = [];
  let labelled = -Infinity;
  bins.forEach(({ from, to, isOpen }, row) => {
    const [left, right] = [x(from), x(to)];
    const { value, isMissing } = parts[row]!;
    if (isMissing) nodes.push(...missingNodes('SUPPRESSED', { left, right, top, bottom: plot.bottom }));
    if (value !== null) {
      const y = plot.bottom - ((plot.bottom - top) * density(value, row)) / most;
      const look = isOpen
        ? { ...paint({ fill: 'band', stroke: 'series-1' }), 'stroke-dasharray': '3 3' }
        : paint({ fill: 'series-1', stroke: 'ground' });
      nodes.push(node('rect', { x: left, y, width: right - left, height: plot.bottom - y, ...look }));
      const share = shares?.[row] == null ? '' : formatValue(shares[row], '%', {}, lang);
      tops.push({ left, right, y, share });
    }
    const label = isOpen ? '' : words(to);
    const half = textWidth(label, fontSize) / 2;
    if (!label || right - half < labelled + 6 || right + half > width) return;
    labelled = right + half;
    nodes.push(
      ...textRows([label], [right, plot.bottom + fontSize * 1.3], fontSize, {
        ...paint({ fill: 'muted' }),
        'text-anchor': 'middle',
      }),
    );
  });
  shown.forEach(({ text, value, isTarget }, row) => {
    const at = x(value);
    const half = textWidth(text, fontSize, true) / 2;
    const y = (row + 0.8) * lineHeight;
    nodes.push(
      rule([at, y + 4], [at, plot.bottom], 'ink', {
        'stroke-width': 2,
        'stroke-dasharray': isTarget ? '2 3' : null,
      }),
      ...textRows([text], [Math.max(half, Math.min(width - half, at)), y], fontSize, {
        ...paint({ fill: 'ink' }),
        ...{ 'text-anchor': 'middle', 'font-weight': isTarget ? null : 'bold' },
      }),
    );
  });
  const hasValues = parts.some(({ value }) => value !== null);
  const missing = lines
    .filter((_, row) => parts[row]!.isMissing)
    .map((line) => `${line.label} (${lowerFirst(missingWords(line, index, series, lang))})`);
  return {
    kind: 'BAR',
    ...baseOf(module, series, sizes, lang),
    ...{ height: Math.ceil(plot.bottom + fontSize * 1.8), index, zones: [], plot },
    emptyText: hasValues ? null : texts.empty,
    captions: [
      ...numbersCaption(series, index, lang),
      ...(hasValues ? [texts.ranges + (bins.at(-1)!.isOpen ? ` ${texts.openRange}` : '')] : []),
      ...(hasValues && missing.length ? [fill(texts.stackPartMissing, { parts: missing.join('; ') })] : []),
    ],
    nodes: hasValues
      ? [
          rule([plot.left, plot.bottom], [plot.right, plot.bottom], 'muted', { 'stroke-width': 1 }),
          ...nodes,
          ...shareNodes(tops, width, fontSize),
        ]
      : emptyNodes(texts.empty, width, fontSize),
  };
}

/** The top of a bar, and the share to write on it. */
interface BarTop {
  left: number;
  right: number;
  y: number;
  share: string;
}

/** The shares on their bars, the highest first: where one would lie on a higher bar or another share there is no room. */
function shareNodes(tops: readonly BarTop[], width: number, fontSize: number): SvgNode[] {
  const placed: { left: number; right: number; top: number; bottom: number }[] = [];
  const highestFirst = [...tops].sort((a, b) => a.y - b.y);
  return highestFirst.flatMap((bar) => {
    const { left, right, y, share } = bar;
    const half = textWidth(share, fontSize, true) / 2;
    const x = Math.max(half, Math.min(width - half, (left + right) / 2));
    const box = { left: x - half, right: x + half, top: y - 4 - fontSize, bottom: y - 4 };
    const meets = (other: { left: number; right: number }): boolean =>
      other.left < box.right && other.right > box.left;
    const isHidden = tops.some((other) => other !== bar && meets(other) && other.y < box.bottom);
    const isTaken = placed.some((other) => meets(other) && other.top < box.bottom && other.bottom > box.top);
    if (!share || isHidden || isTaken) return [];
    placed.push(box);
    return textRows([share], [x, y - 4], fontSize, {
      // A line that marks a value never runs through a number.
      ...paint({ fill: 'ink', stroke: 'ground' }),
      ...{ 'text-anchor': 'middle', 'font-weight': 'bold', 'paint-order': 'stroke', 'stroke-width': 5 },
    });
  });
}
