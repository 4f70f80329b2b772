/** The look of a dashboard's own parts: title and sections. */
export const DASHBOARD_CSS = `
::slotted(perf-module) { margin-block-end: 2.5rem; }
.perf-title { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2; }
.perf-lede { margin: 0 0 1rem; max-width: 42em; }
.perf-section { gap: calc(var(--_space) * 1.5) calc(var(--_space) * 2); margin-block: calc(var(--_space) * 2); }
.perf-section > perf-module::part(footer) { display: none; }
.perf-publishers { color: var(--_muted); font-size: .875rem; }
.perf-section-heading { margin: 0; padding-top: .75rem; border-top: 2px solid var(--_line); font-size: 1.5rem; line-height: 1.25; }
`;
