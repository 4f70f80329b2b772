/** SHA-256 in hex of the text in dashboard-document.ts: written down so that no browser has to compute it (a test compares them). */
export const DASHBOARD_HASH = '6fdbaf1258aaaca66882d1e6b8ec6187a2e28714452bfe9b23197d9f8a8bf76c';
