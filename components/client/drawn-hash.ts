/** SHA-256 in hex of the text in drawn-modules.ts: written down so that no browser has to compute it (a test compares them). */
export const DRAWN_HASH = 'e1c375f7951388ea1063607f38e2ba4051ddb4ee13ebc3ef8537255c5de7c56a';
