/** The look of a dashboard's own parts: title, sections, what is read out. */
export const DASHBOARD_CSS = `
:host { display: block; }
:host([hidden]) { display: none; }
.perf-base { container-type: normal; }
.perf-title { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.2; }
.perf-lede { margin: 0 0 1rem; max-width: 42em; }
.perf-section { display: grid; grid-template-columns: minmax(0, 1fr); gap: calc(var(--_space) * 1.5); margin-block: calc(var(--_space) * 2); }
.perf-section-heading { margin: 0; padding-top: .75rem; border-top: 2px solid var(--_line); font-size: 1.5rem; line-height: 1.25; }
.perf-status { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;
