/** A colour by its part in the chart; the palette gives it a value, on pages a custom property does. */
export type Ink =
  | 'ink'
  | 'muted'
  | 'grid'
  | 'ground'
  | 'band'
  | 'tint'
  | 'other'
  | 'series-1'
  | 'series-2'
  | 'series-3'
  | 'series-4'
  | 'scale-low'
  | 'scale-high';

export type Palette = Readonly<Record<Ink, string>>;

/**
 * For white ground. The four series colours are at least 3 : 1 on the ground and between neighbours; `ink` and
 * `muted` are text colours (7 : 1).
 */
export const LIGHT_PALETTE: Palette = {
  ink: '#0b0c0c',
  muted: '#505a5f',
  grid: '#d9dcde',
  ground: '#ffffff',
  band: '#eeeff0',
  tint: '#e3eef8',
  other: '#8a9095',
  'series-1': '#12436D',
  'series-2': '#28A197',
  'series-3': '#801650',
  'series-4': '#F46A25',
  'scale-low': '#8C2D04',
  'scale-high': '#5694CA',
};

/** For dark ground: lighter and darker colours take turns, so that neighbours differ by 3 : 1 here, too. */
export const DARK_PALETTE: Palette = {
  ink: '#f3f4f5',
  muted: '#b9c0c4',
  grid: '#3a4145',
  ground: '#0b0c0c',
  band: '#24292c',
  tint: '#12304a',
  other: '#7d858a',
  'series-1': '#a9d3f5',
  'series-2': '#167d75',
  'series-3': '#f8c0de',
  'series-4': '#b8500f',
  'scale-low': '#ffc4a3',
  'scale-high': '#2f7fc0',
};

export const INKS = Object.keys(LIGHT_PALETTE) as readonly Ink[];

/** The custom property of a colour; the ground is the surface that the module lies on. */
export const propertyOf = (ink: Ink): string => (ink === 'ground' ? '--perf-surface' : `--perf-${ink}`);

/** Declarations of all colours, for a style sheet: `--perf-ink: #0b0c0c; …`. */
export const paletteDeclarations = (palette: Palette): string =>
  INKS.map((ink) => `${propertyOf(ink)}: ${palette[ink]};`).join(' ');

/** The colours in force at an element (custom properties inherit), those of the light set where none is set. */
export function readPalette(element: Element): Palette {
  const computed = getComputedStyle(element);
  const colour = (ink: Ink): string =>
    computed.getPropertyValue(propertyOf(ink)).trim() || LIGHT_PALETTE[ink];
  return Object.fromEntries(INKS.map((ink) => [ink, colour(ink)])) as Record<Ink, string>;
}

/** WCAG 2 relative luminance of `#rrggbb`: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const channel = parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

/** WCAG 2 contrast ratio of two colours, 1 to 21. */
export function contrast(one: string, other: string): number {
  const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high! + 0.05) / (low! + 0.05);
}
