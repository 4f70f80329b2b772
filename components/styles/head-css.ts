import { declareColours } from './colours.js';

/**
 * The look of one module, for both renderers: elements adopt it in their shadow roots, sheet by sheet with the code that
 * needs it; the build writes all three as `module.css` for pages that hold a module as plain HTML. Equal classes and equal
 * rules mean no shift when a page's figure is upgraded.
 *
 * Public properties are read, never set on the host. Dark colours follow the page's `color-scheme`, not the reader's system
 * alone: a figure must not be a dark box on a page that is only light.
 */

/** Surface and ink come first: the others are made of them. */
const COLOURS = declareColours('.perf-base', [
  { name: 'surface', light: '#fff', dark: '#0b0c0c' },
  { name: 'ink', light: '#0b0c0c', dark: '#f3f4f5' },
  { name: 'muted', light: '#484949', dark: '#c4cacd', share: 85 },
  { name: 'good', light: '#00582e', dark: '#7fe0aa' },
  { name: 'bad', light: '#8a1c10', dark: '#ffb3a6' },
  { name: 'link', light: '#114b85', dark: '#a6cdf2' },
  { name: 'line', property: '--perf-grid', light: '#b1b4b6', dark: '#5c6166', share: 30 },
  { name: 'tint', light: '#f3f3f3', dark: '#212628', share: 7 },
]);

/** Figure, head and foot. Nothing that the page hands down gets in but colour scheme, visibility and pointer. */
export const HEAD_CSS = `
.perf-base {
  all: initial;
  display: block;
  color-scheme: inherit;
  visibility: inherit;
  pointer-events: inherit;
  --_space: var(--perf-space, 1.25rem);
  --_focus: var(--perf-focus, #fd0);
  container-type: inline-size;
  contain-intrinsic-inline-size: 17.5rem;
  color: var(--_ink);
  background: var(--_surface);
  font: 1rem/1.4 var(--perf-font, Arial, Helvetica, sans-serif);
  overflow-wrap: break-word;
}
${COLOURS}.perf-base *, .perf-base ::before, .perf-base ::after { box-sizing: border-box; }
:where(.perf-base) :where(p, ul, fieldset) { margin: 0; padding: 0; border: 0; }
.perf-layout { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_space); }
.perf-say { display: grid; grid-template-columns: minmax(0, 1fr); gap: calc(var(--_space) * .6); align-content: start; }
.perf-heading { margin: 0; font-size: 1.1875rem; line-height: 1.3; font-weight: 700; }
.perf-subject { display: block; font-weight: 400; font-size: 1rem; color: var(--_muted); }
.perf-number { display: block; font-size: 3.25rem; line-height: 1.1; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.perf-long .perf-number { font-size: 2rem; }
.perf-missing .perf-number { font-size: 1.5rem; line-height: 1.25; letter-spacing: 0; color: var(--_muted); }
.perf-period, .perf-note, .perf-coverage { color: var(--_muted); }
.perf-note { display: block; }
.perf-change { display: flex; flex-wrap: wrap; gap: .25rem .5rem; align-items: baseline; }
.perf-arrow { font-size: .875em; }
.perf-better :is(.perf-arrow, .perf-verdict) { color: var(--_good); }
.perf-worse :is(.perf-arrow, .perf-verdict) { color: var(--_bad); }
.perf-verdict { font-size: .875rem; line-height: 1.3; padding: .0625rem .4375rem; border: 1px solid; border-radius: 2px; }
.perf-target { font-weight: 700; }
.perf-notice { padding: .5rem .75rem; border-inline-start: .3125rem solid var(--_line); background: var(--_tint); }
.perf-notice-late, .perf-notice-stale { border-color: #f47738; }
.perf-notice-failed { border-color: var(--_bad); }
.perf-summary, .perf-description { max-width: 42em; }
.perf-description { white-space: pre-line; }
.perf-foot { display: grid; gap: .25rem; font-size: .875rem; color: var(--_muted); }
.perf-base :focus-visible { outline: 3px solid var(--_focus); outline-offset: 0; }
@container (min-width: 46rem) {
  .perf-has-chart { grid-template-columns: minmax(15rem, 2fr) minmax(0, 5fr); column-gap: calc(var(--_space) * 1.6); }
  .perf-has-chart > .perf-wide { grid-column: 1 / -1; }
  .perf-heading { font-size: 1.3125rem; }
}
@media (prefers-contrast: more) {
  .perf-base { --_muted: var(--_ink); --_line: var(--_ink); }
}
@media (forced-colors: active) {
  .perf-base { --_line: CanvasText; --_tint: Canvas; --_link: LinkText; }
  .perf-base :focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
}
@media print {
  .perf-base { --_ink: #000; --_muted: #000; --_surface: #fff; --_line: #767676; --_good: #000; --_bad: #000; --_tint: #fff; }
  .perf-layout.perf-layout { display: block; }
  .perf-layout > * + *, .perf-say > * + * { margin-top: 1rem; }
}
`;
