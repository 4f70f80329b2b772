import type { Palette } from '../spec/palette.js';
import { inksOf, type SvgNode } from '../svg/svg-tree.js';

const number = ({ attributes }: SvgNode, name: string, fallback = 0): number => {
  const text = attributes[name];
  return text === undefined ? fallback : Number(text);
};

function paintText(
  context: CanvasRenderingContext2D,
  item: SvgNode,
  palette: Palette,
  font: CanvasFont,
): void {
  const { fill, stroke } = inksOf(item);
  const [x, y] = [number(item, 'x'), number(item, 'y')];
  const text = item.children.filter((child) => typeof child === 'string').join('');
  const anchor = item.attributes['text-anchor'];
  context.font = `${item.attributes['font-weight'] ?? 'normal'} ${number(item, 'font-size', font.size)}px ${font.family}`;
  context.textAlign = anchor === 'middle' ? 'center' : anchor === 'end' ? 'right' : 'left';
  context.textBaseline = 'alphabetic';
  if (stroke) {
    context.strokeStyle = palette[stroke];
    context.lineWidth = number(item, 'stroke-width', 1);
    context.lineJoin = 'round';
    context.strokeText(text, x, y);
  }
  if (fill) {
    context.fillStyle = palette[fill];
    context.fillText(text, x, y);
  }
}

function paintShape(context: CanvasRenderingContext2D, item: SvgNode, palette: Palette): void {
  const { fill, stroke } = inksOf(item);
  const path = new Path2D(item.tag === 'path' ? item.attributes['d'] : undefined);
  if (item.tag === 'rect') {
    path.rect(number(item, 'x'), number(item, 'y'), number(item, 'width'), number(item, 'height'));
  }
  if (fill) {
    context.fillStyle = palette[fill];
    context.fill(path);
  }
  if (stroke) {
    const dash = item.attributes['stroke-dasharray'];
    context.strokeStyle = palette[stroke];
    context.lineWidth = number(item, 'stroke-width', 1);
    context.setLineDash(dash ? dash.split(' ').map(Number) : []);
    context.stroke(path);
    context.setLineDash([]);
  }
}

export interface CanvasFont {
  size: number;
  family: string;
}

/**
 * Draws nodes of a scene on a canvas, in layout units: `path`, `rect` and `text` with the inks of their classes, which
 * is all that scenes hold.
 */
export function paintNodes(
  context: CanvasRenderingContext2D,
  nodes: readonly SvgNode[],
  palette: Palette,
  font: CanvasFont,
): void {
  for (const item of nodes) {
    if (item.tag === 'text') paintText(context, item, palette, font);
    else paintShape(context, item, palette);
  }
}
