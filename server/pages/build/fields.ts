/** Fields of the builder's forms: each with its hint, and what is wrong with it beside it. */
import { attr, html, type HtmlPart, type Markup } from '../../../components/view/html.js';
import { described, type Labelled, labelled, type Option } from '../frame/fields.js';
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

const own = ({ id, problems }: Pick<FieldFacts, 'id' | 'problems'>): FieldProblem[] =>
  problems.filter((problem) => problem.id === id);

const asLabelled = (facts: FieldFacts): Labelled => ({
  ...facts,
  error: own(facts)
    .map(({ message }) => message)
    .join(' '),
});

export function textField(facts: FieldFacts, type: 'text' | 'number' | 'date' = 'text'): Markup {
  const { id, name, value = '' } = facts;
  return labelled(
    asLabelled(facts),
    html`<input
      class="govuk-input${own(facts).length > 0 && ' govuk-input--error'}"
      id="${id}"
      name="${name}"
      type="${type === 'number' ? 'text' : type}"
      ${attr('inputmode', type === 'number' && 'numeric')}
      autocomplete="off"
      value="${value}"
      ${described(asLabelled(facts))}
    />`,
  );
}

export function textArea(facts: FieldFacts, rows = 3): Markup {
  const { id, name, value = '' } = facts;
  return labelled(
    asLabelled(facts),
    html`<textarea
      class="govuk-textarea"
      id="${id}"
      name="${name}"
      rows="${rows}"
      ${described(asLabelled(facts))}
    >
${value}</textarea>`,
  );
}

/** A value that is not among the options stays: it is refused where it is checked, and not lost before. */
export function choiceField(facts: FieldFacts, options: readonly Option[]): Markup {
  const { id, name, value = '' } = facts;
  const isThere = options.some((option) => option.value === value);
  const all = isThere ? options : [...options, { value, text: value }];
  return labelled(
    asLabelled(facts),
    html`<select class="govuk-select" id="${id}" name="${name}" ${described(asLabelled(facts))}>
      ${all.map(
        (option) =>
          html`<option value="${option.value}" ${attr('selected', option.value === value)}>
            ${option.text}
          </option>`,
      )}
    </select>`,
  );
}

export function tickField({ id, name, label, value }: FieldFacts): Markup {
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
