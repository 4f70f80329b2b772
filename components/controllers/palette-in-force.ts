import { INKS, LIGHT_PALETTE, type Palette } from '../charts/spec/palette.js';

const NAMESPACE = 'http://www.w3.org/2000/svg';

/**
 * The colours in force where a chart stands, resolved: custom properties may hold `light-dark()` and other functions that a
 * canvas does not know, so they are read off an element that is painted with them.
 */
export function paletteIn(svg: Element): Palette {
  const probe = document.createElementNS(NAMESPACE, 'rect');
  svg.append(probe);
  const colours = INKS.map((ink) => {
    probe.setAttribute('class', `perf-f-${ink}`);
    return [ink, getComputedStyle(probe).fill || LIGHT_PALETTE[ink]] as const;
  });
  probe.remove();
  return Object.fromEntries(colours) as Record<(typeof INKS)[number], string>;
}
