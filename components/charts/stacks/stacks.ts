/** What stands on what: the parts of a split, and their sums window by window. */
import type { ColumnsData, SeriesLineData } from '../../formatting/types.js';
import { fill } from '../../formatting/words.js';
import { slotsOf } from '../line/lines.js';
import type { Ink } from '../spec/palette.js';
import type { ChartTexts } from '../spec/texts.js';
import { primariesOf } from '../spec/shown-window.js';

/** A layer of the stack: one line, or all that have no colour of their own. */
export interface Part {
  key: string;
  label: string;
  ink: Ink;
  lines: readonly SeriesLineData[];
}

/** The coloured lines in the answer's order, upon them one grey part with the rest; a single line stays where it was. */
export function stackParts(series: Pick<ColumnsData, 'lines'>, texts: ChartTexts): Part[] {
  const primaries = primariesOf(series);
  const slots = slotsOf(primaries);
  const rest = primaries.filter(({ key }) => !slots.has(key));
  // Between its neighbours, as ratings stand in an order of their own.
  const shown = rest.length === 1 ? primaries : primaries.filter(({ key }) => slots.has(key));
  const parts = shown.map((line): Part => {
    const ink = slots.get(line.key)?.[0] ?? 'other';
    return { key: line.key, label: line.label, ink, lines: [line] };
  });
  if (rest.length < 2) return parts;
  const label = fill(texts.others, { n: rest.length });
  return [...parts, { key: rest[0].key, label, ink: 'other', lines: rest }];
}

/**
 * `whole`: every part has its value. `partial`: one has none, so that the stack would be too short. `void`: nothing can
 * be divided (a total of 0, or parts below 0). `none`: no part has a value.
 */
type StackState = 'whole' | 'partial' | 'void' | 'none';

export interface Stack {
  state: StackState;
  /** Bottom and top of each part, in the unit of the axis; null where it has no value. */
  layers: readonly (readonly [number, number] | null)[];
  /** What each part shows, as `layers` has it. */
  values: readonly (number | null)[];
}

/** The value of a part in a window, and whether one of its lines should have one and has not. */
function valueOf({ lines }: Part, index: number): { value: number | null; isMissing: boolean } {
  let value: number | null = null;
  let isMissing = false;
  for (const line of lines) {
    const own = line.values[index] ?? null;
    if (own !== null) value = (value ?? 0) + own;
    // A part that did not exist then takes nothing away from the whole.
    else if (line.statuses[index] !== 'NOT_APPLICABLE') isMissing = true;
  }
  return { value, isMissing };
}

/** One stack: values above 0 upwards, values below 0 downwards. With `isShare` as percentages of their sum. */
export function stackAt(parts: readonly Part[], index: number, isShare: boolean): Stack {
  const found = parts.map((part) => valueOf(part, index));
  const given = found.map(({ value }) => value);
  const total = given.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const isVoid = isShare && (total <= 0 || given.some((value) => value !== null && value < 0));
  const state: StackState = given.every((value) => value === null)
    ? 'none'
    : found.some(({ isMissing }) => isMissing)
      ? 'partial'
      : isVoid
        ? 'void'
        : 'whole';
  const hasShares = isShare && state === 'whole';
  if (isShare && !hasShares) return { state, layers: parts.map(() => null), values: parts.map(() => null) };
  const values = hasShares ? given.map((value) => value && (100 * value) / total) : given;
  let [up, down] = [0, 0];
  const layers = values.map((value): [number, number] | null => {
    if (value === null) return null;
    const from = value < 0 ? down : up;
    if (value < 0) down += value;
    else up += value;
    return [from, from + value];
  });
  return { state, layers, values };
}

/** Lowest and highest value of a stack. */
export const extentOf = ({ layers }: Stack): [number, number] =>
  layers.reduce<[number, number]>(
    ([low, high], layer) => (layer ? [Math.min(low, layer[1]), Math.max(high, layer[1])] : [low, high]),
    [0, 0],
  );
