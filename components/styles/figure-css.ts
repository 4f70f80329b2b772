import { declareColours } from './colours.js';

/** The look of `<perf-figure>`: a card, or a number in a sentence that keeps the sentence's font and colours. */
export const FIGURE_CSS = `
${declareColours('.perf-card, .perf-spark', [{ name: 'series-1', light: '#12436d', dark: '#8fc1ea' }])}
:host { display: block; max-inline-size: 100%; }
:host([layout="inline"]) { display: inline; }
:host([hidden]) { display: none; }
.perf-card { display: grid; container-type: normal; box-sizing: border-box; gap: calc(var(--_space) * .4); align-content: start; padding: var(--_space); border: 1px solid var(--_line); border-block-start: .25rem solid var(--_series-1); }
.perf-card .perf-number { font-size: 2.25rem; }
.perf-card .perf-missing .perf-number { font-size: 1.25rem; }
.perf-card-link { color: inherit; text-underline-offset: .15em; }
.perf-card p { margin: 0; }
.perf-inline { white-space: normal; }
.perf-inline-value { font-weight: 700; color: inherit; text-underline-offset: .15em; }
.perf-inline-note { font-size: .875em; }
.perf-spark { display: block; color: var(--_series-1); }
.perf-spark svg { display: block; max-width: 100%; height: auto; }
.perf-spark [stroke]:not([stroke="none"]) { stroke: currentcolor; }
.perf-spark [fill]:not([fill="none"]) { fill: currentcolor; }
.perf-inline .perf-spark { display: inline-block; vertical-align: -.15em; margin-inline-start: .25em; }
a:focus-visible { outline: 3px solid var(--_focus, #fd0); background: var(--_focus, #fd0); color: #0b0c0c; text-decoration: none; box-shadow: 0 4px #0b0c0c; }
@media (forced-colors: active) {
  .perf-spark { color: CanvasText; }
  a:focus-visible { outline-color: Highlight; }
}
@media print { .perf-card { break-inside: avoid; } }
`;
