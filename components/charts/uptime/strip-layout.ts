/** Where the rows and cells of a strip stand. */
import type { Language, ModuleData, SeriesData, SeriesLineData } from '../../formatting/types.js';
import { primaryLines } from '../../formatting/windows.js';
import { columnAxis } from '../axes/column-axis.js';
import type { Sizes } from '../spec/layout.js';
import { widestLine } from '../spec/text-width.js';
import { rule, textRows } from '../svg/scene.js';
import { paint, type SvgNode } from '../svg/svg-tree.js';
import type { RowPlace } from './incidents.js';
import { calendarOf, type Calendar } from './strip-rows.js';

/** Narrower cells cannot be told apart. */
const LEAST_STEP = 3;
/** Half of its width, in the layout of a phone. */
const THUMB = 14;
/** About what the words under the first and the last cell take beside them. */
const MARGINS = 16;

export interface StripRow extends RowPlace {
  line: SeriesLineData;
  /** Above it: the name of its line, where there are several. */
  name: string | null;
  /** Before it: its month or day. */
  label: string | null;
}

/** The words under a strip. */
interface StripTick {
  x: number;
  lines: readonly string[];
}

export interface Strip {
  rows: readonly StripRow[];
  left: number;
  right: number;
  ticks: readonly StripTick[];
  /** A row a month, day or year. */
  isCalendar: boolean;
  /** Windows that share a cell. */
  stride: number;
}

/** One row a line; of one line that is too long for that a row a month, day or year. */
export function stripOf(
  { module, series }: { module: ModuleData; series: SeriesData },
  lines: readonly SeriesLineData[],
  sizes: Sizes,
  lang: Language,
): Strip {
  const count = Math.max(1, series.starts.length);
  const isFine = (sizes.width - MARGINS) / count < LEAST_STEP;
  const calendar = isFine && lines.length === 1 ? calendarOf(series, lang) : null;
  if (calendar) return inCalendar(calendar, lines[0]!, sizes);
  // The slider's thumb, which stands under the first and the last cell, stays under the picture.
  const margin = Math.max(0, THUMB - sizes.width / count / 2);
  const axis = columnAxis(series, sizes, { valueLabels: margin, margin }, lang);
  const { left } = axis;
  const right = sizes.width - axis.right;
  const step = (right - left) / count;
  const centres = series.starts.map((_, at) => left + (at + 0.5) * step);
  const isOnly = primaryLines(series).length === 1;
  const nameOf = ({ role, label }: SeriesLineData): string =>
    isOnly && role === 'PRIMARY' ? (module.metric?.label ?? label) : label;
  return {
    ...{ left, right, isCalendar: false },
    rows: lines.map((line) => ({
      ...{ line, label: null, first: 0, centres, step },
      name: lines.length > 1 ? nameOf(line) : null,
    })),
    ticks: axis.x.ticks.map(({ value, lines: words }) => ({ x: left + value * step, lines: words })),
    stride: Math.max(1, Math.ceil(LEAST_STEP / step)),
  };
}

function inCalendar(
  { rows, places, ticks }: Calendar,
  line: SeriesLineData,
  { width, fontSize }: Sizes,
): Strip {
  const labels = rows.map(({ label }) => label);
  const left = Math.ceil(widestLine(labels, fontSize)) + 8;
  const right = width - 2;
  const step = (right - left) / places;
  const at = (place: number): number => left + (place + 0.5) * step;
  return {
    ...{ left, right, isCalendar: true, stride: 1 },
    rows: rows.map(({ label, first, places: own }) => ({
      ...{ line, name: null, label, first, step },
      centres: own.map(at),
      parts: own.map((place) => (place % 1 ? 0.5 : 1)),
    })),
    ticks: ticks.map(({ place, text }) => ({ x: at(place), lines: [text] })),
  };
}

/** @param top of the small lines at the ticks */
export function stripTicks({ ticks }: Strip, top: number, { fontSize, width }: Sizes): SvgNode[] {
  return ticks.flatMap(({ x, lines }) => {
    const half = widestLine(lines, fontSize) / 2;
    const middle = Math.max(half, Math.min(width - half, x));
    return [
      rule([x, top], [x, top + 4], 'muted', { 'stroke-width': 1 }),
      ...textRows(lines, [middle, top + 6 + fontSize * 0.95], fontSize, {
        ...paint({ fill: 'muted' }),
        'text-anchor': 'middle',
      }),
    ];
  });
}
