import { INKS, LIGHT_PALETTE, propertyOf, type Ink } from '../spec/palette.js';
import { WIDE_FROM } from '../spec/layout.js';

/** What each colour becomes where the reader's own colours are forced. Dash, marker and name still tell lines apart. */
const FORCED: Readonly<Record<Ink, string>> = {
  ink: 'CanvasText',
  muted: 'CanvasText',
  grid: 'CanvasText',
  ground: 'Canvas',
  band: 'Canvas',
  tint: 'Canvas',
  other: 'GrayText',
  'series-1': 'CanvasText',
  'series-2': 'CanvasText',
  'series-3': 'CanvasText',
  'series-4': 'CanvasText',
  'scale-low': 'CanvasText',
  'scale-high': 'CanvasText',
};

/**
 * Parts of a stack have one colour then: full, hollow, half, and hollow with a dashed edge take turns, in the key as in
 * the column.
 */
const FORCED_PARTS = `.perf-f-series-2,.perf-f-series-4{fill:Canvas;stroke:CanvasText}.perf-f-series-3,.perf-f-scale-high{fill-opacity:.5}.perf-f-series-4{stroke-dasharray:3 2}`;

const rules = (colourOf: (ink: Ink) => string): string =>
  INKS.map((ink) => `.perf-f-${ink}{fill:${colourOf(ink)}}.perf-s-${ink}{stroke:${colourOf(ink)}}`).join('');

/**
 * Style rules of charts, for a page's style sheet or one that an element adopts. They win over the presentation
 * attributes and bring the custom properties in. A canvas lies over its picture in a `.perf-chart-frame` and gives way
 * to it in print and forced colours. Of a pair of pictures in a `.perf-chart-pair` the container's width
 * shows one; without these rules a page should hold only one of them.
 */
export const CHART_CSS = `.perf-chart{display:block;width:100%;height:auto;max-width:60rem;font-family:inherit;overflow:visible}
.perf-chart-frame{position:relative}
.perf-chart-canvas{position:absolute;inset:0;width:100%;height:100%}
.perf-chart-pair{container-type:inline-size}
.perf-chart-pair>.perf-chart--wide{display:none}
@container (min-width:${WIDE_FROM}px){.perf-chart-pair>.perf-chart--wide{display:block}.perf-chart-pair>.perf-chart--narrow{display:none}}
${rules((ink) => `var(${propertyOf(ink)},${LIGHT_PALETTE[ink]})`)}
@media (forced-colors:active){.perf-chart-canvas{visibility:hidden}.perf-chart{forced-color-adjust:none}${rules((ink) => FORCED[ink])}${FORCED_PARTS}.perf-s-grid{stroke-opacity:.35}rect.perf-f-band,rect.perf-f-tint{stroke:GrayText;stroke-dasharray:2 3}}
@media print{.perf-chart-canvas{visibility:hidden}${rules((ink) => LIGHT_PALETTE[ink])}}
`;
