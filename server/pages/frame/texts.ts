/** Texts that people typed, as paragraphs. */
import { linkedParagraphs, paragraphs } from '../../../components/formatting/paragraphs.js';
import { html, type Markup } from '../../../components/view/html.js';

export const paragraphsHtml = (text: string, className = 'govuk-body'): Markup[] =>
  paragraphs(text).map((part) => html`<p class="${className}">${part}</p>`);

/** With the links that are written in it. */
export const linkedHtml = (text: string): Markup[] =>
  linkedParagraphs(text).map(
    (pieces) =>
      html`<p>
        ${pieces.map(({ text: words, url }) => (url === undefined ? words : html`<a href="${url}">${words}</a>`))}
      </p>`,
  );

export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

/** An address that a link may hold: http(s) only. */
export const webAddress = (text: string | null | undefined): string | null =>
  text && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null;
