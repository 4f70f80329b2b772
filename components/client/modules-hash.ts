/** SHA-256 in hex of the text in modules-document.ts: written down so that no browser has to compute it (a test compares them). */
export const MODULES_HASH = '024f4d61164aaa1be9da4a787166f871b10ee91fe2c9b1e33bac3c073eead7d2';
