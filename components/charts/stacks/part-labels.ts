/** Names and numbers of the parts of a stack: beside the last column, or as a key above the plot. */
import { textRows, LINE_HEIGHT } from '../svg/scene.js';
import type { Sizes } from '../spec/layout.js';
import type { Ink } from '../spec/palette.js';
import { hatching } from '../svg/hatching.js';
import { STRIPE_PITCH, STRIPES } from './columns.js';
import { spread } from '../line/spread-labels.js';
import { node, paint, type SvgNode } from '../svg/svg-tree.js';
import { textWidth, widestLine, wrapText } from '../spec/text-width.js';

export interface PartName {
  /** Of the line that it names; '' of several together. */
  key: string;
  isChosen: boolean;
  label: string;
  /** Its number as text. */
  value: string;
  ink: Ink;
  isStriped: boolean;
}

const SQUARE = 11;
const GAP = 10;
const TEXT_AT = SQUARE + 7;
const MOST_ROWS = 3;

/** How a name is written. */
const lookOf = ({ key, isChosen }: PartName): Record<string, string | null> => ({
  ...paint({ fill: 'ink' }),
  ...{ 'font-weight': isChosen ? 'bold' : null, 'data-line': key },
});

function square({ ink, isStriped }: PartName, x: number, baseline: number, fontSize: number): SvgNode[] {
  const top = baseline - 0.36 * fontSize - SQUARE / 2;
  const area = { left: x, right: x + SQUARE, top, bottom: top + SQUARE };
  return [
    node('rect', { x, y: top, width: SQUARE, height: SQUARE, ...paint({ fill: ink }) }),
    ...(isStriped ? [node('path', { d: hatching(area, STRIPE_PITCH), ...STRIPES })] : []),
  ];
}

export interface SideLabels {
  rows: readonly (readonly string[])[];
  /** Room that they need beside the plot. */
  margin: number;
}

/** Names wrapped for the margin, or null if they are too long or too many for it. */
export function sideLabels(
  names: readonly PartName[],
  { width, fontSize, lineHeight }: Sizes,
  roomHeight: number,
): SideLabels | null {
  const maxWidth = width * (width < 480 ? 0.27 : 0.24);
  const rows = names.map(({ label }) => wrapText(label, maxWidth, fontSize));
  const isCut = rows.some(
    (lines, index) => lines.join(' ') !== names[index]!.label.trim().replace(/\s+/g, ' '),
  );
  const height = rows.reduce((sum, lines) => sum + (lines.length + 1) * lineHeight + 4, 0);
  if (isCut || rows.some((lines) => lines.length > MOST_ROWS) || height > roomHeight) return null;
  const numbers = widestLine(
    names.map(({ value }) => value),
    fontSize,
    true,
  );
  const widest = Math.max(numbers, ...rows.map((lines) => widestLine(lines, fontSize)));
  return { rows, margin: names.length === 0 ? 0 : GAP + TEXT_AT + widest + 2 };
}

/** Beside the plot, each as near to `wanted` as the others allow. */
export function sideNodes(
  names: readonly PartName[],
  { rows, wanted }: Pick<SideLabels, 'rows'> & { wanted: readonly number[] },
  { left, top, bottom }: { left: number; top: number; bottom: number },
  { fontSize, lineHeight }: Sizes,
): SvgNode[] {
  const sizes = rows.map((lines) => (lines.length + 1) * lineHeight + 4);
  const boxes = sizes.map((size, index) => ({ centre: wanted[index]!, size }));
  const centres = spread(boxes, top, bottom) ?? wanted;
  return names.flatMap((name, index) => {
    const { value } = name;
    const lines = rows[index]!;
    const first = centres[index]! - sizes[index]! / 2 + 2 + fontSize * 0.95;
    const x = left + GAP + TEXT_AT;
    return [
      ...square(name, left + GAP, first, fontSize),
      ...textRows(lines, [x, first], fontSize, lookOf(name)),
      ...textRows([value], [x, first + lines.length * fontSize * LINE_HEIGHT], fontSize, {
        ...lookOf(name),
        'font-weight': 'bold',
      }),
    ];
  });
}

/** In rows above the plot: square, name, number. */
export function keyNodes(
  names: readonly PartName[],
  { width, fontSize, lineHeight }: Sizes,
): { height: number; nodes: SvgNode[] } {
  const nodes: SvgNode[] = [];
  let [x, top, rowHeight] = [0, 0, 0];
  for (const name of names) {
    const { label, value } = name;
    const number = textWidth(value, fontSize, true);
    const lines = wrapText(label, width - TEXT_AT - number - 8, fontSize);
    const labelWidth = widestLine(lines, fontSize);
    const entry = TEXT_AT + labelWidth + 6 + number;
    if (x > 0 && x + entry > width) {
      top += rowHeight;
      [x, rowHeight] = [0, 0];
    }
    const y = top + fontSize;
    const last = y + (lines.length - 1) * fontSize * LINE_HEIGHT;
    const after = x + TEXT_AT + textWidth(lines.at(-1)!, fontSize) + 5;
    nodes.push(
      ...square(name, x, y, fontSize),
      ...textRows(lines, [x + TEXT_AT, y], fontSize, lookOf(name)),
      ...textRows([value], [after, last], fontSize, { ...lookOf(name), 'font-weight': 'bold' }),
    );
    rowHeight = Math.max(rowHeight, lines.length * lineHeight + 4);
    x += entry + 16;
  }
  return { height: names.length > 0 ? top + rowHeight + 6 : 0, nodes };
}
