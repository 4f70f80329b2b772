/** A module as nodes that a loader can make elements of, before any other code of the elements is there. */
import { chartSpec } from '../../components/charts/spec/spec.js';
import { breakdownSpec } from '../../components/charts/spec/svg-only-spec.js';
import { chartNode, hasPlot } from '../../components/charts/svg/svg-chart.js';
import { svgText } from '../../components/charts/svg/svg.js';
import { trackOf } from '../../components/charts/spec/track.js';
import type { LayoutOptions } from '../../components/charts/spec/chart-frame.js';
import type { ChartSpec } from '../../components/charts/spec/spec-types.js';
import type { Language, ModuleData } from '../../components/formatting/types.js';
import { breakdownTitle } from '../../components/view/point.js';
import type { DrawingNode } from '../../components/formatting/drawing-types.js';
import { html, markup, type Markup } from '../../components/view/html.js';
import { moduleHtml } from '../../components/view/module-html.js';
import { moduleView } from '../../components/view/module-view.js';
import type { ModuleViewOptions } from '../../components/view/module-view.types.js';
import { treeOf } from './markup-tree.js';

/** The parts that the element's template names, by class: a page that styles them sees them styled from the start. */
const PARTS: Readonly<Record<string, string>> = {
  'perf-base': 'base',
  'perf-heading': 'heading',
  'perf-value': 'value',
  'perf-change': 'change',
  'perf-companions': 'companions',
  'perf-breakdown': 'breakdown',
  'perf-summary': 'summary',
  'perf-chart-pair': 'chart',
  'perf-table': 'table',
  'perf-freshness': 'freshness',
  'perf-footer': 'footer',
  'perf-summary-line': 'button',
};

/** What the tag says of how it is shown, beside what it is of. */
export interface ModuleDrawingOptions extends Pick<ModuleViewOptions, 'view' | 'noTable' | 'noDownload'> {
  lang: Language;
  noChart?: boolean;
  /** Of the chart, in CSS pixels: 280 to 1,200; another is taken as the nearest of them. */
  width: number;
}

/**
 * What the element draws at first: the same texts, classes and parts, with its slots. The table stands in closed details, so
 * it is left to the element. Null if there is nothing but an error.
 */
export function moduleDrawing(
  data: ModuleData,
  { lang, width, noChart, ...shown }: ModuleDrawingOptions,
): DrawingNode | null {
  if (data.error || !data.metric) return null;
  const view = moduleView(data, { lang, ...shown });
  const spec = noChart ? null : chartSpec(data, { lang, width });
  const content = moduleHtml(view.view === 'table' ? view : { ...view, table: null }, {
    svg: spec && picture(spec),
    captions: spec?.captions,
    breakdown: breakdownOf(data, { lang, width }),
    isForElement: true,
    isHeld: spec !== null && hasPlot(spec),
  });
  return placed(treeOf(content), spec && trackOf(spec));
}

function breakdownOf(
  data: ModuleData,
  options: LayoutOptions,
): { title: string; svg: Markup; captions: readonly string[] } | null {
  const title = breakdownTitle(data, undefined, options.lang);
  const spec = title === null ? null : breakdownSpec(data, options);
  return spec && { title: title!, svg: markup(svgText(chartNode(spec))), captions: spec.captions };
}

const picture = (spec: ChartSpec): Markup =>
  html`<div class="perf-stack">${markup(svgText(chartNode(spec)))}</div>`;

/** Colours that the style sheet gives by class need no attribute; the namespace is that of the tag. */
const isNeeded = (name: string, value: string, classes: string): boolean =>
  name !== 'xmlns' &&
  !(name === 'fill' && value !== 'none' && classes.includes('perf-f-')) &&
  !(name === 'stroke' && classes.includes('perf-s-'));

/** With parts and slots, as in the element's shadow root; the slider stands under the plot. */
function placed(
  [tag, attributes, ...children]: DrawingNode,
  track: readonly [number, number] | null,
): DrawingNode {
  const { class: written = '', ...all } = attributes;
  const others = Object.fromEntries(
    Object.entries(all).filter(([name, value]) => isNeeded(name, value, written)),
  );
  const classes = written.split(/\s+/).filter(Boolean);
  const part = classes.map((name) => PARTS[name]).find(Boolean);
  // Of a pair of pictures the container's width shows one: here is one alone.
  const kept = classes.filter((name) => name !== 'perf-chart-pair').join(' ');
  const inside = children.map((child) => (typeof child === 'string' ? child : placed(child, track)));
  const slider = track &&
    classes.includes('perf-slider') && { '--_from': `${track[0]}%`, '--_to': `${track[1]}%` };
  const own = { ...(kept && { class: kept }), ...(part && { part }), ...others, ...slider };
  if (classes.includes('perf-heading')) return ['slot', { name: 'heading' }, [tag, own, ...inside]];
  if (classes.includes('perf-footer')) return [tag, own, ...inside, ['slot', { name: 'footer' }]];
  return [tag, own, ...inside];
}
