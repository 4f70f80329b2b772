import { DETAILS_CSS } from '../styles/details-css.js';
import { HEAD_CSS } from '../styles/head-css.js';
import { HOST_CSS } from '../styles/host-css.js';
import { READING_CSS } from './sheets.js';

/** The style sheets of a module in a shadow root: a file of its own, for the loader draws with them before the elements are there. */
export const MODULE_SHEETS: readonly string[] = [HEAD_CSS, READING_CSS, DETAILS_CSS, HOST_CSS];
