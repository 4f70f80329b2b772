/** SHA-256 in hex of the text in modules-document.ts: written down so that no browser has to compute it (a test compares them). */
export const MODULES_HASH = 'b279d1b8e8ef865ca7aa37db7cefce7eaa05f7b23f4d199aa62d55dd6d5da7d5';
