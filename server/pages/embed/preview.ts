/** The figure as it will stand on somebody's page: as wide as there, in its colours, under its address. */
import { html, type Markup } from '../../../components/view/html.js';
import type { PageQuestion } from '../frame/answers.js';
import { frameSnippet, pictureSnippet } from '../frame/embed-snippet.js';
import { hrefTo } from '../frame/site.js';
import { drawnHtml, type Embedded } from './embedded.js';
import { shownQuery, wordsQuery, type Settings } from './settings.js';
import { themeQuery, unreadable } from './theme.js';

async function contentHtml(embedded: Embedded, settings: Settings, question: PageQuestion): Promise<Markup> {
  const href = hrefTo(question.site);
  const { target, frame, title, sentence } = embedded;
  switch (settings.way) {
    case 'frame':
    case 'oembed':
      return frameSnippet({
        ...{ src: href(frame!.path + shownQuery(settings)), title, width: settings.width },
        height: settings.height ?? frame!.height,
      });
    case 'picture':
      return pictureSnippet({
        href: href(target.path + wordsQuery(settings)),
        src: href(`${target.path}.svg${wordsQuery(settings)}`),
        alt: sentence || title,
      });
    default:
      return drawnHtml(embedded, settings, { ...question, path: target.path });
  }
}

/** What the place looks like is a style sheet of its own, made from the address: pages have no inline styles. */
export const placeSheetPath = ({ theme, width }: Settings): string =>
  `/embed/place.css?${new URLSearchParams([...themeQuery(theme), ...(width === null ? [] : [['width', String(width)]])])}`;

export async function previewHtml(
  embedded: Embedded,
  settings: Settings,
  question: PageQuestion,
): Promise<Markup> {
  const { page, width, theme } = settings;
  const told = unreadable(theme);
  return html`<section aria-labelledby="preview">
    <h2 class="govuk-heading-l" id="preview">On your page</h2>
    ${told.length > 0 && html`<div class="app-notice app-notice--problem">${told.map((text) => html`<p class="govuk-body">With these colours ${text}.</p>`)}</div>`}
    <div class="app-host">
      <p class="app-host__bar">
        <span class="app-host__address">${page?.href ?? 'https://www.example.org/your-page'}</span>
        <span class="app-host__width"
          >${width === null ? 'as wide as here' : `${width.toLocaleString('en-GB')} pixels wide`}</span
        >
      </p>
      <div class="app-host__view" role="region" aria-label="Your page">
        <div class="app-host__page">${await contentHtml(embedded, settings, question)}</div>
      </div>
    </div>
  </section>`;
}
