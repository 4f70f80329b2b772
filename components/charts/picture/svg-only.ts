/** What elements fetch when a page shows another chart than lines, or when somebody takes a picture along. */
export { breakdownSpec, svgOnlySpec } from '../spec/svg-only-spec.js';
export { pictureOf } from './picture.js';
export { svgText } from '../svg/svg.js';
export { pickWindow } from '../svg/hit-zones.js';
