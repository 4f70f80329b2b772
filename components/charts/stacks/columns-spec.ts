/** Columns over time, one stack a window: amounts (STACKED), or shares of 100 % (SHARE). */
import { formatValue } from '../../formatting/numbers.js';
import { partValue } from '../../formatting/shares.js';
import { rollingYearNote } from '../../formatting/periods.js';
import { indexOfSpan } from '../../formatting/spans.js';
import type { Language, ModuleData, SeriesData } from '../../formatting/types.js';
import { windowIndex } from '../../formatting/windows.js';
import { fill } from '../../formatting/words.js';
import { gridLines, LABEL_GAP, tickLabels } from '../axes/axes.js';
import { bandsOf } from '../axes/bands.js';
import { columnAxis } from '../axes/column-axis.js';
import { coverageCounts, coverageNodes, stripHeight } from '../axes/coverage-strip.js';
import { baseOf, type LayoutOptions } from '../spec/chart-frame.js';
import { columnNodes, levelNodes, selectedColumn, slotsFor, type Total } from './columns.js';
import { heightFor, sizesFor, type Sizes } from '../spec/layout.js';
import { eventsOf, placeMarks } from '../axes/marks.js';
import { STRIPED } from '../line/lines.js';
import { keyNodes, sideLabels, sideNodes, type PartName } from './part-labels.js';
import { bandTexts, markTexts, rule, underlay } from '../svg/scene.js';
import { yOf } from '../axes/scale.js';
import type { Mark, SvgOnlySpec, PlotRect } from '../spec/spec-types.js';
import { extentOf, stackParts, stackAt, type Part, type Stack } from './stacks.js';
import { node, type SvgNode } from '../svg/svg-tree.js';
import { textWidth, widestLine } from '../spec/text-width.js';
import { svgOnlyTexts } from '../spec/svg-only-texts.js';
import { valueAxis } from '../axes/value-axis.js';
import { windowName } from '../spec/shown-window.js';

/** What the numbers of a chart are put in words with. */
interface ValueWords {
  unit: SeriesData['unit'];
  metric: string | undefined;
  /** Whether what a part shows is a lower limit. */
  isLowerBound: (part: Part) => boolean;
  lang: Language;
  chosen: string | null | undefined;
}

function nameParts(
  parts: readonly Part[],
  stack: Stack | null,
  { width, fontSize }: Sizes,
  { unit, metric, isLowerBound, lang, chosen }: ValueWords,
): PartName[] {
  return parts.map((part, index) => {
    const { label, ink, isStriped } = part;
    const value = stack?.values[index] ?? null;
    const options = { metric, isLowerBound: isLowerBound(part) };
    const full = value === null ? '–' : formatValue(value, unit, options, lang);
    const isLong = textWidth(full, fontSize, true) > width * 0.2;
    const text =
      value !== null && isLong ? formatValue(value, unit, { ...options, short: true }, lang) : full;
    const key = part.lines.length === 1 ? part.key : '';
    return { key, isChosen: key !== '' && key === chosen, label, ink, isStriped, value: text };
  });
}

/**
 * The figure is of all parts together, and known in its own window alone. Null where every part is known: the stack is the
 * total then.
 */
function totalOf({ figure }: ModuleData, series: SeriesData, stacks: readonly Stack[]): Total | null {
  const index = figure ? indexOfSpan(series, figure.period) : -1;
  if (figure?.value == null || stacks[index]?.state !== 'partial') return null;
  return { index, value: figure.value };
}

/** Which parts have no figure, and from when to when. */
function missingParts(parts: readonly Part[], series: SeriesData, isShare: boolean, lang: Language): string {
  const texts = svgOnlyTexts(lang);
  const missing = parts.flatMap(({ label, lines }) => {
    const isMissing = (index: number): boolean =>
      partValue(lines, index).isMissing && parts.some((part) => !partValue(part.lines, index).isMissing);
    const indices = [...series.starts.keys()].filter(isMissing);
    const [first, last] = [indices[0], indices.at(-1)];
    if (first === undefined || last === undefined) return [];
    const from = windowName(series, first, lang);
    return `${label} (${first === last ? from : fill(texts.fromTo, { from, to: windowName(series, last, lang) })})`;
  });
  return fill(isShare ? texts.sharePartMissing : texts.stackPartMissing, { parts: missing.join('; ') });
}

export function columnsSpec(
  module: ModuleData,
  series: SeriesData,
  kind: 'STACKED' | 'SHARE',
  { lang, width: asked, height: askedHeight, selected, line: chosen }: LayoutOptions,
): SvgOnlySpec {
  const texts = svgOnlyTexts(lang);
  const sizes = sizesFor(asked, askedHeight);
  const { width, fontSize, lineHeight } = sizes;
  const isShare = kind === 'SHARE';
  const unit = isShare ? '%' : series.unit;
  const parts = stackParts(series, texts, chosen);
  const stacks = series.starts.map((_, index) => stackAt(parts, index, isShare));
  const levels = isShare ? [] : series.lines.filter(({ role }) => role === 'TARGET');
  const hasValues = stacks.some(({ state }) => state !== 'none');
  const extents = stacks.flatMap(extentOf);
  const total = isShare ? null : totalOf(module, series, stacks);
  const drawn = [
    ...extents,
    ...levels.flatMap(({ values }) => values.filter((value) => value !== null)),
    ...(total ? [total.value] : []),
  ];
  const y = valueAxis(hasValues ? (isShare ? [0, 100] : [0, ...drawn]) : [], unit, sizes.intervals, lang);

  const index = windowIndex(series, module.figure, selected);
  const isLowerBound = (part: Part): boolean =>
    !isShare && part.lines.some(({ lowerBounds }) => lowerBounds?.[index]);
  const words = { unit, metric: module.metric?.key, isLowerBound, lang, chosen };
  const names = hasValues ? nameParts(parts, stacks[index] ?? null, sizes, words) : [];
  const side = sideLabels(names, sizes, sizes.height * 0.8);
  const key = side ? null : keyNodes(names, sizes);
  const labels = y.ticks.flatMap((tick) => tick.lines);
  const room = Math.ceil(widestLine(labels, fontSize) + LABEL_GAP);
  const { left, right, x } = columnAxis(
    series,
    sizes,
    { valueLabels: room, margin: side?.margin ?? 0 },
    lang,
  );
  const plot: PlotRect = { left, right: width - right, top: 0, bottom: 0 };
  const step = (plot.right - plot.left) / Math.max(1, series.starts.length);
  const centres = series.starts.map((_, at) => left + (at + 0.5) * step);
  const strip = placeMarks(eventsOf(series, texts, lang), centres, {
    ...{ width, plot, fontSize, lineHeight, top: key?.height ?? 0 },
    maxTextWidth: sizes.layout === 'wide' ? 300 : 210,
  });
  const tickRows = Math.max(1, ...x.ticks.map((tick) => tick.lines.length));
  plot.top = (key?.height ?? 0) + strip.height + 0.6 * fontSize;
  const counted = coverageCounts(module, series);
  const coverageHeight = stripHeight(counted, lineHeight);
  const axis = 9 + tickRows * lineHeight;
  const natural = sizes.height + (key?.height ?? 0) + strip.height + coverageHeight;
  const height = heightFor(askedHeight, natural, plot.top + axis + coverageHeight);
  plot.bottom = height - axis - coverageHeight;

  const missing = bandsOf(series, centres, { plot, fontSize }, lang);
  const emptyText = hasValues ? null : texts.empty;
  const scene = {
    plot,
    x,
    y,
    fontSize,
    emptyText,
    marks: strip.marks,
    bands: [...missing.bands, ...strip.bands],
    beneath: coverageNodes(
      counted,
      { xs: centres, plot, top: plot.bottom + axis, fontSize, lineHeight },
      texts,
      lang,
    ),
  };
  const at = (value: number): number => yOf(scene, value);
  const slots = slotsFor(stacks, plot);
  const newest = stacks.findLast(({ state }) => state === 'whole');
  const wanted = parts.map((_, part) => {
    const [from, to] = newest?.layers[part] ?? [0, 0];
    return (at(from) + at(to)) / 2;
  });
  const states = new Set(stacks.map(({ state }) => state));
  const rolling = rollingYearNote(series.period, series.starts, lang);
  return {
    kind,
    ...baseOf(module, series, sizes, lang),
    ...{ height, plot, index, emptyText },
    captions: [
      ...(hasValues && parts.length > 0 && index >= 0
        ? [fill(texts.numbersOf, { period: windowName(series, index, lang) })]
        : []),
      ...(states.has('partial') ? [missingParts(parts, series, isShare, lang)] : []),
      ...(states.has('void') ? [texts.noShare] : []),
      ...(slots.stride > 1 ? [fill(texts.highestOf, { n: slots.stride })] : []),
      ...(rolling ? [rolling] : []),
      ...levels.slice(0, 1).map(({ label }) => fill(texts.dotted, { what: label })),
      ...missing.captions,
      ...strip.captions,
    ],
    nodes: [
      node('g', { class: 'perf-chart__under' }, underlay(scene)),
      node('g', { class: 'perf-chart__grid' }, gridLines(scene)),
      node('g', { class: 'perf-chart__axes' }, tickLabels(scene)),
      node('g', { class: 'perf-chart__columns' }, [
        ...columnNodes(parts, stacks, slots, { plot, yOf: at, total }),
        ...levels.flatMap(({ values }) => levelNodes(values, plot, step, at)),
        ...markLines(strip.marks, plot),
      ]),
      node('g', { class: 'perf-chart__labels' }, [
        ...bandTexts(scene),
        ...markTexts(scene),
        ...(side
          ? sideNodes(
              names,
              { ...side, wanted },
              { left: plot.right, top: plot.top - lineHeight / 2, bottom: height },
              sizes,
            )
          : []),
        ...(key?.nodes ?? []),
      ]),
      ...(selected == null || index < 0 ? [] : [selectedColumn(centres[index]!, Math.max(step, 6), plot)]),
    ],
    zones: [{ ...plot, line: null, centres }],
    looks: new Map(
      parts.flatMap(({ lines, ink, isStriped }) => {
        const look = { ink, dash: isStriped ? STRIPED : [] };
        return lines.map(({ key }) => [key, look]);
      }),
    ),
  };
}

/** Columns hide what lies beneath them: over them a note's line has the colour of the ground. */
const markLines = (marks: readonly Mark[], { top, bottom }: PlotRect): SvgNode[] =>
  marks.flatMap(({ x }) => [
    rule([x, top - 7], [x, top - 1], 'ink', { 'stroke-width': 2 }),
    rule([x, top], [x, bottom], 'ground', { 'stroke-width': 2, 'stroke-dasharray': '3 3' }),
  ]);
