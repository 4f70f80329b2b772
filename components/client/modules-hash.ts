/** SHA-256 in hex of the text in modules-document.ts: written down so that no browser has to compute it (a test compares them). */
export const MODULES_HASH = '3a036cb6f3d8209af4eaf3d21fe1ce36e57f25158f3f44a961614c92f36349ce';
