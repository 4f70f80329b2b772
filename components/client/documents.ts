/** Every question that elements ask, for the server to register at its start. */
import { DASHBOARD_DOCUMENT } from './dashboard-document.js';
import { MODULES_DOCUMENT } from './modules-document.js';
import { SERVICES_DOCUMENT } from './services-document.js';

export const ELEMENT_DOCUMENTS: readonly string[] = [MODULES_DOCUMENT, DASHBOARD_DOCUMENT, SERVICES_DOCUMENT];
