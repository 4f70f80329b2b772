/** SHA-256 in hex of the text in modules-document.ts: written down so that no browser has to compute it (a test compares them). */
export const MODULES_HASH = '4ffd022dd72d940205606837faa435d51460ee036543fe9005be160cae6f6c4e';
