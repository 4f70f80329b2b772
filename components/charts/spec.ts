import type { Language, ModuleData, SeriesData, SeriesLineData } from '../formatting/types.js';
import { rollingYearNote } from '../formatting/periods.js';
import { fill } from '../formatting/words.js';
import { valueLabelGap } from './axes.js';
import { bandsOf, emptyReason } from './bands.js';
import { horizontal, LAYOUT_WIDTHS, sizesFor } from './layout.js';
import { labelWishes, placeEndLabels, placeKey, wrapEndLabels } from './labels.js';
import { chartLines, inDrawingOrder } from './lines.js';
import { eventsOf, flaggedBreaks, placeMarks, type Event } from './marks.js';
import { xOf, yOf } from './scale.js';
import type { ChartKind, ChartLine, ChartSpec, PlotRect } from './spec-types.js';
import { widestLine } from './text-width.js';
import { chartTexts } from './texts.js';
import { valueAxis } from './value-axis.js';

export interface ChartSpecOptions {
  kind: ChartKind;
  lang: Language;
  /** Layout width, 280 to 1,200; see `LAYOUT_WIDTHS`. 640 if absent. */
  width?: number;
}

const isNumber = (value: number | null): value is number => value !== null;

/** Breaks cut the lines of today; a comparison shows earlier windows and is cut only where its own flags say so. */
function linesOf(series: SeriesData, events: readonly Event[], width: number): ChartLine[] {
  const breaks = events.filter(({ kind }) => kind === 'BREAK').map(({ index }) => index);
  const cutsOf = (line: SeriesLineData): number[] => (line.role === 'PRIMARY' ? breaks : flaggedBreaks(line));
  const cuts = new Map(series.lines.map((line) => [line, cutsOf(line)]));
  return chartLines(series.lines, (line) => cuts.get(line) ?? [], width / series.starts.length);
}

function headings({ title, metric, subject }: ModuleData): { title: string; subtitle: string } {
  const label = metric?.label ?? '';
  const name = subject?.name ?? '';
  if (title)
    return { title, subtitle: [label, name].filter((text) => text && !title.includes(text)).join(', ') };
  return { title: label || name, subtitle: label ? name : '' };
}

function footerOf({ publisher, freshness, url }: ModuleData): string[] {
  const source = publisher
    ? [publisher.source ?? publisher.name, publisher.licence].filter(Boolean).join('. ')
    : '';
  return [source, freshness?.text ?? '', url ?? ''].filter(Boolean);
}

/**
 * Lays out the chart of a module: everything that both renderers draw (see `ChartSpec`). Pure. Null if the module
 * has no series, which is an error or a figure without a history: there is nothing to draw then.
 */
export function chartSpec(module: ModuleData, options: ChartSpecOptions): ChartSpec | null {
  const { series } = module;
  if (!series) return null;
  const { lang } = options;
  const texts = chartTexts(lang);
  const sizes = sizesFor(options.width ?? LAYOUT_WIDTHS.wide);
  const { width, fontSize, lineHeight } = sizes;

  const events = eventsOf(series, texts);
  const lines = linesOf(series, events, width);
  const values = lines.flatMap((line) => line.values.filter(isNumber));
  const y = valueAxis(values, series.unit, sizes.intervals, lang);
  const wishes = labelWishes(lines, module, sizes, texts, lang);
  const ends = wrapEndLabels(wishes, sizes, sizes.height * 0.62);

  const { left, right, x } = horizontal(
    series,
    sizes,
    widestLine(
      y.ticks.flatMap((tick) => tick.lines),
      fontSize,
    ) + valueLabelGap(y.hasZero),
    ends?.margin ?? 0,
    lang,
  );
  const key = ends ? null : placeKey(wishes, sizes);
  const plot: PlotRect = { left, right: width - right, top: 0, bottom: 0 };
  const xs = x.positions.map((position) => xOf({ x, plot }, position));
  const strip = placeMarks(events, xs, {
    ...{ width, plot, fontSize, lineHeight },
    top: key?.height ?? 0,
    maxTextWidth: sizes.layout === 'wide' ? 190 : 130,
  });
  const tickRows = Math.max(1, ...x.ticks.map((tick) => tick.lines.length));
  const below = 9 + tickRows * lineHeight;
  plot.top = (key?.height ?? 0) + strip.height + 0.6 * fontSize;
  const height = Math.round(sizes.height + (key?.height ?? 0) + strip.height);
  plot.bottom = height - below;

  const labels = ends
    ? placeEndLabels(wishes, ends.lines, plot, sizes, xs, (value) => yOf({ y, plot }, value))
    : key!.labels;
  const missing = bandsOf(series, xs, plot, fontSize, lang);
  const rolling = rollingYearNote(series.period, series.starts, lang);
  const dashed = lines.find(({ role, ink }) => role === 'COMPARISON' && ink !== 'muted');
  return {
    kind: 'line',
    lang,
    layout: sizes.layout,
    width,
    height,
    plot,
    fontSize,
    ...headings(module),
    description: series.narrative,
    captions: [
      ...(y.hasZero ? [] : [fill(texts.axisStart, { value: y.ticks[0]!.lines.join(' ') })]),
      ...(rolling ? [rolling] : []),
      ...(dashed ? [fill(texts.dashed, { what: dashed.label })] : []),
      ...missing.captions,
      ...strip.captions,
    ],
    footer: footerOf(module),
    emptyText: values.length === 0 ? emptyReason(series, lang) : null,
    x,
    y,
    lines: inDrawingOrder(lines),
    labels: labels ?? [],
    bands: [...missing.bands, ...strip.bands],
    marks: strip.marks,
  };
}
