import type { ModuleData, SeriesData } from '../../formatting/types.js';
import { rollingYearNote } from '../../formatting/periods.js';
import { fill } from '../../formatting/words.js';
import { valueLabelGap } from '../axes/axes.js';
import { baseOf, type LayoutOptions } from '../spec/chart-frame.js';
import { bandsOf, lowerFirst } from '../axes/bands.js';
import { heightFor, horizontal, sizesFor } from '../spec/layout.js';
import { labelWishes, placeEndLabels, placeKey, wrapEndLabels } from './labels.js';
import { dayMeanNodes, dayMeans } from './day-means.js';
import { chartLines, inDrawingOrder } from './lines.js';
import { coverageCounts, coverageNodes, stripHeight } from '../axes/coverage-strip.js';
import { cutsOf } from '../axes/cuts.js';
import { eventsOf, placeMarks } from '../axes/marks.js';
import { xOf, yOf } from '../axes/scale.js';
import type { LineChartSpec, PlotRect } from '../spec/spec-types.js';
import { widestLine } from '../spec/text-width.js';
import { chartTexts } from '../spec/texts.js';
import { valueAxis } from '../axes/value-axis.js';

const isNumber = (value: number | null): value is number => value !== null;

/**
 * Lays out lines over time: everything that both renderers draw.
 * @param canNameEnds false where names have no room beside the ends of their lines, which shows only in the layout
 */
export function lineSpec(
  module: ModuleData,
  series: SeriesData,
  options: LayoutOptions,
  canNameEnds = true,
): LineChartSpec {
  const { lang, width: asked, height: askedHeight, line: chosen } = options;
  const texts = chartTexts(lang);
  const sizes = sizesFor(asked, askedHeight);
  const { width, fontSize, lineHeight } = sizes;

  const events = eventsOf(series, texts, lang);
  const { figure } = module;
  const compared = figure?.change?.comparedWith;
  const isOfYear = compared !== undefined && compared.end !== figure?.period.start;
  const room = width / series.starts.length;
  const lines = chartLines(series, (line) => cutsOf(line, events), { room, chosen, isOfYear });
  const values = lines.flatMap((line) => line.values.filter(isNumber));
  const means = dayMeans(module, series);
  const levels = means ? [...means.levels.map(({ mean }) => mean), ...(means.interval ?? [])] : [];
  const y = valueAxis([...values, ...levels], series.unit, sizes.intervals, lang);
  const wishes = labelWishes(lines, module, { ...sizes, chosen }, lang);
  const ends = canNameEnds ? wrapEndLabels(wishes, sizes, sizes.height * 0.62) : null;

  const labelWidth = widestLine(
    y.ticks.flatMap((tick) => tick.lines),
    fontSize,
  );
  const { left, right, x } = horizontal(
    series,
    sizes,
    { valueLabels: labelWidth + valueLabelGap(y.hasZero), endLabels: ends?.margin ?? 0 },
    lang,
  );
  const key = ends ? null : placeKey(wishes, sizes);
  const plot: PlotRect = { left, right: width - right, top: 0, bottom: 0 };
  const xs = x.positions.map((position) => xOf({ x, plot }, position));
  const strip = placeMarks(events, xs, {
    ...{ width, plot, fontSize, lineHeight },
    top: key?.height ?? 0,
    maxTextWidth: sizes.layout === 'wide' ? 300 : 210,
  });
  const tickRows = Math.max(1, ...x.ticks.map((tick) => tick.lines.length));
  const counted = coverageCounts(module, series);
  const axis = 9 + tickRows * lineHeight;
  const below = axis + stripHeight(counted, lineHeight);
  plot.top = (key?.height ?? 0) + strip.height + 0.6 * fontSize;
  const natural = sizes.height + (key?.height ?? 0) + strip.height + below - axis;
  const height = heightFor(askedHeight, natural, plot.top + below);
  plot.bottom = height - below;

  const labels = ends
    ? placeEndLabels(wishes, ends.lines, sizes, { plot, xs, yOf: (value) => yOf({ y, plot }, value) })
    : key!.labels;
  if (!labels) return lineSpec(module, series, options, false);
  const missing = bandsOf(series, xs, { plot, fontSize }, lang);
  const rolling = rollingYearNote(series.period, series.starts, lang);
  const dashed = lines.find(({ role, ink }) => role === 'COMPARISON' && ink !== 'muted');
  return {
    kind: 'LINE',
    ...baseOf(module, series, sizes, lang),
    height,
    plot,
    captions: [
      ...(y.hasZero ? [] : [fill(texts.axisStart, { value: y.ticks[0]!.lines.join(' ') })]),
      ...(means ? [texts.means + (means.interval ? ` ${texts.interval}` : '')] : []),
      ...(rolling ? [rolling] : []),
      ...(dashed ? [fill(texts.dashed, { what: lowerFirst(dashed.label) })] : []),
      ...missing.captions,
      ...strip.captions,
    ],
    emptyText: values.length === 0 ? texts.empty : null,
    x,
    y,
    lines: inDrawingOrder(lines, chosen),
    labels,
    beneath: [
      ...coverageNodes(counted, { xs, plot, top: plot.bottom + axis, fontSize, lineHeight }, texts, lang),
      ...(means
        ? dayMeanNodes(means, {
            ...{ xs, plot, fontSize, yOf: (value: number) => yOf({ y, plot }, value) },
            values: lines.find(({ role }) => role === 'PRIMARY')?.values ?? [],
          })
        : []),
    ],
    bands: [...missing.bands, ...strip.bands],
    marks: strip.marks,
  };
}
