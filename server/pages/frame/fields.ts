/** Fields of plain forms, and boxes to copy from. */
import { attr, html, Markup, type HtmlPart } from '../../../components/view/html.js';

export interface Option {
  value: string;
  text: string;
  /** How far it is moved in below the one above it. */
  depth?: number;
}

/** What stands around a control, by the control's id. */
export interface Labelled {
  id: string;
  label: string;
  hint?: string;
  /** What is wrong with what stands in it; empty = nothing. */
  error?: string;
}

/** An id that no other field has, without blanks, of a field's name. */
export const idOf = (name: string): string => encodeURIComponent(name).replaceAll('%', '_');

/** What the control says of itself, beside its id and name. */
export function described({ id, hint, error }: Labelled): Markup {
  const by = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`${attr('aria-describedby', by || null)}${attr('aria-invalid', error && 'true')}`;
}

/** A control with its label, its hint, and what is wrong with it. */
export const labelled = ({ id, label, hint, error }: Labelled, control: HtmlPart, className = ''): Markup =>
  html`<div class="app-field${error && ' app-field--wrong'}${className && ` ${className}`}">
    <label class="govuk-label" for="${id}">${label}</label>
    ${hint && html`<p class="govuk-hint" id="${id}-hint">${hint}</p>`}
    ${
      error &&
      html`<p class="govuk-error-message" id="${id}-error">
        <span class="govuk-visually-hidden">Error:</span> ${error}
      </p>`
    }
    ${control}
  </div>`;

export const selectHtml = (
  name: string,
  label: string,
  options: readonly Option[],
  chosen: string | null | undefined,
): Markup =>
  labelled(
    { id: name, label },
    html`<select class="govuk-select" id="${name}" name="${name}">
      ${options.map(
        ({ value, text, depth = 0 }) =>
          html`<option value="${value}" ${attr('selected', value === chosen)}>
            ${'\u00a0'.repeat(depth * 3)}${text}
          </option>`,
      )}
    </select>`,
  );

interface InputOptions {
  type: 'date' | 'number' | 'text' | 'search';
  className?: string;
  /** What is wrong with what stands in it. */
  problem?: string | null;
}

export const inputHtml = (
  name: string,
  label: string,
  value: string,
  { type, className, problem }: InputOptions,
): Markup => {
  const facts = { id: name, label, error: problem ?? '' };
  return labelled(
    facts,
    html`<input
      class="govuk-input${problem && ' govuk-input--error'}"
      id="${name}"
      name="${name}"
      type="${type}"
      ${attr('min', type === 'number' && 1)}${attr('inputmode', type === 'number' && 'numeric')}
      autocomplete="off"
      value="${value}"
      ${described(facts)}
    />`,
    className,
  );
};

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
