/** What is known about a thing, as terms with their values. */
import { html, type HtmlPart, type Markup } from '../../../components/view/html.js';

export type Fact = readonly [term: string, value: HtmlPart];

/** Facts without a value are left out; null where there is none at all. */
export function factsHtml(facts: readonly Fact[]): Markup | null {
  const known = facts.filter(([, value]) => value);
  if (!known.length) return null;
  return html`<dl class="app-facts">
    ${known.map(
      ([term, value]) =>
        html`<div class="app-facts__row">
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
