/** SHA-256 in hex of the text in drawn-modules.ts: written down so that no browser has to compute it (a test compares them). */
export const DRAWN_HASH = '7345445e177bacfc33a458c6ffc25f4eacc9a933367df530462bf51e4990b4cc';
