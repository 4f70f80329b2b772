/** A small picture of how a figure moved, for cards: a shape to look at, not to read values off. */
import { markup, type Markup } from '../../components/view/html.js';
import { node, paint, shorten } from '../../components/charts/svg-tree.js';
import { svgText } from '../../components/charts/svg.js';

const WIDTH = 240;
const HEIGHT = 48;
const MARGIN = 5;

const isNumber = (value: number | null): value is number => value !== null;

/** The line of the values, open where one is missing, with a dot at the newest; null if there are not two. */
export function sparkline(values: readonly (number | null)[]): Markup | null {
  const known = values.filter(isNumber);
  if (known.length < 2) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const x = (index: number): number => MARGIN + (index / (values.length - 1)) * (WIDTH - 2 * MARGIN);
  // Values that are all the same lie in the middle.
  const part = (value: number): number => (high > low ? (value - low) / (high - low) : 0.5);
  const y = (value: number): number => HEIGHT - MARGIN - part(value) * (HEIGHT - 2 * MARGIN);
  const at = (index: number): string => `${shorten(x(index))} ${shorten(y(values[index]!))}`;
  const steps = values.map((value, index) =>
    value === null ? '' : `${index > 0 && isNumber(values[index - 1]) ? 'L' : 'M'}${at(index)}`,
  );
  const last = values.findLastIndex(isNumber);
  const picture = node(
    'svg',
    {
      class: 'app-spark',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      width: WIDTH,
      height: HEIGHT,
      'aria-hidden': 'true',
      focusable: 'false',
    },
    [
      node('path', {
        d: steps.join(''),
        ...paint({ stroke: 'series-1' }),
        'stroke-width': 2.5,
        'stroke-linejoin': 'round',
        'stroke-linecap': 'round',
      }),
      node('circle', { cx: x(last), cy: y(values[last]!), r: 4, ...paint({ fill: 'series-1' }) }),
    ],
  );
  return markup(svgText(picture));
}
