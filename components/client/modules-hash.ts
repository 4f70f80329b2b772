/** SHA-256 in hex of the text in modules-document.ts: written down so that no browser has to compute it (a test compares them). */
export const MODULES_HASH = '468087da2d36df073ac3ad62aaab69e28d46b61c0e5d03ec1a93bfd53256babf';
