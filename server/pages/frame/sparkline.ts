/** A small picture of how a figure moved, for cards and tables. */
import { markup, type Markup } from '../../../components/view/html.js';
import { sparklineNode } from '../../../components/charts/svg/sparkline.js';
import { svgText } from '../../../components/charts/svg/svg.js';

/** The line of the values, open where one is missing, with a dot at the newest; null if there are not two. */
export function sparkline(values: readonly (number | null)[]): Markup | null {
  const picture = sparklineNode(values, { attributes: { class: 'app-spark' } });
  return picture && markup(svgText(picture));
}
