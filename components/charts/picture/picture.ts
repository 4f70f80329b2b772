/** Charts as pictures of their own: files, e-mail, print. */
import { formatValue } from '../../formatting/numbers.js';
import type { ChartKind, Language, ModuleData } from '../../formatting/types.js';
import { primaryLines, windowIndex } from '../../formatting/windows.js';
import { breakdownSpec } from '../spec/svg-only-spec.js';
import { figurePicture } from './figure-picture.js';
import { textRows, LINE_HEIGHT } from '../svg/scene.js';
import { chartSpec } from '../spec/spec.js';
import type { ChartSpec } from '../spec/spec-types.js';
import { body, frame } from '../svg/svg-chart.js';
import { node, paint, shorten, type SvgNode } from '../svg/svg-tree.js';
import { wrapText } from '../spec/text-width.js';
import { missingWords } from '../spec/shown-window.js';

export interface PictureOptions {
  lang: Language;
  width?: number;
  /** How to draw it, if not as the module says. */
  kind?: ChartKind;
}

/**
 * A module as one picture: its chart, and beneath it what explains it; the figure alone where that is what the module
 * shows, or all there is. Null where there is nothing to draw.
 */
export function pictureOf(module: ModuleData, options: PictureOptions): SvgNode | null {
  const isAlone = module.view === 'FIGURE' && module.figure !== null;
  const spec = isAlone ? null : chartSpec(module, options);
  if (!spec) return figurePicture(module, options.lang);
  return pictureNode(spec, {
    breakdown: breakdownSpec(module, options),
    companions: companionsText(module, options.lang),
  });
}

/** "Responses: 1,234. Satisfied: 80%": what belongs beside the headline, of the same window. */
function companionsText({ companions, figure }: ModuleData, lang: Language): string {
  const texts = companions.map(({ metric, series }) => {
    const index = windowIndex(series, figure);
    const [line] = primaryLines(series);
    const value = line?.values[index] ?? null;
    if (!line || index < 0) return '';
    const text =
      value === null
        ? missingWords(line, index, series, lang)
        : formatValue(
            value,
            series.unit,
            { metric: metric.key, isLowerBound: line.lowerBounds?.[index] },
            lang,
          );
    return `${metric.label}: ${text}`;
  });
  return texts.filter(Boolean).join(' · ');
}

export interface PictureParts {
  breakdown?: ChartSpec | null;
  /** A line beneath the title. */
  companions?: string;
}

/**
 * The chart as a picture of its own (`.svg`, e-mail, print): with title, description, captions and source, all
 * of it real text.
 */
export function pictureNode(
  spec: ChartSpec,
  { breakdown = null, companions = '' }: PictureParts = {},
): SvgNode {
  const margin = spec.layout === 'wide' ? 20 : 12;
  const { fontSize } = spec;
  const titleSize = Math.round(fontSize * 1.3);
  const smallSize = Math.max(12, fontSize - 2);
  let y = margin;
  const block = (text: string, size: number, attributes: Record<string, string>): SvgNode[] => {
    const lines = text ? wrapText(text, spec.width / (attributes['font-weight'] ? 1.07 : 1), size) : [];
    const rows = textRows(lines, [margin, y + size], size, { 'font-size': size, ...attributes });
    y += lines.length * size * LINE_HEIGHT;
    return rows;
  };
  const ink = paint({ fill: 'ink' });
  const muted = paint({ fill: 'muted' });
  const head = [
    ...block(spec.title, titleSize, { ...ink, 'font-weight': 'bold' }),
    ...block(spec.subtitle, fontSize, muted),
    ...block(companions, fontSize, ink),
  ];
  y += head.length > 0 ? fontSize * 0.8 : 0;
  const chartOf = (drawn: ChartSpec): SvgNode[] => {
    const chart = node('g', { transform: `translate(${margin} ${shorten(y)})` }, body(drawn, null));
    y += drawn.height + (drawn.captions.length > 0 ? fontSize * 0.6 : 0);
    return [chart, ...drawn.captions.flatMap((caption) => block(caption, smallSize, ink))];
  };
  const charts = chartOf(spec);
  if (breakdown) {
    y += fontSize * 1.2;
    charts.push(...block(breakdown.title, fontSize, { ...ink, 'font-weight': 'bold' }));
    y += fontSize * 0.4;
    charts.push(...chartOf(breakdown));
  }
  y += spec.footer.length > 0 ? fontSize * 0.6 : 0;
  const footer = spec.footer.flatMap((line) => block(line, smallSize, muted));
  const height = Math.ceil(y + margin);
  const title = [spec.title, spec.subtitle].filter(Boolean).join(', ');
  return frame(
    { ...spec, width: spec.width + 2 * margin },
    height,
    { role: 'img', 'aria-labelledby': 'perf-title perf-desc' },
    [
      node('title', { id: 'perf-title' }, [title]),
      node('desc', { id: 'perf-desc' }, [spec.description]),
      ...head,
      ...charts,
      ...footer,
    ],
  );
}
