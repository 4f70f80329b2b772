/** What an author pastes into a page to show a figure or a dashboard there: the one place that writes it. */
import { attr, html, markup, type Markup } from '../../../components/view/html.js';
import type { Site } from './site.js';

interface Embedded {
  /** The element; `perf-module` unless it is said. */
  tag?: 'perf-module' | 'perf-dashboard';
  /** Names and values as they stand on the tag; null = an attribute without a value. */
  attributes: readonly (readonly [string, string | null])[];
  /** Where the figure has a page of its own. */
  href: string;
  /** What the link there says, which stays where there is no JavaScript. */
  text: string;
}

/** Where the elements' script comes from; from the platform, whatever its release, unless it is said. */
export interface ScriptSource {
  src: string;
  /** The browser refuses any other file than that of this hash. */
  integrity?: string | null;
  /** What lets it through where the page's policy goes by nonces. */
  nonce?: string;
  /** Whom the elements ask, where the script is not the platform's. */
  endpoint?: string;
}

type Based = Pick<Site, 'base'>;

export const platformScript = ({ base }: Based): ScriptSource => ({ src: `${base}/embed.js` });

/** Attributes without a value are null, those that are not there undefined. */
type Attributes = readonly (readonly [string, string | number | null | undefined])[];

const open = (name: string, attributes: Attributes): string =>
  `<${name}${attributes.map(([each, value]) => attr(each, value === null ? true : value)).join('')}>`;

const element = (name: string, attributes: Attributes, content = ''): string =>
  `${open(name, attributes)}${content}</${name}>`;

/** The script's tag. A hash is compared only with what the server lets other pages read: `crossorigin`. */
export function scriptSnippet({ src, integrity, nonce, endpoint }: ScriptSource): Markup {
  const script = element('script', [
    ['type', 'module'],
    ['src', src],
    ['nonce', nonce],
    ['integrity', integrity ?? undefined],
    ['crossorigin', integrity ? 'anonymous' : undefined],
  ]);
  const named: Attributes = [
    ['name', 'perf-endpoint'],
    ['content', endpoint],
  ];
  return markup(endpoint === undefined ? script : `${open('meta', named)}\n${script}`);
}

/** The tag with a link inside, and the script. */
export function embedSnippet(
  site: Based,
  { tag = 'perf-module', attributes, href, text }: Embedded,
  script: ScriptSource = platformScript(site),
): Markup {
  const link = element('a', [['href', href]], html`${text}`.toString());
  return markup(`${element(tag, attributes, `\n  ${link}\n`)}\n${scriptSnippet(script)}`);
}

interface Preloaded {
  href: string;
  /** For which windows. */
  media?: string;
  /** A module of JavaScript in the place of data. */
  isModule?: boolean;
}

/** Asks for something before the page's scripts do: it is theirs if they ask for just the same. */
export const preloadSnippet = ({ href, media, isModule }: Preloaded): Markup =>
  markup(
    open('link', [
      ['rel', isModule ? 'modulepreload' : 'preload'],
      ['as', isModule ? undefined : 'fetch'],
      ['crossorigin', isModule ? undefined : 'anonymous'],
      ['media', media],
      ['href', href],
    ]),
  );

interface Framed {
  src: string;
  /** What it shows: a frame has to have a name. */
  title: string;
  /** In CSS pixels; null = as wide as its place. */
  width: number | null;
  height: number;
}

/** Not fetched before a reader is near. */
export const frameSnippet = ({ src, title, width, height }: Framed): Markup =>
  markup(
    element('iframe', [
      ['src', src],
      ['title', title],
      ['width', width ?? '100%'],
      ['height', height],
      ['loading', 'lazy'],
    ]),
  );

interface Pictured {
  /** Its page. */
  href: string;
  src: string;
  /** What it shows today. */
  alt: string;
}

export function pictureSnippet({ href, src, alt }: Pictured): Markup {
  const image = open('img', [
    ['src', src],
    ['alt', alt],
  ]);
  return markup(element('a', [['href', href]], `\n  ${image}\n`));
}

/** Where programs ask how the page at an address is embedded. */
export const oembedAddress = ({ base }: Based, url: string): string =>
  `${base}/oembed?${new URLSearchParams({ url })}`;
