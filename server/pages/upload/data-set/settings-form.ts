/** The form of what a data set says of itself: its settings, and its categories. */
import type { DataSet } from '../../../entities/index.js';
import { attr, html, type Markup } from '../../../../components/view/html.js';
import { errorOf, idOf, inputControl, inputField, selectField, textField } from '../../frame/fields.js';
import { tableHtml } from '../../frame/table.js';
import { count } from '../../frame/texts.js';
import { valueLabel } from '../../../wording/value-labels.js';
import type { SignedInQuestion } from '../answers.js';
import { csrfHtml } from '../words.js';
import { categoriesOf, type Dimension, type LabelledValue } from './categories.js';
import { settingFields, type SettingField, type Settings, settingsOf } from './settings.js';

interface Shown {
  entity: DataSet;
  dimensions: readonly Dimension[];
  /** What stands in the fields, where it is not what is stored. */
  values?: Settings;
  /** By the names of fields. */
  errors?: Settings;
}

function fieldHtml(
  { name, label, hint, control }: Omit<SettingField, 'read'>,
  value: string,
  error: string | undefined,
): Markup {
  const field = { id: idOf(name), name, label, value, ...(hint && { hint }), ...(error && { error }) };
  if (Array.isArray(control)) return selectField(field, control);
  return control === 'lines' ? textField(field, 4) : inputField(field, control);
}

/** What readers see in the place of a value, in one language. */
function labelHtml(
  { value, fields }: LabelledValue,
  language: keyof LabelledValue['fields'],
  { values, errors = {} }: { values: Settings; errors?: Settings },
): Markup {
  const name = fields[language];
  const id = idOf(name);
  const label = `${value} in ${language === 'cy' ? 'Welsh' : 'English'}`;
  const error = errors[name];
  const field = { id, name, label, value: values[name] ?? '', ...(error && { error }) };
  return html`<div>
    ${error && errorOf(id, error)}
    ${inputControl(field, 'text', html`${attr('lang', language === 'cy' && 'cy')} aria-label="${label}" `)}
  </div>`;
}

const VALUES_HINT = 'One a line, in the order in which readers see them.';
const BOUNDS_HINT = 'One a line, in the unit of the measure, rising; the last is +Inf.';

function dimensionHtml(
  { name, values: declared, choice, valuesField, labelled: own, more }: Dimension,
  shown: { values: Settings; errors?: Settings },
): Markup {
  const isBounds = name === 'le';
  const hint = isBounds
    ? BOUNDS_HINT
    : choice.length > 0
      ? `${VALUES_HINT} Of ${choice.join(', ')}. Leave it empty where any of them may be sent.`
      : `${VALUES_HINT} Leave it empty where any may be sent.`;
  const what = isBounds ? 'Upper bounds of the ranges' : `Values of ${name}`;
  return html`<fieldset class="app-question">
    <legend class="govuk-heading-m">${isBounds ? 'Ranges' : `Split by ${name}`}</legend>
    ${
      valuesField === null
        ? declared.length > 0 &&
          html`<p class="govuk-body">
            ${what}: ${declared.join(', ')}. Who may add services can change them.
          </p>`
        : fieldHtml(
            { name: valuesField, label: what, hint, control: 'lines' },
            shown.values[valuesField],
            shown.errors?.[valuesField],
          )
    }
    ${
      own.length > 0 &&
      html`<p class="govuk-body">
          What readers see in the place of each value. Where it is empty they see the value itself, like
          “${valueLabel(own[0].value)}” for ${own[0].value}.
        </p>
        ${tableHtml<LabelledValue>({
          caption: `What readers see of ${name}`,
          isSmall: true,
          columns: [
            { label: 'Value', cell: ({ value }) => value },
            { label: 'In English', cell: (each) => labelHtml(each, 'en', shown) },
            { label: 'In Welsh', cell: (each) => labelHtml(each, 'cy', shown) },
          ],
          rows: own,
        })}`
    }
    ${
      more > 0 &&
      html`<p class="govuk-body">
        There are ${count(more, 'more value')}: label them with a file of data sets (dimension_labels).
      </p>`
    }
  </fieldset>`;
}

export function settingsHtml(
  { entity, dimensions, values: sent = {}, errors = {} }: Shown,
  action: string,
  { session }: SignedInQuestion,
): Markup {
  const now = { ...settingsOf(entity), ...categoriesOf(entity, dimensions) };
  const values = { ...now, ...sent };
  return html`<form class="app-form" aria-label="What it says of itself" method="post" action="${action}">
    ${csrfHtml(session)}
    <input type="hidden" name="shown" value="${JSON.stringify(now)}" />
    <h2 class="govuk-heading-l">What it says of itself</h2>
    ${settingFields(entity).map((field) => fieldHtml(field, values[field.name], errors[field.name]))}
    ${dimensions.map((dimension) => dimensionHtml(dimension, { values, errors }))}
    <button class="govuk-button" type="submit">Save</button>
  </form>`;
}
