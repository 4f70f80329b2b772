/** What elements fetch when a page shows another chart than lines, or when somebody takes a picture along. */
export { breakdownSpec, drawnSpec } from './drawn-spec.js';
export { pictureOf } from './picture.js';
export { svgText } from './svg.js';
export { pickWindow } from './zones.js';
