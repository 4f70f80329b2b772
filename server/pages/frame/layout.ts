/** The frame of every page: head, header, navigation, breadcrumbs, footer. */
import { attr, html, jsonForScript, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { oembedAddress } from './embed-snippet.js';
import { API_PATH, hrefTo, licenceAddress, SITE_NAME, STATEMENT, type Site } from './site.js';

export interface Crumb {
  text: string;
  /** A path without the prefix. */
  path: string;
}

export interface PageContent {
  /** The page's own name; the site's is put after it. */
  title: string;
  /** For search engines and previews: one sentence. */
  description: string;
  /** From the site's root to the page above this one. */
  crumbs?: readonly Crumb[];
  /** The part of the navigation that this page belongs to. */
  section?: 'services' | 'organisations' | 'portfolio' | 'dashboards' | 'status' | 'data';
  /** Where the page is, without the prefix and without a query: what search engines should know it by. */
  path?: string;
  /** The path of a picture of 1200 × 630 for previews of links. */
  image?: string;
  /** What the page is about, in the words of schema.org. */
  about?: object;
  /** A feed of what changes on it. */
  feed?: { title: string; path: string };
  /** It has modules, which the elements' script takes over at the reader's first move. */
  hasModules?: boolean;
  /** The address of what can be embedded of it, for systems that ask with oEmbed. */
  embeds?: string;
  /** Paths of style sheets and scripts of this page alone. */
  sheets?: readonly string[];
  scripts?: readonly string[];
  /** Asks search engines not to list it: one of many views of the same figures, or an error. */
  isUnlisted?: boolean;
  /** It stands in a frame of ours: without header and footer. */
  isBare?: boolean;
  main: HtmlPart;
}

const SECTIONS = [
  { key: 'services', text: 'Services', path: '/services' },
  { key: 'organisations', text: 'Organisations', path: '/organisations' },
  { key: 'portfolio', text: 'All figures', path: '/portfolio' },
  { key: 'dashboards', text: 'Dashboards', path: '/dashboards' },
  { key: 'status', text: 'Status', path: '/status' },
  { key: 'data', text: 'Data', path: '/data/' },
] as const;

/** Search engines show about this many characters. */
const DESCRIPTION_LENGTH = 200;

const shortened = (text: string): string =>
  text.length > DESCRIPTION_LENGTH ? `${text.slice(0, DESCRIPTION_LENGTH - 1).trimEnd()}…` : text;

export function page(site: Site, content: PageContent): Markup {
  const href = hrefTo(site);
  const {
    title,
    description,
    crumbs = [],
    section,
    hasModules,
    isUnlisted = false,
    isBare = false,
    main,
  } = content;
  const { path, image, about, feed, embeds, sheets = [], scripts = [] } = content;
  const fullTitle = title === SITE_NAME ? title : `${title} – ${SITE_NAME}`;
  return html`<!doctype html>
    <html lang="en" class="govuk-template">
      <head>
        <meta charset="utf-8" />
        <title>${fullTitle}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="description" content="${shortened(description)}" />
        <meta property="og:site_name" content="${SITE_NAME}" />
        <meta property="og:type" content="website" />
        <meta property="og:title" content="${title}" />
        <meta property="og:description" content="${shortened(description)}" />
        ${path && html`<meta property="og:url" content="${site.base}${path}" />`}
        ${
          image &&
          html`<meta property="og:image" content="${site.base}${image}" />
            <meta property="og:image:width" content="1200" />
            <meta property="og:image:height" content="630" />
            <meta name="twitter:card" content="summary_large_image" />`
        }
        ${path && !isUnlisted && html`<link rel="canonical" href="${site.base}${path}" />`}
        ${feed && html`<link rel="alternate" type="application/atom+xml" title="${feed.title}" href="${href(feed.path)}" />`}
        ${embeds && html`<link rel="alternate" type="application/json+oembed" title="${title}" href="${oembedAddress(site, embeds)}" />`}
        <meta name="theme-color" content="#0b0c0c" />
        ${isUnlisted && html`<meta name="robots" content="noindex" />`}
        <link rel="icon" href="${href('/assets/icon.svg')}" type="image/svg+xml" />
        ${[...site.styles, ...sheets].map((path) => html`<link rel="stylesheet" href="${href(path)}" />`)}
        ${
          about &&
          html`<script type="application/ld+json">
            ${jsonForScript(about)}
          </script>`
        }
        ${[...(hasModules ? ['/embed.js'] : []), ...scripts].map((path) => html`<script type="module" src="${href(path)}"></script>`)}
      </head>
      <body class="govuk-template__body">
        ${!isBare && html`<a href="#main-content" class="govuk-skip-link">Skip to main content</a>`}
        ${!isBare && header(site, section)}
        <div class="govuk-width-container">
          ${breadcrumbs(site, crumbs)}
          <main class="govuk-main-wrapper" id="main-content" ${attr('aria-label', isBare && title)}>
            ${main}
          </main>
        </div>
        ${!isBare && footer(site)}
      </body>
    </html> `;
}

function header(site: Site, section: PageContent['section']): Markup {
  const href = hrefTo(site);
  const current = (key: string): string | false => key === section && 'true';
  return html`<header class="app-header">
    <div class="govuk-width-container app-header__inside">
      <a class="app-header__name" href="${href('/')}">${SITE_NAME}</a>
      <nav class="app-nav" aria-label="Site">
        <ul class="app-nav__list">
          ${SECTIONS.map(
            ({ key, text, path }) =>
              html`<li>
                <a class="app-nav__link" href="${href(path)}" ${attr('aria-current', current(key))}
                  >${text}</a
                >
              </li>`,
          )}
        </ul>
      </nav>
    </div>
  </header>`;
}

function breadcrumbs(site: Site, crumbs: readonly Crumb[]): Markup | false {
  if (!crumbs.length) return false;
  const href = hrefTo(site);
  const items = [{ text: 'Home', path: '/' }, ...crumbs];
  return html`<nav class="govuk-breadcrumbs" aria-label="Breadcrumb">
    <ol class="govuk-breadcrumbs__list">
      ${items.map(
        ({ text, path }) =>
          html`<li class="govuk-breadcrumbs__list-item">
            <a class="govuk-breadcrumbs__link" href="${href(path)}">${text}</a>
          </li>`,
      )}
    </ol>
  </nav>`;
}

/** The name of a licence, or of several, with a link where one is the Open Government Licence. */
export function licenceHtml(licence: string): Markup {
  const licences = licence.split('; ');
  // Only where nothing else holds may a program take the link for the licence of the page.
  const rel = attr('rel', licences.length === 1 && 'license');
  const each = licences.map((name, index) => {
    const address = licenceAddress(name);
    return html`${index > 0 && '; '}${address === name ? name : html`<a class="govuk-link" ${rel} href="${address}">${name}</a>`}`;
  });
  return html`${each}`;
}

function footer(site: Site): Markup {
  const href = hrefTo(site);
  const links = [
    ...SECTIONS,
    { text: 'Publish figures', path: '/upload' },
    { text: 'Build dashboards', path: '/build' },
    { text: 'Get a dashboard', path: '/get-a-dashboard' },
    { text: 'API for programs (GraphQL)', path: API_PATH },
  ];
  return html`<footer class="govuk-footer app-footer">
    <div class="govuk-width-container">
      <ul class="govuk-footer__inline-list">
        ${links.map(
          ({ text, path }) =>
            html`<li class="govuk-footer__inline-list-item">
              <a class="govuk-footer__link" href="${href(path)}">${text}</a>
            </li>`,
        )}
      </ul>
      <p class="app-footer__line">${STATEMENT}.</p>
      <p class="app-footer__line">
        Figures are published by each service’s organisation under the ${licenceHtml(site.licence)}, except
        where a figure says otherwise.
      </p>
    </div>
  </footer>`;
}
