/** A small chart a line, on one scale unless each is to have its own: the services of a department side by side. */
import { formatValue } from '../../formatting/numbers.js';
import { formatPeriodShort } from '../../formatting/periods.js';
import type { Language, ModuleData, SeriesData, SeriesLineData } from '../../formatting/types.js';
import { primaryLines, windowIndex } from '../../formatting/windows.js';
import { fill } from '../../formatting/words.js';
import { ownCuts } from '../axes/cuts.js';
import { emptyNodes, keptLines, moreNodes } from '../bars/bars-spec.js';
import { baseOf, type LayoutOptions } from '../spec/chart-frame.js';
import { notFinalWords } from '../spec/flags.js';
import { svgOnlyTexts } from '../spec/svg-only-texts.js';
import { sizesFor } from '../spec/layout.js';
import { textRows } from '../svg/scene.js';
import type { SvgOnlySpec, PlotRect, Zone } from '../spec/spec-types.js';
import { paint, type SvgNode } from '../svg/svg-tree.js';
import { textWidth, widestLine, wrapText } from '../spec/text-width.js';
import { valueAxis } from '../axes/value-axis.js';
import { panelNodes, type PanelLines } from './panel.js';
import { missingWords, numbersCaption, partnerOf, windowName } from '../spec/shown-window.js';

const MOST_NAME_ROWS = 4;
/** Size of the words under a panel. */
const SMALL = 13;

/** The first and the last window, for under a panel; none where they have no room side by side. */
function endLabels({ period, starts, ends }: SeriesData, room: number, lang: Language): string[] {
  if (starts.length < 2) return [];
  const texts = [0, starts.length - 1].map((at) =>
    formatPeriodShort({ period, start: starts[at]!, end: ends[at]! }, lang),
  );
  const needed = texts.reduce((sum, text) => sum + textWidth(text, SMALL), SMALL / 2);
  return needed <= room ? texts : [];
}

/** Long names end in an ellipsis; the table beside the chart has them whole. */
function nameRows(label: string, width: number, fontSize: number): string[] {
  const rows = wrapText(label, width / 1.07, fontSize);
  if (rows.length <= MOST_NAME_ROWS) return rows;
  const last = rows[MOST_NAME_ROWS - 1]!;
  let cut = last;
  while (cut && textWidth(`${cut}…`, fontSize, true) > width) cut = cut.slice(0, -1);
  return [...rows.slice(0, MOST_NAME_ROWS - 1), `${cut.trimEnd()}…`];
}

export function multiplesSpec(
  module: ModuleData,
  series: SeriesData,
  { lang, width: asked, selected, line: chosen }: LayoutOptions,
): SvgOnlySpec {
  const texts = svgOnlyTexts(lang);
  const sizes = sizesFor(asked);
  const { width, fontSize, lineHeight, layout } = sizes;
  const index = windowIndex(series, module.figure, selected);
  const value = (line: SeriesLineData): number => line.values[index] ?? -Infinity;
  const all = primaryLines(series).sort((a, b) => (value(b) > value(a) ? 1 : value(b) < value(a) ? -1 : 0));
  const lines = keptLines(all, chosen);
  const partners = lines.map((line): PanelLines => {
    const comparison = partnerOf(series, line, 'COMPARISON');
    const cuts = ownCuts(series, line, lang);
    const earlierCuts = comparison ? ownCuts(series, comparison, lang) : [];
    return { line, comparison, target: partnerOf(series, line, 'TARGET'), cuts, earlierCuts };
  });
  const drawn = lines.map((line, row) => {
    const { comparison, target } = partners[row]!;
    return [line, comparison, target].flatMap((own) => own?.values.filter((each) => each !== null) ?? []);
  });
  const shared = valueAxis(drawn.flat(), series.unit, 4, lang);
  const isOwn = module.hasOwnScales ?? false;
  const axes = drawn.map((values) => (isOwn ? valueAxis(values, series.unit, 2, lang) : shared));
  const numbersOf = (row: number): string[] =>
    [axes[row]!.ticks[0], axes[row]!.ticks.at(-1)].flatMap((tick) => tick?.lines[0] ?? []);
  const gutter =
    widestLine(
      lines.flatMap((_, row) => numbersOf(row)),
      fontSize,
    ) + 6;

  const numbers = lines.map((line) => {
    const own = line.values[index] ?? null;
    if (own === null) return missingWords(line, index, series, lang);
    const isLowerBound = line.lowerBounds?.[index];
    return formatValue(own, series.unit, { metric: module.metric?.key, short: true, isLowerBound }, lang);
  });
  const gap = layout === 'wide' ? 28 : 20;
  const panelOf = (columns: number): number => (width - gap * (columns - 1)) / columns;
  const widest = widestLine(
    numbers.filter((_, row) => (lines[row]!.values[index] ?? null) !== null),
    fontSize,
    true,
  );
  let columns = Math.min(Math.max(1, lines.length), layout === 'narrow' ? 2 : width < 800 ? 3 : 4);
  // A number is never cut: where one is wider than its panel, there are fewer panels in a row.
  while (columns > 1 && widest > panelOf(columns)) columns -= 1;
  const panel = panelOf(columns);
  const plotHeight = layout === 'wide' ? 74 : 58;
  const ends = endLabels(series, panel - gutter - 10, lang);
  const below = ends.length ? SMALL * 1.3 : 0;
  const ink = paint({ fill: 'ink' });
  const nodes: SvgNode[] = [];
  const zones: Zone[] = [];
  let top = 0;
  for (let row = 0; row * columns < lines.length; row += 1) {
    const inRow = lines.slice(row * columns, (row + 1) * columns);
    const names = inRow.map(({ label }) => nameRows(label, panel, fontSize));
    const nameHeight = Math.max(...names.map(({ length }) => length)) * lineHeight;
    inRow.forEach((line, column) => {
      const left = column * (panel + gap);
      const axis = axes[row * columns + column]!;
      const { min, max, ticks } = axis;
      const plot: PlotRect = {
        left: left + gutter,
        right: left + panel - 5,
        top: top + nameHeight + lineHeight + 18,
        bottom: 0,
      };
      plot.bottom = plot.top + plotHeight;
      const count = series.starts.length;
      const step = count > 1 ? (plot.right - 5 - plot.left) / (count - 1) : 0;
      const xs = series.starts.map((_, at) => plot.left + (count > 1 ? at * step : (panel - gutter) / 2));
      const y = (each: number): number =>
        plot.bottom - ((each - min) / (max - min || 1)) * (plot.bottom - plot.top);
      const own = line.values[index] ?? null;
      // Names stand on their numbers, so that numbers of a row are on one line.
      const first = top + fontSize + nameHeight - names[column]!.length * lineHeight;
      nodes.push(
        ...textRows(names[column]!, [left, first], fontSize, {
          ...ink,
          ...{ 'data-line': line.key, 'font-weight': line.key === chosen ? 'bold' : null },
        }),
        ...textRows([numbers[row * columns + column]!], [left, top + nameHeight + fontSize], fontSize, {
          ...(own === null ? paint({ fill: 'muted' }) : { ...ink, 'font-weight': 'bold' }),
        }),
        ...numbersOf(row * columns + column).flatMap((text, end) =>
          textRows([text], [plot.left - 6, (end ? plot.top : plot.bottom) + 0.35 * fontSize], fontSize, {
            ...paint({ fill: 'muted' }),
            'text-anchor': 'end',
          }),
        ),
        ...ends.flatMap((text, end) =>
          textRows([text], [end ? xs.at(-1)! : plot.left, plot.bottom + SMALL * 1.25], SMALL, {
            ...paint({ fill: 'muted' }),
            ...{ 'font-size': SMALL, 'text-anchor': end ? 'end' : null },
          }),
        ),
        ...panelNodes(partners[row * columns + column]!, { plot, xs, y, ticks, index }, selected != null),
      );
      zones.push({ left, right: left + panel, top, bottom: plot.bottom + 6, line: line.key, centres: xs });
    });
    top += nameHeight + lineHeight + 18 + plotHeight + below + (layout === 'wide' ? 26 : 20);
  }
  const rest = all.length - lines.length;
  if (rest > 0) {
    nodes.push(...moreNodes(fill(texts.more, { n: rest }), top + fontSize, fontSize));
    top += lineHeight;
  }
  const emptyText = lines.some(({ values: own }) => own.some((each) => each !== null)) ? null : texts.empty;
  const last = series.starts.length - 1;
  const dashed = partners.find(({ comparison }) => comparison)?.comparison;
  const target = partners.find(({ target: own }) => own)?.target;
  const hollow = notFinalWords(lines, texts);
  const isCut = partners.some(({ cuts }) => cuts.length);
  const scale = {
    min: shared.ticks[0]?.lines.join(' ') ?? '',
    max: shared.ticks.at(-1)?.lines.join(' ') ?? '',
    from: windowName(series, 0, lang),
    to: windowName(series, last, lang),
  };
  return {
    kind: 'MULTIPLES',
    ...baseOf(module, series, sizes, lang),
    ...{ height: Math.max(60, Math.ceil(top)), index, emptyText, zones },
    plot: { left: 0, right: width, top: 0, bottom: top },
    captions: [
      ...numbersCaption(series, index, lang),
      ...(emptyText === null ? [fill(isOwn ? texts.ownScales : texts.oneScale, scale)] : []),
      ...(hollow ? [fill(texts.hollow, { what: hollow })] : []),
      ...(isCut ? [texts.interrupted] : []),
      ...(dashed ? [fill(texts.dashed, { what: lines.length === 1 ? dashed.label : texts.compared })] : []),
      ...(target ? [fill(texts.dotted, { what: lines.length === 1 ? target.label : texts.targets })] : []),
    ],
    nodes: emptyText === null ? nodes : emptyNodes(emptyText, width, fontSize),
  };
}
