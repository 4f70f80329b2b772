/** Fields of plain forms, and boxes to copy from. */
import { attr, html, Markup, type HtmlPart } from '../../../components/view/html.js';

export interface Option {
  value: string;
  text: string;
  /** How far it is moved in below the one above it. */
  depth?: number;
}

const fieldHtml = (name: string, label: string, control: HtmlPart, className = ''): Markup =>
  html`<div class="app-field${className && ` ${className}`}">
    <label class="govuk-label" for="${name}">${label}</label>
    ${control}
  </div>`;

export const selectHtml = (
  name: string,
  label: string,
  options: readonly Option[],
  chosen: string | null | undefined,
): Markup =>
  fieldHtml(
    name,
    label,
    html`<select class="govuk-select" id="${name}" name="${name}">
      ${options.map(
        ({ value, text, depth = 0 }) =>
          html`<option value="${value}" ${attr('selected', value === chosen)}>
            ${'\u00a0'.repeat(depth * 3)}${text}
          </option>`,
      )}
    </select>`,
  );

export const inputHtml = (
  name: string,
  label: string,
  value: string,
  { type, className }: { type: 'date' | 'number' | 'text' | 'search'; className?: string },
): Markup =>
  fieldHtml(
    name,
    label,
    html`<input
      class="govuk-input"
      id="${name}"
      name="${name}"
      type="${type}"
      ${attr('min', type === 'number' && 1)}${attr('inputmode', type === 'number' && 'numeric')}
      autocomplete="off"
      value="${value}"
    />`,
    className,
  );

/** A box to tick with its label beside it. */
export const checkboxHtml = (name: string, value: string, label: HtmlPart, isChecked: boolean): Markup =>
  html`<label class="app-check"
    ><input type="checkbox" name="${name}" value="${value}" ${attr('checked', isChecked)} />
    <span>${label}</span></label
  >`;

/** Apostrophes need no escape inside double quotes and text. */
const readable = (snippet: Markup): string => snippet.toString().replaceAll('&#39;', "'");

/** A text to copy into a page or a document, with what it is for. */
export const copyHtml = (
  id: string,
  label: string,
  hint: HtmlPart,
  { rows, text }: { rows: number; text: string | Markup },
): Markup =>
  html`<div class="app-copy">
    <label class="govuk-label app-copy__label" for="${id}">${label}</label>
    <p class="govuk-hint app-copy__hint" id="${id}-hint">${hint}</p>
    <textarea
      class="govuk-textarea app-code"
      id="${id}"
      rows="${rows}"
      readonly
      spellcheck="false"
      aria-describedby="${id}-hint"
    >
${text instanceof Markup ? readable(text) : text}</textarea>
  </div>`;
