import { formatDate } from '../../formatting/periods.js';
import type { AnnotationData, Language, SeriesData, SeriesLineData } from '../../formatting/types.js';
import { hasValues, primaryLines } from '../../formatting/windows.js';
import { fill } from '../../formatting/words.js';
import type { ChartTexts } from '../spec/texts.js';
import { dayOf, namedDay } from './time-axis.js';
import { stretchesOf, type Segment } from '../spec/segments.js';
import type { Band, Mark, PlotRect } from '../spec/spec-types.js';
import { textWidth, widestLine, wrapText } from '../spec/text-width.js';

/** What an annotation or flag says of the axis, before it has a place. */
export interface Event {
  kind: Mark['kind'];
  /** Index of the first window that lies behind it, wholly or in part. */
  index: number;
  /** Index of the last window of a note's span. */
  lastIndex: number | null;
  text: string;
}

function eventOf(annotation: AnnotationData, ends: readonly number[], starts: readonly number[]): Event[] {
  const from = dayOf(annotation.from);
  const index = ends.findIndex((end) => end > from);
  const to = annotation.to === null ? null : dayOf(annotation.to);
  const isBefore = index === 0 && from < starts[0]! && (to === null || to < starts[0]!);
  if (index < 0 || isBefore || (annotation.kind === 'BREAK' && index === 0)) return [];
  // Its last day belongs to it.
  const after = to === null ? -1 : starts.findIndex((start) => start >= to + 1);
  const lastIndex = to === null ? null : Math.max(index, (after < 0 ? starts.length : after) - 1);
  return [{ kind: annotation.kind, index, lastIndex, text: annotation.text }];
}

/** Indices at which a run of values flagged BREAK begins: the line is not drawn across. */
export function flaggedBreaks(line: SeriesLineData): number[] {
  return stretchesOf(line.values.length, (index) => line.flags[index]?.includes('BREAK') ?? false)
    .map(({ first }) => first)
    .filter((index) => index > 0);
}

/** Indices of points that are not joined with the one before: the services counted changed between them. */
export const changedServices = ({ joined, values }: SeriesLineData): number[] =>
  values.flatMap((value, index) =>
    index > 0 && joined?.[index] === false && value !== null && values[index - 1] !== null ? [index] : [],
  );

/** The same of several lines together: where those that change carry at least half of what is drawn. */
function changesOfMost(lines: readonly SeriesLineData[]): number[] {
  const changed = new Map(lines.map((line) => [line, new Set(changedServices(line))]));
  const weight = ({ values, denominators }: SeriesLineData, index: number): number =>
    denominators[index] ?? values[index] ?? 0;
  const indices = [...new Set([...changed.values()].flatMap((own) => [...own]))];
  return indices.filter((index) => {
    const all = lines.reduce((sum, line) => sum + weight(line, index), 0);
    const own = lines.filter((line) => changed.get(line)!.has(index));
    return own.reduce((sum, line) => sum + weight(line, index), 0) * 2 >= all;
  });
}

export type EventfulSeries = Pick<SeriesData, 'period' | 'starts' | 'ends' | 'annotations' | 'lines'>;

/** Notes and breaks of a series in time's order; a break that only flags tell of is one, too. */
export function eventsOf(series: EventfulSeries, texts: ChartTexts, lang: Language): Event[] {
  if (!hasValues(series)) return [];
  const hasAny = series.annotations.length > 0;
  // Days of notes are civil ones: hours and minutes are held against what the clock shows.
  const isTimed = series.period === 'HOUR' || series.period === 'MINUTE';
  const civil = (text: string): number => (isTimed ? namedDay(dayOf(text), series.period) : dayOf(text));
  const starts = hasAny ? series.starts.map(civil) : [];
  const ends = hasAny ? series.ends.map(civil) : [];
  const events = series.annotations.flatMap((annotation) => {
    const date = formatDate(annotation.from.slice(0, 10), {}, lang);
    const { text } = annotation;
    // What names its day itself needs no other.
    const dated = text.includes(date) ? text : fill(texts.dated, { date, text });
    return eventOf({ ...annotation, text: dated }, ends, starts);
  });
  const known = new Set(events.filter(({ kind }) => kind === 'BREAK').map(({ index }) => index));
  const add = (kind: Event['kind'], index: number, text: string): void => {
    if (known.has(index)) return;
    known.add(index);
    events.push({ kind, index, lastIndex: null, text });
  };
  for (const line of primaryLines(series)) {
    for (const index of flaggedBreaks(line)) add('BREAK', index, texts.breakInSeries);
  }
  for (const index of changesOfMost(primaryLines(series))) add('CHANGED', index, texts.servicesChanged);
  return events.sort((a, b) => a.index - b.index);
}

/** A text that needs more rows than that is a caption. */
const MOST_ROWS = 3;

export interface MarkRoom {
  width: number;
  plot: PlotRect;
  fontSize: number;
  lineHeight: number;
  /** Top of the strip above the plot. */
  top: number;
  maxTextWidth: number;
}

type PlacedMark = Omit<Mark, 'textY'>;

const overlap = (marks: readonly PlacedMark[], fontSize: number): boolean =>
  marks.some((mark, index) => {
    const before = marks[index - 1];
    if (!before) return false;
    const half = (widestLine(mark.lines, fontSize) + widestLine(before.lines, fontSize)) / 2;
    return mark.textX - before.textX < half + fontSize;
  });

/** Marks that stand closer than a number is wide share one: "1, 2". */
function numbered(places: readonly { kind: Mark['kind']; x: number }[], fontSize: number): PlacedMark[] {
  const marks: PlacedMark[] = [];
  let holder: { mark: PlacedMark; right: number } | null = null;
  places.forEach(({ kind, x }, index) => {
    const number = String(index + 1);
    if (holder && x - textWidth(number, fontSize) / 2 < holder.right + 4) {
      const text = `${holder.mark.lines[0]!}, ${number}`;
      const width = textWidth(text, fontSize);
      holder.mark.lines = [text];
      holder.right = Math.max(holder.right, holder.mark.textX + width / 2);
      marks.push({ kind, x, textX: x, lines: [] });
    } else {
      const mark: PlacedMark = { kind, x, textX: x, lines: [number] };
      holder = { mark, right: x + textWidth(number, fontSize) / 2 };
      marks.push(mark);
    }
  });
  return marks;
}

/** Left and right edge of the part of the plot that belongs to a stretch of points. */
export function edgesOf({ first, last }: Segment, xs: readonly number[], plot: PlotRect): [number, number] {
  const left = first > 0 ? (xs[first - 1]! + xs[first]!) / 2 : plot.left;
  const right = last < xs.length - 1 ? (xs[last]! + xs[last + 1]!) / 2 : plot.right;
  return [left, right];
}

/** "1: A new form. 2, 4: Break in the series": what the numbers stand for. */
export function captionsOf(events: readonly Event[]): string[] {
  const numbers = new Map<string, number[]>();
  events.forEach(({ text }, index) => numbers.set(text, [...(numbers.get(text) ?? []), index + 1]));
  return [...numbers].map(([text, own]) => `${own.join(', ')}: ${text}`);
}

/**
 * Places notes and breaks above the plot: their texts if all have room side by side, else numbers, which the
 * captions explain. A break stands between two points, a note at one.
 *
 * @param xs The points' places. @returns Height that the strip needs, the marks, and captions for the numbers.
 */
export function placeMarks(
  events: readonly Event[],
  xs: readonly number[],
  room: MarkRoom,
): { height: number; marks: Mark[]; bands: Band[]; captions: string[] } {
  const { fontSize, lineHeight, plot, top, width } = room;
  if (events.length === 0) return { height: 0, marks: [], bands: [], captions: [] };
  const bands: Band[] = [];
  const places = events.map(({ kind, index, lastIndex }) => {
    const at = xs[index]!;
    if (kind === 'BREAK' || kind === 'CHANGED') return { kind, x: ((xs[index - 1] ?? at) + at) / 2 };
    if (lastIndex === null || lastIndex === index) return { kind, x: at };
    const [left, right] = edgesOf({ first: index, last: lastIndex }, xs, plot);
    bands.push({ kind: 'note', left, right, text: null });
    return { kind, x: left };
  });
  const writtenIn = (most: number): PlacedMark[] =>
    places.map(({ kind, x }, index) => {
      const lines = wrapText(events[index]!.text, most, fontSize);
      const half = widestLine(lines, fontSize) / 2;
      return { kind, x, lines, textX: Math.max(half + 2, Math.min(width - half - 2, x)) };
    });
  // Narrower texts have more rows, and room beside each other.
  const written = [1, 0.8, 0.6, 0.45]
    .map((part) => writtenIn(room.maxTextWidth * part))
    .find((marks) => marks.every(({ lines }) => lines.length <= MOST_ROWS) && !overlap(marks, fontSize));
  const marks = written ?? numbered(places, fontSize);
  const rows = Math.max(...marks.map(({ lines }) => lines.length));
  return {
    height: rows * lineHeight + 4,
    bands,
    marks: marks.map((mark) => ({
      ...mark,
      textY: top + (rows - mark.lines.length) * lineHeight + fontSize,
    })),
    captions: written ? [] : captionsOf(events),
  };
}
