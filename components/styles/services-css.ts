/** The look of `<perf-services>`: a table where there is room for one, a card a service where there is not. */
export const SERVICES_CSS = `
.perf-title { margin: 0 0 .75rem; font-size: 1.75rem; line-height: 1.2; }
.perf-find .perf-field { flex: 1 1 16rem; max-width: 30rem; }
.perf-notes { margin-bottom: .75rem; color: var(--_muted); }
.perf-scroll { overflow-x: auto; }
.perf-list { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; line-height: 1.35; }
.perf-list caption { text-align: start; padding-bottom: .5rem; color: var(--_muted); }
.perf-list :is(th, td) { padding: .625rem .25rem .625rem 1rem; border-bottom: 1px solid var(--_line); text-align: start; vertical-align: top; font-weight: 400; }
.perf-list tr > :first-child { padding-inline-start: .25rem; }
.perf-list tr > .perf-quantity { text-align: end; }
.perf-list thead th { vertical-align: bottom; border-bottom: 2px solid var(--_ink); }
.perf-list tbody th { min-width: 12em; }
.perf-sort { padding: .25rem 0; min-height: 2.75rem; border: 0; background: none; color: var(--_link); font: inherit; font-weight: 700; text-align: inherit; text-decoration: underline; text-underline-offset: .15em; cursor: pointer; }
.perf-of { display: block; color: var(--_muted); font-size: .875rem; font-weight: 400; }
.perf-totals :is(th, td) { background: var(--_tint); font-weight: 700; }
.perf-base a { color: var(--_link); text-underline-offset: .15em; }
.perf-base a:hover, .perf-sort:hover { text-decoration-thickness: max(3px, .1875rem); }
.perf-none { color: var(--_muted); }
.perf-more { min-height: 2.75rem; margin-top: 1.25rem; padding: .25rem 1rem; border: 2px solid currentcolor; border-radius: 0; background: var(--_surface); color: var(--_ink); font: inherit; font-weight: 700; cursor: pointer; }
.perf-base :is(a, .perf-sort):focus-visible { outline: 3px solid transparent; color: #0b0c0c; background: var(--_focus); box-shadow: 0 -2px var(--_focus), 0 4px #0b0c0c; text-decoration: none; }
.perf-more:focus-visible { outline-offset: 0; box-shadow: inset 0 0 0 2px #0b0c0c; }
@container (max-width: 44rem) {
  .perf-list, .perf-list :is(caption, tbody, tr, th, td) { display: block; }
  .perf-list thead tr { display: flex; flex-wrap: wrap; gap: 0 1rem; border-bottom: 2px solid var(--_ink); }
  .perf-list thead :is(th, .perf-of) { padding: 0; border: 0; }
  .perf-list thead .perf-of { display: none; }
  .perf-list tbody tr { padding: .75rem 0; border-bottom: 1px solid var(--_line); }
  .perf-list .perf-totals tr { padding-inline: .75rem; background: var(--_tint); }
  .perf-list tbody tr > :is(th, td):nth-child(n) { padding: .25rem 0; border: 0; text-align: start; }
  .perf-list tbody th { min-width: 0; font-weight: 700; }
  .perf-list tbody td[data-label] { display: flex; justify-content: space-between; gap: 1rem; }
  .perf-list tbody td[data-label]::before { content: attr(data-label); flex: 0 1 50%; color: var(--_muted); font-weight: 400; text-align: start; }
  .perf-list tbody .perf-quantity > * { text-align: end; }
}
@media (forced-colors: active) {
  .perf-base :is(a, .perf-sort, .perf-more):focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
}
@media print {
  .perf-more { display: none; }
  .perf-sort { padding: 0; color: inherit; text-decoration: none; }
  .perf-list thead { display: table-header-group; }
  .perf-list tr { break-inside: avoid; }
}
`;
