/** SHA-256 in hex of the text in dashboard-document.ts: written down so that no browser has to compute it (a test compares them). */
export const DASHBOARD_HASH = 'ed7bf23e33abe9f8e99e43588480f37b2ac7919504b2da093be2defb880e2a66';
