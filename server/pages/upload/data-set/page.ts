/** `/upload/services/SLUG/data-sets/MEASURE`: what a data set says of itself, what is remarked of it, its deliveries. */
import type { DataSet } from '../../../entities/index.js';
import type { RowProblem } from '../../../ingest/requests/row-numbers.js';
import { serviceSubject, type Service } from '../../../store/subject.js';
import type { DataSetDelivery } from '../../../store/submission-log.js';
import { figurePath } from '../../../../components/formatting/paths.js';
import { formatInstant } from '../../../../components/formatting/periods.js';
import { attr, html, type HtmlPart, type Markup } from '../../../../components/view/html.js';
import { described, labelled } from '../../frame/fields.js';
import { hrefTo } from '../../frame/site.js';
import { tableHtml } from '../../frame/table.js';
import { count } from '../../frame/texts.js';
import type { SignedInQuestion, UploadAnswer } from '../answers.js';
import {
  csrfHtml,
  dataSetPath,
  errorsHtml,
  measureName,
  receiptPath,
  serviceName,
  uploadAnswer,
  crumbsOf,
} from '../words.js';
import { reachedDataSet } from './reached.js';
import { remarksHtml } from './remarks.js';
import { settingFields, type SettingField, type Settings, settingsOf } from './settings.js';
import { withdrawHtml } from './withdrawal.js';

function fieldHtml(
  { name, label, hint, control }: SettingField,
  value: string,
  error: string | undefined,
): Markup {
  const facts = { id: name, label, ...(hint && { hint }), ...(error && { error }) };
  const common = described(facts);
  const controlHtml = Array.isArray(control)
    ? html`<select class="govuk-select" id="${name}" name="${name}" ${common}>
        ${control.map((option) => html`<option value="${option.value}" ${attr('selected', option.value === value)}>${option.text}</option>`)}
      </select>`
    : control === 'lines'
      ? html`<textarea class="govuk-textarea" id="${name}" name="${name}" rows="4" ${common}>
${value}</textarea>`
      : html`<input
          class="govuk-input${error && ' govuk-input--error'}"
          id="${name}"
          name="${name}"
          type="${control === 'date' ? 'date' : 'text'}"
          ${attr('inputmode', control === 'number' && 'decimal')}
          autocomplete="off"
          value="${value}"
          ${common}
        />`;
  return labelled(facts, controlHtml);
}

interface Shown {
  /** What stands in the fields, where it is not what is stored. */
  values?: Settings;
  /** By the names of fields. */
  errors?: Settings;
  /** Above everything. */
  problems?: HtmlPart[];
}

function settingsHtml(
  dataSet: DataSet,
  { values, errors = {} }: Shown,
  action: string,
  { session }: SignedInQuestion,
): Markup {
  const now = settingsOf(dataSet);
  return html`<form class="app-form" aria-label="What it says of itself" method="post" action="${action}">
    ${csrfHtml(session)}
    <input type="hidden" name="shown" value="${JSON.stringify(now)}" />
    <h2 class="govuk-heading-l">What it says of itself</h2>
    ${settingFields(dataSet).map((field) => fieldHtml(field, values?.[field.name] ?? now[field.name], errors[field.name]))}
    <button class="govuk-button" type="submit">Save</button>
  </form>`;
}

function historyHtml(
  deliveries: readonly DataSetDelivery[],
  /** Its address; null where readers do not see it. */
  figure: string | null,
  { site }: SignedInQuestion,
): Markup {
  const href = hrefTo(site);
  return html`<section aria-labelledby="history">
    <h2 class="govuk-heading-l" id="history">Deliveries</h2>
    ${
      deliveries.length === 0
        ? html`<p class="govuk-body">Nothing was delivered yet.</p>`
        : tableHtml<DataSetDelivery>({
            caption: 'Deliveries of numbers, the newest first',
            isSmall: true,
            columns: [
              {
                label: 'Delivery',
                cell: ({ id, isOwn }) =>
                  isOwn ? html`<a class="govuk-link" href="${href(receiptPath(id))}">${id}</a>` : String(id),
              },
              { label: 'Received', cell: ({ receivedAt }) => formatInstant(receivedAt) },
              { label: 'From', cell: ({ source }) => source },
              { label: 'Numbers', isNumber: true, cell: ({ values }) => values.toLocaleString('en-GB') },
              ...(figure === null
                ? []
                : [
                    {
                      label: 'The figure as it was then',
                      cell: ({ id, receivedAt }: DataSetDelivery) =>
                        html`<a
                          class="govuk-link"
                          href="${href(`${figure}?as-of=${encodeURIComponent(receivedAt)}`)}"
                          >After delivery ${id}</a
                        >`,
                    },
                  ]),
            ],
            rows: deliveries,
          })
    }
  </section>`;
}

export async function showDataSet(question: SignedInQuestion, shown: Shown): Promise<UploadAnswer> {
  const { site, session, query, publishing } = question;
  const reached = reachedDataSet(question);
  const { service, entity, name } = reached;
  const path = dataSetPath(service, entity.measureKey);
  const figure = figurePath(serviceSubject(service), entity.measureKey);
  const { problems = [], errors = {} } = shown;
  const isDraft = entity.state === 'draft';
  const links = Object.entries(errors).map(([field, message]) => html`<a href="#${field}">${message}</a>`);
  const main = html`${errorsHtml([...problems, ...links])}
    ${
      query.has('saved') &&
      html`<div class="app-notice" role="status">
        <p class="govuk-body">
          Saved. ${isDraft ? 'Readers do not see it while it is a draft.' : 'It is shown from now on.'}
        </p>
      </div>`
    }
    <span class="govuk-caption-xl">${serviceName(service)}</span>
    <h1 class="govuk-heading-xl">${name}</h1>
    <p class="govuk-body">
      ${
        isDraft
          ? 'This is a draft: readers do not see it, nor that there is one.'
          : html`<a class="govuk-link" href="${hrefTo(site)(figure)}">What readers see of it</a>`
      }
    </p>
    ${settingsHtml(entity, shown, hrefTo(site)(path), question)} ${remarksHtml(reached, question)}
    ${historyHtml(await publishing.deliveriesOf(entity.id), isDraft ? null : figure, question)}
    ${withdrawHtml(reached, question)}`;
  const status = problems.length + links.length > 0 ? 422 : 200;
  return uploadAnswer(site, {
    title: `${name} of ${serviceName(service)}`,
    main,
    session,
    crumbs: crumbsOf(service),
    status,
  });
}

export const dataSetPage = (question: SignedInQuestion): Promise<UploadAnswer> => showDataSet(question, {});

/** By the names of fields; what is of none of them stands above. */
export function problemsOf(
  errors: readonly RowProblem[],
  fields: readonly string[],
): Pick<Shown, 'errors' | 'problems'> {
  const isField = ({ column }: RowProblem): boolean => column !== null && fields.includes(column);
  // Beside a field its name in files says nothing.
  const plain = ({ column, message }: RowProblem): string => message.replace(`${column}: `, '');
  return {
    errors: Object.fromEntries(errors.filter(isField).map((error) => [error.column!, plain(error)])),
    problems: errors.filter((error) => !isField(error)).map(({ message }) => message),
  };
}

/** The data sets of a service, with the way to what each says of itself. */
export function dataSetsHtml(
  service: Service,
  measures: ReadonlySet<string> | null,
  { reading, site }: SignedInQuestion,
): Markup | false {
  const entries = reading.catalogue
    .dataSetsOf(service.id)
    .filter(({ facts }) => measures?.has(facts.measure) ?? true);
  if (entries.length === 0) return false;
  return html`<h2 class="govuk-heading-l">What the numbers are</h2>
    <p class="govuk-body">
      Where they come from, how they are made, breaks and outages, and what was delivered:
      ${count(entries.length, 'data set')}.
    </p>
    <ul class="govuk-list govuk-list--bullet">
      ${entries.map(
        ({ entity }) =>
          html`<li>
            <a class="govuk-link" href="${hrefTo(site)(dataSetPath(service, entity.measureKey))}"
              >${measureName(reading.catalogue, entity.measureKey)}</a
            >${entity.state === 'draft' && ' (draft, not published)'}
          </li>`,
      )}
    </ul>`;
}
