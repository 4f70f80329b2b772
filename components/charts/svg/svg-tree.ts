import { LIGHT_PALETTE, type Ink } from '../spec/palette.js';

/** A node of an SVG picture as plain data: text on the server, elements in the browser, strokes on a canvas. */
export interface SvgNode {
  tag: string;
  attributes: Readonly<Record<string, string>>;
  children: readonly (SvgNode | string)[];
}

export type AttributeValue = string | number | null | undefined;

/** Tenths are finer than any screen shows, and shorter than what division leaves. */
export const shorten = (value: number): string => String(Math.round(value * 10) / 10 + 0);

/** Makes a node; numbers are rounded to tenths, null and undefined attributes left out. */
export function node(
  tag: string,
  attributes: Readonly<Record<string, AttributeValue>> = {},
  children: readonly (SvgNode | string)[] = [],
): SvgNode {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    kept[name] = typeof value === 'number' ? shorten(value) : value;
  }
  return { tag, attributes: kept, children };
}

/**
 * Colours as class and as presentation attribute: without style sheets (a `.svg` file, a page whose policy
 * allows none) the attribute holds; where `svg-styles.ts` is adopted, its rules win with the custom properties.
 */
export function paint({ fill, stroke }: { fill?: Ink; stroke?: Ink }): Record<string, string> {
  const classes = [fill && `perf-f-${fill}`, stroke && `perf-s-${stroke}`].filter(Boolean).join(' ');
  return {
    class: classes,
    fill: fill ? LIGHT_PALETTE[fill] : 'none',
    ...(stroke ? { stroke: LIGHT_PALETTE[stroke] } : {}),
  };
}

/** The inks of a node, back from its classes. */
export function inksOf({ attributes }: SvgNode): { fill: Ink | null; stroke: Ink | null } {
  const classes = (attributes['class'] ?? '').split(' ');
  const named = (prefix: string): Ink | null => {
    const found = classes.find((name) => name.startsWith(prefix));
    return found ? (found.slice(prefix.length) as Ink) : null;
  };
  return { fill: named('perf-f-'), stroke: named('perf-s-') };
}
