/** The look of a dashboard's own parts: title and sections. */
export const DASHBOARD_CSS = `
::slotted(perf-module) { margin-block-end: 2.5rem; }
.perf-title { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2; }
.perf-lede { margin: 0 0 1rem; max-width: 42em; }
.perf-section { display: grid; grid-template-columns: minmax(0, 1fr); gap: calc(var(--_space) * 1.5) calc(var(--_space) * 2); margin-block: calc(var(--_space) * 2); }
.perf-section > * { grid-column: 1 / -1; }
@container (min-width: 56rem) {
  .perf-section { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .perf-section > perf-module { grid-column: auto; }
  .perf-section > perf-module:only-of-type { grid-column: 1 / -1; }
}
.perf-section > perf-module::part(footer) { display: none; }
.perf-publishers { color: var(--_muted); font-size: .875rem; }
.perf-section-heading { margin: 0; padding-top: .75rem; border-top: 2px solid var(--_line); font-size: 1.5rem; line-height: 1.25; }
`;
