/** What stands at a point while it is read, and the names of lines as they are chosen. */
export const TIP_CSS = `
.perf-tip { position: absolute; z-index: 1; width: max-content; max-width: min(100%, 24rem); padding: .5rem .75rem; border: 2px solid var(--_ink); background: var(--_surface); font-size: .875rem; line-height: 1.35; pointer-events: none; }
.perf-tip-period { font-weight: 700; }
.perf-tip-rows > div { display: flex; flex-wrap: wrap; gap: 0 .5rem; align-items: center; }
.perf-tip-rows b { margin-inline-start: auto; font-weight: 400; font-variant-numeric: tabular-nums; }
.perf-tip-rows small { width: 100%; font-size: .8125rem; color: var(--_muted); }
.perf-pointed, .perf-pointed b { font-weight: 700; }
.perf-swatch { width: 1.125rem; height: .375rem; }
.perf-pick:not(.perf-unseen) { position: absolute; min-height: 1.5rem; cursor: pointer; }
.perf-pick:not(.perf-unseen):hover { box-shadow: inset 0 -.125rem var(--_ink); }
.perf-pick:focus-within:has(:focus-visible) { outline: 3px solid var(--_focus); box-shadow: 0 0 0 5px #0b0c0c; }
.perf-pick input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.perf-others { display: block; font-weight: 700; }
.perf-others select { max-width: 100%; min-height: 2.75rem; margin-inline-start: .5rem; border: 2px solid currentcolor; border-radius: 0; background: var(--_surface); color: inherit; font: inherit; font-weight: 400; }
.perf-others select:focus-visible { outline: 3px solid var(--_focus); box-shadow: 0 0 0 5px #0b0c0c; }
@media (forced-colors: active) {
  .perf-pick:focus-within:has(:focus-visible) { outline-color: Highlight; }
}
@media print {
  .perf-tip { display: none; }
}
`;
