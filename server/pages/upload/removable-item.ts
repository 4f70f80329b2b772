/** Something that is there, in a form whose button takes it away. */
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { csrfHtml } from './words.js';

export interface RemovableItem {
  /** What the form is called, where nobody sees it. */
  label: string;
  /** What the button takes away. */
  name: string;
  shown: HtmlPart;
  action: string;
  /** What is sent. */
  fields: Readonly<Record<string, string>>;
}

export function removableHtml(
  { label, name, shown, action, fields }: RemovableItem,
  session: Parameters<typeof csrfHtml>[0],
): Markup {
  return html`<form class="app-waiting" aria-label="${label}" method="post" action="${action}">
    ${csrfHtml(session)}
    ${Object.entries(fields).map(([field, value]) => html`<input type="hidden" name="${field}" value="${value}" />`)}
    <span>${shown}</span>
    <button class="app-link-button" type="submit">
      Take away<span class="govuk-visually-hidden"> “${name}”</span>
    </button>
  </form>`;
}
