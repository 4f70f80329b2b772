/** `/oembed?url=`: how systems embed the page at an address, in the format of https://oembed.com. */
import { ArgumentError } from '../../errors.js';
import { html, type Markup } from '../../../components/view/html.js';
import { previewPath } from '../figure/addressed-figure.js';
import { valueOf } from '../figure/figure-query.js';
import { TYPES, type PageAnswer, type PageQuestion } from '../frame/answers.js';
import { frameSnippet } from '../frame/embed-snippet.js';
import { SITE_NAME } from '../frame/site.js';
import { readEmbedded, wordsFor, type Embedded } from './embedded.js';
import { shownOf, shownQuery, type Shown } from './settings.js';
import { addressIn, findTarget } from './target.js';
import { numberBetween } from './theme.js';

export const OEMBED_PARAMETERS: readonly string[] = ['url', 'format', 'maxwidth', 'maxheight'];

/** In CSS pixels, where whoever asks names none. */
const WIDTH = 640;

/** Seconds that an answer may be kept: figures in a frame are always the newest. */
const CACHE_AGE = 86_400;

const problem = (status: 400 | 404 | 501, message: string): PageAnswer => ({
  ...{ status, type: TYPES.text, body: `${message}\n` },
});

type Said = Record<string, string | number>;

function xmlOf(said: Said): Markup {
  const tags = Object.entries(said).map(([name, value]) => html`<${name}>${value}</${name}>`);
  return html`<?xml version="1.0" encoding="utf-8" standalone="yes"?>
    <oembed>${tags}</oembed> `;
}

function saidOf(embedded: Embedded, shown: Shown, { site, query }: PageQuestion): Said {
  const { title, frame, figure } = embedded;
  const width = Math.min(WIDTH, numberBetween(query, 'maxwidth', 1, 100_000) ?? WIDTH);
  const height = Math.min(frame!.height, numberBetween(query, 'maxheight', 1, 100_000) ?? frame!.height);
  const src = site.base + frame!.path + shownQuery(shown);
  const publisher = figure?.data.publisher?.name;
  return {
    ...{ version: '1.0', type: 'rich', title },
    ...(publisher && { author_name: publisher }),
    ...{ provider_name: SITE_NAME, provider_url: `${site.base}/`, cache_age: CACHE_AGE },
    ...(figure && {
      thumbnail_url: site.base + previewPath(figure),
      ...{ thumbnail_width: 1200, thumbnail_height: 630 },
    }),
    ...{ html: frameSnippet({ src, title, width, height }).toString(), width, height },
  };
}

export async function oembed(question: PageQuestion): Promise<PageAnswer> {
  const { site, reading, query } = question;
  const url = valueOf(query, 'url');
  if (url === null)
    return problem(
      400,
      `url is missing: the address of a figure or dashboard, like ${site.base}/portfolio/transactions`,
    );
  const format = valueOf(query, 'format') ?? 'json';
  if (format !== 'json' && format !== 'xml')
    return problem(501, `format must be json or xml, not "${format}"`);
  const address = addressIn(url, site);
  const found = address && findTarget(address.path, address.path.startsWith('/dashboards/'), reading);
  if (!found || !('target' in found)) {
    return problem(404, `at ${url} there is no figure or dashboard of this platform to embed`);
  }
  try {
    const shown = wordsFor(shownOf(address.query), found.target);
    const said = saidOf(await readEmbedded(found.target, shown, question), shown, question);
    return format === 'xml'
      ? { status: 200, type: 'text/xml; charset=utf-8', body: xmlOf(said).toString() }
      : { status: 200, type: TYPES.json, body: `${JSON.stringify(said)}\n` };
  } catch (error) {
    if (!(error instanceof ArgumentError)) throw error;
    return problem(400, `${error.argument}: ${error.message}`);
  }
}
