/** Texts that people typed, as paragraphs. */
import { html, type Markup } from '../../../components/view/html.js';

/** `<br/>` and empty lines part paragraphs; nothing else in them is markup. */
export const paragraphs = (text: string): string[] =>
  text
    .split(/(?:<br\s*\/?>|\r?\n)+/i)
    .map((part) => part.trim())
    .filter(Boolean);

export const paragraphsHtml = (text: string, className = 'govuk-body'): Markup[] =>
  paragraphs(text).map((part) => html`<p class="${className}">${part}</p>`);

export const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-GB')} ${n === 1 ? one : many}`;

/** An address that a link may hold: http(s) only. */
export const webAddress = (text: string | null | undefined): string | null =>
  text && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null;
