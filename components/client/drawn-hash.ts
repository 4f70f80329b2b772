/** SHA-256 in hex of the text in drawn-modules.ts: written down so that no browser has to compute it (a test compares them). */
export const DRAWN_HASH = '9a82b5df38d8da294223f39bf9e43137b5d1845b472dc712a35d99e18f24466a';
