import { formatValue } from '../../formatting/numbers.js';
import type { Language, ModuleData } from '../../formatting/types.js';
import { fill } from '../../formatting/words.js';
import { spread } from './spread-labels.js';
import type { ChartLine, PlacedLabel, PlotRect, Swatch } from '../spec/spec-types.js';
import { textWidth, widestLine, wrapText } from '../spec/text-width.js';
import { chartTexts } from '../spec/texts.js';

/** A name that the chart must show, for one line or for all grey ones. */
export interface LabelWish {
  text: string;
  bold: boolean;
  line: ChartLine;
}

export interface LabelSizes {
  width: number;
  fontSize: number;
  lineHeight: number;
}

const swatchOf = ({ ink, marker, dash, width }: ChartLine): Swatch => ({ ink, marker, dash, width });

/** Index of the last point with a value, or -1. */
export const lastIndexOf = (line: ChartLine): number =>
  line.values.reduce<number>((last, value, index) => (value === null ? last : index), -1);

/** A value at the end of a line is shortened (1.64bn) if it would take a larger part of the width. */
const LONGEST_END_VALUE = 0.2;

/**
 * What has to be named. One line alone is named by the chart's title, so its end shows its newest value. Grey lines
 * share one name; a comparison in its line's colour is explained by a caption.
 */
export function labelWishes(
  lines: readonly ChartLine[],
  module: ModuleData,
  sizes: LabelSizes & { chosen?: string | null },
  lang: Language,
): LabelWish[] {
  const texts = chartTexts(lang);
  const drawn = lines.filter((line) => lastIndexOf(line) >= 0);
  if (drawn.length === 1 && drawn[0]!.role === 'PRIMARY') {
    const line = drawn[0]!;
    return [{ line, bold: true, text: endValue(line, module, sizes, lang) }];
  }
  const primaries = drawn.filter(({ role }) => role === 'PRIMARY');
  const others = drawn.filter(({ ink }) => ink === 'other');
  const named = drawn.filter((line) => {
    if (line.ink === 'other') return line === others[0];
    return !(line.role === 'COMPARISON' && line.ink !== 'muted');
  });
  return named.map((line) => {
    const isShared = line.ink === 'other' && others.length > 1;
    const text = isShared ? fill(texts.others, { n: others.length }) : line.label;
    const isOwn = primaries.length === 1 || line.key === sizes.chosen;
    return { line, text, bold: isOwn && line.role === 'PRIMARY' };
  });
}

function endValue(
  line: ChartLine,
  { series, figure, metric }: ModuleData,
  { width, fontSize }: LabelSizes,
  lang: Language,
): string {
  const index = lastIndexOf(line);
  const value = line.values[index] ?? null;
  const isNewest = figure !== null && figure.value === value && figure.period.start === series?.starts[index];
  const own = series?.lines.find(({ key, role }) => key === line.key && role === line.role);
  const options = { metric: metric?.key, isLowerBound: own?.lowerBounds?.[index] };
  const full = isNewest ? figure.formatted : formatValue(value, series?.unit ?? 'count', options, lang);
  const isShort = textWidth(full, fontSize, true) <= width * LONGEST_END_VALUE;
  return isShort ? full : formatValue(value, series?.unit ?? 'count', { ...options, short: true }, lang);
}

/** Whose name it is, if it is that of one line to read; '' of several together. */
const keyOf = ({ line, text }: LabelWish): string | null => {
  if (line.role === 'PRIMARY' && text === line.label) return line.key;
  return line.ink === 'other' ? '' : null;
};

const CONNECTOR = 16;
const END_GAP = 9;

/** Names wrapped for the ends of the lines, or null if they are too long or too many for that. */
export function wrapEndLabels(
  wishes: readonly LabelWish[],
  { width, fontSize, lineHeight }: LabelSizes,
  roomHeight: number,
): { lines: string[][]; margin: number } | null {
  const maxWidth = width * (width < 480 ? 0.29 : 0.26);
  const lines = wishes.map(({ text }) => wrapText(text, maxWidth, fontSize * 1.07));
  const hasCutWord = lines.some(
    (rows, index) => rows.join(' ') !== wishes[index]!.text.trim().replace(/\s+/g, ' '),
  );
  const height = lines.reduce((sum, rows) => sum + rows.length * lineHeight + 2, 0);
  if (hasCutWord || lines.some((rows) => rows.length > 3) || height > roomHeight) return null;
  const widest = Math.max(0, ...lines.map((rows, index) => widestLine(rows, fontSize, wishes[index]!.bold)));
  const gap = wishes.length > 1 ? END_GAP + CONNECTOR : END_GAP;
  return { lines, margin: wishes.length === 0 ? 0 : gap + widest + 2 };
}

/** Puts names beside the ends of their lines, moved apart where they would overlap. Null if they have no room. */
export function placeEndLabels(
  wishes: readonly LabelWish[],
  wrapped: readonly (readonly string[])[],
  { fontSize, lineHeight }: LabelSizes,
  { plot, xs, yOf }: { plot: PlotRect; xs: readonly number[]; yOf: (value: number) => number },
): PlacedLabel[] | null {
  const ends = wishes.map(({ line }) => {
    const index = lastIndexOf(line);
    return { x: xs[index]!, y: yOf(line.values[index]!), atEdge: index === line.values.length - 1 };
  });
  const centres = spread(
    ends.map(({ y }, index) => ({ centre: y, size: wrapped[index]!.length * lineHeight + 2 })),
    // Above the plot as far as the first row's capitals stay inside the picture.
    Math.max(plot.top - lineHeight, 0.4 * fontSize - lineHeight / 2 - 1),
    plot.bottom + lineHeight / 2,
  );
  if (!centres) return null;
  const margin = plot.right + END_GAP + (wishes.length > 1 ? CONNECTOR : 0);
  return wishes.map(({ line, bold }, index) => {
    const { y, atEdge } = ends[index]!;
    const lines = wrapped[index]!;
    const centre = centres[index]!;
    // A value alone follows its point; names keep to the margin, in one column.
    const x = wishes.length > 1 ? margin : ends[index]!.x + END_GAP;
    const needsConnector = wishes.length > 1 && atEdge;
    return {
      kind: 'end',
      key: keyOf(wishes[index]!),
      lines,
      x,
      y: centre - ((lines.length - 1) * lineHeight) / 2 + 0.35 * fontSize,
      bold,
      swatch: wishes.length > 1 ? swatchOf(line) : null,
      connector: needsConnector ? [plot.right + END_GAP - 3, y, margin - 4, centre] : null,
    };
  });
}

export const KEY_SWATCH = 34;
const KEY_GAP = 18;

/** Names in rows above the plot, each behind a piece of its line. */
export function placeKey(
  wishes: readonly LabelWish[],
  { width, fontSize, lineHeight }: LabelSizes,
): { height: number; labels: PlacedLabel[] } {
  const labels: PlacedLabel[] = [];
  let x = 0;
  let top = 0;
  let rowHeight = 0;
  for (const wish of wishes) {
    const { text, bold, line } = wish;
    const lines = wrapText(text, (width - KEY_SWATCH - 4) / 1.07, fontSize);
    const entryWidth = KEY_SWATCH + widestLine(lines, fontSize, bold);
    if (x > 0 && x + entryWidth > width) {
      top += rowHeight;
      x = 0;
      rowHeight = 0;
    }
    const y = top + fontSize;
    labels.push({
      kind: 'key',
      key: keyOf(wish),
      lines,
      x: x + KEY_SWATCH,
      y,
      bold,
      swatch: swatchOf(line),
      connector: null,
    });
    rowHeight = Math.max(rowHeight, lines.length * lineHeight + 3);
    x += entryWidth + KEY_GAP;
  }
  return { height: top + rowHeight + 4, labels };
}
