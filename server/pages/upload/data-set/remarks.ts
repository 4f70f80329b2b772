/** Remarks on a data set: breaks in how it is counted, outages, and what else readers should know. */
import { serviceSubject } from '../../../store/subject.js';
import type { Annotation } from '../../../entities/index.js';
import { textIn } from '../../../metrics/definitions.js';
import { formatDate } from '../../../../components/formatting/periods.js';
import { html, type Markup } from '../../../../components/view/html.js';
import { inputHtml, selectHtml } from '../../frame/fields.js';
import { hrefTo } from '../../frame/site.js';
import type { SignedInQuestion } from '../answers.js';
import type { ReachedDataSet } from './reached.js';
import { removableHtml } from '../removable-item.js';
import { csrfHtml, dataSetPath } from '../words.js';

const KINDS = [
  { value: 'NOTE', text: 'A note' },
  { value: 'BREAK', text: 'A break: earlier numbers cannot be compared' },
  { value: 'OUTAGE', text: 'An outage' },
];
const FIELDS = ['kind', 'from', 'to', 'text', 'link'];

/** What the import's file says of one. */
export const remarkRow = (
  slug: string,
  measure: string,
  fields: URLSearchParams,
): Record<string, string> => ({
  ...{ subject_type: 'service', subject: slug, measure },
  ...Object.fromEntries(FIELDS.map((name) => [name, fields.get(name)?.trim() ?? ''])),
});

function remarkHtml(
  { kind, fromOn, toOn, texts, link }: Annotation,
  action: string,
  { session }: SignedInQuestion,
): Markup {
  const text = textIn(texts.text, 'en');
  const word = KINDS.find(({ value }) => value === kind)!.text.split(':', 1)[0];
  const values = { kind, from: fromOn, to: toOn ?? '', text, link: link ?? '' };
  const day = formatDate(fromOn);
  return removableHtml(
    {
      label: `${word} of ${day}: ${text}`,
      name: text,
      shown: html`${word}, ${day}${toOn && html` to ${formatDate(toOn)}`}: ${text}`,
      action,
      fields: { do: 'remove', ...values },
    },
    session,
  );
}

export function remarksHtml({ service, entity }: ReachedDataSet, question: SignedInQuestion): Markup {
  const { reading, site, session } = question;
  const action = hrefTo(site)(`${dataSetPath(service, entity.measureKey)}/remarks`);
  const own = reading.catalogue
    .annotations(serviceSubject(service), [entity.measureKey])
    .filter(({ dataSetId }) => dataSetId === entity.id);
  return html`<section aria-labelledby="remarks">
    <h2 class="govuk-heading-l" id="remarks">Breaks, outages, notes</h2>
    ${own.map((remark) => remarkHtml(remark, action, question))}
    <details class="app-more app-more--apart">
      <summary class="app-more__summary">Add one</summary>
      <form class="app-form" aria-label="Add a remark" method="post" action="${action}">
        ${csrfHtml(session)} ${selectHtml('kind', 'What it is', KINDS, null)}
        ${inputHtml('from', 'From', '', { type: 'date' })}
        ${inputHtml('to', 'To (empty where it is one day, or goes on)', '', { type: 'date' })}
        ${inputHtml('text', 'What readers are told', '', { type: 'text' })}
        ${inputHtml('link', 'An address with more (optional)', '', { type: 'text' })}
        <button class="govuk-button govuk-button--secondary" type="submit">Add it</button>
      </form>
    </details>
  </section>`;
}
