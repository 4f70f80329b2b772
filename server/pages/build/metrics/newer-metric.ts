/** Somebody else has saved or removed a metric in the meantime, or there is one of its name: what is said, and the way on. */
import { html, type Markup } from '../../../../components/view/html.js';
import { hrefTo } from '../../frame/site.js';
import type { BuildQuestion } from '../answers.js';
import type { FieldProblem } from '../problems.js';
import { labelOf, metricPath } from '../words.js';
import { metricLabel } from './metric-labels.js';

/** @param newer the version that is there now; 0 = it was removed */
export function newerProblem(newer: number, key: string, { names, reading }: BuildQuestion): FieldProblem {
  const isNew = names.key === undefined;
  const id = isNew ? 'key' : 'label';
  const label = metricLabel(id, undefined);
  const there = reading.catalogue.metric(key);
  const message = isNew
    ? `There is a metric ${there ? `“${labelOf(there)}” ` : ''}at ${key} already. Choose another name, or edit that one.`
    : `Somebody has ${newer === 0 ? 'removed this metric' : `saved version ${newer} of this metric`} since you began. Nothing was overwritten, and what you typed is kept.`;
  return { id, message, ...(label !== undefined && { label }) };
}

/** Saves what was typed over what is there now: only once somebody has been told of it. */
export function saveOverHtml(newer: number, { names, site }: BuildQuestion): Markup {
  return html`<div class="app-notice app-notice--problem">
    <p class="govuk-body">
      ${
        newer === 0
          ? 'It was removed while you edited it.'
          : html`<a class="govuk-link" href="${hrefTo(site)(metricPath(names.key!))}"
                >Look at version ${newer}</a
              >; the way back to your draft is on the first page of the builder.`
      }
    </p>
    <input type="hidden" name="newer" value="${newer}" />
    <button class="govuk-button govuk-button--secondary" type="submit" name="do" value="save-over">
      ${newer === 0 ? 'Save mine as a new one' : `Save mine as version ${newer + 1}`}
    </button>
  </div>`;
}
