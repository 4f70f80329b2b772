/** SHA-256 in hex of the text in modules-document.ts: written down so that no browser has to compute it (a test compares them). */
export const MODULES_HASH = '0b2862e1c1377142e70c7d10efe0890780adee3a6159a5aae0fcd2e7995ce915';
