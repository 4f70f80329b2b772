/**
 * The look of the picker, in `<perf-dashboard>` and on pages that write it as a form, and of what else is asked in one line;
 * and the place of what is only read out. The colours are those of `.perf-base`.
 */
export const PICKER_CSS = `
.perf-picker { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; margin: 0 0 1.5rem; padding: .75rem 1rem; border: 1px solid var(--_line); background: var(--_tint); }
.perf-picker .perf-dates { display: flex; flex-wrap: wrap; gap: .75rem 1rem; }
.perf-field { display: grid; gap: .25rem; font-weight: 700; }
.perf-field > :is(select, input) { min-height: 2.75rem; max-width: 100%; padding: .25rem .5rem; border: 2px solid currentcolor; border-radius: 0; background: var(--_surface); color: inherit; font: inherit; font-weight: 400; }
.perf-picker button { min-height: 2.75rem; padding: .25rem 1rem; border: 2px solid currentcolor; border-radius: 0; background: var(--_ink); color: var(--_surface); font: inherit; font-weight: 700; cursor: pointer; }
.perf-picker :focus-visible { outline: 3px solid var(--_focus); outline-offset: 0; box-shadow: inset 0 0 0 2px #0b0c0c; }
@supports selector(:has(a)) {
  .perf-picker:not(:has([value="between-dates"]:checked)) .perf-range-dates,
  .perf-picker:not(:has([value="before-and-after"]:checked)) .perf-split-dates { display: none; }
}
@media (max-width: 30rem) {
  .perf-picker > :is(.perf-field, .perf-dates), .perf-dates > .perf-field { flex: 1 1 100%; }
  .perf-field > :is(select, input) { width: 100%; }
}
@media (forced-colors: active) {
  .perf-picker button { border-color: ButtonText; background: ButtonFace; color: ButtonText; }
  .perf-picker :focus-visible { outline-color: Highlight; }
}
.perf-status { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media print { .perf-picker { display: none; } }
`;
