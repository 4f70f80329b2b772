/** Incidents over the cells that they touch, by numbers that the captions explain. */
import type { Event } from '../axes/marks.js';
import type { Mark } from '../spec/spec-types.js';
import { textWidth } from '../spec/text-width.js';
import { rule, textRows } from '../svg/scene.js';
import { paint, type SvgNode } from '../svg/svg-tree.js';

/** A row of the strip: its windows from `first` on, and where they stand. */
export interface RowPlace {
  first: number;
  centres: readonly number[];
  /** From window to window. */
  step: number;
  /** Which part of a cell each window has; absent = all of it. */
  parts?: readonly number[];
}

/** An event with its number. */
export interface Incident extends Event {
  number: number;
}

const GAP = 6;

const isSpan = (kind: Mark['kind']): boolean => kind === 'NOTE' || kind === 'OUTAGE';

/** The incidents that touch a row, each cut to it. */
export function incidentsIn(incidents: readonly Incident[], { first, centres }: RowPlace): Incident[] {
  const end = first + centres.length - 1;
  return incidents.flatMap((incident) => {
    const { index } = incident;
    const last = incident.lastIndex ?? index;
    if (last < first || index > end) return [];
    return [{ ...incident, index: Math.max(index, first) - first, lastIndex: Math.min(last, end) - first }];
  });
}

interface NumberText {
  x: number;
  first: number;
  last: number;
}

const textOf = ({ first, last }: NumberText): string =>
  first === last ? String(first) : last === first + 1 ? `${first}, ${last}` : `${first}–${last}`;

/** Numbers at their places; those that stand closer than they are wide are one text, and none leaves the picture. */
function numberTexts(
  places: readonly { x: number; number: number }[],
  width: number,
  fontSize: number,
): NumberText[] {
  const texts: NumberText[] = [];
  for (const { x, number } of places) {
    const before = texts.at(-1);
    if (before && x < before.x + textWidth(textOf(before), fontSize) + GAP) before.last = number;
    else texts.push({ x, first: number, last: number });
  }
  const last = texts.at(-1);
  if (last) last.x = Math.min(last.x, width - textWidth(textOf(last), fontSize));
  return texts;
}

/** Lines over the cells of a row, and the numbers above them. @param bottom of the lines */
export function incidentNodes(
  incidents: readonly Incident[],
  { centres, step, parts }: RowPlace,
  { bottom, width, fontSize }: { bottom: number; width: number; fontSize: number },
): SvgNode[] {
  const half = (index: number): number => (step / 2) * (parts?.[index] ?? 1);
  const lefts = incidents.map(({ index }) => centres[index]! - half(index));
  const places = incidents.map(({ number }, at) => ({ number, x: lefts[at]! }));
  const lines = incidents.map(({ kind, lastIndex, index }, at) => {
    const left = lefts[at]!;
    if (!isSpan(kind)) return rule([left, bottom - 4], [left, bottom + 8], 'ink', { 'stroke-width': 2 });
    const last = lastIndex ?? index;
    const right = centres[last]! + half(last);
    const ink = kind === 'OUTAGE' ? 'scale-low' : 'muted';
    return rule([left, bottom], [right, bottom], ink, { 'stroke-width': kind === 'OUTAGE' ? 5 : 2 });
  });
  return [
    ...lines,
    ...numberTexts(places, width, fontSize).flatMap((text) =>
      textRows([textOf(text)], [text.x, bottom - 6], fontSize, paint({ fill: 'ink' })),
    ),
  ];
}
