/**
 * The rows of a dashboard, in `<perf-dashboard>` and on pages: how wide its figures and texts are, and the look of texts. Where
 * there is little room, and on paper, each has a row. What holds the grid is a container, and its colours are those of `.perf-base`.
 */
export const ROWS_CSS = `
.perf-rows { display: grid; grid-template-columns: minmax(0, 1fr); }
.perf-rows > * { grid-column: 1 / -1; }
@media screen {
  @container (min-width: 56rem) {
    .perf-rows { grid-template-columns: repeat(6, minmax(0, 1fr)); }
    .perf-size-two-thirds { grid-column: span 4; }
    .perf-size-half { grid-column: span 3; }
    .perf-size-third { grid-column: span 2; }
  }
}
.perf-text { font-size: 1.1875rem; }
.perf-text > p { max-width: 42em; }
.perf-text > p + p { margin-block-start: .75em; }
.perf-text a { color: var(--_link); text-decoration-thickness: max(1px, .0625rem); text-underline-offset: .1578em; }
.perf-text a:hover { text-decoration-thickness: max(3px, .1875rem); }
.perf-text a:focus-visible { outline: 3px solid transparent; color: #0b0c0c; background: var(--_focus); box-shadow: 0 -2px var(--_focus), 0 4px #0b0c0c; text-decoration: none; }
@media (forced-colors: active) {
  .perf-text a:focus-visible { outline-color: Highlight; }
}
`;
