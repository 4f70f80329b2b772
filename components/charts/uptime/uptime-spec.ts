/** Uptime: a strip with a cell for each window and its incidents above; long ones have a row a month or a day, several lines a row each. */
import { formatValue } from '../../formatting/numbers.js';
import type { Language, ModuleData, SeriesData, SeriesLineData } from '../../formatting/types.js';
import { primaryLines, windowIndex } from '../../formatting/windows.js';
import { fill } from '../../formatting/words.js';
import { captionsOf, eventsOf } from '../axes/marks.js';
import { emptyNodes, keptLines, moreNodes } from '../bars/bars-spec.js';
import { baseOf, type LayoutOptions } from '../spec/chart-frame.js';
import { isNotFinal, notFinalWords } from '../spec/flags.js';
import { sizesFor, type Sizes } from '../spec/layout.js';
import { missingWords, partnerOf, windowName } from '../spec/shown-window.js';
import type { SvgOnlySpec, Zone } from '../spec/spec-types.js';
import { svgOnlyTexts, type SvgOnlyTexts } from '../spec/svg-only-texts.js';
import { textWidth, wrapText } from '../spec/text-width.js';
import { selectedColumn } from '../stacks/columns.js';
import { textRows } from '../svg/scene.js';
import { paint, type SvgNode } from '../svg/svg-tree.js';
import { rowNodes, type Cell } from './cells.js';
import { gradeOf } from './grades.js';
import { incidentNodes, incidentsIn, type Incident } from './incidents.js';
import { keyNodes } from './key.js';
import { stripOf, stripTicks, type Strip, type StripRow } from './strip-layout.js';

const WIDEST = 64;
/** Size of the numbers under cells. */
const SMALL = 13;

function cellAt(line: SeriesLineData, index: number, x: number, metric: string | undefined): Cell {
  const value = line.values[index] ?? null;
  const status = line.statuses[index] ?? 'NOT_PROVIDED';
  return {
    x,
    grade: value === null ? null : gradeOf(value, metric),
    missing: value !== null ? null : status === 'PROVIDED' ? 'NOT_PROVIDED' : status,
    isFlagged: value !== null && isNotFinal(line.flags[index]),
  };
}

/** Of windows that share a cell the worst is drawn; none with a figure, why there is none. */
function cellsOf(
  { line, first, centres, step, parts }: StripRow,
  stride: number,
  metric: string | undefined,
): Cell[] {
  const cells = centres.map((x, at) => ({ ...cellAt(line, first + at, x, metric), part: parts?.[at] }));
  // An hour that the clocks leave out is an empty cell.
  const isSkipped = (at: number): boolean => at > 0 && centres[at]! - centres[at - 1]! > 1.5 * step;
  const empty = { grade: null, missing: null, isFlagged: false };
  if (stride === 1)
    return cells.flatMap((cell, at) => (isSkipped(at) ? [{ ...empty, x: cell.x - step }, cell] : [cell]));
  return Array.from({ length: Math.ceil(cells.length / stride) }, (_, at) => {
    const group = cells.slice(at * stride, (at + 1) * stride);
    const worst = group.reduce((one, other) => ((other.grade ?? -1) > (one.grade ?? -1) ? other : one));
    return { ...worst, x: (group[0]!.x + group.at(-1)!.x) / 2 };
  });
}

/** What a line beneath a cell says; null where no cell has one. */
function flaggedWords(lines: readonly SeriesLineData[], texts: SvgOnlyTexts): string | null {
  const what = notFinalWords(lines, texts);
  return what ? fill(texts.flagged, { what }) : null;
}

export function uptimeSpec(
  module: ModuleData,
  series: SeriesData,
  { lang, width: asked, selected, line: chosen }: LayoutOptions,
): SvgOnlySpec {
  const texts = svgOnlyTexts(lang);
  const sizes = sizesFor(asked);
  const { width, fontSize, lineHeight, layout } = sizes;
  const metric = module.metric?.key;
  const index = windowIndex(series, module.figure, selected);
  const primaries = primaryLines(series);
  const hasValues = primaries.some(({ values }) => values.some((value) => value !== null));
  const kept = keptLines(primaries, chosen);
  const lines = kept.flatMap((line) => [line, partnerOf(series, line, 'COMPARISON') ?? []].flat());
  const strip = stripOf({ module, series }, lines, sizes, lang);
  const rows = strip.rows.map((row) => ({ row, cells: cellsOf(row, strip.stride, metric) }));
  const all = rows.flatMap(({ cells }) => cells);
  const key = keyNodes(all, flaggedWords(lines, texts), sizes, lang);
  const events = eventsOf(series, texts, lang);
  const incidents = events.map((event, at): Incident => ({ ...event, number: at + 1 }));
  const height = strip.isCalendar ? (layout === 'wide' ? 22 : 18) : lines.length > 1 ? 30 : 44;
  const muted = paint({ fill: 'muted' });
  const hasNumbers = hasRoomFor(strip, metric, lang);

  const nodes: SvgNode[] = [...key.nodes];
  const zones: Zone[] = [];
  let top = key.height;
  rows.forEach(({ row, cells }, at) => {
    const { line, name, label, first, centres, step, parts } = row;
    const start = top;
    if (name !== null) {
      const head = nameNodes(
        row,
        { series, name, index, isChosen: line.key === chosen, metric },
        { top, ...sizes },
        lang,
      );
      nodes.push(...head.nodes);
      top += head.height;
    }
    // Where each line has a row, incidents stand above the first of them.
    const own = strip.isCalendar || at === 0 ? incidentsIn(incidents, row) : [];
    if (own.length) {
      top += lineHeight + 6;
      nodes.push(...incidentNodes(own, row, { bottom: top - 4, width, fontSize }));
    }
    nodes.push(...rowNodes(cells, { ...cellSizes(strip, step), top, height }));
    if (label !== null)
      nodes.push(...textRows([label], [0, top + height / 2 + 0.35 * fontSize], fontSize, muted));
    if (hasNumbers) {
      nodes.push(...numberNodes(row, cells, { metric, baseline: top + height + SMALL * 1.15 }, lang));
    }
    const mark = selected == null ? undefined : centres[index - first];
    if (mark !== undefined)
      nodes.push(
        selectedColumn(mark, Math.max(step * (parts?.[index - first] ?? 1), 6), {
          ...plotOf(strip),
          top: top - 2,
          bottom: top + height + 2,
        }),
      );
    top += height + (strip.isCalendar ? 8 : 14) + (hasNumbers ? SMALL * 1.3 : 0);
    zones.push({
      ...{ ...plotOf(strip), top: start, bottom: top, centres, line: name === null ? null : line.key },
      ...(first > 0 && { first }),
    });
  });
  const bottom = top - 6;
  nodes.push(...stripTicks(strip, bottom, sizes));
  top = bottom + 8 + lineHeight * Math.max(0, ...strip.ticks.map(({ lines: words }) => words.length));
  const rest = primaries.length - kept.length;
  if (rest > 0) {
    nodes.push(...moreNodes(fill(texts.more, { n: rest }), top + fontSize, fontSize));
    top += lineHeight;
  }
  const period = index >= 0 && lines.length > 1 ? windowName(series, index, lang) : '';
  return {
    kind: 'UPTIME',
    ...baseOf(module, series, sizes, lang),
    ...{ height: hasValues ? Math.max(60, Math.ceil(top + 4)) : 60, index, zones },
    emptyText: hasValues ? null : texts.empty,
    plot: { ...plotOf(strip), top: key.height, bottom },
    captions: [
      ...(period ? [fill(texts.numbersOf, { period })] : []),
      ...(strip.stride > 1 ? [fill(texts.worstOf, { n: strip.stride })] : []),
      ...captionsOf(events),
    ],
    nodes: hasValues ? nodes : emptyNodes(texts.empty, width, fontSize),
  };
}

const plotOf = ({ left, right }: Strip): { left: number; right: number } => ({ left, right });

function cellSizes({ stride }: Strip, step: number): { step: number; width: number } {
  const room = step * stride;
  return { step: room, width: Math.min(WIDEST, room >= 6 ? room * 0.86 : room - 0.8) };
}

/** What is said above a row. */
interface NamedRow {
  series: SeriesData;
  name: string;
  /** Of the window whose number is shown. */
  index: number;
  isChosen: boolean;
  metric: string | undefined;
}

/** Above a row: the name of its line, and the number of the window that is read. */
function nameNodes(
  { line }: StripRow,
  { series, name, index, isChosen, metric }: NamedRow,
  { top, width, fontSize, lineHeight }: Sizes & { top: number },
  lang: Language,
): { height: number; nodes: SvgNode[] } {
  const value = line.values[index] ?? null;
  const number =
    value === null ? missingWords(line, index, series, lang) : formatValue(value, '%', { metric }, lang);
  const names = wrapText(name, (width - textWidth(number, fontSize, true) - 12) / 1.07, fontSize);
  const isPrimary = line.role === 'PRIMARY';
  return {
    height: names.length * lineHeight + 4,
    nodes: [
      ...textRows(names, [0, top + fontSize], fontSize, {
        ...paint({ fill: 'ink' }),
        ...{ 'data-line': isPrimary ? line.key : null, 'font-weight': isChosen && isPrimary ? 'bold' : null },
      }),
      ...textRows([number], [width, top + fontSize], fontSize, {
        ...paint({ fill: value === null ? 'muted' : 'ink' }),
        ...{ 'font-weight': value === null ? null : 'bold', 'text-anchor': 'end' },
      }),
    ],
  };
}

/** Whether each cell has room for its number beneath it. */
function hasRoomFor(
  { rows, isCalendar, stride }: Strip,
  metric: string | undefined,
  lang: Language,
): boolean {
  if (isCalendar || stride > 1) return false;
  const widest = rows.flatMap(({ line }) =>
    line.values.map((value) =>
      value === null ? 0 : textWidth(formatValue(value, '%', { metric }, lang), SMALL),
    ),
  );
  return Math.max(0, ...widest) + 4 <= (rows[0]?.step ?? 0);
}

/** The number of each cell, beneath it. */
const numberNodes = (
  { line, first }: StripRow,
  cells: readonly Cell[],
  { metric, baseline }: { metric: string | undefined; baseline: number },
  lang: Language,
): SvgNode[] =>
  cells.flatMap(({ x }, at) => {
    const value = line.values[first + at] ?? null;
    const look = { ...paint({ fill: 'ink' }), 'font-size': SMALL, 'text-anchor': 'middle' };
    return value === null
      ? []
      : textRows([formatValue(value, '%', { metric }, lang)], [x, baseline], SMALL, look);
  });
