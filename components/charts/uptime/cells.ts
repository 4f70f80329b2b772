/** The cells of a strip as shapes: what is short by the height of a dark part, what is missing by its own pattern. */
import type { ValueStatus } from '../../formatting/types.js';
import { stretchesOf } from '../spec/segments.js';
import type { PlotRect } from '../spec/spec-types.js';
import { hatching } from '../svg/hatching.js';
import { node, paint, shorten, type SvgNode } from '../svg/svg-tree.js';
import type { Grade } from './grades.js';

/** Why there is no figure. */
export type Missing = Exclude<ValueStatus, 'PROVIDED'>;

export interface Cell {
  /** Its middle. */
  x: number;
  /** Null where there is no figure. */
  grade: Grade | null;
  missing: Missing | null;
  /** Provisional, or its period is not over. */
  isFlagged: boolean;
  /** Of the width of a cell; absent = all of it. */
  part?: number;
}

/** Between the light part of a cell and the dark one, which are so told apart without their colours. */
const SEAM = 1.5;
const FLAG_HEIGHT = 3;
const PITCH = 6;

const box = (x: number, y: number, width: number, height: number): string =>
  `M${shorten(x)} ${shorten(y)}h${shorten(width)}v${shorten(height)}h${shorten(-width)}Z`;

/** A stretch without figures: dashed edges; what is suppressed is hatched, what is incomplete half filled, what is not applicable crossed by a line. */
export function missingNodes(missing: Missing, area: PlotRect): SvgNode[] {
  const { left, right, top, bottom } = area;
  const [width, middle] = [right - left, (top + bottom) / 2];
  const stroke = { ...paint({ stroke: 'muted' }), 'stroke-width': 1 };
  const level = node('path', {
    d: `M${shorten(left)} ${shorten(middle)}h${shorten(width)}`,
    ...stroke,
    'stroke-width': 2,
  });
  if (missing === 'NOT_APPLICABLE') return [level];
  const half = { x: left, y: middle, width, height: bottom - middle, ...paint({ fill: 'grid' }) };
  const hatched = missing === 'SUPPRESSED' ? hatching(area, PITCH) : '';
  return [
    node('rect', {
      ...{ x: left, y: top, width, height: bottom - top, ...paint({ fill: 'band', stroke: 'muted' }) },
      ...{ 'stroke-width': 1, 'stroke-dasharray': '3 2' },
    }),
    ...(missing === 'INCOMPLETE' ? [node('rect', half)] : []),
    ...(hatched ? [node('path', { d: hatched, ...stroke })] : []),
  ];
}

/** Dark from below by quarters of the cell. */
export function gradeNodes(
  cells: readonly Pick<Cell, 'x' | 'grade' | 'part'>[],
  cellWidth: number,
  top: number,
  height: number,
): SvgNode[] {
  const light: string[] = [];
  const dark: string[] = [];
  for (const { x, grade, part = 1 } of cells) {
    if (grade === null) continue;
    const width = cellWidth * part;
    const short = (height * grade) / 4;
    const left = x - width / 2;
    if (grade < 4) light.push(box(left, top, width, height - short - (grade ? SEAM : 0)));
    if (grade > 0) dark.push(box(left, top + height - short, width, short));
  }
  const path = (d: readonly string[], fill: 'scale-high' | 'scale-low'): SvgNode[] =>
    d.length ? [node('path', { d: d.join(''), ...paint({ fill }) })] : [];
  return [...path(light, 'scale-high'), ...path(dark, 'scale-low')];
}

/** A short line under each cell whose figure is not final. */
export function flagNodes(
  cells: readonly Pick<Cell, 'x' | 'isFlagged' | 'part'>[],
  width: number,
  bottom: number,
): SvgNode[] {
  const d = cells
    .filter(({ isFlagged }) => isFlagged)
    .map(({ x, part = 1 }) => box(x - (width * part) / 2, bottom + 2, width * part, FLAG_HEIGHT))
    .join('');
  return d ? [node('path', { d, ...paint({ fill: 'ink' }) })] : [];
}

/** A row of cells. @param step from cell to cell */
export function rowNodes(
  cells: readonly Cell[],
  { step, width, top, height }: { step: number; width: number; top: number; height: number },
): SvgNode[] {
  const margin = (step - width) / 2;
  const half = ({ part = 1 }: Cell): number => (step / 2) * part - margin;
  const reasons = new Set(cells.flatMap(({ missing }) => missing ?? []));
  const gaps = [...reasons].flatMap((reason) =>
    stretchesOf(cells.length, (index) => cells[index]!.missing === reason).flatMap(({ first, last }) =>
      missingNodes(reason, {
        left: cells[first]!.x - half(cells[first]!),
        right: cells[last]!.x + half(cells[last]!),
        ...{ top, bottom: top + height },
      }),
    ),
  );
  return [...gaps, ...gradeNodes(cells, width, top, height), ...flagNodes(cells, width, top + height)];
}
