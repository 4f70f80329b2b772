/** SHA-256 in hex of the text in services-document.ts: written down so that no browser has to compute it (a test compares them). */
export const SERVICES_HASH = 'e1957c8230c139665d21f25e65ae9d2b5927f7c558ab18ed41886fa74c76302b';
