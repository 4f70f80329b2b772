/** What only the element needs: its box, and the room it keeps while its data is on the way. */
export const HOST_CSS = `
:host { display: block; }
:host([hidden]) { display: none; }
.perf-is-loading.perf-for-chart { min-height: 44rem; }
.perf-is-loading.perf-for-table { min-height: 30rem; }
.perf-is-loading.perf-for-figure { min-height: 14rem; }
`;
