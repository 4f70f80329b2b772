import { declareColours } from './colours.js';

/** What the sheet needs of the charts: their own rules, and by property (`--perf-ink`) the colours in light and dark. */
export interface ChartLook {
  css: string;
  properties: readonly { name: string; light: string; dark: string }[];
}

/** Those that lie between surface and ink: per cent of ink. */
const SHARES: Readonly<Record<string, number>> = { grid: 16, band: 7, tint: 10, other: 50 };
/** Those that all of an element has (styles/head-css.ts). */
const SHARED = ['ink', 'muted', 'surface'];

/**
 * The chart and what reads it. Its colours become the element's own (`--_…`) first, so that one set on an ancestor wins over
 * the dark or light one written here; then the chart's rules find them under their public names.
 */
export function readingCss({ css, properties }: ChartLook): string {
  const named = properties.map(({ name, ...colours }) => ({ name: name.slice(7), ...colours }));
  const own = named
    .filter(({ name }) => !SHARED.includes(name))
    .map(({ name, light, dark }) => ({
      name: `c-${name}`,
      property: `--perf-${name}`,
      light,
      dark,
      share: SHARES[name],
    }));
  const handedOn = named.map(
    ({ name }) => `--perf-${name}: var(--_${SHARED.includes(name) ? '' : 'c-'}${name});`,
  );
  return `${css}
.perf-show { position: relative; min-width: 0; }
${declareColours('.perf-show', own)}
.perf-picture { ${handedOn.join(' ')} }
.perf-picture { position: relative; max-width: 60rem; }
.perf-stack { position: relative; touch-action: pan-y pinch-zoom; }
.perf-layer { position: absolute; inset: 0; min-height: var(--perf-chart-height, 0); }
@container not style(--perf-chart-height: initial) {
  .perf-show:has([inert]) .perf-chart--plot, .perf-drawn.perf-chart--plot { height: var(--perf-chart-height); visibility: hidden; }
}
.perf-layer:empty { display: none; }
.perf-live > .perf-chart { visibility: hidden; }
.perf-captions { font-size: .875rem; color: var(--_muted); }
.perf-breakdown { margin-top: var(--_space); }
.perf-breakdown .perf-section-title { font-weight: 700; }
.perf-controls { max-width: 60rem; margin-top: .5rem; }
@media screen and (scripting: enabled) {
  perf-module .perf-controls[hidden] { display: block; visibility: hidden; }
}
.perf-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.perf-range { display: flex; flex-wrap: wrap; gap: 0 .75rem; justify-content: space-between; }
.perf-range label { font-weight: 700; }
.perf-moment { color: var(--_muted); }
.perf-slider { appearance: none; display: block; width: calc(var(--_to, 100% - .75rem) - var(--_from, .75rem) + 1.5rem); height: 2.75rem; margin: 0 0 0 calc(var(--_from, .75rem) - .75rem); direction: ltr; background: none; cursor: pointer; touch-action: pan-y; }
.perf-slider::-webkit-slider-runnable-track { height: .25rem; border-radius: .125rem; background: var(--_line); }
.perf-slider::-moz-range-track { height: .25rem; border-radius: .125rem; background: var(--_line); }
.perf-slider::-webkit-slider-thumb { appearance: none; width: 1.5rem; height: 1.5rem; margin-top: -.625rem; border: 0; border-radius: 50%; background: var(--_ink); }
.perf-slider::-moz-range-thumb { width: 1.5rem; height: 1.5rem; margin: 0; border: 0; border-radius: 50%; background: var(--_ink); }
.perf-base .perf-slider:focus-visible { outline: none; }
.perf-slider:focus-visible::-webkit-slider-thumb { box-shadow: 0 0 0 3px var(--_focus), 0 0 0 6px #0b0c0c; }
.perf-slider:focus-visible::-moz-range-thumb { box-shadow: 0 0 0 3px var(--_focus), 0 0 0 6px #0b0c0c; }
@media (forced-colors: active) {
  .perf-slider { appearance: auto; }
  .perf-base .perf-slider:focus-visible { outline: 3px solid Highlight; }
  .perf-layer { display: none; }
  .perf-live > .perf-chart { visibility: visible; }
}
@media print {
  .perf-controls, .perf-layer { display: none; }
  .perf-live > .perf-chart { visibility: visible; }
  .perf-picture { break-inside: avoid; }
  .perf-chart:empty { display: none; }
}
`;
}
