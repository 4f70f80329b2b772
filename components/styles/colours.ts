/** A colour that elements use as `var(--_name)`. */
export interface Colour {
  name: string;
  /** What pages call it: `--perf-name` where nothing is said. */
  property?: string;
  light: string;
  dark: string;
  /** On a surface of the page's own: so many per cent of ink in the surface; else light or dark by what the surface is. */
  share?: number;
}

const channels = (hex: string): number[] =>
  [...hex.slice(1).matchAll(hex.length < 6 ? /./g : /../g)].map(([digits]) =>
    parseInt(digits.padEnd(2, digits), 16),
  );

function derived({ light, dark, share }: Colour): string {
  if (share) return `color-mix(in srgb, var(--_ink) ${share}%, var(--perf-surface))`;
  const to = channels(dark);
  const values = channels(light).map((from, index) => `calc(${from} + ${to[index]! - from} * var(--_k))`);
  return `rgb(from var(--perf-surface) ${values.join(' ')})`;
}

/**
 * Declares colours: what the page says of one, else what goes with the page's surface, else, where it names none, what goes
 * with its `color-scheme`. Without a surface of the page's own `--_d-…` is invalid, so that the next in line is taken.
 */
export function declareColours(selector: string, colours: readonly Colour[]): string {
  const said = ({ name, property = `--perf-${name}` }: Colour, otherwise: string): string =>
    `--_${name}: var(${property}, ${otherwise});`;
  const able = colours.map((each) => {
    const byScheme = `light-dark(${each.light}, ${each.dark})`;
    if (each.name === 'surface') return said(each, byScheme);
    return `--_d-${each.name}: ${derived(each)}; ${said(each, `var(--_d-${each.name}, ${byScheme})`)}`;
  });
  return `${selector} { ${colours.map((each) => said(each, each.light)).join(' ')} }
@supports (color: light-dark(#000, #fff)) and (color: rgb(from #000 r g b)) {
  ${selector} { --_k: clamp(0, 115 - (.2126 * r + .7152 * g + .0722 * b), 1); ${able.join(' ')} }
}
`;
}
