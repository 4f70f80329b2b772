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
.perf-is-loading.perf-for-chart { min-height: 44rem; }
.perf-is-loading.perf-for-table { min-height: 30rem; }
.perf-is-loading.perf-for-figure { min-height: 14rem; }
:host .perf-controls[hidden] { display: block; visibility: hidden; }
`;

/** The same box before the element is defined, with the room for a module around its fallback. */
export const ROOM_CSS = `
:host(:not([hidden])) { display: block; max-inline-size: 100%; }
slot { display: block; min-height: 44rem; container-type: inline-size; contain-intrinsic-inline-size: 40rem; }
`;
