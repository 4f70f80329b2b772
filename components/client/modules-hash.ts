/** SHA-256 in hex of the text in modules-document.ts: written down so that no browser has to compute it (a test compares them). */
export const MODULES_HASH = '5d8c6a9da6cb7b2c3be3885764d7efd441ed3f64b8062746f45972395d532ab6';
