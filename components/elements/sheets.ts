import { DARK_PALETTE, INKS, LIGHT_PALETTE, propertyOf } from '../charts/spec/palette.js';
import { CHART_CSS } from '../charts/svg/svg-styles.js';
import { readingCss } from '../styles/reading-css.js';

/** The chart's sheet with the colours of the charts. The build puts its minified text in place of this file. */
export const READING_CSS = readingCss({
  css: CHART_CSS,
  properties: INKS.map((ink) => ({
    name: propertyOf(ink),
    light: LIGHT_PALETTE[ink],
    dark: DARK_PALETTE[ink],
  })),
});
