/** Room for a module with a chart, by the width of its place: the head stands above the chart, and beside it from 46 rem on. */
const ROOM = 'clamp(44rem, (46rem - 100cqi) * 99, 60rem)';

/**
 * What only elements need: the box, and the room that a module keeps while its data is on the way.
 *
 * The box is as wide as its place: where that shrinks to fit, 40 rem, and down to 17.5 rem in what is narrower. What it shows
 * is a container of its own and has no width by itself (styles/head-css.ts): the two words before it have, with a space
 * between them at which they may part.
 */
export const HOST_CSS = `
:host { display: block; max-inline-size: 100%; min-inline-size: min(17.5rem, 100%); }
:host::before { content: "- -"; display: block; block-size: 0; overflow: hidden; visibility: hidden; font: 0/0 a; white-space: normal; word-spacing: 40rem; letter-spacing: 0; }
:host([hidden]) { display: none; }
.perf-is-loading > slot { display: block; }
.perf-is-loading.perf-for-chart > :is(slot, .perf-layout), .perf-is-held > .perf-layout { min-height: ${ROOM}; align-content: start; }
.perf-is-loading.perf-for-table { min-height: 30rem; }
.perf-is-loading.perf-for-figure { min-height: 14rem; }
:host .perf-controls[hidden] { display: block; visibility: hidden; }
@media print {
  .perf-is-held > .perf-layout { min-height: 0; }
}
`;

/** The same box before the element is defined, with the room for a module around its fallback. */
export const ROOM_CSS = `
:host(:not([hidden])) { display: block; max-inline-size: 100%; container-type: inline-size; contain-intrinsic-inline-size: 40rem; }
slot { display: block; min-height: ${ROOM}; }
`;
