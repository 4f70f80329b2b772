/** Every question that elements ask, and those that they asked before, for the server to register at its start. */
import { DASHBOARD_DOCUMENT } from './dashboard-document.js';
import { DRAWN_DOCUMENT } from './drawn-modules.js';
import { EARLIER_DOCUMENTS } from './earlier-documents.js';
import { MODULES_DOCUMENT } from './modules-document.js';
import { SERVICES_DOCUMENT } from './services-document.js';

export const ELEMENT_DOCUMENTS: readonly string[] = [
  ...[MODULES_DOCUMENT, DRAWN_DOCUMENT, DASHBOARD_DOCUMENT, SERVICES_DOCUMENT],
  ...EARLIER_DOCUMENTS,
];
