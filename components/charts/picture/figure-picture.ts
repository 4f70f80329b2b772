/** A figure without its chart as a picture: number, change, and how it moved. What links to a figure show, 1200 × 630 at twice its size. */
import { figureCoverage } from '../../formatting/coverage.js';
import { indexOfSpan } from '../../formatting/spans.js';
import type { FigureData, Language, ModuleData } from '../../formatting/types.js';
import { primaryLines } from '../../formatting/windows.js';
import { fill, flagText } from '../../formatting/words.js';
import { svgOnlyTexts } from '../spec/svg-only-texts.js';
import { headings } from '../spec/chart-frame.js';
import { textRows, LINE_HEIGHT } from '../svg/scene.js';
import { sparkNodes } from '../svg/sparkline.js';
import { frame } from '../svg/svg-chart.js';
import { node, paint, type SvgNode } from '../svg/svg-tree.js';
import { textWidth, wrapText } from '../spec/text-width.js';

const WIDTH = 600;
const HEIGHT = 315;
const MARGIN = 28;
const INNER = WIDTH - 2 * MARGIN;
const NUMBER_SIZE = 54;

/** At most `most` rows; what is longer ends in an ellipsis. */
function clamp(text: string, width: number, size: number, most: number): string[] {
  const rows = text ? wrapText(text, width, size) : [];
  if (rows.length <= most) return rows;
  let last = rows[most - 1]!;
  while (last && textWidth(`${last}…`, size) > width) last = last.slice(0, -1);
  return [...rows.slice(0, most - 1), `${last.trimEnd()}…`];
}

/** "+1.2 points compared with March 2013". */
function changeText({ change }: FigureData, lang: Language): string {
  if (!change?.formatted || (change.absolute === null && change.relative === null)) return '';
  const words = { change: change.formatted, period: change.comparedWith.label };
  return fill(svgOnlyTexts(lang).changeOn, words);
}

/** "Target 80%": a number alone could be another figure. */
const targetText = ({ target }: FigureData, lang: Language): string =>
  target ? fill(svgOnlyTexts(lang).targetOf, { value: target.formatted }) : '';

/** "435 of 734 services, 61.5% of the volume · period not finished": what the number is of, and what weakens it. */
function weakText({ figure, series, subject }: ModuleData, lang: Language): string {
  const { coverage, flags, period } = figure!;
  const isRange = Boolean(series?.starts.length) && indexOfSpan(series!, period) < 0;
  const context = { kind: subject?.kind ?? 'SERVICE', period: period.period, isRange } as const;
  // Of a part of the services the coverage tells.
  const notes = flags.filter((flag) => flag !== 'PARTIAL').map((flag) => flagText(flag, lang));
  return [figureCoverage(coverage, context, lang), ...notes].filter(Boolean).join(' · ');
}

/** Null without a figure: there is nothing to show then. */
export function figurePicture(module: ModuleData, lang: Language): SvgNode | null {
  const { figure, series, publisher, freshness } = module;
  if (!figure) return null;
  const { title, subtitle } = headings(module);
  const ink = paint({ fill: 'ink' });
  const muted = paint({ fill: 'muted' });
  let y = MARGIN;
  const block = (rows: readonly string[], size: number, look: Record<string, string>): SvgNode[] => {
    const nodes = textRows(rows, [MARGIN, y + size * 0.85], size, { 'font-size': size, ...look });
    y += rows.length * size * LINE_HEIGHT;
    return nodes;
  };
  const bold = { ...ink, 'font-weight': 'bold' };
  const head = [
    ...block(clamp(title, INNER / 1.07, 24, 2), 24, bold),
    ...block(clamp(subtitle, INNER, 17, 1), 17, muted),
  ];
  y += 14;
  const top = y;
  const [line] = series ? primaryLines(series) : [];
  const target = figure.target?.value ?? null;
  const hasLine = line !== undefined && line.values.filter((value) => value !== null).length > 1;
  const column = hasLine ? INNER * 0.56 : INNER;
  const size = Math.min(NUMBER_SIZE, (NUMBER_SIZE * column) / textWidth(figure.formatted, NUMBER_SIZE, true));
  const rows = [...clamp(publisher?.name ?? '', INNER, 14, 1), ...clamp(freshness?.text ?? '', INNER, 14, 2)];
  const foot = HEIGHT - MARGIN - rows.length * 14 * LINE_HEIGHT + 6;
  const number = block([figure.formatted], Math.max(18, Math.floor(size)), bold);
  // No figure is shown without what weakens it: the others get the rows that are left above the foot.
  const weak = clamp(weakText(module, lang), column, 17, 2);
  const fitting = (text: string, most: number): string[] => {
    const room = Math.min(most, Math.floor((foot - y) / (17 * LINE_HEIGHT)));
    return room > 0 ? clamp(text, column, 17, room) : [];
  };
  const body = [
    ...number,
    ...block(clamp(figure.period.label, column, 17, weak.length > 0 ? 1 : 2), 17, ink),
    ...block(weak, 17, ink),
    ...block(fitting(changeText(figure, lang), 3), 17, muted),
    ...block(fitting(targetText(figure, lang), 1), 17, muted),
  ];
  const spark = { left: MARGIN + INNER * 0.62, top: top + 12, width: INNER * 0.38 - 6, height: 84 };
  y = foot;
  const name = [title, subtitle].filter(Boolean).join(', ');
  return frame(
    { layout: 'wide', width: WIDTH, fontSize: 17 },
    HEIGHT,
    { role: 'img', 'aria-labelledby': 'perf-title perf-desc', lang },
    [
      node('title', { id: 'perf-title' }, [name]),
      node('desc', { id: 'perf-desc' }, [series?.narrative ?? figure.formatted]),
      ...head,
      ...body,
      ...(hasLine ? sparkNodes(line.values, spark, { target }) : []),
      ...block(rows, 14, muted),
    ],
  );
}
