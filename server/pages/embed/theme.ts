/** How an embedded figure is to look where it is not as its page: a few custom properties, for a style sheet. */
import { contrast } from '../../../components/charts/spec/palette.js';
import { ArgumentError } from '../../errors.js';
import { valueOf } from '../figure/figure-query.js';

const THEMES = ['page', 'dark', 'colours'] as const;
type ThemeName = (typeof THEMES)[number];

const COLOURS = ['surface', 'ink', 'link'] as const;
type ColourName = (typeof COLOURS)[number];

export interface Theme {
  name: ThemeName;
  /** Of `colours` alone: `#1d1d2b`. */
  colours: Partial<Record<ColourName, string>>;
  isCompact: boolean;
  /** Of charts over time, in CSS pixels; null = as it is. */
  chartHeight: number | null;
}

/** Every parameter of an address that says how it looks. */
export const THEME_PARAMETERS: readonly string[] = ['theme', ...COLOURS, 'compact', 'chart-height'];

/** All other colours follow from these two. */
const DARK: Theme['colours'] = { surface: '#1d1d2b', ink: '#eeeef5' };

const LEAST_CHART = 120;
const MOST_CHART = 1200;

/** A whole number between two others, or null where nothing is said. @throws ArgumentError that names the parameter */
export function numberBetween(
  query: URLSearchParams,
  name: string,
  least: number,
  most: number,
): number | null {
  const text = valueOf(query, name);
  if (text === null) return null;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new ArgumentError(
    name,
    `must be a whole number from ${least} to ${most.toLocaleString('en-GB')}, not "${text}"`,
  );
}

/** @throws ArgumentError unless it is one of them */
export function wordOf<Word extends string>(
  query: URLSearchParams,
  name: string,
  words: readonly Word[],
): Word {
  const text = valueOf(query, name);
  if (text === null) return words[0]!;
  const word = words.find((each) => each === text);
  if (word !== undefined) return word;
  throw new ArgumentError(name, `must be one of ${words.join(', ')}, not "${text}"`);
}

export const isTicked = (query: URLSearchParams, name: string): boolean => valueOf(query, name) === 'true';

/** @throws ArgumentError that names the parameter */
function colourOf(query: URLSearchParams, name: ColourName): string | undefined {
  const text = valueOf(query, name);
  if (text === null) return undefined;
  const [, digits] = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text) ?? [];
  if (digits === undefined)
    throw new ArgumentError(name, `must be a colour of six digits, like #1d1d2b, not "${text}"`);
  const full = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
  return `#${full.toLowerCase()}`;
}

/** @throws ArgumentError that names the parameter */
export function themeOf(query: URLSearchParams): Theme {
  const name = wordOf(query, 'theme', THEMES);
  const said = COLOURS.flatMap((each): [ColourName, string][] => {
    const colour = colourOf(query, each);
    return colour === undefined ? [] : [[each, colour]];
  });
  return {
    name,
    colours: name === 'dark' ? DARK : name === 'colours' ? Object.fromEntries(said) : {},
    isCompact: isTicked(query, 'compact'),
    chartHeight: numberBetween(query, 'chart-height', LEAST_CHART, MOST_CHART),
  };
}

/** The same as an address says it. */
export const themeQuery = ({ name, colours, isCompact, chartHeight }: Theme): [string, string][] => [
  ...(name === 'page' ? [] : [['theme', name] as [string, string]]),
  ...(name === 'colours' ? Object.entries(colours) : []),
  ...(isCompact ? [['compact', 'true'] as [string, string]] : []),
  ...(chartHeight === null ? [] : [['chart-height', String(chartHeight)] as [string, string]]),
];

const COMPACT = { '--perf-space': '0.625rem', '--perf-chart-height': '12rem' };

function propertiesOf({ colours, isCompact, chartHeight }: Theme): [string, string][] {
  const named = Object.entries(colours).map(([name, value]): [string, string] => [`--perf-${name}`, value]);
  const height = chartHeight === null ? {} : { '--perf-chart-height': `${chartHeight}px` };
  return [...named, ...Object.entries({ ...(isCompact ? COMPACT : {}), ...height })];
}

/** The rule for a page's style sheet; empty where there is nothing to say. */
export function themeRule(theme: Theme, selector = 'perf-module, perf-dashboard'): string {
  const lines = propertiesOf(theme).map(([name, value]) => `  ${name}: ${value};\n`);
  return lines.length > 0 ? `${selector} {\n${lines.join('')}}\n` : '';
}

/** That of texts on what they stand on. */
const LEAST_CONTRAST = 4.5;

/** What of the colours cannot be read, in sentences. */
export function unreadable({ colours: { surface = '#ffffff', ink = '#0b0c0c', link } }: Theme): string[] {
  const pairs: [string, string | undefined][] = [
    ['the text', ink],
    ['links', link],
  ];
  return pairs.flatMap(([what, colour]) => {
    const ratio = colour === undefined ? Infinity : contrast(colour, surface);
    return ratio >= LEAST_CONTRAST
      ? []
      : [
          `${what} on this ground have a contrast of ${ratio.toFixed(1)} to 1; to be read they need ${LEAST_CONTRAST} to 1`,
        ];
  });
}

const FRAME = `:root { color-scheme: light; }
body { margin: 0; padding: 0.5rem; background: var(--perf-surface, #fff); font-family: var(--perf-font, Arial, Helvetica, sans-serif); }
.app-board { container-type: inline-size; }
.app-board__modules { gap: 3rem 2.5rem; }
`;

/** The style sheet of a frame's page. */
export const frameSheet = (theme: Theme): string => {
  const scheme = theme.name === 'dark' ? ':root { color-scheme: dark; }\n' : '';
  return FRAME + scheme + themeRule(theme, ':root');
};

/** The style sheet of the place where a figure is seen as on somebody's page. */
export function placeSheet(theme: Theme, width: number | null): string {
  const { surface, ink } = theme.colours;
  const ground = surface ? `  background: ${surface};\n  color: ${ink ?? 'inherit'};\n` : '';
  const narrow = width === null ? '' : `  max-inline-size: ${width}px;\n`;
  return `.app-host__page {\n${ground}${narrow}}\n${themeRule(theme, '.app-host__page')}`;
}
