/** What stands on what: the parts of a split, and their sums window by window. */
import { partValue, sharesOf } from '../../formatting/shares.js';
import type { ColumnsData, SeriesLineData } from '../../formatting/types.js';
import { primaryLines } from '../../formatting/windows.js';
import { fill } from '../../formatting/words.js';
import { looksOf } from '../line/lines.js';
import type { Ink } from '../spec/palette.js';
import type { ChartTexts } from '../spec/texts.js';

/** A layer of the stack: one line, or all that have no colour of their own. */
export interface Part {
  key: string;
  label: string;
  ink: Ink;
  /** Told from another part of its colour by stripes. */
  isStriped: boolean;
  lines: readonly SeriesLineData[];
}

/** The coloured lines in the answer's order, upon them one grey part with the rest; a single line stays where it was. */
export function stackParts(
  series: Pick<ColumnsData, 'lines' | 'by'>,
  texts: ChartTexts,
  chosen?: string | null,
): Part[] {
  const primaries = primaryLines(series);
  const looks = looksOf(series, chosen);
  const rest = primaries.filter(({ key }) => !looks.has(key));
  // Between its neighbours, as ratings stand in an order of their own.
  const shown = rest.length === 1 ? primaries : primaries.filter(({ key }) => looks.has(key));
  const parts = shown.map((line): Part => {
    const { ink, isStriped } = looks.get(line.key) ?? { ink: 'other' as const, isStriped: false };
    return { key: line.key, label: line.label, ink, isStriped, lines: [line] };
  });
  if (rest.length < 2) return parts;
  const label = fill(texts.others, { n: rest.length });
  return [...parts, { key: rest[0].key, label, ink: 'other', isStriped: false, lines: rest }];
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

/** One stack: values above 0 upwards, values below 0 downwards. With `isShare` as percentages of their sum. */
export function stackAt(parts: readonly Part[], index: number, isShare: boolean): Stack {
  const found = parts.map(({ lines }) => partValue(lines, index));
  const shares = isShare ? sharesOf(found) : null;
  const state: StackState = found.every(({ value }) => value === null)
    ? 'none'
    : found.some(({ isMissing }) => isMissing)
      ? 'partial'
      : isShare && !shares
        ? 'void'
        : 'whole';
  if (isShare && !shares) return { state, layers: parts.map(() => null), values: parts.map(() => null) };
  const values = shares ?? found.map(({ value }) => value);
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
