/** SHA-256 in hex of the text in modules-document.ts: written down so that no browser has to compute it (a test compares them). */
export const MODULES_HASH = 'f87cabd622adf3645eaad485684244a7c2340b2524b8d90d4bfa6fb64c2cc129';
