/** SHA-256 in hex of the text in modules-document.ts: written down so that no browser has to compute it (a test compares them). */
export const MODULES_HASH = '93e13c273b4776c130e80621f8fd10cdae93e6cdaed1e5b215556205404beec7';
