/** SHA-256 in hex of the text in modules-document.ts: written down so that no browser has to compute it (a test compares them). */
export const MODULES_HASH = 'b2f4c126072785a5ee46521b3d9dd621c551db45632032f8919895b54c97d53c';
