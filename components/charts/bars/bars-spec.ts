/** One window in bars: a bar a line, with its name, its number, and how it moved. */
import type { Language, ModuleData, SeriesData, SeriesLineData } from '../../formatting/types.js';
import { primaryLines, windowIndex } from '../../formatting/windows.js';
import { fill } from '../../formatting/words.js';
import { ownCuts } from '../axes/cuts.js';
import { barNodes, barScale, tickNode } from './bars.js';
import { baseOf, type LayoutOptions } from '../spec/chart-frame.js';
import { svgOnlyTexts } from '../spec/svg-only-texts.js';
import { sizesFor } from '../spec/layout.js';
import { OTHERS } from '../line/lines.js';
import { numberTexts } from './bar-numbers.js';
import { textRows } from '../svg/scene.js';
import { sparkCentres, sparkNodes } from '../svg/sparkline.js';
import type { SvgOnlySpec, Zone } from '../spec/spec-types.js';
import { node, paint, type SvgNode } from '../svg/svg-tree.js';
import { textWidth, widestLine, wrapText } from '../spec/text-width.js';
import { missingWords, numbersCaption, partnerOf } from '../spec/shown-window.js';

export const MOST_ROWS = 12;
/** Dimensions whose values have an order of their own. */
const ORDERED: ReadonlySet<string> = new Set(['rating', 'stage', 'le']);
const LEAST_SPARK = 3;

/** Largest first, what is missing last, the rest of a split after all others; ordered dimensions as they come. */
function sorted(series: SeriesData, index: number): SeriesLineData[] {
  const lines = primaryLines(series);
  if (ORDERED.has(series.by ?? '')) return lines;
  const rank = (line: SeriesLineData): number => (line.key === OTHERS ? 1 : 0);
  const value = (line: SeriesLineData): number => line.values[index] ?? -Infinity;
  return [...lines].sort(
    (a, b) => rank(a) - rank(b) || (value(b) > value(a) ? 1 : value(b) < value(a) ? -1 : 0),
  );
}

/** The first of many lines, and the one that a reader chose. */
export function keptLines(lines: readonly SeriesLineData[], chosen?: string | null): SeriesLineData[] {
  const rest = lines.slice(MOST_ROWS);
  return [...lines.slice(0, MOST_ROWS), ...rest.filter(({ key }) => key === chosen)];
}

/** How many more there are: a name that they share. */
export const moreNodes = (text: string, y: number, fontSize: number): SvgNode[] =>
  textRows([text], [0, y], fontSize, { ...paint({ fill: 'muted' }), 'data-line': '' });

export function barsSpec(
  module: ModuleData,
  series: SeriesData,
  { lang, width: asked, selected, line: chosen }: LayoutOptions,
): SvgOnlySpec {
  const texts = svgOnlyTexts(lang);
  const sizes = sizesFor(asked);
  const { width, fontSize, lineHeight, layout } = sizes;
  const isWide = layout === 'wide';
  const index = windowIndex(series, module.figure, selected);
  // Rows keep their places, and bars their scale, while another window is read.
  const all = sorted(series, windowIndex(series, module.figure));
  const lines = keptLines(all, chosen);
  const hasValues = all.some(({ values }) => values.some((value) => value !== null));
  const numbers = numberTexts(
    { lines, all, index },
    { unit: series.unit, addsUp: series.addsUp, metric: module.metric?.key, lang },
    { room: width * (isWide ? 0.26 : 0.36), fontSize },
  );

  const hasSparks = series.starts.length >= LEAST_SPARK;
  const spark = hasSparks ? (isWide ? 76 : 52) : 0;
  const names = lines.map(({ label }) => wrapText(label, isWide ? width * 0.32 : width, fontSize));
  const column = isWide ? Math.ceil(Math.max(0, ...names.map((rows) => widestLine(rows, fontSize)))) + 12 : 0;
  const numberRoom = Math.ceil(widestLine(numbers.widest, fontSize, true)) + 10;
  const plot = { left: column, right: width - numberRoom - spark - (spark ? 12 : 0), top: 0, bottom: 0 };
  const roles = ['COMPARISON', 'TARGET'] as const;
  const partners = lines.map((line) => roles.map((role) => partnerOf(series, line, role)));
  const shown = [...lines, ...partners.flat()].flatMap(
    (line) => line?.values.filter((value) => value !== null) ?? [],
  );
  const scale = barScale(shown, series.unit, plot);

  const nodes: SvgNode[] = [];
  const zones: Zone[] = [];
  const thickness = isWide ? 24 : 20;
  let y = 2;
  lines.forEach((line, row) => {
    const name = names[row]!;
    const value = line.values[index] ?? null;
    const top = isWide
      ? y + Math.max(0, (name.length * lineHeight - thickness) / 2)
      : y + name.length * lineHeight + 3;
    const middle = top + thickness / 2;
    const first = isWide ? middle - ((name.length - 1) * lineHeight) / 2 + 0.35 * fontSize : y + fontSize;
    const bottom = Math.max(top + thickness, isWide ? y + name.length * lineHeight : 0) + (isWide ? 10 : 12);
    nodes.push(
      ...textRows(name, [0, first], fontSize, {
        ...paint({ fill: 'ink' }),
        ...{ 'data-line': line.key, 'font-weight': line.key === chosen ? 'bold' : null },
      }),
    );
    const ink = line.key === OTHERS ? 'other' : 'series-1';
    nodes.push(...barNodes(value, scale, { top, thickness, ink }));
    roles.forEach((role, at) => {
      const level = partners[row]![at]?.values[index];
      if (level != null) nodes.push(...tickNode(scale.at(level), top, thickness, role === 'TARGET'));
    });
    const words = value === null ? missingWords(line, index, series, lang) : numbers.texts[row]!;
    const after =
      value === null ? scale.zero : Math.max(scale.at(value), scale.at(Math.min(0, value)), scale.zero);
    const marked = partners[row]!.map((partner) => partner?.values[index]).filter((level) => level != null);
    // A number never stands on a line across the bar.
    const clear = marked.map((level) => scale.at(level)).filter((x) => x >= after && x < after + numberRoom);
    const look =
      value === null ? paint({ fill: 'muted' }) : { ...paint({ fill: 'ink' }), 'font-weight': 'bold' };
    const end = width - spark - textWidth(words, fontSize, value !== null);
    const x = Math.min(Math.max(after, ...clear) + 7, end);
    nodes.push(...textRows([words], [x, middle + 0.35 * fontSize], fontSize, look));
    if (spark) {
      const box = { left: width - spark, top: middle - 9, width: spark - 5, height: 18 };
      const cuts = ownCuts(series, line, lang);
      nodes.push(...sparkNodes(line.values, box, { selected: index, cuts, flags: line.flags }));
      const centres = sparkCentres(series.starts.length, box);
      zones.push({ left: box.left - 6, right: width, top: y, bottom, line: line.key, centres });
    }
    zones.push({ left: 0, right: width, top: y, bottom, line: line.key, centres: [] });
    y = bottom;
  });
  const rest = all.length - lines.length;
  if (rest > 0) {
    nodes.push(...moreNodes(fill(texts.more, { n: rest }), y + fontSize, fontSize));
    y += lineHeight;
  }
  const emptyText = hasValues ? null : texts.empty;
  return {
    kind: 'BAR',
    ...baseOf(module, series, sizes, lang),
    ...{ height: Math.max(Math.ceil(y + 4), 60), index, emptyText, zones },
    plot: { ...plot, top: 2, bottom: y },
    captions: captionsOf(series, index, { partners, roles }, lang),
    nodes: emptyText === null ? nodes : emptyNodes(emptyText, width, fontSize),
  };
}

/** The words in the place of a picture that has nothing to show. */
export const emptyNodes = (text: string, width: number, fontSize: number): SvgNode[] => {
  const rows = wrapText(text, width - 20, fontSize);
  const look = { ...paint({ fill: 'muted' }), 'text-anchor': 'middle' };
  return [node('g', { class: 'perf-chart__labels' }, textRows(rows, [width / 2, 34], fontSize, look))];
};

function captionsOf(
  series: SeriesData,
  index: number,
  {
    partners,
    roles,
  }: { partners: readonly (readonly (SeriesLineData | null)[])[]; roles: readonly string[] },
  lang: Language,
): string[] {
  const texts = svgOnlyTexts(lang);
  const explained = roles.flatMap((role, at) => {
    const labels = new Set(
      partners.flatMap((row) => (row[at]?.values[index] != null ? [row[at].label] : [])),
    );
    const [what] = labels;
    // Of several lines each has its own name: the first would speak of one only.
    const isOne = labels.size === 1;
    if (labels.size === 0) return [];
    const words = isOne ? what! : role === 'TARGET' ? texts.targets : texts.compared;
    return [fill(role === 'TARGET' ? texts.dotted : texts.tick, { what: words })];
  });
  return [...numbersCaption(series, index, lang), ...explained];
}
