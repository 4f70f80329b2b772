import type { SeriesLineData } from '../../formatting/types.js';
import type { Ink } from '../spec/palette.js';
import type { ChartLine, Marker } from '../spec/spec-types.js';

/** Colour and marker go together: no line is told apart by colour alone. */
const SLOTS: readonly (readonly [Ink, Marker])[] = [
  ['series-1', 'circle'],
  ['series-2', 'square'],
  ['series-3', 'triangle'],
  ['series-4', 'diamond'],
];
const DASHED = [6, 4];
const DOTTED = [1.5, 4];

function lastValue(values: readonly (number | null)[]): number {
  for (let index = values.length - 1; index >= 0; index -= 1) {
    const value = values[index];
    if (value !== null && value !== undefined) return value;
  }
  return -Infinity;
}

/** Where points stand close, a thick line would run together. */
const strokeFor = (room: number): number => (room >= 10 ? 3 : room >= 4 ? 2.25 : 1.5);

/** The rest of a split, which the engine adds up: always grey. */
export const OTHERS = 'all-others';

/**
 * Colour and marker of the four lines that are drawn in colour: those with the highest newest values, in the answer's
 * order.
 */
export function slotsOf(primaries: readonly SeriesLineData[]): Map<string, readonly [Ink, Marker]> {
  const chosen = primaries
    .filter(({ key }) => key !== OTHERS)
    .sort((a, b) => lastValue(b.values) - lastValue(a.values))
    .slice(0, SLOTS.length);
  const coloured = primaries.filter((line) => chosen.includes(line));
  return new Map(coloured.map(({ key }, index) => [key, SLOTS[index]!]));
}

/**
 * The lines as they are drawn: up to four PRIMARY ones by colour and marker, further ones thin and grey;
 * COMPARISON dashed (in the colour of the PRIMARY line with the same key, if there are several); TARGET dotted.
 * `room` is the distance between points in layout units. Nothing is added up into an "other" line: where a split has one, the engine has made it.
 */
export function chartLines(
  lines: readonly SeriesLineData[],
  cutsOf: (line: SeriesLineData) => readonly number[],
  room: number,
): ChartLine[] {
  const primaries = lines.filter((line) => line.role === 'PRIMARY');
  const slots = slotsOf(primaries);
  return lines.map((line) => {
    const { key, label, role, values } = line;
    const slot = slots.get(key);
    const shared = { key, label, role, values, cuts: cutsOf(line) };
    if (role === 'TARGET') {
      return { ...shared, ink: 'ink', marker: 'none', width: 2, dash: DOTTED, cuts: [] };
    }
    if (role === 'COMPARISON') {
      const ink = primaries.length > 1 && slot ? slot[0] : 'muted';
      return { ...shared, ink, marker: 'none', width: 2, dash: DASHED };
    }
    if (!slot) return { ...shared, ink: 'other', marker: 'none', width: 1.5, dash: [] };
    return { ...shared, ink: slot[0], marker: slot[1], width: strokeFor(room), dash: [] };
  });
}

const DEPTH = (line: ChartLine): number =>
  line.ink === 'other' ? 0 : { TARGET: 1, COMPARISON: 2, PRIMARY: 3 }[line.role];

/** Grey lines lie below targets, comparisons and the rest; the first line lies on top. */
export const inDrawingOrder = (lines: readonly ChartLine[]): ChartLine[] =>
  lines
    .map((line, index) => ({ line, index }))
    .sort((a, b) => DEPTH(a.line) - DEPTH(b.line) || b.index - a.index)
    .map(({ line }) => line);
