import type { ColumnsData, SeriesLineData } from '../../formatting/types.js';
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
/** Dashes of a line that others fill with stripes. */
export const STRIPED = [12, 3, 2, 3];

/** Where points stand close, a thick line would run together. */
const strokeFor = (room: number): number => (room >= 10 ? 3 : room >= 4 ? 2.25 : 1.5);

/** The rest of a split, which the engine adds up: always grey. */
export const OTHERS = 'all-others';

/** An ordered scale from its worst to its best: its two sides are told apart before its steps are. */
const SCALE: readonly Ink[] = ['scale-low', 'series-4', 'other', 'scale-high', 'series-1'];

/** The dimension whose values are such a scale, from 1 to 5. */
const SCALED = 'rating';

/** How a category looks, on every chart: colour and marker, and of the second four places dashes or stripes. */
export interface Look {
  ink: Ink;
  marker: Marker;
  isStriped: boolean;
}

/** A second four have the colours of the first with other markers; after them all begins anew. */
function lookAt(place: number): Look {
  const isStriped = place % (2 * SLOTS.length) >= SLOTS.length;
  const [ink] = SLOTS[place % SLOTS.length]!;
  const [, marker] = SLOTS[(place + (isStriped ? 2 : 0)) % SLOTS.length]!;
  return { ink, marker, isStriped };
}

/**
 * The looks of the lines that are drawn in colour: at most four, those of the first places in their split. A place has one
 * look whatever is shown beside it; only from the ninth on may it be taken, and the next one is.
 * @param chosen the line that a reader chose: in ink if it has no colour
 */
export function looksOf(
  { lines, by }: Pick<ColumnsData, 'lines' | 'by'>,
  chosen?: string | null,
): Map<string, Look> {
  const primaries = lines.filter(({ role, key }) => role === 'PRIMARY' && key !== OTHERS);
  if (by === SCALED) {
    const steps = primaries.map(({ key }) => [key, Number(key) - 1] as const);
    return new Map(
      steps.flatMap(([key, step]) =>
        SCALE[step] ? [[key, { ink: SCALE[step], marker: SLOTS[step % 4]![1], isStriped: false }]] : [],
      ),
    );
  }
  const placeOf = ({ place }: SeriesLineData, index: number): number => place ?? index;
  const placed = primaries
    .map((line, index) => ({ key: line.key, place: placeOf(line, index) }))
    .sort((a, b) => a.place - b.place)
    .slice(0, SLOTS.length);
  const taken = new Set<number>();
  const looks = new Map<string, Look>();
  for (const { key, place } of placed) {
    const count = 2 * SLOTS.length;
    let free = place % count;
    while (taken.has(free)) free = (free + 1) % count;
    taken.add(free);
    looks.set(key, lookAt(free));
  }
  if (chosen && !looks.has(chosen) && lines.some(({ key }) => key === chosen))
    looks.set(chosen, { ink: 'ink', marker: 'circle', isStriped: false });
  return looks;
}

/**
 * The lines as they are drawn: PRIMARY ones by colour and marker (`looksOf`), further ones thin and grey, that which was chosen
 * thicker;
 * COMPARISON dashed (in the colour of the PRIMARY line with the same key, if there are several); TARGET dotted.
 * `room` is the distance between points in layout units; `isOfYear` is true where comparisons are known to be of a year
 * earlier and not of the window before. Nothing is added up into an "other" line: where a split has one, the engine has made it.
 */
export function chartLines(
  { lines, by }: Pick<ColumnsData, 'lines' | 'by'>,
  cutsOf: (line: SeriesLineData) => readonly number[],
  { room, chosen, isOfYear }: { room: number; chosen?: string | null; isOfYear: boolean },
): ChartLine[] {
  const primaries = lines.filter((line) => line.role === 'PRIMARY');
  const looks = looksOf({ lines, by }, chosen);
  const drawn = lines.filter(
    ({ role, key, values }) =>
      role !== 'COMPARISON' ||
      isOfYear ||
      !isStepApart(primaries.find((line) => line.key === key) ?? primaries[0], values),
  );
  return drawn.map((line) => {
    const { key, label, role, values } = line;
    const look = looks.get(key);
    const shared = { key, label, role, values, cuts: cutsOf(line) };
    if (role === 'TARGET') {
      return { ...shared, ink: 'ink', marker: 'none', width: 2, dash: DOTTED, cuts: [] };
    }
    if (role === 'COMPARISON') {
      const ink = primaries.length > 1 && look ? look.ink : 'muted';
      return { ...shared, ink, marker: 'none', width: 2, dash: DASHED };
    }
    if (!look) return { ...shared, ink: 'other', marker: 'none', width: 1.5, dash: [] };
    const width = strokeFor(room) + (key === chosen ? 1.5 : 0);
    const { ink, marker, isStriped } = look;
    return { ...shared, ink, marker, width, dash: isStriped ? STRIPED : [] };
  });
}

/**
 * Whether a comparison is its line, a step later: drawn, it would be the same line twice. A level line does not say: what is
 * compared with it may be of another year.
 */
const isStepApart = (line: SeriesLineData | undefined, [, ...values]: SeriesLineData['values']): boolean =>
  values.every((value, index) => value === line?.values[index]) && new Set(values).size > 1;

const DEPTH = (line: ChartLine): number =>
  line.ink === 'other' ? 0 : { TARGET: 1, COMPARISON: 2, PRIMARY: 3 }[line.role];

/** Grey lines lie below targets, comparisons and the rest; the first line lies on top, and on it what was chosen. */
export const inDrawingOrder = (lines: readonly ChartLine[], chosen?: string | null): ChartLine[] =>
  lines
    .map((line, index) => ({ line, index, isChosen: line.key === chosen && line.role === 'PRIMARY' ? 1 : 0 }))
    .sort((a, b) => a.isChosen - b.isChosen || DEPTH(a.line) - DEPTH(b.line) || b.index - a.index)
    .map(({ line }) => line);
