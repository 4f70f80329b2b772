/** Fields of plain forms, and boxes to copy from. */
import { attr, html, Markup, type HtmlPart } from '../../../components/view/html.js';

export interface Option {
  value: string;
  text: string;
  /** How far it is moved in below the one above it. */
  depth?: number;
}

/** A field with what stands in it. */
export interface Field {
  id: string;
  name: string;
  label: string;
  value: string;
  hint?: string;
  /** What is wrong with what stands in it; empty = nothing. */
  error?: string;
}

/** An id that no other field has, without blanks, of a field's name. */
export const idOf = (name: string): string => encodeURIComponent(name).replaceAll('%', '_');

/** What the control says of itself, beside its id and name. */
function described({ id, hint, error }: Field): Markup {
  const by = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return html`${attr('aria-describedby', by || null)}${attr('aria-invalid', error && 'true')}`;
}

/** What is wrong with a field, beside it. */
export const errorOf = (id: string, error: string): Markup =>
  html`<p class="govuk-error-message" id="${id}-error">
    <span class="govuk-visually-hidden">Error:</span> ${error}
  </p>`;

/** A control with its label, its hint, and what is wrong with it. */
const labelled = ({ id, label, hint, error }: Field, control: HtmlPart, className = ''): Markup =>
  html`<div class="app-field${error && ' app-field--wrong'}${className && ` ${className}`}">
    <label class="govuk-label" for="${id}">${label}</label>
    ${hint && html`<p class="govuk-hint" id="${id}-hint">${hint}</p>`} ${error && errorOf(id, error)}
    ${control}
  </div>`;

/** What is typed into an input: numbers are written as texts, so that what is no number comes back with the answer. */
const INPUTS = {
  text: { type: 'text', inputmode: null, autocomplete: 'off' },
  search: { type: 'search', inputmode: null, autocomplete: 'off' },
  date: { type: 'date', inputmode: null, autocomplete: 'off' },
  email: { type: 'email', inputmode: null, autocomplete: 'email' },
  /** A whole number. */
  count: { type: 'text', inputmode: 'numeric', autocomplete: 'off' },
  number: { type: 'text', inputmode: 'decimal', autocomplete: 'off' },
} as const;

export type InputKind = keyof typeof INPUTS;

/** @param own more attributes of the control */
export function inputControl(field: Field, kind: InputKind, own: HtmlPart = false): Markup {
  const { type, inputmode, autocomplete } = INPUTS[kind];
  return html`<input
    class="govuk-input${field.error && ' govuk-input--error'}"
    id="${field.id}"
    name="${field.name}"
    type="${type}"
    ${attr('inputmode', inputmode)}
    autocomplete="${autocomplete}"
    value="${field.value}"
    ${own}${described(field)}
  />`;
}

export const inputField = (field: Field, kind: InputKind = 'text', className = ''): Markup =>
  labelled(field, inputControl(field, kind), className);

export const textField = (field: Field, rows = 3): Markup =>
  labelled(
    field,
    html`<textarea
      class="govuk-textarea"
      id="${field.id}"
      name="${field.name}"
      rows="${rows}"
      ${described(field)}
    >
${field.value}</textarea>`,
  );

export const selectField = (field: Field, options: readonly Option[]): Markup =>
  labelled(
    field,
    html`<select class="govuk-select" id="${field.id}" name="${field.name}" ${described(field)}>
      ${options.map(
        ({ value, text, depth = 0 }) =>
          html`<option value="${value}" ${attr('selected', value === field.value)}>
            ${'\u00a0'.repeat(depth * 3)}${text}
          </option>`,
      )}
    </select>`,
  );

/** A choice whose field has the id of its name. */
export const selectHtml = (
  name: string,
  label: string,
  options: readonly Option[],
  chosen: string | null | undefined,
): Markup => selectField({ id: name, name, label, value: chosen ?? '' }, options);

interface InputOptions {
  type: InputKind;
  className?: string;
  /** What is wrong with what stands in it. */
  problem?: string | null;
}

/** An input whose field has the id of its name. */
export const inputHtml = (
  name: string,
  label: string,
  value: string,
  { type, className, problem }: InputOptions,
): Markup =>
  inputField({ id: name, name, label, value, ...(problem && { error: problem }) }, type, className);

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
