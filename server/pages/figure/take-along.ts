/** What a figure's page offers to those who use it elsewhere: files, a tag for their page, whom to tell. */
import type { ModuleRange } from '../../modules/module-question.js';
import { attr, html, type Markup } from '../../../components/view/html.js';
import type { PageQuestion } from '../frame/answers.js';
import { moreWaysHtml } from '../embed/more-ways.js';
import { embedSnippet, pictureSnippet } from '../frame/embed-snippet.js';
import { copyHtml } from '../frame/fields.js';
import { queryAsked, queryOf } from './figure-query.js';
import { FORMATS, type Format } from './figure-files.js';
import { titleOf, type AddressedFigure } from './addressed-figure.js';
import { tagAttributes } from './module-tag.js';
import { hrefTo } from '../frame/site.js';

const FILE_TEXTS: Record<Format, { name: string; use: string }> = {
  csv: { name: 'CSV', use: 'for spreadsheets' },
  json: { name: 'JSON', use: 'for programs' },
  svg: { name: 'SVG', use: 'a picture with its source' },
  png: { name: 'PNG', use: 'the same picture for documents and slides' },
  html: { name: 'HTML', use: 'to include on your own server, without scripts' },
};

export function filesSection({ path }: AddressedFigure, range: ModuleRange, question: PageQuestion): Markup {
  const order: Format[] = ['csv', 'json', 'svg', 'png', 'html'];
  const asked = queryAsked(range, question.query);
  const href = (format: Format): string => hrefTo(question.site)(`${path}.${format}${asked}`);
  return html`<section class="app-online" aria-labelledby="files">
    <h2 class="govuk-heading-l" id="files">Download</h2>
    <ul class="app-files">
      ${order
        .filter((format) => FORMATS.includes(format))
        .map(
          (format) =>
            html`<li>
              <a class="govuk-link" href="${href(format)}" ${attr('download', format === 'csv')}
                >${FILE_TEXTS[format].name}</a
              >
              <span class="app-muted">${FILE_TEXTS[format].use}</span>
            </li>`,
        )}
    </ul>
  </section>`;
}

/** What a page's author copies: the tag with a link inside and the script; without scripts, a fragment or a picture. */
export function embedSection(
  figure: AddressedFigure,
  range: ModuleRange,
  { site, query: asked }: PageQuestion,
): Markup {
  const { data } = figure;
  const attributes = tagAttributes({ ...figure, stored: figure.answer.stored }, range);
  const query = queryAsked(range, asked);
  const path = site.base + figure.path;
  const text = titleOf(figure);
  const tag = embedSnippet(site, { attributes, href: path + query, text });
  const picture = pictureSnippet({
    ...{ href: path + query, src: `${path}.svg${query}`, alt: data.series?.narrative || text },
  });
  return html`<section class="app-online" aria-labelledby="embed">
    <h2 class="govuk-heading-l" id="embed">Embed this</h2>
    ${copyHtml('embed-code', 'On any web page', 'It stays up to date by itself; without JavaScript the link remains.', { rows: 6, text: tag })}
    <details class="app-more">
      <summary class="app-more__summary">Without scripts</summary>
      ${copyHtml('embed-fragment', 'From your server', 'What this address answers is HTML to put into your page: figure, sentence, picture and table.', { rows: 2, text: `${path}.html${query}` })}
      ${copyHtml('embed-picture', 'As a picture', 'Where only pictures are possible. Its text alternative is of today: keep it in step.', { rows: 5, text: picture })}
    </details>
    ${moreWaysHtml(figure.path + query, site)}
  </section>`;
}

/** The first e-mail address in a contact that somebody wrote. */
const mailIn = (contact: string | null | undefined): string | null =>
  /[^\s@<>(),;:?&]+@[^\s@<>(),;:?&]+\.[a-z]{2,}/i.exec(contact ?? '')?.[0] ?? null;

/** A letter to the publisher, else to whoever runs the platform, that says already which figure it is about. */
export function reportSection(
  figure: AddressedFigure,
  range: ModuleRange,
  { site }: PageQuestion,
): Markup | null {
  const { data } = figure;
  const { contact, name } = data.publisher!;
  const mail = mailIn(contact) ?? site.contact;
  if (!mail && !contact) return null;
  const address = `${site.base}${figure.path}${queryOf(range)}`;
  const subjectLine = `Problem with a figure: ${titleOf(figure)}`;
  const body = `What is wrong:\n\n\nThe figure: ${address}\n`;
  const href = `mailto:${mail}?subject=${encodeURIComponent(subjectLine)}&body=${encodeURIComponent(body)}`;
  const whom = mailIn(contact) ? name : 'whoever runs this platform';
  return html`<section class="app-online" aria-labelledby="report">
    <h2 class="govuk-heading-l" id="report">Report a problem</h2>
    <p class="govuk-body">
      ${
        mail
          ? html`Is something wrong with this figure?
              <a class="govuk-link" href="${href}">Write to ${whom}</a>. The address of this page is in the
              letter already.`
          : html`Is something wrong with this figure? Tell ${name}: ${contact}`
      }
    </p>
  </section>`;
}
