/** Table, definition and downloads; and other metrics beside the headline. */
export const DETAILS_CSS = `
.perf-companions { display: flex; flex-wrap: wrap; gap: .5rem 1.5rem; margin: 0; }
.perf-companions dt { color: var(--_muted); }
.perf-companions dd { margin: 0; font-size: 1.3125rem; font-weight: 700; font-variant-numeric: tabular-nums; }
.perf-companions :is(.perf-missing dd, .perf-note) { font-size: 1rem; font-weight: 400; }
.perf-details { border-top: 1px solid var(--_line); }
.perf-summary-line, .perf-link { color: var(--_link); text-decoration: underline; text-decoration-thickness: max(1px, .0625rem); text-underline-offset: .1578em; cursor: pointer; }
.perf-summary-line { width: fit-content; max-width: 100%; padding: .6875rem 0; }
.perf-summary-line:hover, .perf-link:hover { text-decoration-thickness: max(3px, .1875rem); }
.perf-inside { display: grid; grid-template-columns: minmax(0, 1fr); gap: var(--_space); padding-bottom: var(--_space); }
.perf-base .perf-explanations { padding-inline-start: 1.25rem; color: var(--_muted); margin-bottom: .75rem; }
.perf-scroll {
  overflow: auto;
  max-height: 30rem;
  /* A shadow at the side where there is more: what scrolls along covers it at the end. */
  background:
    linear-gradient(to right, var(--_surface) 1rem, transparent) local 0 0 / 2rem 100%,
    linear-gradient(to left, var(--_surface) 1rem, transparent) local 100% 0 / 2rem 100%,
    linear-gradient(to right, var(--_line), transparent) 0 0 / 1rem 100%,
    linear-gradient(to left, var(--_line), transparent) 100% 0 / 1rem 100%;
  background-repeat: no-repeat;
}
.perf-table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; line-height: 1.35; }
.perf-table caption { text-align: start; font-weight: 700; padding-bottom: .5rem; }
.perf-caption { display: block; position: sticky; left: 0; max-width: 100cqi; }
.perf-table :is(th, td) { padding: .5rem .25rem .5rem .75rem; border-bottom: 1px solid var(--_line); text-align: end; vertical-align: top; }
.perf-table td { white-space: nowrap; }
.perf-table th:first-child { text-align: start; padding-inline-start: .25rem; }
.perf-table tbody th { font-weight: 400; min-width: 9em; }
.perf-table thead th { position: sticky; top: 0; background: var(--_surface); box-shadow: inset 0 -1px var(--_ink); vertical-align: bottom; }
.perf-table tr[aria-current] > * { background: var(--_tint); font-weight: 700; }
.perf-base .perf-section-title { margin-bottom: .25rem; font-weight: 700; }
.perf-definition p { max-width: 42em; }
.perf-definition p + p + p { margin-top: .5rem; }
.perf-links { display: flex; flex-wrap: wrap; gap: 0 1.25rem; list-style: none; }
.perf-link { display: flex; align-items: center; min-height: 2.75rem; }
.perf-button { padding: 0; border: 0; background: none; font: inherit; }
.perf-address { display: none; }
.perf-summary-line:focus-visible, .perf-base .perf-link:focus-visible { outline: 3px solid transparent; color: #0b0c0c; background: var(--_focus); box-shadow: 0 -2px var(--_focus), 0 4px #0b0c0c; text-decoration: none; }
.perf-scroll:focus-visible { box-shadow: inset 0 0 0 3px #0b0c0c; outline-offset: 0; }
@media (forced-colors: active) {
  .perf-base .perf-summary-line:focus-visible, .perf-base .perf-link:focus-visible { outline-color: Highlight; }
  .perf-table tr[aria-current] > * { outline: 1px solid Highlight; outline-offset: -1px; }
}
@media print {
  .perf-summary-line, .perf-base .perf-links { display: none; }
  .perf-details { border: 0; }
  .perf-details::details-content { content-visibility: visible; display: block; height: auto; }
  .perf-scroll { overflow: visible; max-height: none; }
  .perf-table thead th { position: static; }
  .perf-table tr { break-inside: avoid; }
  .perf-base .perf-address { display: block; }
}
`;
