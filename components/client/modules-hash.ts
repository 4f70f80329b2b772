/** SHA-256 in hex of the text in modules-document.ts: written down so that no browser has to compute it (a test compares them). */
export const MODULES_HASH = '8c7bad8edcd96f2f17e9a4436c9bb3baa68930775d6aef8c683c4853526ad8a2';
