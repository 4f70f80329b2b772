import type { ChartSpec } from '../charts/spec/spec-types.js';

/** The pictures of a module as the loader drew them. */
export interface DrawnPicture {
  layout: ChartSpec['layout'];
  /** Whether it would be another for another height. */
  hasPlot: boolean;
  svg: SVGElement;
  captions: readonly string[];
  /** What explains the headline. */
  breakdown: { node: SVGElement; captions: readonly string[] } | null;
  /** Where the slider under the plot begins and ends. */
  track: readonly [string, string];
}

const captionsIn = (part: ParentNode): string[] =>
  [...part.querySelectorAll(':scope > .perf-captions > p')].map(({ textContent }) => textContent);

const copyOf = (part: ParentNode): SVGElement | null =>
  (part.querySelector(':scope > .perf-picture svg')?.cloneNode(true) as SVGElement | undefined) ?? null;

/** What the loader drew in a shadow root, as copies: its own stays until the element is drawn. Null if there is no picture. */
export function drawnPictureIn(root: ParentNode): DrawnPicture | null {
  const show = root.querySelector('.perf-show');
  const svg = show && copyOf(show);
  if (!svg) return null;
  svg.classList.add('perf-drawn');
  const breakdown = show.querySelector('.perf-breakdown');
  const node = breakdown && copyOf(breakdown);
  const style = show.querySelector<HTMLElement>('.perf-slider')?.style;
  const place = (name: string): string => style?.getPropertyValue(name) ?? '';
  return {
    layout: svg.classList.contains('perf-chart--wide') ? 'wide' : 'narrow',
    hasPlot: svg.classList.contains('perf-chart--plot'),
    svg,
    captions: captionsIn(show),
    breakdown: node && { node, captions: captionsIn(breakdown!) },
    track: [place('--_from'), place('--_to')],
  };
}
