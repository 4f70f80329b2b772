/** The steps of a journey in one window: who reached each, and where most were lost. */
import { dropsOf, largestDrop } from '../../formatting/funnel.js';
import { formatValue } from '../../formatting/numbers.js';
import { shareOf } from '../../formatting/shares.js';
import type { ModuleData, SeriesData, SeriesLineData } from '../../formatting/types.js';
import { primaryLines, windowIndex } from '../../formatting/windows.js';
import { fill } from '../../formatting/words.js';
import { barNodes, barScale } from './bars.js';
import { emptyNodes, MOST_ROWS } from './bars-spec.js';
import { baseOf, type LayoutOptions } from '../spec/chart-frame.js';
import { svgOnlyTexts } from '../spec/svg-only-texts.js';
import { sizesFor } from '../spec/layout.js';
import { textRows } from '../svg/scene.js';
import type { SvgOnlySpec, Zone } from '../spec/spec-types.js';
import { node, paint, type SvgNode } from '../svg/svg-tree.js';
import { textWidth, wrapText } from '../spec/text-width.js';
import { missingWords, numbersCaption, partnerOf } from '../spec/shown-window.js';

/** Users of a step: the values of a count; of a ratio to the first step, its numerators. There are never fewer than none. */
function usersOf(line: SeriesLineData | null, index: number, unit: SeriesData['unit']): number | null {
  const users = (unit === 'count' ? line?.values : line?.numerators)?.[index] ?? null;
  return users === null || users < 0 ? null : users;
}

export function funnelSpec(
  module: ModuleData,
  series: SeriesData,
  { lang, width: asked, selected }: LayoutOptions,
): SvgOnlySpec {
  const texts = svgOnlyTexts(lang);
  const sizes = sizesFor(asked);
  const { width, fontSize, lineHeight, layout } = sizes;
  const index = windowIndex(series, module.figure, selected);
  const all = primaryLines(series);
  const stages = all.slice(0, MOST_ROWS);
  const users = all.map((line) => usersOf(line, index, series.unit));
  const before = stages.map((line) => usersOf(partnerOf(series, line, 'COMPARISON'), index, series.unit));
  const drops = dropsOf(users);
  const [largest, steepest] = [largestDrop(users)?.index, largestDrop(users, 'share')?.index];
  const first = users[0] ?? null;
  const plot = { left: 1, right: width - 1, top: 0, bottom: 0 };
  const scale = barScale(
    [...users, ...before].filter((value) => value !== null),
    'count',
    plot,
  );
  const thickness = layout === 'wide' ? 26 : 22;
  const count = (value: number): string => formatValue(value, 'count', {}, lang);
  const percent = (share: number): string => formatValue(share, '%', {}, lang);

  const nodes: SvgNode[] = [];
  const zones: Zone[] = [];
  const ink = paint({ fill: 'ink' });
  const bold = { ...ink, 'font-weight': 'bold' };
  let y = 2;
  stages.forEach((line, at) => {
    const value = users[at] ?? null;
    const top = y;
    const number = value === null ? missingWords(line, index, series, lang) : count(value);
    const share = at > 0 ? shareOf(value, first) : null;
    const ofFirst = share === null ? '' : fill(texts.ofFirst, { share: percent(share) });
    const numbers = [number, ofFirst].filter(Boolean).join(' · ');
    const room = width - textWidth(numbers, fontSize, true) - 16;
    const isBeside = room > width * 0.3;
    const name = wrapText(line.label, isBeside ? room : width, fontSize);
    nodes.push(...textRows(name, [0, y + fontSize], fontSize, ink));
    if (!isBeside) y += name.length * lineHeight;
    const look = value === null ? paint({ fill: 'muted' }) : bold;
    const beside = { ...look, 'text-anchor': 'end' };
    const rows = isBeside ? [numbers] : wrapText(numbers, width / 1.07, fontSize);
    nodes.push(...textRows(rows, [isBeside ? width : 0, y + fontSize], fontSize, isBeside ? beside : look));
    y += Math.max(rows.length, isBeside ? name.length : 0) * lineHeight + 4;
    nodes.push(...barNodes(value, scale, { top: y, thickness, ink: 'series-1' }));
    const earlier = before[at];
    if (earlier != null) {
      const dashed = { 'stroke-width': 1.5, 'stroke-dasharray': '4 3' };
      const box = { x: scale.zero, y: y - 3, width: scale.at(earlier) - scale.zero, height: thickness + 6 };
      nodes.push(node('rect', { ...box, ...paint({ stroke: 'ink' }), ...dashed }));
    }
    y += thickness + 6;
    const drop = drops[at + 1];
    if (drop && at + 1 < stages.length) {
      const [isMost, isSteepest] = [largest === at + 1, steepest === at + 1];
      const isLargest = isMost || isSteepest;
      const n = count(Math.abs(drop.lost));
      const template =
        drop.lost < 0
          ? texts.rise
          : drop.lost === 0
            ? texts.noDrop
            : isMost && isSteepest
              ? texts.largestDrop
              : isMost
                ? texts.mostLost
                : isSteepest
                  ? texts.steepestDrop
                  : texts.drop;
      const text = fill(template, { n, share: percent(drop.share) });
      const rows = wrapText(text, (width - 24) / 1.07, fontSize);
      const height = rows.length * lineHeight + 6;
      const arrow = drop.lost > 0 ? `M4 ${y + 8}h8l-4 7z` : '';
      if (arrow) nodes.push(node('path', { d: arrow, ...paint({ fill: isLargest ? 'ink' : 'muted' }) }));
      nodes.push(
        ...textRows(
          rows,
          [20, y + 3 + fontSize * 0.95],
          fontSize,
          isLargest ? bold : paint({ fill: 'muted' }),
        ),
      );
      y += height + 8;
    } else y += 10;
    zones.push({ left: 0, right: width, top, bottom: y, line: line.key, centres: [] });
  });
  const rest = all.length - stages.length;
  if (rest > 0) {
    nodes.push(
      ...textRows([fill(texts.more, { n: rest })], [0, y + fontSize], fontSize, paint({ fill: 'muted' })),
    );
    y += lineHeight;
  }
  const hasValues = users.some((value) => value !== null);
  const emptyText =
    hasValues || all.some(({ values }) => values.some((v) => v !== null)) ? null : texts.empty;
  const compared = stages.map((line) => partnerOf(series, line, 'COMPARISON')).find((line) => line !== null);
  const hasOutline = before.some((value) => value !== null);
  const what = before.length === 1 && compared ? compared.label : texts.compared;
  return {
    kind: 'FUNNEL',
    ...baseOf(module, series, sizes, lang),
    ...{ height: Math.max(60, Math.ceil(y)), index, emptyText, zones, plot: { ...plot, top: 2, bottom: y } },
    captions: [
      ...numbersCaption(series, index, lang),
      ...(hasOutline ? [fill(texts.outline, { what })] : []),
    ],
    nodes: emptyText === null ? nodes : emptyNodes(emptyText, width, fontSize),
  };
}
