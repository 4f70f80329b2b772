/** Fields of the builder's forms: each with its hint, and what is wrong with it beside it. */
import { attr, html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import {
  type Field,
  inputField,
  type InputKind,
  type Option,
  selectField,
  textField,
} from '../frame/fields.js';
import { errorsHtml } from '../upload/words.js';
import { type FieldProblem, labelledProblem } from './problems.js';

export interface FieldFacts {
  id: string;
  name: string;
  label: string;
  value: string | undefined;
  hint?: string;
  problems: readonly FieldProblem[];
}

/** The field with what is wrong with it. */
function fieldOf({ value = '', problems, ...facts }: FieldFacts): Field {
  const own = problems.filter(({ id }) => id === facts.id).map(({ message }) => message);
  return { ...facts, value, ...(own.length > 0 && { error: own.join(' ') }) };
}

export const inputOf = (facts: FieldFacts, kind: InputKind = 'text'): Markup =>
  inputField(fieldOf(facts), kind);

export const textOf = (facts: FieldFacts, rows?: number): Markup => textField(fieldOf(facts), rows);

/** A value that is not among the options stays: it is refused where it is checked, and not lost before. */
export function choiceOf(facts: FieldFacts, options: readonly Option[]): Markup {
  const field = fieldOf(facts);
  const isThere = options.some(({ value }) => value === field.value);
  return selectField(field, isThere ? options : [...options, { value: field.value, text: field.value }]);
}

export function tickOf({ id, name, label, value }: FieldFacts): Markup {
  return html`<label class="app-check" for="${id}"
    ><input type="checkbox" id="${id}" name="${name}" value="true" ${attr('checked', value === 'true')} />
    <span>${label}</span></label
  >`;
}

/** All that is wrong, with links to where it is. */
export const problemsHtml = (
  problems: readonly FieldProblem[],
  general: readonly HtmlPart[] = [],
): Markup | false =>
  errorsHtml([
    ...general,
    ...problems.map((problem) => html`<a href="#${problem.id}">${labelledProblem(problem)}</a>`),
  ]);
