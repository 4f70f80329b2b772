/** SHA-256 in hex of the text in services-document.ts: written down so that no browser has to compute it (a test compares them). */
export const SERVICES_HASH = '45d5a3a6bc8f045a8a5433165b621a9594edf2823753b06ffe18e0cf12df4d33';
