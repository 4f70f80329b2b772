/** What elements fetch when a page shows another chart than lines, or when somebody takes a picture along. */
export { breakdownSpec, drawnSpec } from '../spec/svg-only-spec.js';
export { pictureOf } from './picture.js';
export { svgText } from '../svg/svg.js';
export { pickWindow } from '../svg/hit-zones.js';
