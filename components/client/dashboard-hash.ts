/** SHA-256 in hex of the text in dashboard-document.ts: written down so that no browser has to compute it (a test compares them). */
export const DASHBOARD_HASH = '02b877b203cadfa70252d9fbaaaf216dec8c79c4f9eef246c0f59436592957f8';
