/** What is copied for each way of embedding, with the least policy that it needs. */
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { copyHtml } from '../frame/fields.js';
import {
  embedSnippet,
  frameSnippet,
  oembedAddress,
  pictureSnippet,
  platformScript,
  scriptSnippet,
  type ScriptSource,
} from '../frame/embed-snippet.js';
import { hrefTo, type Site } from '../frame/site.js';
import type { Embedded } from './embedded.js';
import { figurePreload } from './preload.js';
import { leastPolicy, leastTrustedTypes, type Way } from './policy/needs.js';
import { shownQuery, wordsQuery, type Settings } from './settings.js';
import { themeRule } from './theme.js';

interface Parts {
  embedded: Embedded;
  settings: Settings;
  site: Site;
}

export const WAY_TEXTS: Record<Way, { name: string; use: string }> = {
  element: {
    name: 'Element',
    use: 'For any page that may have a script: it stays up to date, and readers can use it.',
  },
  fragment: {
    name: 'HTML from your server',
    use: 'For pages that your own server puts together: complete without scripts.',
  },
  frame: { name: 'Frame', use: 'For systems that take an iframe and no other tag.' },
  picture: { name: 'Picture', use: 'Where only pictures are possible: newsletters, documents, old systems.' },
  oembed: { name: 'Address (oEmbed)', use: 'For systems that make an embed of an address that is pasted.' },
};

/** Frames and addresses are of what has a page for frames; fragments and pictures are of one figure. */
export function waysOf({ figure, frame }: Embedded): Way[] {
  const ofFigure: Way[] = figure ? ['fragment', 'picture'] : [];
  const framed: Way[] = frame ? ['frame', 'oembed'] : [];
  return (['element', 'fragment', 'frame', 'picture', 'oembed'] as const).filter(
    (way) => way === 'element' || ofFigure.includes(way) || framed.includes(way),
  );
}

function scriptFor({ settings: { files }, site }: Parts): ScriptSource {
  switch (files) {
    case 'own':
      return { src: '/embed.js', integrity: site.loaderIntegrity, endpoint: `${site.base}/graphql` };
    case 'pinned':
      return { ...platformScript(site), integrity: site.loaderIntegrity };
    default:
      return platformScript(site);
  }
}

const FILES_HINTS = {
  platform: 'Without JavaScript the link remains.',
  pinned:
    'Browsers refuse any other script than today’s (integrity). After the next release of the platform the link remains until you copy the code anew.',
  own: 'Copy embed.js, and the folder embed beside it, to the root of your site: the code asks this platform for the figures. Browsers refuse any other embed.js than today’s (integrity).',
} as const;

/** Where the script's files lie: on the platform, or at the root of the page's own site. */
const filesBase = ({ settings: { files }, site }: Parts): string => (files === 'own' ? '' : site.base);

/** Null of what has more than one figure, and where the elements are not built. */
function preloadCode(parts: Parts): Markup | null {
  const { embedded, site } = parts;
  if (embedded.tag !== 'perf-module' || site.sheetsPath === null) return null;
  const links = figurePreload(embedded.attributes, {
    endpoint: `${site.base}/graphql`,
    sheets: `${filesBase(parts)}/${site.sheetsPath}`,
  });
  return (
    links &&
    copied(
      'preload-element',
      'Into the head, if this is the page’s only figure',
      'It is then there a step sooner: the page asks for it while it is read, and not only once its script has run. After a release of the platform copy it anew; until then an old one does no harm.',
      links,
    )
  );
}

const pagePath = ({ embedded, settings, site }: Parts): string =>
  site.base + embedded.target.path + wordsQuery(settings);

const rowsOf = (text: Markup | string): number =>
  Math.min(12, text.toString().trimEnd().split('\n').length + 2);

/** A text to copy as high as it is. */
const copied = (id: string, label: string, hint: HtmlPart, text: Markup | string): Markup =>
  copyHtml(id, label, hint, { rows: rowsOf(text), text });

function elementCode(parts: Parts): Markup[] {
  const { embedded, settings, site } = parts;
  const { tag, title } = embedded;
  const attributes =
    settings.hasNoPicker && tag === 'perf-dashboard'
      ? [...embedded.attributes, ['no-picker', null] as const]
      : embedded.attributes;
  const code = embedSnippet(site, { tag, attributes, href: pagePath(parts), text: title }, scriptFor(parts));
  const rule = themeRule(settings.theme);
  return [
    copied('code-element', 'Into the page', FILES_HINTS[settings.files], code),
    ...[preloadCode(parts)].filter((each) => each !== null),
    ...(rule
      ? [
          copied(
            'style-element',
            'Into your style sheet',
            'It is for all figures on your pages: narrow the selector where it should not be.',
            rule,
          ),
        ]
      : []),
  ];
}

function fragmentCode(parts: Parts): Markup[] {
  const { embedded, settings, site } = parts;
  const address = `${site.base}${embedded.target.path}.html${wordsQuery(settings)}`;
  const rule = themeRule(settings.theme, 'perf-module');
  return [
    copied(
      'code-fragment',
      'Fetch this from your server',
      'What it answers is HTML to put into your page: figure, sentence, picture, table, and its data. Fetch it again now and then: answers say for how long they hold.',
      address,
    ),
    copied(
      'code-touch',
      'For readers to use it, too',
      'With this script on the page it becomes the element once a reader turns to it, without another question. The policy is then that of the element.',
      scriptSnippet(scriptFor(parts)),
    ),
    ...(rule
      ? [copied('style-fragment', 'Into your style sheet', 'It counts once the script is there.', rule)]
      : []),
  ];
}

const frameHeight = ({ embedded, settings }: Parts): number => settings.height ?? embedded.frame!.height;

function frameCode(parts: Parts): Markup[] {
  const { embedded, settings, site } = parts;
  const src = site.base + embedded.frame!.path + shownQuery(settings);
  const height = frameHeight(parts);
  const code = frameSnippet({ src, title: embedded.title, width: null, height });
  return [
    copied(
      'code-frame',
      'Into the page',
      `It is ${height} pixels high: give it the height at which nothing is cut off where it stands. In a sandbox it needs allow-popups for its links, allow-downloads for files and allow-scripts to be used.`,
      code,
    ),
  ];
}

function pictureCode(parts: Parts): Markup[] {
  const { embedded, settings, site } = parts;
  const address = (format: string): string =>
    `${site.base}${embedded.target.path}.${format}${wordsQuery(settings)}`;
  const code = pictureSnippet({
    href: pagePath(parts),
    src: address('svg'),
    alt: embedded.sentence || embedded.title,
  });
  return [
    copied(
      'code-picture',
      'Into the page',
      'Its text alternative says what it shows today: keep it in step.',
      code,
    ),
    copied('code-png', 'The same for letters and slides', 'A PNG of 1,200 pixels.', address('png')),
  ];
}

function oembedCode(parts: Parts): Markup[] {
  const { site } = parts;
  const page = pagePath(parts);
  return [
    copied(
      'code-address',
      'Paste this into the editor',
      'Systems that know oEmbed make a frame of it by themselves.',
      page,
    ),
    copied(
      'code-oembed',
      'What they ask',
      html`The page names it in its head. Where addresses have to be entered: those that begin with
        <code>${site.base}/</code>, asked at <code>${site.base}/oembed</code>.`,
      oembedAddress(site, page),
    ),
  ];
}

const CODES: Record<Way, (parts: Parts) => Markup[]> = {
  element: elementCode,
  fragment: fragmentCode,
  frame: frameCode,
  picture: pictureCode,
  oembed: oembedCode,
};

function policyHtml(way: Way, { settings, site, embedded }: Parts): Markup {
  const isOwnFiles = settings.files === 'own';
  const embedding = { way, base: site.base, isOwnFiles };
  const typed = leastTrustedTypes(embedding);
  const check = new URLSearchParams({
    way,
    of: embedded.target.path,
    ...(settings.page && { page: settings.page.href }),
    ...(isOwnFiles && { files: 'own' }),
  });
  return html`${copied(
      `policy-${way}`,
      'The least Content-Security-Policy',
      way === 'fragment'
        ? 'It needs nothing of it: your server fetches it, and what it writes has no script and no style.'
        : 'More than this your page need not allow for it.',
      leastPolicy(embedding),
    )}
    ${typed && html`<p class="govuk-body-s">With Trusted Types add <code>${typed}</code></p>`}
    <p class="govuk-body">
      <a class="govuk-link" href="${hrefTo(site)(`/embed/policy?${check}`)}"
        >Check whether your policy lets it work</a
      >
    </p>`;
}

/** The code of one way. */
export const codeHtml = (way: Way, parts: Parts): Markup =>
  html`<p class="govuk-body">${WAY_TEXTS[way].use}</p>
    ${CODES[way](parts)} ${policyHtml(way, parts)}`;
