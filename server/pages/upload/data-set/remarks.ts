/** Remarks on a data set: breaks in how it is counted, outages, and what else readers should know. */
import { serviceSubject } from '../../../store/subject.js';
import type { Annotation } from '../../../entities/index.js';
import { textIn } from '../../../metrics/definitions.js';
import { formatDate } from '../../../../components/formatting/periods.js';
import { attr, html, type Markup } from '../../../../components/view/html.js';
import { inputHtml, type InputKind, selectHtml } from '../../frame/fields.js';
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

/** `A note`. */
const wordOf = (kind: string): string => KINDS.find(({ value }) => value === kind)!.text.split(':', 1)[0];

function remarkHtml(
  { kind, fromOn, toOn, texts, link }: Annotation,
  action: string,
  { session }: SignedInQuestion,
): Markup {
  const text = textIn(texts.text, 'en');
  const word = wordOf(kind);
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

const ownRemarks = ({ service, entity }: ReachedDataSet, { reading }: SignedInQuestion): Annotation[] =>
  reading.catalogue
    .annotations(serviceSubject(service), [entity.measureKey])
    .filter(({ dataSetId }) => dataSetId === entity.id);

const typed = (fields: URLSearchParams | undefined, name: string): string => fields?.get(name)?.trim() ?? '';

/** `note of 1 March 2014`, of what was typed. */
const typedName = (fields: URLSearchParams): string =>
  `${wordOf(typed(fields, 'kind')).replace(/^An? /, '')} of ${formatDate(typed(fields, 'from'))}`;

/** Why a remark is not added that is there as it was typed. */
export const sameRemarkHtml = (fields: URLSearchParams): Markup =>
  html`<a href="#from">This ${typedName(fields)} is there already.</a>`;

/** Why a remark is not added where another of its kind and day is there: it would take the place of that. */
export function otherRemarkHtml(
  reached: ReachedDataSet,
  fields: URLSearchParams,
  question: SignedInQuestion,
): Markup {
  const other = ownRemarks(reached, question).find(
    ({ kind, fromOn }) => kind === typed(fields, 'kind') && fromOn === typed(fields, 'from'),
  );
  const article = wordOf(typed(fields, 'kind')).split(' ', 1)[0].toLowerCase();
  const text = other ? `: “${textIn(other.texts.text, 'en')}”` : '';
  const there = `There is ${article} ${typedName(fields)} already${text}.`;
  return html`<a href="#from">${there} Take it away first, or say the new one of another day.</a>`;
}

/** @param fields what was typed of one that was not added */
export function remarksHtml(
  reached: ReachedDataSet,
  question: SignedInQuestion,
  fields?: URLSearchParams,
): Markup {
  const { service, entity } = reached;
  const { site, session } = question;
  const action = hrefTo(site)(`${dataSetPath(service, entity.measureKey)}/remarks`);
  const inputOf = (name: string, label: string, type: InputKind): Markup =>
    inputHtml(name, label, typed(fields, name), { type });
  return html`<section aria-labelledby="remarks">
    <h2 class="govuk-heading-l" id="remarks">Breaks, outages, notes</h2>
    ${ownRemarks(reached, question).map((remark) => remarkHtml(remark, action, question))}
    <details class="app-more app-more--apart" ${attr('open', fields !== undefined)}>
      <summary class="app-more__summary">Add one</summary>
      <form class="app-form" aria-label="Add a remark" method="post" action="${action}">
        ${csrfHtml(session)} ${selectHtml('kind', 'What it is', KINDS, fields?.get('kind'))}
        ${inputOf('from', 'From', 'date')}
        ${inputOf('to', 'To (empty where it is one day, or goes on)', 'date')}
        ${inputOf('text', 'What readers are told', 'text')}
        ${inputOf('link', 'An address with more (optional)', 'text')}
        <button class="govuk-button govuk-button--secondary" type="submit">Add it</button>
      </form>
    </details>
  </section>`;
}
