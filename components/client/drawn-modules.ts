/**
 * The question that the loader asks for a page before the elements are there: drawings of what is on the first screens, for
 * the widths that its requests name, and after them all data, so that it can draw before the data have come. These are asked
 * for as in modules-document.ts: each released text of the one belongs to one of the other.
 */
import { MODULES_DOCUMENT } from './modules-document.js';

export const DRAWN_DOCUMENT = `query DrawnModules($requests: [ModuleRequest!]!) {
  drawings: modules(requests: $requests) { drawing }
  ${MODULES_DOCUMENT.slice(MODULES_DOCUMENT.indexOf('modules('))}`;
